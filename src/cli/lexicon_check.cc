// ebb lexicon check: every example of every rule, run through the matcher.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/text_util.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"
#include "match/matcher.h"
#include "match/self_test.h"
#include "research/lexicon_lint.h"

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

// Rules alone: what the decision layer takes back is a mistake of theirs all the same.
Result<std::vector<LintWarning>> FindWarnings(const CommandLine& line, Lexicon lexicon,
                                              const Matcher& matcher) {
  std::vector<LintWarning> warnings = LintLexicon(lexicon, matcher);
  lexicon.LeaveScorerOut();
  const Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  for (const std::string& path : line.All("against")) {
    Result<std::vector<LintWarning>> more = LintAgainst(path, lexicon, matcher, *options);
    if (!more) return more.error();
    warnings.insert(warnings.end(), more->begin(), more->end());
  }
  return warnings;
}

Error Refused(const std::vector<LintWarning>& warnings) {
  std::string message =
      fmt::format("{} warnings, which --strict makes errors; mend the rules", warnings.size());
  for (const LintWarning& warning : warnings) {
    message += "\n" + warning.Text() + LexiconExcerpt(warning.Text());
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
  const Result<std::vector<LintWarning>> warnings = FindWarnings(line, *lexicon, *matcher);
  if (!warnings) return warnings.error();
  if (line.Has("strict") && !warnings->empty()) return Refused(*warnings);
  for (const LintWarning& warning : *warnings) {
    console.Warn(warning.Text());
    const std::string excerpt = LexiconExcerpt(warning.Text());
    for (const std::string_view row : Split(excerpt, '\n')) {
      if (!row.empty()) console.Say(row);
    }
  }
  const std::string text = fmt::format(
      "{} rules, {} examples: all as they should be{}\n", lexicon->rules().size(), examples,
      warnings->empty() ? std::string() : fmt::format("; {} warnings", warnings->size()));
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
