// The built-in lexicon loads, compiles, and passes its own examples.
#include "match/self_test.h"
#include "shared_data.h"

namespace ebb {
namespace {

TEST_CASE("the built-in lexicon passes its own examples") {
  const Lexicon& lexicon = BuiltInRules();
  std::size_t examples = 0;
  for (const Rule& rule : lexicon.rules()) examples += rule.yes.size() + rule.no.size();
  REQUIRE(lexicon.rules().size() >= 300);
  REQUIRE(examples >= 2 * lexicon.rules().size());
  const std::vector<ExampleFailure> failures = CheckExamples(lexicon, BuiltInMatcher());
  for (const ExampleFailure& failure : failures) {
    UNSCOPED_INFO(failure.file << ":" << failure.line << ": " << failure.rule << ": "
                               << failure.what);
  }
  CHECK(failures.empty());
}

}  // namespace
}  // namespace ebb
