// The vectors of messages against a plain reference: the formulas of lexicon/talk_net.h in 64 bits,
// word by word, with nothing remembered.
#include "match/message_vectors.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lexicon/made_talk_net.h"
#include "made_lexicon.h"
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

Lexicon NetLexicon(const TalkNet* net, const std::string& weights = kAnyWeights) {
  std::vector<LexiconFile> files = {
      {"made.toml", "category = \"withdrawal\"\n" + MadeRule("r", "phrases = [\"green dog\"]")}};
  if (!weights.empty()) files.push_back({"scorer.tsv", weights});
  if (net != nullptr) files.push_back({"talk.tsv", WriteTalkNet(*net)});
  Result<Lexicon> lexicon = ParseLexicon(files);
  if (!lexicon) FAIL(lexicon.error().message);
  return std::move(*lexicon);
}

std::int64_t PlainScaled(std::int64_t sum, std::int64_t scale) {
  constexpr std::int64_t kUnit = std::int64_t{1} << 24;
  const std::int64_t scaled = sum * scale + kUnit / 2;
  const std::int64_t rest = (scaled % kUnit + kUnit) % kUnit;
  return (scaled - rest) / kUnit;
}

std::int64_t PlainHeld(std::int64_t number, std::int64_t most) {
  return std::min(most, std::max(-most, number));
}

template <typename Number>
std::int64_t PlainProduct(const NetLayer& layer, std::size_t row, const Number& in) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < layer.inputs; ++i) {
    sum += std::int64_t{layer.weights[row * PaddedForDots(layer.inputs) + i]} * in[i];
  }
  return sum;
}

using NetWordList = std::vector<const NetWord*>;

// Where each pattern fits best, from zero on.
void AddPlainPatterns(const TalkNet& net, const NetWordList& words, std::vector<std::int64_t>* in) {
  const auto part = [&](std::size_t k, std::size_t p, std::size_t w) {
    const std::int64_t sum = PlainProduct(net.patterns[k], p, words[w]->numbers);
    return PlainHeld(PlainScaled(sum, net.patterns[k].scale), 8191);
  };
  for (std::size_t p = 0; p < kPatterns; ++p) {
    std::int64_t best = 0;
    for (std::size_t w = 0; w < words.size(); ++w) {
      std::int64_t fit = PlainHeld(net.pattern_bias[p], 8191) + part(1, p, w);
      if (w > 0) fit += part(0, p, w - 1);
      if (w + 1 < words.size()) fit += part(2, p, w + 1);
      best = std::max(best, fit);
    }
    in->push_back(best);
  }
}

void AddPlainMean(const TalkNet& net, const NetWordList& words, std::vector<std::int64_t>* in) {
  std::int64_t root = 0;  // 65536ths of 1 / the root of their count
  const auto count = static_cast<std::int64_t>(words.size());
  while (count > 0 && (root + 1) * (root + 1) * count <= std::int64_t{1} << 32) ++root;
  for (std::size_t i = 0; i < kWordNumbers; ++i) {
    std::int64_t sum = 0;
    for (const NetWord* const word : words) sum += word->numbers[i];
    const std::int64_t rounded = sum * root + 128;
    const std::int64_t mean = (rounded - (rounded % 256 + 256) % 256) / 256;
    in->push_back(PlainHeld(PlainScaled(mean, net.mean_scale), 32767));
  }
}

MessageVector PlainVector(const TalkNet& net, NetWordList words, std::uint32_t features,
                          std::uint64_t count) {
  words.resize(std::min<std::size_t>(words.size(), 60));
  std::vector<std::int64_t> in;
  AddPlainPatterns(net, words, &in);
  AddPlainMean(net, words, &in);
  for (int bit = 0; bit < kFeatureBits; ++bit) in.push_back((features >> bit & 1) != 0 ? 256 : 0);
  for (int c = 0; c < kLengthClasses; ++c) in.push_back(c == LengthClass(count) ? 256 : 0);
  MessageVector vector{};
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    const std::int64_t sum = PlainProduct(net.message, i, in);
    const std::int64_t number = PlainScaled(sum, net.message.scale) + net.message.bias[i];
    // 16ths, halves up, from zero on.
    const std::int64_t sixteenths = number < 0 ? 0 : (number + 8) / 16;
    vector[i] = static_cast<std::uint8_t>(std::min<std::int64_t>(sixteenths, 255));
  }
  return vector;
}

// A matcher with a net, and the words of a text as that matcher compares them.
class NetMatcher {
 public:
  explicit NetMatcher(TalkNet net)
      : net_(std::move(net)), lexicon_(NetLexicon(&net_)), matcher_(MadeMatcher(lexicon_)) {
    Result<TraceNames> names = TraceNamesOf(lexicon_);
    REQUIRE(names);
    names_ = std::move(names->words);
    for (std::size_t w = 1; w < net_.words.size(); ++w) by_name_[net_.words[w].name] = w;
  }
  const Matcher& matcher() const { return matcher_; }

  std::optional<MessageVector> Expected(std::string_view text) {
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    matcher_.Run(text, own_, &facts, &hits, &scores);
    if (scores.empty()) return std::nullopt;
    NetWordList words;
    for (const TracedWord& written : matcher_.Trace(text, own_).words) {
      for (const WordId word : written.words) {
        const auto at = word == 0 ? by_name_.end() : by_name_.find(names_[word]);
        words.push_back(&net_.words[at == by_name_.end() ? 0 : at->second]);
        known_ += at == by_name_.end() ? 0 : 1;
      }
    }
    return PlainVector(net_, words, facts.features, facts.words);
  }
  // Reads each text in turn with the same scratch; all must come to what is expected.
  void CheckAll(const std::vector<std::string>& texts, Matcher::Scratch* scratch) {
    for (const std::string& text : texts) {
      MessageFacts facts;
      std::vector<Hit> hits;
      std::vector<MessageScore> scores;
      std::vector<MessageVector> vectors;
      matcher_.Run(text, *scratch, &facts, &hits, &scores, &vectors);
      const std::optional<MessageVector> expected = Expected(text);
      CAPTURE(text);
      REQUIRE(scores.size() == vectors.size());
      REQUIRE(vectors.size() == (expected ? 1u : 0u));
      if (!expected) continue;
      REQUIRE(vectors[0] == *expected);
      for (const std::uint8_t number : vectors[0]) middling_ += number > 0 && number < 255 ? 1 : 0;
    }
  }
  std::size_t known() const { return known_; }        // words met that the net has
  std::size_t middling() const { return middling_; }  // numbers met that were not cut off

 private:
  TalkNet net_;
  Lexicon lexicon_;
  Matcher matcher_;
  Matcher::Scratch own_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> by_name_;
  std::size_t known_ = 0, middling_ = 0;
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

TEST_CASE("a message's vector is what the talk net's formulas say") {
  const std::vector<std::string> names = MadeNames(300);
  NetMatcher made(testing::MadeTalkNet(1, names));
  Matcher::Scratch scratch;
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
  for (int i = 0; i < 300; ++i)
    texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 14)));
  made.CheckAll(texts, &scratch);
  CHECK(made.known() > 1'000);
  CHECK(made.middling() > 3'000);
}

TEST_CASE("words beyond the sixtieth change a vector no more, but by the message's length") {
  const std::vector<std::string> names = MadeNames(300);
  NetMatcher made(testing::MadeTalkNet(3, names));
  const auto vector_of = [&](const std::string& end) {
    std::string text;
    for (std::size_t w = 0; w < 60; ++w) text += names[w + 10] + ' ';
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    std::vector<MessageVector> vectors;
    Matcher::Scratch scratch;
    made.matcher().Run(text + end, scratch, &facts, &hits, &scores, &vectors);
    REQUIRE(vectors.size() == 1);
    return vectors[0];
  };
  CHECK(vector_of("") == vector_of("fish"));
  CHECK(vector_of("") == vector_of("zebra fish red"));
}

TEST_CASE("more words than are remembered give the vectors that they give alone") {
  const std::vector<std::string> names = MadeNames(5'000);
  NetMatcher made(testing::MadeTalkNet(4, names));
  Matcher::Scratch scratch;
  std::vector<std::string> texts;
  for (std::size_t first = 0; first + 9 < names.size(); first += 10) {
    texts.emplace_back();
    for (std::size_t w = 0; w < 10; ++w) texts.back() += names[first + w] + ' ';
  }
  // The first ones again, which were forgotten meanwhile, and all in another order.
  texts.insert(texts.end(), texts.begin(), texts.begin() + 60);
  testing::NetRandom random(5);
  for (int i = 0; i < 200; ++i)
    texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 12)));
  made.CheckAll(texts, &scratch);
}

TEST_CASE("words that are remembered in one place do not take each other's") {
  const std::vector<std::string> names = MadeNames(5'000);
  const TalkNet net = testing::MadeTalkNet(6, names);
  const Result<Program> program = CompileProgram(NetLexicon(&net));
  REQUIRE(program);
  REQUIRE(ReadsTalk(*program));
  const Result<TraceNames> ids = TraceNamesOf(NetLexicon(&net));
  REQUIRE(ids);
  std::map<std::string, const NetWord*> by_name;
  for (std::size_t w = 1; w < net.words.size(); ++w) by_name[net.words[w].name] = &net.words[w];
  MessageVectors vectors;
  for (std::size_t first = 1; first < 40; ++first) {
    Buffer<Canon> words;
    NetWordList plain;
    for (const std::size_t word :
         {first, first + 2048, first, first + 4096, first + 2048, std::size_t{0}}) {
      words.push_back({static_cast<WordId>(word), 0, 0, false, false, false});
      const auto at = by_name.find(ids->words.at(word));
      plain.push_back(word == 0 || at == by_name.end() ? &net.words[0] : at->second);
    }
    const auto bits = static_cast<std::uint32_t>(first * 0x9e3779b9u) >> 4;
    REQUIRE(vectors.Of(*program, words, bits, first) == PlainVector(net, plain, bits, first));
  }
  const Buffer<Canon> none;
  CHECK(vectors.Of(*program, none, kEmojiOnly, 0) == PlainVector(net, {}, kEmojiOnly, 0));
}

TEST_CASE("what was remembered of another lexicon is forgotten") {
  const std::vector<std::string> names = MadeNames(300);
  NetMatcher one(testing::MadeTalkNet(7, names)), other(testing::MadeTalkNet(8, names));
  testing::NetRandom random(9);
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i)
    texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 12)));
  Matcher::Scratch scratch;
  one.CheckAll(texts, &scratch);
  other.CheckAll(texts, &scratch);
  one.CheckAll(texts, &scratch);

  // The same by the maker of vectors itself: cleared before its first use as well.
  const TalkNet nets[] = {testing::MadeTalkNet(7, names), testing::MadeTalkNet(8, names)};
  MessageVectors kept;
  Buffer<Canon> words;
  for (const WordId word : {5, 6, 7, 8}) words.push_back({word, 0, 0, false, false, false});
  for (const int turn : {0, 1, 0}) {
    const Result<Program> program = CompileProgram(NetLexicon(&nets[turn]));
    REQUIRE(program);
    MessageVectors fresh;
    kept.Clear();
    CHECK(kept.Of(*program, words, 0, 4) == fresh.Of(*program, words, 0, 4));
  }
}

// Numbers so large that parts of patterns, the mean and the vector itself are held back.
TEST_CASE("vectors hold where numbers are cut off") {
  const std::vector<std::string> names = MadeNames(100);
  TalkNet net = testing::MadeTalkNet(10, names);
  for (NetLayer& layer : net.patterns) layer.scale *= 60;
  net.mean_scale *= 100;
  net.pattern_bias[0] = 1 << 20;
  net.pattern_bias[1] = -(1 << 20);
  for (const std::int32_t scale : {net.message.scale, net.message.scale / 100, 1, -30'000}) {
    net.message.scale = scale;
    NetMatcher made(net);
    testing::NetRandom random(11);
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i)
      texts.push_back(MadeText(&random, names, 1 + testing::NumberBelow(&random, 70)));
    Matcher::Scratch scratch;
    made.CheckAll(texts, &scratch);
  }
}

struct ReadTogether {
  std::vector<MessageFacts> facts;
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  std::vector<LongMessage> long_messages;
  std::vector<MessageVector> vectors;
};

ReadTogether ReadAtOnce(const Matcher& matcher, const std::vector<std::string>& texts,
                        bool with_vectors, Matcher::Scratch* scratch) {
  ReadTogether read;
  std::string all;
  std::vector<std::uint64_t> ends;
  for (const std::string& text : texts) ends.push_back((all += text).size());
  read.facts.resize(texts.size());
  matcher.RunAll(
      all, ends, *scratch, &read.facts,
      {&read.hits, &read.scores, &read.long_messages, with_vectors ? &read.vectors : nullptr});
  return read;
}

TEST_CASE("messages read together have the vectors that they have alone") {
  const std::vector<std::string> names = MadeNames(3'000);
  NetMatcher made(testing::MadeTalkNet(12, names));
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
  REQUIRE(read.vectors.size() == read.scores.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    std::vector<MessageVector> vectors;
    made.matcher().Run(texts[i], alone, &facts, &hits, &scores, &vectors);
    REQUIRE(vectors.size() == scores.size());
    if (scores.empty()) continue;
    REQUIRE(at < read.scores.size());
    REQUIRE(read.scores[at].message == i);
    REQUIRE(read.vectors[at++] == vectors[0]);
  }
  CHECK(at == read.scores.size());
  // Without them the rest is the same.
  const ReadTogether without = ReadAtOnce(made.matcher(), texts, false, &together);
  CHECK(without.vectors.empty());
  REQUIRE(without.scores.size() == read.scores.size());
  for (std::size_t i = 0; i < read.scores.size(); ++i) {
    REQUIRE(without.scores[i].eighths == read.scores[i].eighths);
  }
}

TEST_CASE("what the format says of a message is no part of its vector") {
  NetMatcher made(testing::MadeTalkNet(14, MadeNames(50)));
  const auto vector_of = [&](std::uint32_t known_before) {
    MessageFacts facts;
    facts.features = known_before & ((1u << kFeatureBits) - 1);
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    std::vector<MessageVector> vectors;
    Matcher::Scratch scratch;
    made.matcher().Run("red fish", scratch, &facts, &hits, &scores, &vectors);
    REQUIRE(vectors.size() == 1);
    return vectors[0];
  };
  for (const std::uint32_t known : {kHasMedia, kReply, kEdited}) {
    CHECK(vector_of(known) == vector_of(0));
  }
}

TEST_CASE("no vectors without a talk net, without scores, or where none are asked for") {
  const TalkNet net = testing::MadeTalkNet(15, MadeNames(50));
  const std::vector<std::string> texts = {"red fish", "green dog", "zebra"};
  struct Case {
    const char* what;
    const TalkNet* net;
    std::string weights;
    bool scores_left_out;
    std::size_t scores, vectors;
  };
  for (const Case& test : std::vector<Case>{
           {"all there", &net, kAnyWeights, false, 3, 3},
           {"no net", nullptr, kAnyWeights, false, 3, 0},
           {"no decision layer", &net, "", false, 0, 0},
           {"scores left out", &net, kAnyWeights, true, 0, 0},
       }) {
    INFO(test.what);
    Matcher matcher = MadeMatcher(NetLexicon(test.net, test.weights));
    if (test.scores_left_out) matcher.LeaveScoresOut();
    Matcher::Scratch scratch;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    std::vector<MessageVector> vectors;
    for (const std::string& text : texts) {
      MessageFacts facts;
      matcher.Run(text, scratch, &facts, &hits, &scores, &vectors);
    }
    CHECK(scores.size() == test.scores);
    CHECK(vectors.size() == test.vectors);
    const ReadTogether read = ReadAtOnce(matcher, texts, true, &scratch);
    CHECK(read.scores.size() == test.scores);
    CHECK(read.vectors == vectors);
    CHECK(ReadAtOnce(matcher, texts, false, &scratch).scores.size() == test.scores);
    MessageFacts facts;
    vectors.clear();
    matcher.Run("red", scratch, &facts, &hits, nullptr, &vectors);
    CHECK(vectors.empty());
    const std::size_t before = scores.size();
    matcher.Run("red", scratch, &facts, &hits, &scores, nullptr);
    CHECK(scores.size() == before + (test.scores > 0 ? 1 : 0));
  }
}

TEST_CASE("a message without a score adds no vector, whatever is there already") {
  NetMatcher made(testing::MadeTalkNet(18, MadeNames(50)));
  Matcher::Scratch scratch;
  for (const char* const text : {"", "...", "red"}) {
    INFO(text);
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores(3);
    std::vector<MessageVector> vectors;
    made.matcher().Run(text, scratch, &facts, &hits, &scores, &vectors);
    CHECK(vectors.size() == scores.size() - 3);
  }
}

TEST_CASE("a compiled lexicon as bytes gives the same vectors") {
  const std::vector<std::string> names = MadeNames(50);
  const TalkNet net = testing::MadeTalkNet(16, names);
  const Lexicon lexicon = NetLexicon(&net);
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
  CHECK(read.vectors.size() == texts.size());
  CHECK(read.vectors == ReadAtOnce(*decoded, texts, true, &scratch).vectors);
}

}  // namespace
}  // namespace ebb
