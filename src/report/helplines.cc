#include "report/helplines.h"

#include <algorithm>
#include <array>

#include "report/assets.h"

namespace ebb {
namespace {

constexpr std::size_t kColumns = 6;

bool FieldsOf(std::string_view row, std::array<std::string_view, kColumns>* fields) {
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t end = row.find('\t');
    if ((end == std::string_view::npos) != (i + 1 == kColumns)) return false;
    (*fields)[i] = row.substr(0, end);
    if ((*fields)[i].empty()) return false;
    row.remove_prefix(end == std::string_view::npos ? row.size() : end + 1);
  }
  return true;
}

}  // namespace

std::vector<Helpline> ParseHelplines(std::string_view text) {
  std::vector<Helpline> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::array<std::string_view, kColumns> f;
    if (row.starts_with('#') || !FieldsOf(row, &f) || HelpKindText(f[1]).empty()) continue;
    lines.push_back({f[0], f[1], f[2], f[3], f[4], f[5]});
  }
  return lines;
}

std::vector<Helpline> Helplines() { return ParseHelplines(ReportAsset("helplines.tsv")); }

std::string_view HelpKindText(std::string_view kind) {
  if (kind == "emergency") return "Danger now";
  if (kind == "violence") return "Fear or violence at home";
  if (kind == "talk") return "Someone to talk to";
  return {};
}

std::string SourceName(const Helpline& line) {
  std::string_view host = line.source;
  const std::size_t scheme = host.find("://");
  if (scheme != std::string_view::npos) host.remove_prefix(scheme + 3);
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host.substr(0, host.find('/')));
}

}  // namespace ebb
