// Which column (or key) of a table holds what.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "readers/reader.h"

namespace ebb {

struct Columns {
  std::optional<std::size_t> conversation, time, sender, text;
  std::optional<std::size_t> date;       // beside `time`, where the two are apart
  std::optional<std::size_t> sender_id;  // where `sender` is empty
  // Says of each row whether the exporter sent it. Then `sender` may be empty, or hold the other
  // side in all rows.
  std::optional<std::size_t> direction;
  bool sender_is_partner = false;
  bool by_our_names = false;  // sender and text are called so
};

// Finds the columns among `names`: those the user named, else our own names, else a usual name that
// only one column has. Error (kInput): sender or text cannot be found, or two columns could be
// meant. `source` is the file's name.
Result<Columns> FindColumns(const std::vector<std::string>& names, const ColumnNames& wanted,
                            const std::string& source);

}  // namespace ebb
