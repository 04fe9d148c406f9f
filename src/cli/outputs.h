// Where reports go: each -o by its suffix or --format, `-` for standard output, and the terminal
// summary where nothing is named.
//
// Outputs are opened before the export is read, so that a full or read-only place is known at once,
// and take their names only when every report is written: all of them, or none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/output_file.h"
#include "base/result.h"
#include "cli/command_line.h"
#include "cli/console.h"
#include "report/report.h"

namespace ebb {

class Outputs {
 public:
  // Errors: kUsage (a suffix or format that is none), kOutput (the place).
  static Result<Outputs> Open(const CommandLine& line);

  // Renders, writes and names every output, and says on stderr which files were written.
  Status Write(const Analysis& analysis, const ReportOptions& options, Console& console);

 private:
  struct Target {
    std::string path;  // "-" = standard output
    const Writer* writer = nullptr;
    std::optional<OutputFile> file;
  };
  Status Fill(Target& target, const Analysis& analysis, const ReportOptions& options,
              std::vector<OutputFile>* written, std::vector<std::string>* names);

  std::vector<Target> targets_;
  bool force_ = false;
};

}  // namespace ebb
