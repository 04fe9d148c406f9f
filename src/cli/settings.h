// From the command line's words to the library's options. Everything is checked here, before any
// export is opened, so that a typing mistake never costs a long run.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/builtin_lexicon.h"
#include "base/result.h"
#include "cli/command_line.h"
#include "lexicon/lexicon.h"

namespace ebb {

// Errors (kUsage) name the option, what was given and what it takes.
Result<AnalyzeOptions> ReadAnalyzeOptions(const CommandLine& line);
// A stretch of days, half open, "2024-01-31" each; empty = open.
struct DayRange {
  std::string since, until;
};
// The two periods of --compare DATE or --compare FROM..TO,FROM..TO, within the options' own.
Result<std::pair<DayRange, DayRange>> ReadComparedPeriods(const CommandLine& line,
                                                          const AnalyzeOptions& options);
// --jobs, or the number of processors.
Result<unsigned> ReadJobs(const CommandLine& line);
// A whole number from 0 to `limit`, or `fallback` where the option is not given.
Result<std::uint64_t> ReadCount(const CommandLine& line, std::string_view option,
                                std::uint64_t fallback, std::uint64_t limit);
// The built-in rules, with --lexicon's on top; those alone with --only-lexicon.
Result<ReadyLexicon> ReadLexicon(const CommandLine& line);
// The same with every phrase, pattern and example, for showing and checking rules.
Result<Lexicon> ReadRules(const CommandLine& line);

// Gathers which entries of --suppress fitted something, over one analysis or many. For one thread.
class SuppressionsMet {
 public:
  void Note(const Analysis& analysis);
  // Sentences on the entries that nothing fits, and on those that name no rule.
  std::vector<std::string> Warnings(const std::vector<Suppression>& list,
                                    const Lexicon& lexicon) const;

 private:
  std::set<std::pair<std::string, std::string>> met_;  // rule, message
};

}  // namespace ebb
