// Reading one path: every conversation after the text pass, with the source kept open so that the
// words behind chosen flags can be fetched again.
#pragma once

#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/local_clock.h"

namespace ebb {

// One export, read. `loaded.conversations` may be moved out.
struct LoadedInput {
  OpenedExport opened;
  ReadOptions read;  // with the date order that was decided: a second reading decides nothing
  LoadedExport loaded;
  LocalClock clock;  // after reading
  LocalRange range;
  std::uint64_t outside_range = 0;  // messages left out by --since and --until
};

struct LoadSettings {
  const Matcher* matcher = nullptr;
  bool one_chat = false;  // see TextPassOptions
  bool tolerate_undecided_dates = false;
  bool hash = true;
  bool parts = false;  // what is read is to be joined with others (Conversation::word_hashes)
  std::vector<std::string>
      files;                     // the parts at `path`, where they are not all of a file or folder
  std::size_t first_number = 1;  // what the first conversation is counted as, for --chat
};

Result<std::vector<LoadedInput>> LoadInputs(const std::string& path, const AnalyzeOptions& options,
                                            const LoadSettings& settings);
// One opened export (tests, archives). `hash` of the file goes into the result.
Result<LoadedInput> LoadOpened(OpenedExport opened, const AnalyzeOptions& options,
                               const LoadSettings& settings, std::string hash);

}  // namespace ebb
