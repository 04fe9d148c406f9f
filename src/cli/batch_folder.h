// What a batch writes, inside one folder of its own:
//
//   index.html                     overview, links to every report
//   conversations/ID/report.html   and analysis.json
//   weeks.csv flags.csv            tidy tables of all conversations
//   suppressed.csv                 what --suppress left out, if it did
//   errors.csv                     files and conversations that could not be used, and why
//   run.json                       versions, hashes, options, counts: enough to repeat the run
//   files.csv                      with pseudonyms only: which id is which file; not to be shared
//
// IDs depend on the place of the file below its folder, so a later run finds its own output again.
// Used from one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/batch.h"
#include "base/output_file.h"
#include "base/result.h"
#include "cli/overview_page.h"
#include "report/report.h"

namespace ebb {

// One conversation's documents, ready to be written. Made on the thread that analysed it.
struct RenderedChat {
  std::string html, json, weeks, flags, measures, suppressed;
};
RenderedChat Render(const Analysis& analysis, const ReportOptions& options);

class BatchFolder {
 public:
  // Error (kOutput): the folder holds a run already and `force` is false. Nothing is made before
  // the first conversation is added, or the run is finished.
  static Result<BatchFolder> Open(const std::string& path, bool force);

  Status Add(const BatchChat& chat, const Analysis& analysis, const RenderedChat& rendered);
  // Writes what is about the whole run and gives the tables their names. index.html comes last.
  Status Finish(const BatchRun& run, bool pseudonyms);

 private:
  BatchFolder(std::string path, bool force) : path_(std::move(path)), force_(force) {}
  Status Start();
  Status Put(const std::string& name, std::string_view bytes) const;

  std::string path_;
  bool force_;
  std::optional<OutputFile> weeks_, flags_, measures_;  // once started
  std::vector<OverviewRow> rows_;
  std::string suppressed_;  // rows of its table
};

}  // namespace ebb
