// The talk net's file: read, written, carried over into the program, and refused where it is wrong.
#include "lexicon/talk_net.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "lexicon/lexicon.h"
#include "lexicon/made_talk_net.h"
#include "lexicon/summary.h"

namespace ebb::testing {
namespace {

bool SameNetLayer(const NetLayer& a, const NetLayer& b) {
  return a.inputs == b.inputs && a.outputs == b.outputs && a.weights == b.weights &&
         a.bias == b.bias && a.scale == b.scale;
}

bool SameNet(const TalkNet& a, const TalkNet& b) {
  bool same = SameNetLayer(a.out_state, b.out_state) && SameNetLayer(a.out_message, b.out_message);
  for (std::size_t d = 0; d < a.in.size(); ++d) {
    same = same && SameNetLayer(a.in[d], b.in[d]) && SameNetLayer(a.state[d], b.state[d]);
  }
  same = same && a.mean_scale == b.mean_scale && a.pattern_bias == b.pattern_bias &&
         SameNetLayer(a.message, b.message) && a.words.bytes() == b.words.bytes();
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    same = same && SameNetLayer(a.patterns[k], b.patterns[k]);
  }
  return same;
}

// What the sequence pass needs: all but the list of words.
bool SameTalkPart(const TalkNets& a, const TalkNets& b) {
  return a.bias == b.bias && a.sure == b.sure &&
         std::equal(a.nets.begin(), a.nets.end(), b.nets.begin(), b.nets.end(), SameNet);
}

// A row of the file, found by how it begins; `number` is counted from 1.
struct NetRow {
  std::size_t begin = 0, size = 0, number = 0;
};
NetRow RowOf(const std::string& text, const std::string& beginning) {
  NetRow row;
  row.begin = text.find("\n" + beginning) + 1;
  REQUIRE(row.begin > 0);
  row.size = text.find('\n', row.begin) - row.begin;
  row.number = 1 + CountLineFeeds(std::string_view(text).substr(0, row.begin));
  return row;
}

std::string Refused(const std::string& text) {
  const Result<TalkNets> nets = ParseTalkNets("folder/talk.tsv", text);
  if (nets) return "read";
  CHECK(nets.error().kind == ErrorKind::kLexicon);
  return nets.error().message;
}

TEST_CASE("talk nets are written and read back the same") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const TalkNets nets = MadeTalkNets(seed, {"so", "don", "t", "caf\xc3\xa9"}, seed);
    CHECK_FALSE(nets.empty());
    const std::string text = WriteTalkNets(nets);
    const Result<TalkNets> again = ParseTalkNets("talk.tsv", text);
    REQUIRE(again);
    CHECK(again->nets.size() == seed);
    CHECK(SameTalkPart(nets, *again));
    CHECK(again->words == std::vector<std::string>{"-", "so", "don", "t", "caf\xc3\xa9"});
    CHECK(WriteTalkNets(*again) == text);
  }
  CHECK(TalkNets().empty());
}

TEST_CASE("as many talk nets as there may be, and one more") {
  const std::string text = WriteTalkNets(MadeTalkNets(13, {"so"}, kMostNets));
  const Result<TalkNets> nets = ParseTalkNets("talk.tsv", text);
  REQUIRE(nets);
  CHECK(nets->nets.size() == kMostNets);
  CHECK(Refused(WriteTalkNets(MadeTalkNets(13, {"so"}, kMostNets + 1))) != "read");
}

TEST_CASE("words that have numbers of fewer or more nets than there are") {
  const std::string one = WriteTalkNets(MadeTalkNets(14, {"so"}, 1));
  const std::string two = WriteTalkNets(MadeTalkNets(14, {"so"}, 2));
  const auto words_at = [](const std::string& text) { return text.find("\nword\t") + 1; };
  const std::string fewer = two.substr(0, words_at(two)) + one.substr(words_at(one));
  const std::string more = one.substr(0, words_at(one)) + two.substr(words_at(two));
  for (const std::string& text : {fewer, more}) {
    CHECK(Refused(text).find("not whole") != std::string::npos);
  }
}

TEST_CASE("a list of words has no more than can be numbered") {
  const std::string text = WriteTalkNets(MadeTalkNets(15, {}, 1));
  std::string row = "word\tso\t1";
  for (std::size_t i = 1; i < kWordNumbers; ++i) row += " 1";
  row += '\n';
  std::string words;
  for (std::size_t i = 1; i < kMostListedWords; ++i) words += row;
  const Result<TalkNets> most = ParseTalkNets("talk.tsv", text + words);
  REQUIRE(most);
  CHECK(most->words.size() == kMostListedWords);
  CHECK(Refused(text + words + row) != "read");
}

TEST_CASE("a talk net's padding stays zero, and its largest numbers hold") {
  TalkNets nets = MadeTalkNets(4, {"so"});
  nets.nets[1].words = WordVectors(std::vector<std::int8_t>(2 * kWordNumbers, -127));
  nets.nets[0].out_message.bias[3] = 1 << 24;
  nets.nets[1].state[1].scale = -(1 << 24);
  const Result<TalkNets> again = ParseTalkNets("talk.tsv", WriteTalkNets(nets));
  REQUIRE(again);
  CHECK(SameTalkPart(nets, *again));
  const std::size_t padded = PaddedForDots(kMessageInputs);
  for (std::size_t r = 0; r < kMessageNumbers; ++r) {
    for (std::size_t i = kMessageInputs; i < padded; ++i) {
      REQUIRE(again->nets[1].message.weights[r * padded + i] == 0);
    }
  }
}

TEST_CASE("a score is joined with the most likely of its own sub-codes") {
  const ScoreSum scores = {256, -256, 0, 1000, -1000, 512, 77, 2560};
  NetSums sums;
  sums.fill(-100'000);
  std::copy(scores.begin(), scores.end(), sums.begin());
  std::size_t first = kScores;
  for (std::size_t c = 0; c < kCodesOf.size(); ++c) {
    // At the first place, a middle one, the last one.
    const std::size_t place = c % 3 == 0 ? 0 : c % 3 == 1 ? kCodesOf[c] / 2 : kCodesOf[c] - 1;
    sums[first + place] = 256 * static_cast<std::int32_t>(c + 1);
    first += kCodesOf[c];
  }
  CHECK(first == sums.size());
  const ScoreSum joined = JoinCodes(sums);
  for (std::size_t c = 0; c < kCodesOf.size(); ++c) {
    CAPTURE(c);
    CHECK(joined[c] == (scores[c] * 179 + 77 * 256 * static_cast<std::int32_t>(c + 1)) / 256);
  }
  CHECK(joined[kAboutPartnerScore] == 77);  // it has none
  CHECK(joined[kDistanceScore] == 1790 + 77 * 3);
  sums.fill(INT32_MIN);
  CHECK(JoinCodes(sums)[kDistanceScore] == INT32_MIN);
}

TEST_CASE("a word that is not in the list has the numbers of the first") {
  std::vector<std::int8_t> numbers(3 * kWordNumbers);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = static_cast<std::int8_t>(1 + i / kWordNumbers);
  }
  const WordVectors owned(numbers);
  const std::string bytes(owned.bytes());
  const WordVectors copied = owned, view = WordVectors::View(bytes);
  for (const WordVectors* const vectors : {&owned, &copied, &view}) {
    CHECK(vectors->size() == 3);
    CHECK(int{*vectors->Of(0)} == 1);
    CHECK(int{vectors->Of(2)[kWordNumbers - 1]} == 3);
    CHECK(int{*vectors->Of(3)} == 1);
    CHECK(int{*vectors->Of(65'535)} == 1);
  }
  CHECK(WordVectors().size() == 0);
}

TEST_CASE("what the sequence pass needs of talk nets is kept as bytes") {
  const TalkNets nets = MadeTalkNets(5, {"so", "what"}, 3);
  const std::string bytes = EncodeTalkPart(nets);
  const TalkNets again = DecodeTalkPart(bytes);
  CHECK(again.nets.size() == 3);
  CHECK(SameTalkPart(nets, again));
  CHECK(again.words.empty());
  CHECK(EncodeTalkPart(again) == bytes);
  CHECK(EncodeTalkPart(TalkNets()).empty());
  CHECK(DecodeTalkPart("").empty());
}

TEST_CASE("a lexicon has its talk nets, and so has its summary") {
  const TalkNets nets = MadeTalkNets(6, {"so", "what"});
  const std::string toml =
      "[[rule]]\nid = \"r\"\ncategory = \"repair\"\nwhy = \"a test\"\nphrases = [\"so\"]\n"
      "yes = [\"[so]\"]\nno = [\"no\"]\n";
  Result<Lexicon> lexicon =
      ParseLexicon({{"made.toml", toml}, {"in/talk.tsv", WriteTalkNets(nets)}});
  REQUIRE(lexicon);
  CHECK(SameTalkPart(lexicon->talk_nets(), nets));
  CHECK(lexicon->talk_nets().words == nets.words);
  const std::string with = LexiconSummary::Encode(*lexicon);
  CHECK(SameTalkPart(LexiconSummary::Decode(with).talk_nets(), nets));
  lexicon->LeaveScorerOut();
  CHECK(lexicon->talk_nets().empty());
  const std::string without = LexiconSummary::Encode(*lexicon);
  CHECK(LexiconSummary::Decode(without).talk_nets().empty());
  const Result<Lexicon> broken = ParseLexicon({{"in/talk.tsv", "word\tso\t1 2 3\n"}});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.starts_with("in/talk.tsv:1: "));
}

TEST_CASE("a row of a talk net that is wrong is named with its line") {
  const std::string text = WriteTalkNets(MadeTalkNets(7, {"so", "what"}));
  const std::string none = "no row of the talk net: see the head of lexicons/en/talk.tsv";
  const std::string fields = "a row of the talk net is a kind, a name and numbers";
  struct Case {
    const char* what;
    std::string beginning, written;
    const std::string& said;
  };
  const std::string many(127, '1');
  std::string words, too_large, too_low;
  for (std::size_t i = 0; i < 2 * kWordNumbers; ++i) {
    words += i == 0 ? "7" : " 7";
    too_large += i == 0 ? "128" : " 7";
    too_low += i == 0 ? "-128" : " 7";
  }
  for (const Case& test : std::vector<Case>{
           {"another kind", "word\tso\t", "letter\tso\t" + words, none},
           {"no layer of that name", "scale\t2:message\t", "scale\t2:massage\t7", none},
           {"a kind that is empty", "scale\t2:message\t", "\t2:message\t7", none},
           {"a number too large", "word\tso\t", "word\tso\t" + too_large, none},
           {"a number too low", "word\tso\t", "word\tso\t" + too_low, none},
           {"a number too few", "word\tso\t", "word\tso\t" + words.substr(2), none},
           {"a number too many", "word\tso\t", "word\tso\t" + words + " 7", none},
           {"a net of no number", "mean\t2\t", "mean\tso\t7", none},
           {"a net of number nought", "mean\t2\t", "mean\t0\t7", none},
           {"a net that is left out", "mean\t2\t", "mean\t4\t7", none},
           {"a number too great for a net", "mean\t2\t", "mean\t9\t7", none},
           {"a layer's kind without a layer", "mean\t2\t", "scale\t2\t7", none},
           {"a net's kind with a layer", "mean\t2\t", "mean\t2:message\t7", none},
           {"two blanks", "word\tso\t", "word\tso\t7 " + words.substr(1), none},
           {"no number", "mean\t2\t", "mean\t2\tso", none},
           {"a number with something behind it", "mean\t2\t", "mean\t2\t7x", none},
           {"a fraction", "mean\t2\t", "mean\t2\t7.5", none},
           {"a scale beyond all", "scale\t2:message\t", "scale\t2:message\t16777217", none},
           {"a number of no machine", "mean\t2\t", "mean\t2\t" + many, none},
           {"scores too few", "sure\t-\t", "sure\t-\t1 2 3 4 5 6 7", none},
           {"a weight too large", "row\t2:state:forward\t", "row\t2:state:forward\t" + too_large,
            none},
           {"a field too few", "word\tso\t", "word\tso", fields},
           {"a field too many", "word\tso\t", "word\tso\t" + words + "\t", fields},
           {"blanks for tabs", "word\tso\t", "word so " + words, fields},
       }) {
    INFO(test.what);
    const NetRow row = RowOf(text, test.beginning);
    std::string wrong = text;
    wrong.replace(row.begin, row.size, test.written);
    CHECK(Refused(wrong) == "folder/talk.tsv:" + std::to_string(row.number) + ": " + test.said);
  }
}

TEST_CASE("a row too many of a layer of a talk net is named") {
  const std::string text = WriteTalkNets(MadeTalkNets(8, {"so"}));
  const NetRow row = RowOf(text, "row\t2:out:states\t");
  std::string wrong = text;
  wrong.insert(row.begin, text.substr(row.begin, row.size + 1));
  // The last one is too many.
  CHECK(Refused(wrong) == "folder/talk.tsv:" + std::to_string(row.number + kNetSums) +
                              ": no row of the talk net: see the head of lexicons/en/talk.tsv");
}

TEST_CASE("a talk net that is not whole is refused") {
  const std::string text = WriteTalkNets(MadeTalkNets(9, {"so"}));
  const auto without = [&](const std::string& beginning, bool all) {
    std::string left = text;
    while (left.find("\n" + beginning) != std::string::npos) {
      const NetRow row = RowOf(left, beginning);
      left.erase(row.begin, row.size + 1);
      if (!all) break;
    }
    return left;
  };
  for (const char* const layer :
       {"pattern:before", "pattern:word", "pattern:after", "message", "in:forward", "in:backward",
        "state:forward", "state:backward", "out:states", "out:message"}) {
    for (const char* const kind : {"row\t", "scale\t"}) {
      INFO(kind << layer);
      const std::string said = Refused(without(kind + ("1:" + std::string(layer)) + "\t", false));
      CHECK(said.starts_with("folder/talk.tsv:"));
      CHECK(said.ends_with(": the talk net is not whole: rows of a layer, or words, are missing"));
    }
  }
  for (const std::string& left :
       {std::string(), std::string("# nothing but this\n"), without("word\t", true),
        without("mean\t", false), text.substr(0, text.size() / 2 / 64 * 64)}) {
    const std::string said = Refused(left);
    CHECK(said.starts_with("folder/talk.tsv:"));
    CHECK(said != "read");
  }
  CHECK(Refused(without("word\t", true)).find("not whole") != std::string::npos);
}

TEST_CASE("a talk net without its start, what is sure, or a bias is not whole either") {
  const std::string text = WriteTalkNets(MadeTalkNets(11, {"so"}));
  for (const char* const beginning :
       {"start\t-\t", "sure\t-\t", "patterns\t2\t", "bias\t2:message\t", "bias\t1:in:forward\t",
        "bias\t1:state:backward\t", "bias\t2:out:states\t"}) {
    INFO(beginning);
    const NetRow row = RowOf(text, beginning);
    std::string left = text;
    left.erase(row.begin, row.size + 1);
    CHECK(Refused(left).find("not whole") != std::string::npos);
  }
}

TEST_CASE("weights of another make are not joined with the talk net") {
  const LexiconFile net{"talk.tsv", WriteTalkNets(MadeTalkNets(12, {"so"}))};
  const LexiconFile weights{"scorer.tsv", "bias\t-\t0\t0\t0\t0\t0\t0\t0\t0\n"};
  const Result<Lexicon> both = ParseLexicon({weights, net});
  REQUIRE(both);
  CHECK_FALSE(both->talk_nets().empty());
  const Result<Lexicon> later = ParseLexicon({weights, net, weights});
  REQUIRE(later);
  CHECK(later->talk_nets().empty());
}

TEST_CASE("blank lines and comments of a talk net are passed over") {
  const std::string text = WriteTalkNets(MadeTalkNets(10, {"so"}));
  const Result<TalkNets> nets = ParseTalkNets("talk.tsv", "# made up\n\n" + text + "\n# the end");
  REQUIRE(nets);
  CHECK(WriteTalkNets(*nets) == text);
}

TEST_CASE("the built-in talk net is whole, its words are all different, its numbers moderate") {
  for (const LexiconFile& file : BuiltInLexiconFiles()) {
    if (!file.name.ends_with("/talk.tsv")) continue;
    const Result<TalkNets> nets = ParseTalkNets(file.name, file.text);
    REQUIRE(nets);
    CHECK_FALSE(nets->empty());
    std::vector<std::string> names(nets->words.begin() + 1, nets->words.end());
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    CHECK(names.size() > 1'000);
    // Behind it stands what it was made from.
    CHECK(file.text.starts_with(WriteTalkNets(*nets) + "# made from: "));
    const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
    REQUIRE(lexicon);
    CHECK(SameTalkPart(lexicon->talk_nets(), *nets));
    return;
  }
  WARN("there is no built-in talk net");
}

}  // namespace
}  // namespace ebb::testing
