// From a made chat to the Analysis: counts, evidence, choices, privacy.
#include "analysis/analyze.h"

#include <algorithm>
#include <set>

#include "analysis/names.h"
#include "made_chat.h"

namespace ebb::testing {
namespace {

constexpr std::int64_t kDay = 86400;

// Eight weeks, with flags of both in every week. `swapped` exchanges the two.
MadeChat FlaggedChat(bool swapped = false) {
  const std::string ann = swapped ? "Ben" : "Ann Lee", ben = swapped ? "Ann Lee" : "Ben";
  MadeChat chat;
  for (int day = 0; day < 56; ++day) {
    chat.At(kMonday + day * kDay + 36000);
    for (int i = 0; i < 10; ++i) {
      chat.Say(i % 2 == 0 ? ann : ben, "we had soup number " + std::to_string(i));
    }
    chat.Say(ann, "honestly i need more room right now");
    chat.Say(ben, "i feel alone here");
    if (day % 7 == 3) chat.Say(ben, "you went silent again");
    chat.Line(day % 2 == 0 ? ann : ben, MessageKind::kMedia, "");
  }
  return chat;
}

std::string Whole(const Analysis& analysis) {
  std::string out = analysis.conversation_name + analysis.conversation_id;
  for (const InputFile& input : analysis.inputs) out += input.name + input.why;
  for (const std::string& option : analysis.options) out += option;
  for (const std::string& note : analysis.notes) out += note;
  for (const Partner& partner : analysis.partners) out += partner.name + partner.id;
  for (const FlagRow& flag : analysis.flags) {
    out += flag.text + flag.explanation;
    for (const ContextLine& line : flag.before) out += line.text;
    for (const ContextLine& line : flag.after) out += line.text;
  }
  return out;
}

TEST_CASE("counts per person and week") {
  const Analysis a = MustAnalyze(FlaggedChat());
  REQUIRE(a.partners.size() == 2);
  const Partner& ann = a.partners[0];
  CHECK(ann.name == "Ann Lee");
  CHECK(ann.id == "A");
  CHECK(ann.messages == 56 * 6 + 28);
  CHECK(ann.texts == 56 * 6);
  CHECK(ann.media == 28);
  CHECK(ann.rates[0].flagged == 56);
  CHECK(ann.rates[0].per_100 == Approx(100.0 / 6));
  CHECK(ann.rates[0].low < ann.rates[0].per_100);
  CHECK(ann.rates[0].high > ann.rates[0].per_100);
  CHECK(ann.rates[0].shown);
  CHECK(ann.distance.flagged == 56);
  CHECK(ann.signs[1].sign == "S2");
  CHECK(ann.signs[1].shown_by == 56);
  std::uint64_t of_weeks = 0;
  for (const WeekRow& week : a.weeks) {
    REQUIRE(week.partners[0].signs.size() == 6);
    of_weeks += week.partners[0].signs[1];
  }
  CHECK(of_weeks == 56);
  const Partner& ben = a.partners[1];
  CHECK(ben.rates[3].flagged == 56);  // neglect counts for who voices it
  CHECK(ben.rates[1].flagged == 0);   // what he says about her shutdown does not
  CHECK(ben.about_partner[1].flagged == 8);
  CHECK(ben.signs[0].reported_by == 56);
  CHECK(ben.signs[2].reported_by == 8);
  CHECK(ben.signs[2].shown_by == 0);
  REQUIRE(a.weeks.size() == 8);
  CHECK(a.weeks[0].label == "2024-W01");
  CHECK(a.weeks[0].start == "2024-01-01");
  std::uint64_t messages = 0, flagged = 0;
  for (const WeekRow& week : a.weeks) {
    messages += week.partners[0].messages;
    flagged += week.partners[0].rates[0].flagged;
    CHECK(week.partners[0].rates[0].shown);  // 42 text messages
  }
  CHECK(messages == ann.messages);
  CHECK(flagged == 56);
  CHECK(a.coverage.days == 56);
  CHECK(a.coverage.active_days == 56);
  CHECK(a.coverage.pair);
  CHECK(a.clock == "wall");
  CHECK(a.evidence.total == a.evidence.stored);
}

TEST_CASE("exchanging the two exchanges their numbers and nothing else") {
  const Analysis a = MustAnalyze(FlaggedChat(false));
  AnalyzeOptions options;
  options.me = "Ben";  // the one who is in Ann's place comes first
  const Analysis b = MustAnalyze(FlaggedChat(true), options);
  REQUIRE(b.partners[0].name == "Ben");
  for (std::size_t p = 0; p < 2; ++p) {
    CHECK(a.partners[p].messages == b.partners[p].messages);
    CHECK(a.partners[p].words == b.partners[p].words);
    for (std::size_t c = 0; c < kReportCategories; ++c) {
      CHECK(a.partners[p].rates[c].flagged == b.partners[p].rates[c].flagged);
      CHECK(a.partners[p].rates[c].low == b.partners[p].rates[c].low);
    }
  }
  REQUIRE(a.flags.size() == b.flags.size());
  for (std::size_t i = 0; i < a.flags.size(); ++i) {
    CHECK(a.flags[i].partner == b.flags[i].partner);
    CHECK(a.flags[i].explanation == b.flags[i].explanation);
  }
}

TEST_CASE("marked ranges lie in their texts, in time order, with neighbours") {
  for (const Reader* reader : {&kMadeReader, &kMadeReaderThatResumes}) {
    const Analysis a = MustAnalyze(FlaggedChat(), {}, *reader);
    REQUIRE_FALSE(a.flags.empty());
    std::string last;
    for (const FlagRow& flag : a.flags) {
      CHECK(flag.time >= last);
      last = flag.time;
      REQUIRE(flag.end <= flag.text.size());
      const std::string marked = flag.text.substr(flag.begin, flag.end - flag.begin);
      if (flag.rule == "w4") CHECK(marked == "i need more room");
      if (flag.rule == "n1") CHECK(marked == "i feel alone here");
      if (flag.rule == "d8") CHECK(marked == "you went silent again");
      CHECK(flag.line > 0);
      CHECK(flag.before.size() == 2);
      CHECK(flag.explanation.find("Counted as") == 0);
      for (const ContextLine& line : flag.before) {
        CHECK(line.time <= flag.time);
        CHECK((line.kind != "text" || !line.text.empty()));
      }
    }
  }
}

TEST_CASE("reading stretches gives the same document as reading all again") {
  MadeChat chat;  // large enough that stretches are worth it
  for (int i = 0; i < 30; ++i) {
    chat.Talk(1500);
    if (i % 10 == 5) chat.Say("Ben", "i need more room").Say("Ann Lee", "ok then");
  }
  REQUIRE(chat.bytes().size() > 4 * 256 * 1024);
  const Analysis all = MustAnalyze(chat, {}, kMadeReader);
  const Analysis stretches = MustAnalyze(chat, {}, kMadeReaderThatResumes);
  REQUIRE(all.flags.size() == 3);
  CHECK(Whole(all) == Whole(stretches));
  for (std::size_t i = 0; i < all.flags.size(); ++i) {
    CHECK(all.flags[i].line == stretches.flags[i].line);
    CHECK(all.flags[i].message_id == stretches.flags[i].message_id);
  }
}

TEST_CASE("the cap keeps counts and spreads what is shown") {
  AnalyzeOptions options;
  options.evidence = 7;
  const Analysis few = MustAnalyze(FlaggedChat(), options);
  const Analysis all = MustAnalyze(FlaggedChat());
  CHECK(few.partners[0].rates[0].flagged == all.partners[0].rates[0].flagged);
  CHECK(few.evidence.total == all.evidence.total);
  CHECK(few.evidence.stored == few.flags.size());
  CHECK(few.flags.size() == 7 + 7 + 7);  // w4 of Ann; n1 and d8 of Ben
  std::set<std::string> weeks, ids, all_ids;
  for (const FlagRow& flag : few.flags) {
    ids.insert(flag.message_id);
    if (flag.rule == "w4") weeks.insert(flag.week);
  }
  CHECK(weeks.size() == 7);
  for (const FlagRow& flag : all.flags) all_ids.insert(flag.message_id);
  CHECK(std::includes(all_ids.begin(), all_ids.end(), ids.begin(), ids.end()));
  options.evidence = 0;
  CHECK(MustAnalyze(FlaggedChat(), options).flags.empty());
}

TEST_CASE("message ids tell messages of one minute and sender apart") {
  MadeChat chat;
  chat.Talk(100);
  for (int i = 0; i < 3; ++i) chat.At(kMonday + kDay).Say("Ben", "i need more room");
  const Analysis a = MustAnalyze(chat);
  std::set<std::string> ids;
  for (const FlagRow& flag : a.flags) {
    CHECK(flag.message_id.size() == 16);
    ids.insert(flag.message_id);
  }
  CHECK(ids.size() == 3);
}

TEST_CASE("a long message is shown around its marked words") {
  std::string text = "start ";
  for (int i = 0; i < 4000; ++i) text += "zo\xC3\xAB ";
  const std::string before = text;
  text += "i need more room";
  for (int i = 0; i < 4000; ++i) text += " zo\xC3\xAB";
  const Analysis a = MustAnalyze(MadeChat().Talk(100).Say("Ben", text).Say("Ann Lee", "hm"));
  REQUIRE(a.flags.size() == 1);
  const FlagRow& flag = a.flags[0];
  CHECK(flag.text.size() < 3000);
  CHECK(flag.text.substr(flag.begin, flag.end - flag.begin) == "i need more room");
  CHECK(flag.text.find("\xE2\x80\xA6") == 0);
}

TEST_CASE("since and until are half open") {
  AnalyzeOptions options;
  options.since = "2024-01-08";
  options.until = "2024-01-15";
  for (const Reader* reader : {&kMadeReader, &kMadeReaderThatResumes}) {
    const Analysis a = MustAnalyze(FlaggedChat(), options, *reader);
    REQUIRE(a.weeks.size() == 1);
    CHECK(a.weeks[0].label == "2024-W02");
    CHECK(a.coverage.days == 7);
    CHECK(a.partners[0].rates[0].flagged == 7);
    for (const FlagRow& flag : a.flags) {
      const std::string marked = flag.text.substr(flag.begin, flag.end - flag.begin);
      CHECK((flag.rule != "w4" || marked == "i need more room"));
    }
  }
  options.since = "2030-01-01";
  options.until = "";
  CHECK_FALSE(AnalyzeMade({FlaggedChat()}, options).ok());
}

TEST_CASE("zones: the file's offset, the option") {
  AnalyzeOptions options;
  options.zone = "Asia/Tokyo";
  const auto first = [&](const char* basis) {
    const Analysis a = MustAnalyze(MadeChat(basis).Talk(100), options);
    return a.coverage.first + " " + a.clock + " " + a.zone;
  };
  CHECK(first("w") == "2024-01-01T00:01:00 wall ");
  CHECK(first("i") == "2024-01-01T09:01:00 instant Asia/Tokyo");
  CHECK(first("o") == "2024-01-01T02:01:00 instant the offsets of the file");
  options.zone = "Nowhere/Land";
  const Result<Analysis> bad = AnalyzeMade({MadeChat().Talk(100)}, options);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().kind == ErrorKind::kUsage);
}

TEST_CASE("a transcript without dates has one row") {
  const Analysis a = MustAnalyze(MadeChat("n").Talk(300).Say("Ben", "i need more room").Talk(2));
  REQUIRE(a.weeks.size() == 1);
  CHECK(a.weeks[0].label == "undated");
  CHECK(a.weeks[0].start.empty());
  CHECK(a.clock == "none");
  CHECK(a.coverage.first.empty());
  REQUIRE(a.flags.size() == 1);
  CHECK(a.flags[0].week == "undated");
  CHECK(a.flags[0].time.empty());
  CHECK(a.flags[0].before.size() == 2);
  CHECK(a.flags[0].after.size() == 2);
}

TEST_CASE("one sender: counts and nothing about a pair") {
  MadeChat chat;
  for (int i = 0; i < 250; ++i) chat.Say("Ben", "i need more room");
  const Analysis a = MustAnalyze(chat);
  REQUIRE(a.partners.size() == 1);
  CHECK(a.partners[0].rates[0].flagged == 250);
  CHECK_FALSE(a.coverage.pair);
  CHECK_FALSE(a.coverage.pair_note.empty());
}

TEST_CASE("a small side is said") {
  MadeChat chat;
  for (int i = 0; i < 400; ++i) chat.Say(i % 8 == 0 ? "Ann Lee" : "Ben", "we had soup");
  CHECK_FALSE(MustAnalyze(chat).coverage.pair);
  MadeChat fair;
  for (int i = 0; i < 400; ++i) fair.Say(i % 4 == 0 ? "Ann Lee" : "Ben", "we had soup");
  CHECK(MustAnalyze(fair).coverage.pair);
}

TEST_CASE("three senders must be chosen from") {
  MadeChat chat;
  chat.Talk(200);
  for (int i = 0; i < 9; ++i) chat.Say("Cy Lee", "i need more room");
  const Result<Analysis> none = AnalyzeMade({chat}, {});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().kind == ErrorKind::kInput);
  for (const char* part : {"Ann Lee: 100", "Ben: 100", "Cy Lee: 9", "--me", "--partner", "--all"}) {
    CHECK(none.error().message.find(part) != std::string::npos);
  }
  struct Case {
    const char* me;
    const char* partner;
    const char* expected;  // names joined, or the start of the error
  };
  const Case cases[] = {
      {"Ben", "Ann Lee", "Ben+Ann Lee"},    {"ann", "cy", "Ann Lee+Cy Lee"},
      {"lee", "Ben", "--me: several"},      {"Dora", "Ben", "--me: no sender"},
      {"Ben", "ben", "--me and --partner"}, {"Ben", "", "more than two"},
      {"", "Ben", "more than two"},
  };
  for (const Case& c : cases) {
    INFO(c.me << " " << c.partner);
    AnalyzeOptions options;
    options.me = c.me;
    options.partner = c.partner;
    const Result<Analysis> chosen = AnalyzeMade({chat}, options);
    const std::string got = chosen.ok() ? chosen->partners[0].name + "+" + chosen->partners[1].name
                                        : chosen.error().message;
    CHECK(got.find(c.expected) == 0);
  }
  AnalyzeOptions all;
  all.all = true;
  const Analysis group = MustAnalyze(chat, all);
  CHECK(group.partners.size() == 3);
  CHECK(group.all_senders);
  CHECK(group.partners[2].rates[0].flagged == 9);
  AnalyzeOptions pair;
  pair.me = "Ben";
  pair.partner = "Ann Lee";
  const Analysis two = MustAnalyze(chat, pair);
  CHECK(two.coverage.others_messages == 9);
  CHECK(two.partners[0].rates[0].flagged + two.partners[1].rates[0].flagged == 0);
}

TEST_CASE("aliases make one person of several names") {
  MadeChat chat;
  chat.Talk(200).Say("Benny", "i need more room");
  AnalyzeOptions options;
  options.aliases = {{"Ben", {"Benny"}}};
  const Analysis a = MustAnalyze(chat, options);
  REQUIRE(a.partners.size() == 2);
  CHECK(a.partners[1].name == "Ben");
  CHECK(a.partners[1].messages == 101);
  CHECK(a.partners[1].rates[0].flagged == 1);
}

TEST_CASE("several conversations must be chosen from") {
  MadeChat chat;
  chat.In("alpha").Talk(60).In("beta").Talk(80).In("alphabet").Talk(70).In("empty");
  const Result<Analysis> none = AnalyzeMade({chat}, {});
  REQUIRE_FALSE(none.ok());
  for (const char* part :
       {"1  Chat alpha: 60 messages, 2024-01-01", "2  Chat beta: 80", "--chat"}) {
    CHECK(none.error().message.find(part) != std::string::npos);
  }
  struct Case {
    const char* chat;
    const char* expected;
  };
  const Case cases[] = {{"beta", "beta"},   {"Chat alpha", "alpha"},
                        {"3", "alphabet"},  {"PHABET", "alphabet"},
                        {"alpha", "alpha"}, {"alph", ""},
                        {"gamma", ""},      {"4", ""}};
  for (const Case& c : cases) {
    INFO(c.chat);
    AnalyzeOptions options;
    options.chat = c.chat;
    const Result<Analysis> chosen = AnalyzeMade({chat}, options);
    CHECK((chosen.ok() ? chosen->conversation_id : "") == c.expected);
  }
}

TEST_CASE("parts of one chat: joined by time, what recurs counts once") {
  const auto stretch = [](int from, int to) {
    MadeChat chat;
    for (int i = from; i < to; ++i) {
      chat.At(kMonday + i * 600);
      chat.Say(i % 2 == 0 ? "Ann Lee" : "Ben",
               i % 50 == 0 ? "i need more room" : "we had soup number " + std::to_string(i));
    }
    return chat;
  };
  const Analysis whole = MustAnalyze(stretch(0, 900));
  const Result<Analysis> parts =
      AnalyzeMade({stretch(400, 900), stretch(0, 600)}, {}, kMadeReaderThatResumes);
  REQUIRE(parts.ok());
  CHECK(parts->inputs.size() == 2);
  for (std::size_t p = 0; p < 2; ++p) {
    CHECK(parts->partners[p].messages == whole.partners[p].messages);
    CHECK(parts->partners[p].rates[0].flagged == whole.partners[p].rates[0].flagged);
  }
  REQUIRE(parts->flags.size() == whole.flags.size());
  for (std::size_t i = 0; i < whole.flags.size(); ++i) {
    CHECK(parts->flags[i].message_id == whole.flags[i].message_id);
    CHECK(parts->flags[i].text == whole.flags[i].text);
    CHECK(parts->flags[i].after.size() == whole.flags[i].after.size());
  }
  CHECK(std::any_of(parts->notes.begin(), parts->notes.end(), [](const std::string& note) {
    return note.find("200 messages that recur") != std::string::npos;
  }));
}

TEST_CASE("neighbours are those of the time, not of the file") {
  MadeChat ann, ben;  // one file each
  for (int i = 0; i < 100; ++i) {
    ann.At(kMonday + i * 7200).Say("Ann Lee", "a" + std::to_string(i));
    ben.At(kMonday + i * 7200 + 600)
        .Say("Ben", i == 50 ? "i need more room" : "b" + std::to_string(i));
  }
  const Result<Analysis> both = AnalyzeMade({ben, ann}, {}, kMadeReaderThatResumes);
  REQUIRE(both.ok());
  REQUIRE(both->flags.size() == 1);
  const FlagRow& flag = both->flags[0];
  CHECK(flag.before[0].text == "b49");
  CHECK(flag.before[1].text == "a50");
  CHECK(flag.after[0].text == "a51");
  CHECK(flag.after[1].text == "b51");
  CHECK(flag.line == 51);
}

TEST_CASE("a group of very many: columns for those who wrote most") {
  MadeChat chat;
  for (int i = 0; i < 400; ++i) chat.Say("p" + std::to_string(i % 100), "we had soup");
  for (int i = 0; i < 10; ++i) chat.Say("p99", "i need more room");
  AnalyzeOptions options;
  options.all = true;
  const Analysis a = MustAnalyze(chat, options);
  REQUIRE(a.partners.size() == 60);
  CHECK(a.partners.back().name == "p99");
  CHECK(a.partners.back().messages == 14);
  CHECK(a.coverage.others_messages == 40 * 4);
}

TEST_CASE("a lone message alike in two parts is kept") {
  MadeChat one, two;
  one.Talk(100).Say("Ben", "i need more room").Talk(100);
  two.At(kMonday + 100 * 60).Say("Ben", "i need more room");
  two.At(kMonday + kDay).Talk(10);
  const Result<Analysis> both = AnalyzeMade({one, two}, {});
  REQUIRE(both.ok());
  CHECK(both->partners[1].rates[0].flagged == 2);
}

TEST_CASE("safety is counted, and never shown as anybody's") {
  const Analysis a = MustAnalyze(MadeChat().Talk(200).Say("Ben", "you are forbidden to go"));
  CHECK(a.safety.any);
  CHECK(a.safety.abuse_control == 1);
  CHECK(a.safety.weeks == std::vector<std::string>{"2024-W01"});
  CHECK(a.flags.empty());
  CHECK_FALSE(MustAnalyze(FlaggedChat()).safety.any);
}

TEST_CASE("voided hits are counted by reason and shown with it") {
  const Analysis a = MustAnalyze(
      MadeChat().Talk(200).Say("Ben", "some other day").Talk(3).Say("Ben", "some other day"));
  CHECK(a.voided == 2);
  REQUIRE(a.voided_by_reason.size() == 1);
  CHECK(a.voided_by_reason[0].first == "gate_missing");
  REQUIRE(a.flags.size() == 2);
  CHECK_FALSE(a.flags[0].counts);
  CHECK(a.flags[0].explanation.find("Not counted as a topic turn") == 0);
}

TEST_CASE("language share") {
  const Analysis english = MustAnalyze(FlaggedChat());
  CHECK(english.coverage.language_known > 0);
  CHECK(english.coverage.language_share > 0.9);
  CHECK_FALSE(english.coverage.language_warning);
  MadeChat german;
  for (int i = 0; i < 300; ++i) {
    german.Say(i % 2 == 0 ? "Ann Lee" : "Ben", "und wir hatten ich und du die suppe");
  }
  const Analysis other = MustAnalyze(german);
  CHECK(other.coverage.language_warning);
  CHECK(other.notes[0].find("language") != std::string::npos);
}

TEST_CASE("no text") {
  AnalyzeOptions options;
  options.no_text = true;
  const Analysis a = MustAnalyze(FlaggedChat(), options);
  REQUIRE_FALSE(a.flags.empty());
  for (const FlagRow& flag : a.flags) {
    CHECK(flag.text.empty());
    CHECK(flag.end == 0);
    CHECK(flag.line > 0);
    for (const ContextLine& line : flag.before) CHECK(line.text.empty());
  }
  CHECK(Whole(a).find("soup") == std::string::npos);
}

TEST_CASE("quotes: so many, of both, numbers masked, no neighbours") {
  MadeChat chat;
  for (int i = 0; i < 40; ++i) {
    chat.Talk(4).Say(i % 4 == 0 ? "Ann Lee" : "Ben",
                     "call +64 21 555 0199 or a.b@c.org, i need more room https://x.y/z 2 cats");
  }
  AnalyzeOptions options;
  options.quotes = 6;
  const Analysis a = MustAnalyze(chat, options);
  int quoted[2] = {0, 0};
  for (const FlagRow& flag : a.flags) {
    for (const ContextLine& line : flag.before) CHECK(line.text.empty());
    if (flag.text.empty()) continue;
    ++quoted[flag.partner];
    CHECK(flag.text == "call +[number] or [e-mail] i need more room [link] 2 cats");
    CHECK(flag.text.substr(flag.begin, flag.end - flag.begin) == "i need more room");
  }
  CHECK(quoted[0] == 3);
  CHECK(quoted[1] == 3);
}

TEST_CASE("pseudonyms leave no name") {
  MadeChat chat;
  chat.In("c-ben").Talk(100);
  chat.Say("Ben", "ann lee, i need more room, says BEN").Say("Ann Lee", "ben's right, bens wrong");
  chat.Say("Ann Lee", "bend lee-way i need more room Ann");
  AnalyzeOptions options;
  options.pseudonyms = true;
  options.me = "Ben";
  options.aliases = {{"Ann Lee", {"Annie"}}};
  const Analysis a = MustAnalyze(chat, options);
  CHECK(a.partners[0].name == "Partner A");
  CHECK(a.conversation_name == "Partner A and Partner B");
  REQUIRE(a.flags.size() == 2);
  const FlagRow& flag = a.flags[0];
  CHECK(flag.text == "Partner B, i need more room, says Partner A");
  CHECK(flag.text.substr(flag.begin, flag.end - flag.begin) == "i need more room");
  CHECK(flag.after[0].text == "Partner A's right, Partner A's wrong");
  CHECK(a.flags[1].text == "bend Partner B-way i need more room Partner B");
  std::string whole = LowerAscii(Whole(a));
  whole.erase(std::remove(whole.begin(), whole.end(), '\0'), whole.end());
  for (const char* name : {"ann", "ben ", "ben'", "lee", "annie"}) {
    INFO(name);
    CHECK(whole.find(name) == std::string::npos);
  }
  CHECK(a.flags[0].message_id != MustAnalyze(chat).flags[0].message_id);
}

TEST_CASE("letters for people") {
  CHECK(LetterId(0) == "A");
  CHECK(LetterId(25) == "Z");
  CHECK(LetterId(26) == "AA");
  CHECK(LetterId(52) == "BA");
}

}  // namespace
}  // namespace ebb::testing
