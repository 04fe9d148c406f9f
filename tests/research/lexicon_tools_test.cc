// The tools around the rules: counts per rule, what a change changes, the linter.
#include <algorithm>
#include <catch2/catch.hpp>

#include "research/lexicon_diff.h"
#include "research/lexicon_lint.h"
#include "research/lexicon_stats.h"
#include "temp_folder.h"

namespace ebb {
namespace {

// A file that is gone when the test is.
class MadeFile {
 public:
  MadeFile(const std::string& name, const std::string& text) : path_(folder_ / name) {
    folder_.Put(name, text);
  }
  const std::string& path() const { return path_; }

 private:
  const TempFolder folder_;
  const std::string path_;
};

std::string RuleText(const std::string& id, const std::string& keys,
                     const std::string& category = "shutdown") {
  return "[[rule]]\nid = \"" + id + "\"\ncategory = \"" + category +
         "\"\nwhy = \"test\"\nyes = [\"[x]\"]\nno = [\"y\"]\n" + keys + "\n";
}

struct Tools {
  Lexicon lexicon;
  Matcher matcher;
};

Tools MakeTools(const std::string& toml) {
  Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}});
  if (!lexicon) FAIL(lexicon.error().message);
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) FAIL(matcher.error().message);
  return {std::move(*lexicon), std::move(*matcher)};
}

const char* const kLabelled =
    R"({"conversation":"a","sender":"A","text":"drop it now","score":true,"labels":[{"category":"shutdown"}]}
{"conversation":"a","sender":"B","text":"drop it in the box","score":true,"labels":[]}
{"conversation":"a","sender":"A","text":"do not drop it","score":true,"labels":[]}
{"conversation":"a","sender":"B","text":"drop it, drop it","score":true,"labels":[],"contested":["shutdown"]}
{"conversation":"a","sender":"A","text":"enough of this","score":true,"labels":[{"category":"shutdown"}]}
)";

const char* const kChat =
    "[13/01/2024, 10:00:00] Ann: drop it now\n"
    "[13/01/2024, 10:01:00] Ben: drop it in the box\n"
    "[13/01/2024, 10:02:00] Ann: enough of this\n";

const std::string& NegatorClass() {
  static const std::string text = "[[class]]\nname = \"negator\"\nwords = [\"not\"]\n";
  return text;
}

const RuleStats& StatsOf(const LexiconStats& stats, const std::string& rule) {
  for (const RuleStats& found : stats.rules) {
    if (found.rule == rule) return found;
  }
  FAIL("no rule " + rule);
  return stats.rules.front();
}

std::vector<std::string> Lint(const std::string& toml) {
  const Tools tools = MakeTools(toml);
  std::vector<std::string> out;
  for (const LintWarning& warning : LintLexicon(tools.lexicon, tools.matcher)) {
    out.push_back(warning.rule + ": " + warning.what + ": " + warning.form);
  }
  return out;
}

}  // namespace

TEST_CASE("stats count hits, voids and, on labelled text, what is right") {
  const MadeFile labelled("made.jsonl", kLabelled);
  const Tools tools = MakeTools(NegatorClass() + RuleText("drop", "phrases = [\"drop it\"]") +
                                RuleText("idle", "phrases = [\"zebra crossing\"]"));
  const auto stats = CountRules({labelled.path()}, tools.lexicon, tools.matcher, {});
  REQUIRE(stats);
  CHECK(stats->messages == 5);
  CHECK(stats->scored == 5);
  const RuleStats& drop = StatsOf(*stats, "drop");
  CHECK(drop.hits == 5);
  CHECK(drop.high == 4);
  CHECK(drop.low == 0);
  CHECK(drop.voided == std::map<std::string, std::uint64_t>{{"negated", 1}});
  CHECK(drop.judged == 2);  // the contested one is left out; two hits of one message are one
  CHECK(drop.right == 1);
  CHECK(drop.precision() == 0.5);
  CHECK(StatsOf(*stats, "idle").hits == 0);
  CHECK_FALSE(StatsOf(*stats, "idle").precision());
  CHECK_THAT(LexiconStatsTable(*stats),
             Catch::Contains("without a hit: 1\n  idle\n") && Catch::Contains("1/2 0.50"));
  CHECK_THAT(LexiconStatsJson(*stats),
             Catch::Contains("\"precision\": 0.5") && Catch::Contains("\"precision\": null"));
}

TEST_CASE("stats take any export") {
  const MadeFile chat("chat.txt", kChat);
  const Tools tools = MakeTools(RuleText("drop", "phrases = [\"drop it\"]"));
  const auto stats = CountRules({chat.path()}, tools.lexicon, tools.matcher, {});
  REQUIRE(stats);
  CHECK(stats->messages == 3);
  CHECK(stats->scored == 0);
  CHECK(StatsOf(*stats, "drop").hits == 2);
  CHECK(StatsOf(*stats, "drop").judged == 0);
  CHECK_FALSE(CountRules({chat.path() + ".gone"}, tools.lexicon, tools.matcher, {}));
}

TEST_CASE("a diff lists gained, lost and moved messages, with counts per rule") {
  const Tools before = MakeTools(RuleText("drop", "phrases = [\"drop it\"]") +
                                 RuleText("enough", "phrases = [\"enough of this\"]"));
  const Tools after =
      MakeTools(RuleText("drop", "phrases = [\"drop it\"]\nunless = [\"drop it in\"]") +
                RuleText("enough", "phrases = [\"enough of this\"]", "pressure") +
                RuleText("new", "phrases = [\"now\"]", "repair"));
  for (const bool is_chat : {false, true}) {
    const MadeFile file(is_chat ? "chat.txt" : "made.jsonl", is_chat ? kChat : kLabelled);
    const auto diff = CompareLexicons({file.path()}, {before.lexicon, before.matcher},
                                      {after.lexicon, after.matcher}, {});
    REQUIRE(diff);
    REQUIRE(diff->changes.size() == 3);
    CHECK(diff->changes[0].kind == ChangeKind::kGained);
    CHECK(diff->changes[0].text == "drop it now");
    CHECK(diff->changes[0].line == 1);
    CHECK(diff->changes[0].after.size() == 2);
    CHECK(diff->changes[1].kind == ChangeKind::kLost);
    CHECK(diff->changes[1].text == "drop it in the box");
    CHECK(diff->changes[1].line == 2);
    CHECK(diff->changes[2].kind == ChangeKind::kCategory);
    CHECK(diff->changes[2].scored == !is_chat);
    CHECK(diff->by_rule.at("drop").lost == 1);
    CHECK(diff->by_rule.at("new").gained == 1);
    CHECK_FALSE(diff->by_rule.contains("enough"));  // it flags the same messages
    CHECK_THAT(LexiconDiffText(*diff),
               Catch::Contains("1 gained, 1 lost, 1 category, 0 confidence, 0 rule"));
    CHECK_THAT(LexiconDiffJson(*diff), Catch::Contains("\"kind\": \"lost\""));
  }
}

TEST_CASE("a lexicon against itself changes nothing") {
  const MadeFile file("made.jsonl", kLabelled);
  const Tools tools = MakeTools(RuleText("drop", "phrases = [\"drop it\"]"));
  const auto diff = CompareLexicons({file.path()}, {tools.lexicon, tools.matcher},
                                    {tools.lexicon, tools.matcher}, {});
  REQUIRE(diff);
  CHECK(diff->changes.empty());
  CHECK(diff->by_rule.empty());
  CHECK_THAT(LexiconDiffText(*diff), Catch::StartsWith("0 of 5 messages change"));
}

TEST_CASE("the linter finds forms that do nothing") {
  using List = std::vector<std::string>;
  const std::string spare = RuleText("other", "phrases = [\"the door is shut\"]");
  CHECK(Lint(spare).empty());

  // Alone, a spelling that has two readings matches neither; a class none of whose words can be
  // met.
  CHECK(Lint(RuleText("ill", "phrases = [\"ill\"]")) ==
        List{"ill: never matches as it is written; it is compared as \"ill\": ill"});
  CHECK(Lint(spare + RuleText("near", "phrases = [\"go on\"]\nnear = [\"us\"]")).empty());
  CHECK(Lint(RuleText("capital", "patterns = [\"\\\\bLeave me alone\\\\b\"]")) ==
        List{"capital: can never match at a capital: folded text has none: \\bLeave me alone\\b"});
  CHECK(Lint(RuleText("quote", "patterns = [\"don't touch\"]")) ==
        List{"quote: can never match at an apostrophe: folded text has none: don't touch"});
  CHECK(Lint(RuleText("escape", "patterns = [\"leave\\\\S* alone\"]")).empty());

  CHECK(Lint(RuleText("void", "tokens = [\"drop (it|this)\"]\nunless = [\"drop (it|this)\"]")) ==
        List{"void: its own `unless` voids every wording: drop (it|this)"});
  CHECK(Lint(RuleText("part", "tokens = [\"drop (it|this)\"]\nunless = [\"drop this\"]")).empty());
}

TEST_CASE("the linter finds forms that cannot match at all") {
  // The whole message, at most three words, and four of them.
  CHECK(Lint(RuleText("long", "phrases = [\"one two three four\"]\ngate = \"gM\"")) ==
        std::vector<std::string>{"long: can never match: one two three four"});
}

TEST_CASE("the linter finds what another rule takes or has") {
  using List = std::vector<std::string>;
  CHECK(Lint(RuleText("a", "phrases = [\"shut the door\"]") +
             RuleText("b", "phrases = [\"shut the door\"]")) ==
        List{"b: always taken by rule a: shut the door", "b: stands in rule a too: shut the door"});
  CHECK(Lint(RuleText("a", "phrases = [\"drop it\", \"Drop it!\"]")) ==
        List{"a: stands twice in this rule: Drop it!"});
  // Another category, or another gate, is another matter.
  CHECK(Lint(RuleText("a", "phrases = [\"shut the door\"]") +
             RuleText("b", "phrases = [\"shut the door\"]", "repair"))
            .empty());
  // A longer form that is always there takes the shorter one.
  CHECK(Lint(RuleText("a", "tokens = [\"drop it (now)?\"]") +
             RuleText("b", "phrases = [\"drop it now\"]\nstrength = \"weak\"")) ==
        List{"b: always taken by rule a: drop it now"});
}

TEST_CASE("the linter shows where an open rule runs on in harmless talk") {
  const MadeFile chat("chat.txt", kChat);
  const Tools open = MakeTools(RuleText("drop", "phrases = [\"drop it\"]"));
  const auto found = LintAgainst(chat.path(), open.lexicon, open.matcher, {});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK((*found)[0].rule == "drop");
  CHECK_THAT((*found)[0].what, Catch::Contains("2 times") && Catch::Contains("chat.txt:1"));
  const Tools closed = MakeTools(RuleText("drop", "phrases = [\"drop it\"]\nedge = \"clause\""));
  CHECK(LintAgainst(chat.path(), closed.lexicon, closed.matcher, {})->empty());
  CHECK_FALSE(LintAgainst(chat.path() + ".gone", open.lexicon, open.matcher, {}));
}

TEST_CASE("a warning names file, line, rule and form") {
  const LintWarning warning{"a.toml", 7, "w4", "can never match", "x: y"};
  CHECK(warning.Text() == "a.toml:7: w4: can never match: x: y");
}

}  // namespace ebb
