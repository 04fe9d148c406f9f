// ebb lexicon diff and stats: rules run over exports and labelled text.
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"
#include "research/lexicon_diff.h"
#include "research/lexicon_stats.h"

namespace ebb {
namespace {

constexpr std::string_view kBuiltIn = "built-in";

Result<ReadyLexicon> LexiconNamed(const std::string& operand, bool rules_only) {
  Result<ReadyLexicon> ready =
      operand == kBuiltIn ? BuiltInLexicon() : ReadyLexiconFrom({operand}, true);
  if (ready && rules_only) ready->lexicon.LeaveScorerOut();
  return ready;
}

}  // namespace

Result<int> RunLexiconStats(const CommandLine& line, Console& console) {
  const Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  const Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  const Result<LexiconStats> stats = [&] {
    const Progress progress(console);
    return CountRules(line.operands(), ready->lexicon, ready->matcher, *options);
  }();
  if (!stats) return stats.error();
  const std::string text = line.Has("json") ? LexiconStatsJson(*stats) : LexiconStatsTable(*stats);
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

Result<int> RunLexiconDiff(const CommandLine& line, Console& console) {
  const Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  const std::vector<std::string>& operands = line.operands();
  const bool rules_only = line.Has("rules-only");
  const Result<ReadyLexicon> before = LexiconNamed(operands[0], rules_only);
  if (!before) return WithExcerpt(before.error());
  const Result<ReadyLexicon> after = LexiconNamed(operands[1], rules_only);
  if (!after) return WithExcerpt(after.error());
  const Result<LexiconDiff> diff = [&] {
    const Progress progress(console);
    return CompareLexicons({operands.begin() + 2, operands.end()},
                           {before->lexicon, before->matcher}, {after->lexicon, after->matcher},
                           *options);
  }();
  if (!diff) return diff.error();
  const std::string text = line.Has("json") ? LexiconDiffJson(*diff) : LexiconDiffText(*diff);
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
