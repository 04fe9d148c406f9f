#include "match/word_trace.h"

#include <catch2/catch.hpp>

#include "made_lexicon.h"
#include "text/token.h"

namespace ebb {
namespace {

const Lexicon& TraceLexicon() {
  static const Lexicon lexicon =
      MadeLexicon(MadeClass("soon", "\"tonight\", \"in a bit\"") +
                  MadeRule("r1", "category = \"withdrawal\"\ntokens = [\"do not know (@soon)?\"]"));
  return lexicon;
}

std::vector<std::string> Names(const std::vector<WordId>& words, const TraceNames& names) {
  std::vector<std::string> out;
  for (const WordId word : words) out.push_back(names.words[word]);
  return out;
}

}  // namespace

TEST_CASE("a trace holds what every written word is compared as") {
  const Matcher matcher = MadeMatcher(TraceLexicon());
  const Result<TraceNames> names = TraceNamesOf(TraceLexicon());
  REQUIRE(names);
  Matcher::Scratch scratch;
  const std::string text = "Idk, in a BIT \xF0\x9F\x98\x80 zebra 7";
  const WordTrace trace = matcher.Trace(text, scratch);
  REQUIRE(trace.words.size() == 7);
  CHECK(Names(trace.words[0].words, *names) == std::vector<std::string>{"i", "do", "not", "know"});
  CHECK(trace.words[1].first == 4);
  CHECK((trace.words[1].before & kBreakSoft) != 0);
  CHECK(trace.words[4].emoji);
  CHECK(trace.words[5].words == std::vector<WordId>{0});  // no rule knows a zebra
  CHECK(trace.words[5].range.of(text) == "zebra");
  REQUIRE(trace.words[6].classes.size() == 1);
  CHECK(names->classes[trace.words[6].classes[0]] == "number");
}

TEST_CASE("a trace names entries of several words, and their words' classes") {
  const Matcher matcher = MadeMatcher(TraceLexicon());
  const Result<TraceNames> names = TraceNamesOf(TraceLexicon());
  REQUIRE(names);
  Matcher::Scratch scratch;
  const std::string text = "in a bit";  // triggers nothing
  const WordTrace trace = matcher.Trace(text, scratch);
  REQUIRE(trace.entries.size() == 1);
  CHECK(trace.entries[0].range.of(text) == text);
  CHECK(names->classes[trace.entries[0].number] == "soon");
  for (const TracedWord& word : trace.words) CHECK(word.classes.size() == 1);
  CHECK(matcher.Trace("", scratch).words.empty());
  CHECK(matcher.Trace("bit in a", scratch).entries.empty());
}

}  // namespace ebb
