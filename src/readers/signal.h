// What other programs write of Signal's chats, as long as it is not XML:
//   signal-export  chat.md, data.json (one object a line), and index.html;
//   sigtop         text in two forms, and JSON (rows of Signal Desktop's database);
//   signalbackup-tools  text, web pages, and the table of messages as CSV;
//   signal-cli     what it received, one object a line;
// and what Signal itself exports (main.jsonl).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kSignalExportReader;
extern const Reader kSignalExportJsonReader;
extern const Reader kSignalExportHtmlReader;
extern const Reader kSigtopTextReader;
extern const Reader kSigtopJsonReader;
extern const Reader kSignalBackupTextReader;
extern const Reader kSignalBackupHtmlReader;
extern const Reader kSignalBackupCsvReader;
extern const Reader kSignalCliReader;
extern const Reader kSignalHistoryReader;

}  // namespace ebb
