// The built-in lexicon loads, compiles, and passes its own examples.
#include "match/self_test.h"
#include "shared_data.h"

namespace ebb {
namespace {

TEST_CASE("the built-in lexicon passes its own examples") {
  const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
  if (!lexicon) FAIL(lexicon.error().message);
  const Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) FAIL(matcher.error().message);
  for (const ExampleFailure& failure : CheckExamples(*lexicon, *matcher)) {
    UNSCOPED_INFO(failure.file << ":" << failure.line << ": " << failure.rule << ": "
                               << failure.what);
    CHECK(failure.what.empty());
  }
}

}  // namespace
}  // namespace ebb
