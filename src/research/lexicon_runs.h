// A lexicon run over a file, whatever the file is: labelled text or any export.
//
// A file is taken for labelled text if it reads as such and holds a scored message; else it goes
// through the readers, with all of its conversations. Values that own what they hold. Errors
// (kInput): a file that cannot be read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/fetch.h"
#include "analysis/load.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"
#include "research/labelled_text.h"
#include "sequence/flag.h"

namespace ebb {

struct FlaggedChat {
  std::string conversation;  // name, or id where it has none
  std::uint64_t messages = 0;
  std::vector<Flag> flags;          // ordered by message
  std::vector<std::size_t> places;  // labelled text: in LabelledFile::messages, by message
  std::vector<Part> parts;          // exports: where its words are fetched from
};

struct FlaggedFile {
  std::string name;
  std::optional<LabelledFile> labelled;
  std::vector<FlaggedChat> chats;
  std::vector<LoadedInput> inputs;  // exports; what parts name
  std::uint64_t messages = 0;
};

Result<FlaggedFile> FlagFile(const std::string& path, const Lexicon& lexicon,
                             const Matcher& matcher, const AnalyzeOptions& options);

// The labelled message behind a message of a chat; null in exports.
const LabelledMessage* LabelledAt(const FlaggedFile& file, const FlaggedChat& chat,
                                  MessageIndex message);

// How a flag that does not count is named: its modality where that decided, else the reason.
std::string VoidReason(const Flag& flag);

}  // namespace ebb
