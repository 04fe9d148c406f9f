// The summary of a lexicon that is kept in the program.
#include "lexicon/summary.h"

#include <catch2/catch.hpp>
#include <string>

namespace ebb {
namespace {

TEST_CASE("the summary keeps what is needed without the patterns") {
  const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
  REQUIRE(lexicon);
  const std::string bytes = LexiconSummary::Encode(*lexicon);
  const Lexicon back = LexiconSummary::Decode(bytes);
  CHECK(back.name() == lexicon->name());
  CHECK(back.version() == lexicon->version());
  CHECK(back.language() == lexicon->language());
  CHECK(back.hash() == lexicon->hash());
  REQUIRE(back.rules().size() == lexicon->rules().size());
  for (std::size_t i = 0; i < back.rules().size(); ++i) {
    const Rule& a = back.rules()[i];
    const Rule& b = lexicon->rules()[i];
    CAPTURE(b.id);
    CHECK(a.id == b.id);
    CHECK(a.subcode == b.subcode);
    CHECK(a.sign == b.sign);
    CHECK(a.category == b.category);
    CHECK(a.about == b.about);
    CHECK(a.strength == b.strength);
    CHECK(a.intensity == b.intensity);
    CHECK(a.gates == b.gates);
    CHECK(a.edge == b.edge);
    CHECK(a.phrases.empty());
  }
}

}  // namespace
}  // namespace ebb
