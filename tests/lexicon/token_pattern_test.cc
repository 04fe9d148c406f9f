// The rule language: every operator of lexicons/README.md, and what it refuses.
#include "lexicon/token_pattern.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/text_util.h"
#include "lexicon/written_words.h"

namespace ebb {
namespace {

std::string Shown(const PatternStep& step) {
  const std::string length = std::to_string(step.min) + "," + std::to_string(step.max);
  switch (step.kind) {
    case StepKind::kWord:
      return step.word;
    case StepKind::kClass:
      return "@" + step.word;
    case StepKind::kGap:
      return "_{" + length + "}";
    case StepKind::kStop:
      return ".";
    case StepKind::kEnd:
      return "$";
    case StepKind::kNothing:
      break;
  }
  return "";
}

void Spell(const PatternGraph& graph, std::uint32_t state, const std::string& so_far,
           std::set<std::string>* all) {
  if (state == graph.end) all->insert(so_far);
  for (const PatternStep& step : graph.steps[state]) {
    const std::string shown = Shown(step);
    Spell(graph, step.to, so_far + (so_far.empty() || shown.empty() ? "" : " ") + shown, all);
  }
}

// Everything the pattern stands for, as words.
std::set<std::string> Wordings(const PatternGraph& graph) {
  std::set<std::string> all;
  Spell(graph, graph.start, "", &all);
  return all;
}

using Set = std::set<std::string>;

TEST_CASE("patterns stand for these wordings") {
  const struct {
    const char* pattern;
    Set wordings;
  } kCases[] = {
      {"need space", {"need space"}},
      {"  Need   SPACE ", {"need space"}},
      {"(ant|bee cat|dog) fox", {"ant fox", "bee cat fox", "dog fox"}},
      {"fox (ant|(bee|cat) dog)", {"fox ant", "fox bee dog", "fox cat dog"}},
      {"so? fox", {"fox", "so fox"}},
      {"fox (ant|bee)?", {"fox", "fox ant", "fox bee"}},
      {"fox (ant|bee) hen?", {"fox ant", "fox bee", "fox ant hen", "fox bee hen"}},
      {"(ant |bee )fox", {"ant fox", "bee fox"}},
      {"fox @time", {"fox @time"}},
      {"@a? fox", {"fox", "@a fox"}},
      {"fox _ hen", {"fox _{1,1} hen"}},
      {"fox _{0,3} hen", {"fox _{0,3} hen"}},
      {"fox _{2} hen", {"fox _{2,2} hen"}},
      {"fox _{0,2}", {"fox _{0,2}"}},
      {"ant . bee", {"ant . bee"}},
      {"ant (bee|$)", {"ant bee", "ant $"}},
      {"ant $ bee", {"ant $ bee"}},
      {"don't", {"do not"}},
      {"dont go", {"do not go"}},
      {"im out", {"i am out"}},
      {"idk", {"i do not know"}},
      {"u r", {"you are"}},
      {"wave 👋🏽", {"wave 👋"}},
      {"check-in", {"check in"}},
      {"walk~", {"walk", "walks", "walked", "walking", "walkin"}},
      // ambiguous spellings, both ways
      {"ill go", {"ill go", "i will go"}},
      {"i'll go", {"ill go", "i will go"}},
      {"i will go", {"ill go", "i will go"}},
      {"well see", {"well see", "we will see"}},
      {"see its fine", {"see its fine", "see it is fine"}},
      {"ur mum", {"ur mum", "your mum", "you are mum"}},
      {"your mum", {"ur mum", "your mum"}},
      {"you are late", {"ur late", "you are late"}},
      // alone only written out: "ill" is a word of its own
      {"i will", {"i will"}},
      {"ill", {"i will"}},
      {"i'll", {"i will"}},
      {"its", {"it is"}},
      {"ur", {"ur", "your", "you are"}},
      {"say i will", {"say ill", "say i will"}},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.pattern);
    std::size_t offset = 0;
    const Result<PatternGraph> graph = ParsePattern(test.pattern, &offset);
    if (!graph) FAIL(graph.error().message);
    CHECK(Wordings(*graph) == test.wordings);
  }
}

TEST_CASE("anchors are flags of the whole pattern") {
  std::size_t offset = 0;
  CHECK(ParsePattern("^ a", &offset)->clause_start);
  CHECK_FALSE(ParsePattern("^ a", &offset)->message_start);
  CHECK(ParsePattern("^^ a", &offset)->message_start);
  CHECK_FALSE(ParsePattern("^^ a", &offset)->clause_start);
  CHECK(ParsePattern("a $", &offset)->clause_end);
  CHECK(ParsePattern("a$", &offset)->clause_end);
  CHECK(ParsePattern("a $$", &offset)->message_end);
  CHECK_FALSE(ParsePattern("a $$", &offset)->clause_end);
  const Result<PatternGraph> all = ParsePattern("... ^^ a cat $$", &offset);
  REQUIRE(all);
  CHECK(all->anywhere);
  CHECK(all->message_start);
  CHECK(all->message_end);
  CHECK(Wordings(*all) == Set{"a cat"});
}

TEST_CASE("patterns that are refused, and where") {
  const struct {
    const char* pattern;
    const char* message;
    std::size_t offset;
  } kCases[] = {
      {"", "can match no words", 0},
      {"a?", "can match no words", 0},
      {"(a|b)? c?", "can match no words", 0},
      {"_ a", "begins with a gap", 0},
      {"(x|_{0,2}) a", "begins with a gap", 0},
      {". a", "begins with a sentence or clause end", 0},
      {"x? . a", "begins with a sentence or clause end", 0},
      {"($|x) a", "begins with a sentence or clause end", 0},
      {"a (b|c", "has ( without )", 6},
      {"a ) b", "has ) without (", 2},
      {"a @ b", "has @ without a class name", 3},
      {"a _{1,2", "has { without }", 3},
      {"a _{3,1}", "holds a gap that is not written _{0,3}", 3},
      {"a _{0,9}", "holds a gap that is not written _{0,3}", 3},
      {"a _{0}", "holds a gap that is not written _{0,3}", 3},
      {"a _{x}", "holds a gap that is not written _{0,3}", 3},
      {"? a", "has ? or ~ without a word", 0},
      {"a ~", "has ? or ~ without a word", 2},
      {"a , b", "has punctuation, which is not compared", 3},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.pattern);
    std::size_t offset = 99;
    const Result<PatternGraph> graph = ParsePattern(test.pattern, &offset);
    REQUIRE_FALSE(graph);
    CHECK(graph.error().message.find(test.message) != std::string::npos);
    CHECK(graph.error().kind == ErrorKind::kLexicon);
    CHECK(offset == test.offset);
  }
}

TEST_CASE("hostile patterns are refused, not followed") {
  std::size_t offset = 0;
  for (const std::string& pattern :
       {std::string(1 << 20, '('), std::string(1 << 20, '?'), std::string(1 << 20, '|'),
        std::string(1 << 20, '$'), std::string(1 << 20, '_'), std::string(1 << 20, '@'),
        "a " + std::string(1 << 16, '~')}) {
    CHECK_FALSE(ParsePattern(pattern, &offset));
  }
  std::string nested, many = "x";
  for (int i = 0; i < 1000; ++i) nested += "(a ";
  for (int i = 0; i < 5000; ++i) many += " y";
  CHECK_FALSE(ParsePattern(nested, &offset));
  const Result<PatternGraph> large = ParsePattern(many, &offset);
  REQUIRE_FALSE(large);
  CHECK(large.error().message.find("too large") != std::string::npos);
}

TEST_CASE("phrases hold no operators") {
  CHECK(Wordings(*ParsePhrase("what's wrong?")) == Set{"what is wrong"});
  CHECK(Wordings(*ParsePhrase("it is (so) over")) == Set{"it is so over", "its so over"});
  CHECK_FALSE(ParsePhrase("?"));  // two or more are a token of their own
}

TEST_CASE("endings of words") {
  const struct {
    const char* word;
    std::set<std::string> some, never;
  } kCases[] = {
      {"cancel",
       {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"},
       {"cancells"}},
      {"stop", {"stops", "stopped", "stopping"}, {"stopes"}},
      {"avoid", {"avoids", "avoided", "avoiding", "avoidin"}, {"avoidded"}},
      {"ignore", {"ignores", "ignored", "ignoring"}, {"ignoreed", "ignoreing"}},
      {"try", {"tries", "tried", "trying"}, {"trys", "tryed"}},
      {"play", {"plays", "played", "playing"}, {"plaies"}},
      {"watch", {"watches", "watched", "watching"}, {"watchs"}},
      {"miss", {"misses", "missed", "missing"}, {"misss"}},
      {"go", {"goes", "going"}, {"gos"}},
      {"fix", {"fixes", "fixed", "fixing"}, {"fixxed"}},
  };
  for (const auto& test : kCases) {
    const std::vector<std::string> list = Inflections(test.word);
    const std::set<std::string> forms(list.begin(), list.end());
    CAPTURE(test.word);
    for (const std::string& form : test.some) {
      CAPTURE(form);
      CHECK(forms.count(form) == 1);
    }
    for (const std::string& form : test.never) {
      CAPTURE(form);
      CHECK(forms.count(form) == 0);
    }
  }
  CHECK(Inflections("a") == std::vector<std::string>{"a"});
}

TEST_CASE("rows of plain words are known as such") {
  std::size_t offset = 0;
  CHECK(OnlyWords(*ParsePattern("a cat", &offset)) == std::vector<std::string>{"a", "cat"});
  CHECK(OnlyWords(*ParsePattern("a b?", &offset)).empty());
  CHECK(OnlyWords(*ParsePattern("a _", &offset)).empty());
  CHECK(OnlyWords(*ParsePattern("(a|b)", &offset)).empty());
  CHECK(WordsOf("Don't, I'M ok 👍🏽!") ==
        std::vector<std::string>{"do", "not", "i", "am", "ok", "👍"});
}

}  // namespace
}  // namespace ebb
