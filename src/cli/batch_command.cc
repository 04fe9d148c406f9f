// ebb batch: a report for every conversation of every export in folders.
#include <fmt/format.h>

#include <any>
#include <filesystem>
#include <system_error>

#include "analysis/batch.h"
#include "cli/batch_folder.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"
#include "match/matcher.h"
#include "report/words.h"

namespace ebb {
namespace {

bool LiesInside(const std::string& path, const std::string& folder) {
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(path, error);
  const auto outer = std::filesystem::weakly_canonical(folder, error);
  if (error) return false;
  const auto [end, ignored] = std::mismatch(outer.begin(), outer.end(), whole.begin(), whole.end());
  return end == outer.end();
}

// A run must not read its own reports the next time.
Result<std::string> ReadOutputFolder(const CommandLine& line) {
  if (line.All("output").size() != 1) {
    return UsageError("ebb batch needs one -o FOLDER to write into");
  }
  const std::string folder = line.Last("output");
  if (folder == "-") return UsageError("ebb batch writes a folder; -o - is no folder");
  for (const std::string& input : line.operands()) {
    if (LiesInside(folder, input)) {
      return UsageError(
          fmt::format("-o {} lies inside {}; choose a folder beside it", folder, input));
    }
  }
  return folder;
}

// What was done, on stderr; returns the exit code that says so.
Result<int> Conclude(const BatchRun& run, const std::string& folder, Console& console) {
  for (const BatchInput& input : run.inputs) {
    console.Debug(fmt::format("input {}: {} {}, {} records", input.file_id, input.format,
                              input.state, input.records));
  }
  if (run.analysed == 0) {
    return Error{ErrorKind::kInput,
                 "no conversation could be analysed; " + folder + "/errors.csv says why"};
  }
  console.Say(fmt::format("wrote {}/index.html: {} from {}", folder,
                          Counted(run.analysed, "conversation", "conversations"),
                          Counted(run.files, "file", "files")));
  if (run.errors.empty() && run.skipped == 0) return kExitDone;
  console.Warn(
      "left out: " + Counted(run.errors.size(), "file or conversation", "files or conversations") +
      ", " + Counted(run.skipped, "record", "records") + "; errors.csv and the reports say why");
  return kExitSkipped;
}

}  // namespace

Result<int> RunBatchCommand(const CommandLine& line, Console& console) {
  Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  Result<std::string> path = ReadOutputFolder(line);
  if (!path) return path.error();
  Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  Result<BatchFolder> folder = BatchFolder::Open(*path, line.Has("force"));
  if (!folder) return folder.error();

  ReportOptions report_options;
  report_options.csv_guard = !line.Has("csv-raw");
  Progress progress(console);
  BatchHooks hooks;
  hooks.prepare = [&](const BatchChat&, const Analysis& analysis) -> std::any {
    return Render(analysis, report_options);
  };
  SuppressionsMet met;
  hooks.deliver = [&](const BatchChat& chat, const Analysis& analysis, std::any prepared) {
    met.Note(analysis);
    return folder->Add(chat, analysis, std::any_cast<const RenderedChat&>(prepared));
  };
  hooks.progress = [&](std::uint64_t done, std::uint64_t files) { progress.Update(done, files); };
  BatchOptions batch;
  batch.analyze = *options;
  Result<BatchRun> run = RunBatch(line.operands(), ready->lexicon, ready->matcher, batch, hooks);
  if (!run) return run.error();
  for (const std::string& warning : met.Warnings(options->suppressions, ready->lexicon)) {
    console.Warn(warning);
  }
  if (Status done = folder->Finish(*run, options->pseudonyms); !done) return done.error();
  return Conclude(*run, *path, console);
}

}  // namespace ebb
