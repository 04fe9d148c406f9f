// The words behind chosen flags, read again from their sources.
//
// Where a reader can take up reading in the middle and few places are wanted, only the stretches
// around them are read; otherwise the source is read once more, up to the last message wanted.
// Memory: the words that are kept, each message clipped to a few kilobytes around its marked words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/load.h"
#include "analysis/merge_parts.h"
#include "base/result.h"

namespace ebb {

struct WantedWords {
  MessageIndex message = 0;  // in the merged conversation
  bool text = true;          // false = only the line is wanted
  bool whole = false;        // keep all of the text, however long
  TextRange focus;           // what must be inside the kept part, if it fits
  // Results:
  std::string kept;          // the text, or a part of it
  std::uint32_t offset = 0;  // bytes of the text before `kept`
  bool cut_before = false, cut_after = false;
  std::uint64_t line = 0;
  bool found = false;
};

// What one conversation wants: in ascending order of `message`, no message twice.
struct FetchJob {
  const std::vector<Part>* parts = nullptr;
  std::vector<WantedWords>* wanted = nullptr;
};

// One pass per source, however many jobs. `inputs` are what Part::input counts in.
// Error (kInput): a source cannot be read again, or is not what it was.
Status FetchWords(const std::vector<LoadedInput*>& inputs, const std::vector<FetchJob>& jobs);

}  // namespace ebb
