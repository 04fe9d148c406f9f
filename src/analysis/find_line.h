// Which message of a conversation stands on a line of its export.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/load.h"
#include "analysis/merge_parts.h"
#include "base/result.h"

namespace ebb {

// The message that holds `line` (of formats of records: the record of that number), one per part
// that has such a line; ascending. Reads each source once more. Empty if no message begins at or
// before the line. Error (kInput): a source cannot be read again.
Result<std::vector<MessageIndex>> MessagesAtLine(const std::vector<LoadedInput*>& inputs,
                                                 const std::vector<Part>& parts,
                                                 std::uint64_t line);

}  // namespace ebb
