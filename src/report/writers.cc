#include <array>

#include "report/report.h"

namespace ebb {
namespace {

std::vector<ReportFile> One(std::string bytes) { return {{"", std::move(bytes)}}; }

std::vector<ReportFile> HtmlFiles(const Analysis& a, const ReportOptions& options) {
  return One(options.summary ? WriteHtmlSummary(a) : WriteHtml(a, options.script));
}
std::vector<ReportFile> MarkdownFiles(const Analysis& a, const ReportOptions&) {
  return One(WriteMarkdown(a));
}
std::vector<ReportFile> JsonFiles(const Analysis& a, const ReportOptions&) {
  return One(WriteJson(a));
}
std::vector<ReportFile> TextFiles(const Analysis& a, const ReportOptions& options) {
  return One(WriteTerminal(a, options));
}
std::vector<ReportFile> CsvFiles(const Analysis& a, const ReportOptions& options) {
  std::vector<ReportFile> files = {{"", WriteWeeksCsv(a, options)},
                                   {".flags", WriteFlagsCsv(a, options)},
                                   {".measures", WriteMeasuresCsv(a, options)}};
  if (!a.suppressions.empty()) files.push_back({".suppressed", WriteSuppressedCsv(a, options)});
  return files;
}

}  // namespace

const std::vector<Writer>& Writers() {
  static const std::vector<Writer> writers = {
      {"html", ".html", HtmlFiles}, {"md", ".md", MarkdownFiles}, {"json", ".json", JsonFiles},
      {"csv", ".csv", CsvFiles},    {"text", ".txt", TextFiles},
  };
  return writers;
}

const Writer* FindWriter(std::string_view name_or_suffix) {
  for (const Writer& writer : Writers()) {
    if (name_or_suffix == writer.name || name_or_suffix == writer.suffix) return &writer;
  }
  return nullptr;
}

}  // namespace ebb
