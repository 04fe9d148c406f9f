// The text pass: nothing is lost, and threads change nothing.
#include "analysis/text_pass.h"

#include <cstring>
#include <fstream>

#include "analysis/builtin_lexicon.h"
#include "lexicon/made_talk_net.h"
#include "made_chat.h"
#include "sequence/message_vectors.h"
#include "temp_folder.h"

namespace ebb::testing {
namespace {

// Messages of very different sizes in conversations that take turns, some flagged.
MadeChat LargeChat() {
  MadeChat chat;
  for (int i = 0; i < 30000; ++i) {
    chat.In(i % 7000 < 6000 ? "c1" : "c2");
    const std::string who = i % 3 == 0 ? "Ann Lee" : "Ben";
    if (i % 97 == 0) {
      chat.Say(who, "well i need more room, and i feel alone here");
    } else if (i % 1013 == 0) {
      chat.Say(who, std::string(static_cast<std::size_t>(i % 5) * 70000, 'a') + " b");
    } else if (i % 50 == 0) {
      chat.Line("", MessageKind::kNotice, "app words");
    } else if (i % 331 == 0) {
      chat.Broken();
    } else {
      chat.Say(who, "we had soup number " + std::to_string(i));
    }
  }
  return chat;
}

Conversation LoadOne(const MadeChat& chat, unsigned jobs, std::size_t number = 0) {
  AnalyzeOptions options;
  options.jobs = jobs;
  Result<LoadedInput> loaded = Load(chat, options, kMadeReader, false);
  if (!loaded) FAIL(loaded.error().message);
  return std::move(loaded->loaded.conversations.at(number));
}

bool SameHit(const Hit& a, const Hit& b) {
  return a.message == b.message && a.range == b.range && a.rule == b.rule && a.about == b.about &&
         a.modality == b.modality;
}

TEST_CASE("records are conserved") {
  AnalyzeOptions options;
  const Result<LoadedInput> loaded = Load(LargeChat(), options, kMadeReader, false);
  REQUIRE(loaded.ok());
  const InputFile& input = loaded->loaded.input;
  CHECK(input.records == 30000);
  CHECK(input.records == input.messages + input.notices + input.skipped);
  CHECK(input.skipped > 0);
  CHECK(input.skipped_list.size() == std::min<std::size_t>(100, input.skipped));
  std::uint64_t messages = 0, notices = 0, skipped = 0;
  for (const Conversation& conversation : loaded->loaded.conversations) {
    CHECK(conversation.facts.size() == conversation.messages + conversation.notices);
    std::uint64_t kinds = 0, people = 0;
    for (const std::uint64_t count : conversation.by_kind) kinds += count;
    for (const Participant& person : conversation.participants) people += person.messages;
    CHECK(kinds == conversation.facts.size());
    CHECK(people == conversation.messages);
    messages += conversation.messages;
    notices += conversation.notices;
    skipped += conversation.skipped;
  }
  CHECK(messages == input.messages);
  CHECK(notices == input.notices);
  CHECK(skipped == input.skipped);
}

// A reader of a recording whose speakers follow one another.
Result<ReadReport> ReadTiers(Source&, const ReadOptions&, MessageSink& sink) {
  ConversationInfo info;
  info.id = "recording";
  info.sort_by_time = true;
  sink.BeginConversation(info);
  std::uint64_t line = 0;
  const auto say = [&](const char* who, Timestamp::Basis basis, std::int64_t seconds) {
    Message message;
    message.sender = who;
    message.text = "words";
    message.sent.basis = basis;
    message.sent.seconds = seconds;
    message.until_millis = seconds * 1000 + 1500;
    message.line = ++line;
    message.source = {line, line + 1};
    sink.OnMessage(message);
  };
  say("Ann", Timestamp::Basis::kNone, 0);
  say("Ann", Timestamp::Basis::kElapsed, 3);
  say("Ann", Timestamp::Basis::kNone, 0);
  say("Ann", Timestamp::Basis::kElapsed, 9);
  say("Ben", Timestamp::Basis::kElapsed, 1);
  say("Ben", Timestamp::Basis::kElapsed, 5);
  return ReadReport{};
}

TEST_CASE("the places of a recording are kept, its first and last are those of all") {
  const Reader reader = {"tiers", "", "", false, nullptr, ReadTiers};
  for (const unsigned jobs : {1u, 2u}) {
    AnalyzeOptions options;
    options.jobs = jobs;
    const Result<LoadedInput> loaded = Load(MadeChat(), options, reader, false);
    REQUIRE(loaded.ok());
    const Conversation& recording = loaded->loaded.conversations.at(0);
    CHECK(recording.facts.size() == 6);
    CHECK(recording.offsets == std::vector<std::uint32_t>{0, 3000, 3000, 9000, 1000, 5000});
    CHECK(recording.first.seconds == 1);
    CHECK(recording.last.seconds == 10);
    CHECK(recording.last.millis == 500);
  }
}

TEST_CASE("any number of threads gives the same columns") {
  const MadeChat chat = LargeChat();
  for (const std::size_t number : {0u, 1u}) {
    const Conversation one = LoadOne(chat, 1, number);
    REQUIRE(one.hits.size() > 50);
    CHECK(std::is_sorted(one.hits.begin(), one.hits.end(),
                         [](const Hit& a, const Hit& b) { return a.message < b.message; }));
    for (const unsigned jobs : {2u, 3u, 4u}) {
      const Conversation many = LoadOne(chat, jobs, number);
      REQUIRE(many.facts.size() == one.facts.size());
      CHECK(std::memcmp(many.facts.data(), one.facts.data(),
                        one.facts.size() * sizeof(MessageFacts)) == 0);
      REQUIRE(many.hits.size() == one.hits.size());
      CHECK(std::equal(many.hits.begin(), many.hits.end(), one.hits.begin(), SameHit));
    }
  }
}

TEST_CASE("of a very long conversation only the scores that stand out are kept") {
  const Result<ReadyLexicon> ready = ReadyLexiconFrom({}, false);
  REQUIRE(ready);
  const TempFolder folder;
  const std::string path = folder / "very-long.csv";
  for (const std::size_t more : {0u, 1u}) {
    {
      std::ofstream file(path, std::ios::binary);
      file << "time,sender,text\n";
      for (std::size_t i = 0; i < kMostFullyScored + more; ++i) {
        file << "2024-01-13T10:00:00," << (i % 2 == 0 ? "Ann," : "Ben,")
             << (i % 1000 == 7 ? "leave me alone" : "soup") << '\n';
      }
    }
    std::vector<MessageScore> first;
    for (const unsigned jobs : {1u, 2u, 3u}) {
      AnalyzeOptions options;
      options.jobs = jobs;
      const auto loaded = LoadExport(path, &ready->matcher, options, false);
      REQUIRE(loaded);
      const std::vector<MessageScore>& scores = loaded->at(0).conversations.at(0).scores;
      CHECK(scores.size() == (more == 0 ? kMostFullyScored : kMostFullyScored / 1000));
      if (jobs == 1) first = scores;
      REQUIRE(scores.size() == first.size());
      CHECK(std::memcmp(scores.data(), first.data(), first.size() * sizeof(MessageScore)) == 0);
    }
  }
}

// The small lexicon with a decision layer and talk nets.
Matcher MatcherWithNet() {
  const TalkNets nets = MadeTalkNets(1, {"we", "had", "soup", "number", "need", "room"});
  const std::string weights =
      "bias\t-\t0\t0\t0\t0\t0\t0\t0\t0\ncutoff\t-\t8\t8\t8\t8\t8\t8\t0\t0\n"
      "word\tneed\t8\t0\t0\t0\t0\t0\t0\t0\n";
  const Result<Lexicon> lexicon = ParseLexicon(
      {{"small.toml", kSmallLexicon}, {"scorer.tsv", weights}, {"talk.tsv", WriteTalkNets(nets)}});
  if (!lexicon) FAIL(lexicon.error().message);
  Result<Matcher> made = Matcher::Build(*lexicon);
  if (!made) FAIL(made.error().message);
  return std::move(*made);
}
const Matcher& TalkMatcher() {
  static const Matcher matcher = MatcherWithNet();
  return matcher;
}

std::vector<Conversation> LoadWithNet(const MadeChat& chat, unsigned jobs,
                                      const Matcher& matcher = TalkMatcher()) {
  AnalyzeOptions options;
  options.jobs = jobs;
  LoadSettings settings;
  settings.matcher = &matcher;
  Result<LoadedInput> loaded = LoadOpened(OpenMade(chat), options, settings, "");
  if (!loaded) FAIL(loaded.error().message);
  return std::move(loaded->loaded.conversations);
}

TEST_CASE("any number of threads gives the same net words, those of the messages themselves") {
  const MadeChat chat = LargeChat();
  const std::vector<Conversation> one = LoadWithNet(chat, 1);
  REQUIRE(one.size() == 2);
  for (const unsigned jobs : {2u, 3u, 4u}) {
    const std::vector<Conversation> many = LoadWithNet(chat, jobs);
    REQUIRE(many.size() == 2);
    for (std::size_t c = 0; c < 2; ++c) {
      REQUIRE(one[c].net_words.size() == one[c].scores.size());
      CHECK(many[c].net_words == one[c].net_words);
      CHECK(many[c].scores.size() == one[c].scores.size());
    }
  }
  Matcher::Scratch scratch;
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  NetWords words;
  std::vector<MessageFacts> facts;
  for (const char* const text :
       {"well i need more room, and i feel alone here", "we had soup number 1"}) {
    TalkMatcher().Run(text, scratch, &facts.emplace_back(), &hits, &scores, &words);
  }
  REQUIRE(words.size() == 2);
  REQUIRE_FALSE(std::ranges::equal(words.Of(0), words.Of(1)));
  REQUIRE(one[0].scores[1].message == 1);
  CHECK(std::ranges::equal(one[0].net_words.Of(0), words.Of(0)));
  CHECK(std::ranges::equal(one[0].net_words.Of(1), words.Of(1)));
  // So what the nets make of a message later is what they would make of its text alone.
  const TalkNet net = MadeTalkNet(1, 6);
  MessageVectors vectors(net);
  for (std::size_t i = 0; i < 2; ++i) {
    const MessageFacts& kept = one[0].facts[one[0].scores[i].message];
    CHECK(vectors.Of(one[0].net_words.Of(i), kept.features, kept.words) ==
          vectors.Of(words.Of(i), facts[i].features, facts[i].words));
  }
}

TEST_CASE("without talk nets, or where scores are left out, there are no net words") {
  const MadeChat chat = MadeChat().Talk(100);
  CHECK(LoadWithNet(chat, 1, SmallTools().matcher).at(0).net_words.empty());
  CHECK(LoadWithNet(chat, 1, MatcherWithNet()).at(0).net_words.size() == 100);
  Matcher matcher = MatcherWithNet();
  matcher.LeaveScoresOut();
  CHECK(LoadWithNet(chat, 1, matcher).at(0).net_words.empty());
  CHECK(LoadWithNet(chat, 1, matcher).at(0).scores.empty());
}

TEST_CASE("of a very long conversation no net words are kept, of one beside it all are") {
  constexpr auto kMost = static_cast<int>(kMostFullyScored);
  for (const int more : {0, 1, 2100}) {
    // The short one begins before the long one, goes on within it, and ends after it.
    MadeChat chat, alone;
    const auto beside = [&](int count) {
      chat.In("short").Talk(count);
      alone.In("short").Talk(count);
    };
    beside(10);
    chat.In("long").Talk(kMost / 2);
    beside(20);
    chat.In("long").Talk(kMost / 2 - 100);
    beside(5);
    chat.In("long").Talk(100 + more);
    beside(40);
    const NetWords expected = LoadWithNet(alone, 1).at(0).net_words;
    REQUIRE(expected.size() == 75);
    NetWords first;
    for (const unsigned jobs : {1u, 3u}) {
      CAPTURE(more, jobs);
      const std::vector<Conversation> loaded = LoadWithNet(chat, jobs);
      REQUIRE(loaded.size() == 2);
      CHECK(loaded[0].net_words == expected);
      CHECK(loaded[0].scores.size() == 75);
      const Conversation& longer = loaded[1];
      REQUIRE(longer.facts.size() == kMostFullyScored + static_cast<std::size_t>(more));
      CHECK(longer.net_words.size() == (more == 0 ? kMostFullyScored : 0));
      if (more == 0) CHECK(longer.scores.size() == kMostFullyScored);
      if (jobs == 1) first = longer.net_words;
      CHECK(longer.net_words == first);
    }
  }
}

TEST_CASE("word counts beyond what facts hold are kept apart") {
  std::string words;
  for (int i = 0; i < 70000; ++i) words += "soup ";
  const MadeChat chat = MadeChat().Say("Ann Lee", "hi").Say("Ben", words).Say("Ann Lee", "hm");
  for (const unsigned jobs : {1u, 2u}) {
    const Conversation conversation = LoadOne(chat, jobs);
    REQUIRE(conversation.long_messages.size() == 1);
    CHECK(conversation.long_messages[0].message == 1);
    CHECK(conversation.long_messages[0].words == 70000);
    CHECK(conversation.facts[1].words == 65535);
  }
}

TEST_CASE("times that are named for later, of messages with a hit, whatever the jobs") {
  MadeChat chat;
  for (int i = 0; i < 5000; ++i) {
    chat.At(kMonday + i * 600);
    chat.Say("Ann Lee", i % 4 == 0   ? "i need more room, talk tomorrow at 9"
                        : i % 4 == 1 ? "i need more room, in 20 minutes"
                        : i % 4 == 2 ? "i need more room"
                                     : "talk tomorrow at 9");
  }
  for (const unsigned jobs : {1u, 3u}) {
    const Conversation conversation = LoadOne(chat, jobs);
    REQUIRE(conversation.named_times.size() == 2500);
    for (std::size_t k = 0; k < conversation.named_times.size(); ++k) {
      const NamedTime& named = conversation.named_times[k];
      REQUIRE(named.message == 4 * (k / 2) + k % 2);
      const std::uint32_t sent = conversation.facts[named.message].sent;
      const std::uint32_t evening = (sent / 86400 + 1) * 86400 + 21 * 3600;
      CHECK(named.when == (k % 2 == 0 ? evening : sent + 20 * 60));
    }
  }
}

TEST_CASE("checkpoints name a message and where it starts") {
  MadeChat chat;
  chat.Talk(1000);
  const Result<LoadedInput> loaded = Load(chat, {}, kMadeReaderThatResumes);
  REQUIRE(loaded.ok());
  const std::vector<Checkpoint>& points = loaded->loaded.conversations[0].checkpoints;
  REQUIRE(points.size() == 16);
  for (const Checkpoint& point : points) {
    CHECK(point.message % TextPass::kCheckpointEvery == 0);
    CHECK(point.line == point.message + 1);
    CHECK((point.offset == 0 || chat.bytes()[point.offset - 1] == '\n'));
  }
  CHECK(Load(chat, {})->loaded.conversations[0].checkpoints.empty());
}

TEST_CASE("the span of a chat: messages in order, or all records whatever their order") {
  LocalClock clock = *LocalClock::Create("UTC");
  for (const bool all : {false, true}) {
    TextPassOptions options;
    options.span_records = all;
    TextPass pass(options, clock);
    ConversationInfo info;
    info.id = "c";
    pass.BeginConversation(info);
    const auto say = [&](MessageKind kind, std::int64_t seconds) {
      Message message;
      message.sender = kind == MessageKind::kNotice ? "" : "Ann";
      message.kind = kind;
      message.sent.basis = Timestamp::Basis::kWall;
      message.sent.seconds = seconds;
      pass.OnMessage(message);
    };
    say(MessageKind::kNotice, 50);
    say(MessageKind::kText, 300);
    say(MessageKind::kText, 100);
    say(MessageKind::kText, 200);
    say(MessageKind::kNotice, 400);
    const Conversation conversation = std::move(pass.Finish().at(0));
    CHECK(conversation.first.seconds == (all ? 50 : 300));
    CHECK(conversation.last.seconds == (all ? 400 : 200));
  }
}

TEST_CASE("senders: keys, names and aliases") {
  const std::vector<Alias> aliases = {{"Ben", {"Benny", "+64 21 555"}}};
  SenderTable table(aliases);
  std::vector<Participant> people;
  struct Case {
    const char* name;
    const char* key;
    int expected;
  };
  const Case cases[] = {
      {"Ann", "u1", 0},       {"Ann (work)", "u1", 0},  // one key, two names
      {"Ann", "u2", 1},                                 // one name, two keys
      {"Ann", "", 0},                                   // no key: the first of that name
      {"Ben", "", 2},         {"Benny", "", 2},        {"+64 21 555", "", 2},
      {"x", "+64 21 555", 2}, {"ben", "", 3},  // names are exact
      {"Ann", "u1", 0},
  };
  for (const Case& c : cases) {
    INFO(c.name << "/" << c.key);
    CHECK(table.Find(c.name, c.key, &people) == c.expected);
  }
  CHECK(people.size() == 4);
  CHECK(people[2].name == "Ben");
}

TEST_CASE("senders: numbers are compared as numbers") {
  const std::vector<Alias> aliases = {{"Ada", {"+44 7700 900123"}},
                                      {"Ben", {"0170 1234567"}},
                                      {"Cy", {"0171 7654321"}},
                                      {"Di", {"+43 171 7654321"}}};
  SenderTable table(aliases);
  std::vector<Participant> people;
  struct Case {
    const char* name;
    const char* key;
    int expected;
  };
  const Case cases[] = {
      {"+447700900123", "", 0},
      {"07700 900123", "", 0},
      {"0044 (7700) 900-123", "", 0},
      {"Ada", "", 0},
      {"x", "+44 7700-900123", 0},
      {"+49 170 1234567", "", 1},
      {"0170/1234567", "", 1},
      {"+43 170 1234567", "", 2},
      {"0171 7654321", "", 3},
      {"+43 171 7654321", "", 4},
      {"+33 171 7654321", "", 3},  // Cy's, who says no country
      {"90012", "", 5},
      {"+44 7700 900124", "", 6},
  };
  for (const Case& c : cases) {
    INFO(c.name << "/" << c.key);
    CHECK(table.Find(c.name, c.key, &people) == c.expected);
  }
}

TEST_CASE("more senders than facts can tell apart share one place") {
  const std::vector<Alias> aliases;
  SenderTable table(aliases);
  std::vector<Participant> people;
  for (int i = 0; i < 5000; ++i) {
    const std::uint16_t index = table.Find("p" + std::to_string(i), "", &people);
    REQUIRE(index == std::min(i, 4094));
  }
  CHECK(people.size() == 4095);
}

}  // namespace
}  // namespace ebb::testing
