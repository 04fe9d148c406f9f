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

// What the sequence pass needs.
bool SameTalkPart(const TalkNet& a, const TalkNet& b) {
  bool same = a.bias == b.bias && a.sure == b.sure && SameNetLayer(a.out_state, b.out_state) &&
              SameNetLayer(a.out_message, b.out_message);
  for (std::size_t d = 0; d < a.in.size(); ++d) {
    same = same && SameNetLayer(a.in[d], b.in[d]) && SameNetLayer(a.state[d], b.state[d]);
  }
  return same;
}

// The rest.
bool SameWordPart(const TalkNet& a, const TalkNet& b) {
  bool same = a.mean_scale == b.mean_scale && a.pattern_bias == b.pattern_bias &&
              SameNetLayer(a.message, b.message) && a.words.size() == b.words.size();
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    same = same && SameNetLayer(a.patterns[k], b.patterns[k]);
  }
  for (std::size_t w = 0; same && w < a.words.size(); ++w) {
    same = a.words[w].name == b.words[w].name && a.words[w].numbers == b.words[w].numbers;
  }
  return same;
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
  const Result<TalkNet> net = ParseTalkNet("folder/talk.tsv", text);
  if (net) return "read";
  CHECK(net.error().kind == ErrorKind::kLexicon);
  return net.error().message;
}

TEST_CASE("a talk net is written and read back the same") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const TalkNet net = MadeTalkNet(seed, {"so", "don", "t", "caf\xc3\xa9"});
    CHECK_FALSE(net.empty());
    const std::string text = WriteTalkNet(net);
    const Result<TalkNet> again = ParseTalkNet("talk.tsv", text);
    REQUIRE(again);
    CHECK(SameTalkPart(net, *again));
    CHECK(SameWordPart(net, *again));
    CHECK(again->words.at(0).name == "-");
    CHECK(again->words.at(4).name == "caf\xc3\xa9");
    CHECK(WriteTalkNet(*again) == text);
  }
  CHECK(TalkNet().empty());
}

TEST_CASE("the talk net's padding stays zero, and its largest numbers hold") {
  TalkNet net = MadeTalkNet(4, {"so"});
  net.words[1].numbers.fill(-127);
  net.out_message.bias[3] = 1 << 24;
  net.state[1].scale = -(1 << 24);
  const Result<TalkNet> again = ParseTalkNet("talk.tsv", WriteTalkNet(net));
  REQUIRE(again);
  CHECK(SameTalkPart(net, *again));
  CHECK(SameWordPart(net, *again));
  const std::size_t padded = PaddedForDots(kMessageInputs);
  for (std::size_t r = 0; r < kMessageNumbers; ++r) {
    for (std::size_t i = kMessageInputs; i < padded; ++i) {
      REQUIRE(again->message.weights[r * padded + i] == 0);
    }
  }
}

TEST_CASE("what the sequence pass needs of a talk net is kept as bytes") {
  const TalkNet net = MadeTalkNet(5, {"so", "what"});
  const std::string bytes = EncodeTalkPart(net);
  const TalkNet again = DecodeTalkPart(bytes);
  CHECK_FALSE(again.empty());
  CHECK(SameTalkPart(net, again));
  CHECK(again.words.empty());
  CHECK(EncodeTalkPart(again) == bytes);
  CHECK(EncodeTalkPart(TalkNet()).empty());
  CHECK(DecodeTalkPart("").empty());
}

TEST_CASE("a lexicon has its talk net, and so has its summary") {
  const TalkNet net = MadeTalkNet(6, {"so", "what"});
  const std::string toml =
      "[[rule]]\nid = \"r\"\ncategory = \"repair\"\nwhy = \"a test\"\nphrases = [\"so\"]\n"
      "yes = [\"[so]\"]\nno = [\"no\"]\n";
  Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}, {"in/talk.tsv", WriteTalkNet(net)}});
  REQUIRE(lexicon);
  CHECK(SameTalkPart(lexicon->talk_net(), net));
  CHECK(SameWordPart(lexicon->talk_net(), net));
  CHECK(SameTalkPart(LexiconSummary::Decode(LexiconSummary::Encode(*lexicon)).talk_net(), net));
  lexicon->LeaveScorerOut();
  CHECK(lexicon->talk_net().empty());
  CHECK(LexiconSummary::Decode(LexiconSummary::Encode(*lexicon)).talk_net().empty());
  const Result<Lexicon> broken = ParseLexicon({{"in/talk.tsv", "word\tso\t1 2 3\n"}});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.starts_with("in/talk.tsv:1: "));
}

TEST_CASE("a row of a talk net that is wrong is named with its line") {
  const std::string text = WriteTalkNet(MadeTalkNet(7, {"so", "what"}));
  const std::string none = "no row of the talk net: see the head of lexicons/en/talk.tsv";
  const std::string fields = "a row of the talk net is a kind, a name and numbers";
  struct Case {
    const char* what;
    std::string beginning, written;
    const std::string& said;
  };
  const std::string many(127, '1');
  std::string words, too_large, too_low;
  for (std::size_t i = 0; i < kWordNumbers; ++i) {
    words += i == 0 ? "7" : " 7";
    too_large += i == 0 ? "128" : " 7";
    too_low += i == 0 ? "-128" : " 7";
  }
  for (const Case& test : std::vector<Case>{
           {"another kind", "word\tso\t", "letter\tso\t" + words, none},
           {"no layer of that name", "scale\tmessage\t", "scale\tmassage\t7", none},
           {"a kind that is empty", "scale\tmessage\t", "\tmessage\t7", none},
           {"a number too large", "word\tso\t", "word\tso\t" + too_large, none},
           {"a number too low", "word\tso\t", "word\tso\t" + too_low, none},
           {"a number too few", "word\tso\t", "word\tso\t" + words.substr(2), none},
           {"a number too many", "word\tso\t", "word\tso\t" + words + " 7", none},
           {"two blanks", "word\tso\t", "word\tso\t7 " + words.substr(1), none},
           {"no number", "mean\t-\t", "mean\t-\tso", none},
           {"a number with something behind it", "mean\t-\t", "mean\t-\t7x", none},
           {"a fraction", "mean\t-\t", "mean\t-\t7.5", none},
           {"a scale beyond all", "scale\tmessage\t", "scale\tmessage\t16777217", none},
           {"a number of no machine", "mean\t-\t", "mean\t-\t" + many, none},
           {"scores too few", "sure\t-\t", "sure\t-\t1 2 3 4 5 6 7", none},
           {"a weight too large", "row\tstate:forward\t", "row\tstate:forward\t" + too_large, none},
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
  const std::string text = WriteTalkNet(MadeTalkNet(8, {"so"}));
  const NetRow row = RowOf(text, "row\tout:states\t");
  std::string wrong = text;
  wrong.insert(row.begin, text.substr(row.begin, row.size + 1));
  // The last one is too many.
  CHECK(Refused(wrong) == "folder/talk.tsv:" + std::to_string(row.number + kScores) +
                              ": no row of the talk net: see the head of lexicons/en/talk.tsv");
}

TEST_CASE("a talk net that is not whole is refused") {
  const std::string text = WriteTalkNet(MadeTalkNet(9, {"so"}));
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
      const std::string said = Refused(without(kind + std::string(layer) + "\t", false));
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
  const std::string text = WriteTalkNet(MadeTalkNet(11, {"so"}));
  for (const char* const beginning :
       {"start\t-\t", "sure\t-\t", "patterns\t-\t", "bias\tmessage\t", "bias\tin:forward\t",
        "bias\tstate:backward\t", "bias\tout:states\t"}) {
    INFO(beginning);
    const NetRow row = RowOf(text, beginning);
    std::string left = text;
    left.erase(row.begin, row.size + 1);
    CHECK(Refused(left).find("not whole") != std::string::npos);
  }
}

TEST_CASE("weights of another make are not joined with the talk net") {
  const LexiconFile net{"talk.tsv", WriteTalkNet(MadeTalkNet(12, {"so"}))};
  const LexiconFile weights{"scorer.tsv", "bias\t-\t0\t0\t0\t0\t0\t0\t0\t0\n"};
  const Result<Lexicon> both = ParseLexicon({weights, net});
  REQUIRE(both);
  CHECK_FALSE(both->talk_net().empty());
  const Result<Lexicon> later = ParseLexicon({weights, net, weights});
  REQUIRE(later);
  CHECK(later->talk_net().empty());
}

TEST_CASE("blank lines and comments of a talk net are passed over") {
  const std::string text = WriteTalkNet(MadeTalkNet(10, {"so"}));
  const Result<TalkNet> net = ParseTalkNet("talk.tsv", "# made up\n\n" + text + "\n# the end");
  REQUIRE(net);
  CHECK(WriteTalkNet(*net) == text);
}

TEST_CASE("the built-in talk net is whole, its words are all different, its numbers moderate") {
  for (const LexiconFile& file : BuiltInLexiconFiles()) {
    if (!file.name.ends_with("/talk.tsv")) continue;
    const Result<TalkNet> net = ParseTalkNet(file.name, file.text);
    REQUIRE(net);
    CHECK_FALSE(net->empty());
    std::vector<std::string> names;
    for (std::size_t w = 1; w < net->words.size(); ++w) names.push_back(net->words[w].name);
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    CHECK(names.size() > 1'000);
    // Behind it stands what it was made from.
    CHECK(file.text.starts_with(WriteTalkNet(*net) + "# made from: "));
    const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
    REQUIRE(lexicon);
    CHECK(SameTalkPart(lexicon->talk_net(), *net));
    return;
  }
  WARN("there is no built-in talk net");
}

}  // namespace
}  // namespace ebb::testing
