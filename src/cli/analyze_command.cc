// ebb analyze and ebb report: from an export, or from a saved analysis, to reports.
#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/analyze.h"
#include "analysis/compare.h"
#include "base/source.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/outputs.h"
#include "cli/settings.h"
#include "match/matcher.h"
#include "report/report.h"

namespace ebb {
namespace {

constexpr std::uint64_t kLargestAnalysis = std::uint64_t{1} << 30;

constexpr std::string_view kConsentNote =
    "note: a chat holds two people's words. Read it with the other's knowledge, and keep the "
    "report "
    "where only you can open it.";

ReportOptions ReadReportOptions(const CommandLine& line, const Console& console) {
  ReportOptions options;
  options.csv_guard = !line.Has("csv-raw");
  options.color = console.color();
  options.width = console.width();
  options.summary = line.Has("summary");
  options.script = true;  // one page, opened by the one who asked for it
  return options;
}

Result<Analysis> AnalyzeExports(const CommandLine& line, const AnalyzeOptions& options,
                                Console& console) {
  Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  console.Debug("lexicon ready: " + std::to_string(ready->lexicon.rules().size()) + " rules");
  console.Debug("reading with " + std::to_string(options.jobs) + " threads");
  Result<Analysis> analysis = [&] {
    const Progress progress(console);
    return Analyze(line.operands(), ready->lexicon, ready->matcher, options);
  }();
  if (!analysis) return analysis;
  SuppressionsMet met;
  met.Note(*analysis);
  for (const std::string& warning : met.Warnings(options.suppressions, ready->lexicon)) {
    console.Warn(warning);
  }
  return analysis;
}

// The same export, one period of it, for its figures alone.
Result<Analysis> AnalyzePeriod(const CommandLine& line, AnalyzeOptions options,
                               const DayRange& period, const ReadyLexicon& ready) {
  options.since = period.since;
  options.until = period.until;
  options.evidence = 0;
  options.no_text = true;
  options.quotes = AnalyzeOptions().quotes;
  return Analyze(line.operands(), ready.lexicon, ready.matcher, options);
}

// Who stands first is settled by the whole export: in a period of it the other may be the first to
// write, and under pseudonyms nobody would see that the two were exchanged.
Result<AnalyzeOptions> WithPeopleOfTheWhole(const CommandLine& line, AnalyzeOptions options,
                                            const ReadyLexicon& ready) {
  if (!options.me.empty() || options.all) return options;
  AnalyzeOptions plain = options;
  plain.pseudonyms = false;
  const Result<Analysis> whole = AnalyzePeriod(line, plain, {plain.since, plain.until}, ready);
  if (!whole) return whole.error();
  if (whole->partners.size() != 2) return options;
  options.me = whole->partners[0].name;
  options.partner = whole->partners[1].name;
  return options;
}

using TwoPeriods = std::optional<std::pair<DayRange, DayRange>>;

Result<TwoPeriods> ReadCompare(const CommandLine& line, const AnalyzeOptions& options) {
  if (!line.Has("compare")) return TwoPeriods();
  const Result<std::pair<DayRange, DayRange>> periods = ReadComparedPeriods(line, options);
  if (!periods) return periods.error();
  const std::vector<std::string>& paths = line.operands();
  if (std::find(paths.begin(), paths.end(), "-") == paths.end()) return TwoPeriods(*periods);
  return Error{ErrorKind::kUsage,
               "--compare reads the export more than once; give a file, not standard input"};
}

Result<Comparison> ComparePeriods(const CommandLine& line, const AnalyzeOptions& options,
                                  const std::pair<DayRange, DayRange>& periods) {
  Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  const Result<AnalyzeOptions> settled = WithPeopleOfTheWhole(line, options, *ready);
  if (!settled) return settled.error();
  const Result<Analysis> before = AnalyzePeriod(line, *settled, periods.first, *ready);
  if (!before) return before.error();
  const Result<Analysis> after = AnalyzePeriod(line, *settled, periods.second, *ready);
  if (!after) return after.error();
  return CompareAnalyses(*before, *after);
}

Result<Analysis> ReadAnalysis(const std::string& path) {
  Result<std::unique_ptr<Source>> source =
      path == "-" ? ReadStandardInput(kLargestAnalysis) : OpenFile(path);
  if (!source) return source.error();
  Result<std::string> json = ReadAll(**source, kLargestAnalysis);
  if (!json) return json.error();
  return ReadJson(*json, (*source)->name());
}

// Tells what was left out, and returns the exit code that says so.
int ReportSkipped(const Analysis& analysis, Console& console) {
  std::uint64_t skipped = 0, records = 0;
  bool truncated = false;
  for (const InputFile& input : analysis.inputs) {
    skipped += input.skipped;
    records += input.records;
    truncated = truncated || input.truncated;
    console.Inform("input read: format " + input.format + ", " + std::to_string(input.records) +
                   " records, " + std::to_string(input.messages) + " messages");
    for (const std::string& warning : input.warnings) console.Warn(warning);
  }
  if (skipped == 0) return truncated ? kExitSkipped : kExitDone;
  console.Warn(std::to_string(skipped) + " of " + std::to_string(records) +
               " records could not be read and were left out; `ebb inspect` lists them");
  return kExitSkipped;
}

}  // namespace

Result<int> RunAnalyze(const CommandLine& line, Console& console) {
  Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  const Result<TwoPeriods> compare = ReadCompare(line, *options);
  if (!compare) return compare.error();
  Result<Outputs> outputs = Outputs::Open(line);
  if (!outputs) return outputs.error();
  if (console.error_is_terminal()) console.Say(kConsentNote);
  Result<Analysis> analysis = AnalyzeExports(line, *options, console);
  if (!analysis) return analysis.error();
  if (compare->has_value()) {
    Result<Comparison> comparison = ComparePeriods(line, *options, **compare);
    if (!comparison) return comparison.error();
    analysis->comparison = *std::move(comparison);
  }
  if (Status done = outputs->Write(*analysis, ReadReportOptions(line, console), console); !done) {
    return done.error();
  }
  return ReportSkipped(*analysis, console);
}

Result<int> RunReport(const CommandLine& line, Console& console) {
  const std::string& path = line.operands().front();
  Result<Outputs> outputs = Outputs::Open(line);
  if (!outputs) return outputs.error();
  Result<Analysis> analysis = ReadAnalysis(path);
  if (!analysis) return analysis.error();
  if (line.Has("compare")) {
    const Result<Analysis> earlier = ReadAnalysis(line.Last("compare"));
    if (!earlier) return earlier.error();
    Result<Comparison> comparison = CompareAnalyses(*earlier, *analysis);
    if (!comparison) return comparison.error();
    analysis->comparison = *std::move(comparison);
  }
  if (Status done = outputs->Write(*analysis, ReadReportOptions(line, console), console); !done) {
    return done.error();
  }
  return kExitDone;
}

}  // namespace ebb
