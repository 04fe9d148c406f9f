// What rows of JSON tell of the table they stand in: shared by JSONL and lists in JSON.
#pragma once

#include <string>
#include <vector>

#include "readers/columns.h"
#include "readers/flat_object.h"

namespace ebb {

// Rows of the exporter may have no name of a sender, and the first rows of a file not the columns
// that the user named; those below them show the columns.
bool MayBeOwnRow(const std::vector<std::string>& names, const ColumnNames& wanted);

// Lists of other things have somebody's name and a text, too: logs, issues, changes of programs,
// forms, quotations. `first` is the first row. In lists of one document more of them are changes of
// programs than in files of rows.
bool IsOfOtherThings(const FlatObject& first, const Columns& columns, bool in_list);

}  // namespace ebb
