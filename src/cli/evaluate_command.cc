// ebb evaluate: the rules against labelled messages.
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"
#include "research/evaluate.h"

namespace ebb {

Result<int> RunEvaluate(const CommandLine& line, Console& console) {
  Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  Result<EvaluationReport> report = [&] {
    const Progress progress(console);
    return Evaluate(line.operands(), ready->lexicon, ready->matcher, line.Has("errors"));
  }();
  if (!report) return report.error();
  const std::string text = line.Has("json") ? EvaluationJson(*report) : EvaluationTable(*report);
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
