// Tables of messages: CSV and TSV with a first row that names the columns, JSONL (one object a
// line), and a list of such objects in JSON. Columns: conversation, time, sender, text; the last
// two are required. See README.md.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kCsvReader;
extern const Reader kTsvReader;
extern const Reader kJsonlReader;
extern const Reader kJsonTableReader;

}  // namespace ebb
