// Tables of messages: CSV and TSV with a first row that names the columns, and JSONL (one object a
// line). Columns: conversation, time, sender, text; the last two are required. See README.md.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kCsvReader;
extern const Reader kTsvReader;
extern const Reader kJsonlReader;

}  // namespace ebb
