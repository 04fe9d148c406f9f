// The words of messages as the talk nets are told of them: their numbers in the nets' list.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lexicon/made_talk_net.h"
#include "made_lexicon.h"
#include "match/matcher.h"
#include "match/word_trace.h"

namespace ebb {
namespace {

// Enough for a lexicon to have a decision layer.
const std::string kAnyWeights =
    "bias\t-\t0\t0\t0\t0\t0\t0\t0\t0\ncutoff\t-\t0\t0\t0\t0\t0\t0\t0\t0\n"
    "word\tred\t8\t0\t0\t0\t0\t0\t0\t0\n";

// "zaaab", "zaaac" ...: no word of any list.
std::string MadeName(std::size_t number) {
  std::string name = "zaaaa";
  for (std::size_t at = name.size(); number > 0; number /= 25) {
    name[--at] = static_cast<char>('b' + number % 25);
  }
  return name;
}

std::vector<std::string> MadeNames(std::size_t count) {
  std::vector<std::string> names = {"red", "i", "do", "not", "know", "fish"};
  for (std::size_t i = 0; i < count; ++i) names.push_back(MadeName(i));
  return names;
}

Lexicon NetLexicon(const TalkNets* nets, const std::string& weights = kAnyWeights) {
  std::vector<LexiconFile> files = {
      {"made.toml", "category = \"withdrawal\"\n" + MadeRule("r", "phrases = [\"green dog\"]")}};
  if (!weights.empty()) files.push_back({"scorer.tsv", weights});
  if (nets != nullptr) files.push_back({"talk.tsv", WriteTalkNets(*nets)});
  Result<Lexicon> lexicon = ParseLexicon(files);
  if (!lexicon) FAIL(lexicon.error().message);
  return std::move(*lexicon);
}

using Numbers = std::vector<std::uint16_t>;
Numbers NumbersAt(const NetWords& words, std::size_t message) {
  const auto numbers = words.Of(message);
  return {numbers.begin(), numbers.end()};
}

// A matcher with nets, and the words of a text as that matcher compares them.
class NetMatcher {
 public:
  explicit NetMatcher(const std::vector<std::string>& names)
      : nets_(testing::MadeTalkNets(1, names)),
        lexicon_(NetLexicon(&nets_)),
        matcher_(MadeMatcher(lexicon_)) {
    Result<TraceNames> traced = TraceNamesOf(lexicon_);
    REQUIRE(traced);
    names_ = std::move(traced->words);
    for (std::size_t w = 1; w < nets_.words.size(); ++w) by_name_[nets_.words[w]] = w;
  }
  const Matcher& matcher() const { return matcher_; }

  // Nothing for a message without a score.
  std::optional<Numbers> Expected(std::string_view text) {
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    matcher_.Run(text, own_, &facts, &hits, &scores);
    if (scores.empty()) return std::nullopt;
    Numbers numbers;
    for (const TracedWord& written : matcher_.Trace(text, own_).words) {
      for (const WordId word : written.words) {
        const auto at = word == 0 ? by_name_.end() : by_name_.find(names_[word]);
        numbers.push_back(at == by_name_.end() ? 0 : static_cast<std::uint16_t>(at->second));
        known_ += at == by_name_.end() ? 0 : 1;
      }
    }
    numbers.resize(std::min<std::size_t>(numbers.size(), 60));
    return numbers;
  }
  std::size_t known() const { return known_; }  // words met that the nets have

 private:
  TalkNets nets_;
  Lexicon lexicon_;
  Matcher matcher_;
  Matcher::Scratch own_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> by_name_;
  std::size_t known_ = 0;
};

std::string MadeText(testing::NetRandom* random, const std::vector<std::string>& names,
                     std::size_t words) {
  const char* const others[] = {"zebra",       "Idk", "don't", "7",   "\xF0\x9F\x98\x80",
                                "soooo",       "ok?", "RED",   "it.", "\xe2\x80\x9cgreen",
                                "caf\xc3\xa9,"};
  std::string text;
  for (std::size_t w = 0; w < words; ++w) {
    text += w == 0 ? "" : " ";
    text += testing::NumberBelow(random, 5) == 0
                ? others[testing::NumberBelow(random, std::size(others))]
                : names[testing::NumberBelow(random, names.size())];
  }
  return text;
}

TEST_CASE("the talk nets are told of each word of a message, by its number in their list") {
  const std::vector<std::string> names = MadeNames(3'000);
  NetMatcher made(names);
  std::vector<std::string> texts = {"red",   "zebra",       "red fish",   "Idk", "I do not know",
                                    "green", "green dog",   "zebra ibex", "?!",  "",
                                    "red?",  "red red red", "fish red",   "7",   "http://red.fish"};
  texts.emplace_back("\xF0\x9F\x98\x80");  // emoji only
  texts.emplace_back("\xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xE2\x9D\xA4");
  texts.emplace_back("fish \xF0\x9F\x98\x80 red");
  testing::NetRandom random(2);
  for (const std::size_t words : {58u, 59u, 60u, 61u, 62u, 63u, 200u}) {
    texts.push_back(MadeText(&random, names, words));
    std::string same;
    for (std::size_t w = 0; w < words; ++w) same += "red ";
    texts.push_back(same + "fish");
  }
  for (int i = 0; i < 500; ++i) {
    texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 14)));
  }
  Matcher::Scratch scratch;
  for (const std::string& text : texts) {
    CAPTURE(text);
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    NetWords words;
    made.matcher().Run(text, scratch, &facts, &hits, &scores, &words);
    const std::optional<Numbers> expected = made.Expected(text);
    REQUIRE(scores.size() == words.size());
    REQUIRE(words.size() == (expected ? 1u : 0u));
    if (expected) REQUIRE(NumbersAt(words, 0) == *expected);
  }
  CHECK(made.known() > 2'000);
}

struct ReadTogether {
  std::vector<MessageFacts> facts;
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  std::vector<LongMessage> long_messages;
  NetWords net_words;
};

ReadTogether ReadAtOnce(const Matcher& matcher, const std::vector<std::string>& texts,
                        bool with_words, Matcher::Scratch* scratch) {
  ReadTogether read;
  std::string all;
  std::vector<std::uint64_t> ends;
  for (const std::string& text : texts) ends.push_back((all += text).size());
  read.facts.resize(texts.size());
  matcher.RunAll(
      all, ends, *scratch, &read.facts,
      {&read.hits, &read.scores, &read.long_messages, with_words ? &read.net_words : nullptr});
  return read;
}

TEST_CASE("messages read together have the net words that they have alone") {
  const std::vector<std::string> names = MadeNames(3'000);
  NetMatcher made(names);
  testing::NetRandom random(13);
  std::vector<std::string> texts = {"", "red", "", "\xF0\x9F\x98\x80", "...", "green dog"};
  for (int i = 0; i < 500; ++i) {
    texts.push_back(testing::NumberBelow(&random, 9) == 0
                        ? ""
                        : MadeText(&random, names, 1 + testing::NumberBelow(&random, 12)));
  }
  std::string endless;
  for (int i = 0; i < 70'000; ++i) endless += "red ";
  texts.push_back(endless);
  texts.emplace_back("fish");
  Matcher::Scratch together, alone;
  const ReadTogether read = ReadAtOnce(made.matcher(), texts, true, &together);
  CHECK(read.long_messages.size() == 1);
  REQUIRE(read.net_words.size() == read.scores.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    NetWords words;
    made.matcher().Run(texts[i], alone, &facts, &hits, &scores, &words);
    REQUIRE(words.size() == scores.size());
    if (scores.empty()) continue;
    REQUIRE(at < read.scores.size());
    REQUIRE(read.scores[at].message == i);
    REQUIRE(NumbersAt(read.net_words, at++) == NumbersAt(words, 0));
  }
  CHECK(at == read.scores.size());
  // Without them the rest is the same.
  const ReadTogether without = ReadAtOnce(made.matcher(), texts, false, &together);
  CHECK(without.net_words.empty());
  REQUIRE(without.scores.size() == read.scores.size());
  for (std::size_t i = 0; i < read.scores.size(); ++i) {
    REQUIRE(without.scores[i].eighths == read.scores[i].eighths);
  }
}

TEST_CASE("no net words without talk nets, without scores, or where none are asked for") {
  const TalkNets nets = testing::MadeTalkNets(15, MadeNames(50));
  const std::vector<std::string> texts = {"red fish", "green dog", "zebra"};
  struct Case {
    const char* what;
    const TalkNets* nets;
    std::string weights;
    bool scores_left_out;
    std::size_t scores, net_words;
  };
  for (const Case& test : std::vector<Case>{
           {"all there", &nets, kAnyWeights, false, 3, 3},
           {"no nets", nullptr, kAnyWeights, false, 3, 0},
           {"no decision layer", &nets, "", false, 0, 0},
           {"scores left out", &nets, kAnyWeights, true, 0, 0},
       }) {
    INFO(test.what);
    Matcher matcher = MadeMatcher(NetLexicon(test.nets, test.weights));
    if (test.scores_left_out) matcher.LeaveScoresOut();
    Matcher::Scratch scratch;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    NetWords words;
    for (const std::string& text : texts) {
      MessageFacts facts;
      matcher.Run(text, scratch, &facts, &hits, &scores, &words);
    }
    CHECK(scores.size() == test.scores);
    CHECK(words.size() == test.net_words);
    const ReadTogether read = ReadAtOnce(matcher, texts, true, &scratch);
    CHECK(read.scores.size() == test.scores);
    CHECK(read.net_words == words);
    CHECK(ReadAtOnce(matcher, texts, false, &scratch).scores.size() == test.scores);
    MessageFacts facts;
    words.clear();
    matcher.Run("red", scratch, &facts, &hits, nullptr, &words);
    CHECK(words.empty());
    const std::size_t before = scores.size();
    matcher.Run("red", scratch, &facts, &hits, &scores, nullptr);
    CHECK(scores.size() == before + (test.scores > 0 ? 1 : 0));
  }
}

TEST_CASE("a message without a score adds no words, whatever is there already") {
  NetMatcher made(MadeNames(50));
  Matcher::Scratch scratch;
  for (const char* const text : {"", "...", "red"}) {
    INFO(text);
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores(3);
    NetWords words;
    made.matcher().Run(text, scratch, &facts, &hits, &scores, &words);
    CHECK(words.size() == scores.size() - 3);
  }
}

TEST_CASE("a compiled lexicon as bytes gives the same net words") {
  const std::vector<std::string> names = MadeNames(50);
  const TalkNets nets = testing::MadeTalkNets(16, names);
  const Lexicon lexicon = NetLexicon(&nets);
  const std::string encoded = Matcher::Encode(lexicon);
  std::vector<char> room(encoded.size() + Matcher::kAlignment);
  void* place = room.data();
  std::size_t left = room.size();
  REQUIRE(std::align(Matcher::kAlignment, encoded.size(), place, left) != nullptr);
  std::copy(encoded.begin(), encoded.end(), static_cast<char*>(place));
  const Result<Matcher> decoded = Matcher::Decode({static_cast<char*>(place), encoded.size()});
  REQUIRE(decoded);
  testing::NetRandom random(17);
  std::vector<std::string> texts;
  for (int i = 0; i < 50; ++i)
    texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 12)));
  Matcher::Scratch scratch;
  const ReadTogether read = ReadAtOnce(MadeMatcher(lexicon), texts, true, &scratch);
  CHECK(read.net_words.size() == texts.size());
  CHECK(read.net_words == ReadAtOnce(*decoded, texts, true, &scratch).net_words);
}

}  // namespace
}  // namespace ebb
