// Writers: one Analysis in, one document out. Pure: no disk, no clock, no locale.
// To add a writer, add one line to `Writers()`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "base/result.h"

namespace ebb {

struct ReportFile {
  std::string suffix;  // appended to the output's stem: "" ".flags" or ".measures"
  std::string bytes;
};

struct ReportOptions {
  bool csv_guard = true;  // guard CSV cells against spreadsheet formulas
  bool color = false;     // terminal only
  int width = 80;         // terminal only, columns
  bool summary = false;   // HTML only: one or two pages to print, without a message
  bool script = false;    // HTML only: filters and marks of wrong flags; the page works without
};

struct Writer {
  std::string_view name;    // "html", "md", "json", "csv", "text"
  std::string_view suffix;  // ".html"
  std::vector<ReportFile> (*write)(const Analysis& analysis, const ReportOptions& options);
};

const std::vector<Writer>& Writers();
const Writer* FindWriter(std::string_view name_or_suffix);

// The JSON document and back. WriteJson(ReadJson(x)) == x for our own documents.
std::string WriteJson(const Analysis& analysis);
Result<Analysis> ReadJson(std::string_view json, std::string_view file_name);
// The JSON Schema (2020-12) of the document.
std::string_view AnalysisSchema();

std::string WriteTerminal(const Analysis& analysis, const ReportOptions& options);
std::string WriteMarkdown(const Analysis& analysis);
// `script`: with the page's own script, allowed by its hash.
std::string WriteHtml(const Analysis& analysis, bool script = false);
std::string WriteHtmlSummary(const Analysis& analysis);
std::string WriteWeeksCsv(const Analysis& analysis, const ReportOptions& options);
std::string WriteFlagsCsv(const Analysis& analysis, const ReportOptions& options);
// What the user's own list silenced, and why.
std::string WriteSuppressedCsv(const Analysis& analysis, const ReportOptions& options);
std::string WriteMeasuresCsv(const Analysis& analysis, const ReportOptions& options);

}  // namespace ebb
