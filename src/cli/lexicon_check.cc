// ebb lexicon check: every example of every rule, run through the matcher.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "match/matcher.h"
#include "match/self_test.h"

namespace ebb {
namespace {

Error FailingExamples(const std::vector<ExampleFailure>& failures, std::size_t examples) {
  std::string message = fmt::format("{} of {} examples fail; mend the rule or the example",
                                    failures.size(), examples);
  for (const ExampleFailure& failure : failures) {
    const std::string line =
        fmt::format("{}:{}: {}: {}", failure.file, failure.line, failure.rule, failure.what);
    message += "\n" + line + LexiconExcerpt(line);
  }
  return {ErrorKind::kLexicon, std::move(message)};
}

}  // namespace

Result<int> RunLexiconCheck(const CommandLine& line, Console& console) {
  if (line.Has("only-lexicon") && line.operands().empty()) {
    return Error{ErrorKind::kUsage, "--only-lexicon needs files to check"};
  }
  Result<Lexicon> lexicon = LoadLexicon(line.operands(), line.Has("only-lexicon"));
  if (!lexicon) return WithExcerpt(lexicon.error());
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  if (!matcher) return WithExcerpt(matcher.error());
  std::size_t examples = 0;
  for (const Rule& rule : lexicon->rules()) examples += rule.yes.size() + rule.no.size();
  const std::vector<ExampleFailure> failures = CheckExamples(*lexicon, *matcher);
  if (!failures.empty()) return FailingExamples(failures, examples);
  const std::string text = fmt::format("{} rules, {} examples: all as they should be\n",
                                       lexicon->rules().size(), examples);
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
