#include "analysis/audit_marks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/decode.h"
#include "base/source.h"
#include "base/text_util.h"
#include "readers/csv_records.h"

namespace ebb {
namespace {

constexpr std::size_t kHeadOfSheet = 4096;
constexpr std::size_t kMessageColumn = 0, kRuleColumn = 1;

char SeparatorOf(std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  const auto count = [first](char c) { return std::count(first.begin(), first.end(), c); };
  if (count(';') > count(',')) return ';';
  return count('\t') > count(',') ? '\t' : ',';
}

// -1 = neither yes nor no.
int AnswerIn(std::string_view cell) {
  const std::string word = LowerAscii(Trim(cell));
  for (const char* yes : {"y", "yes", "1", "true", "x"}) {
    if (word == yes) return 1;
  }
  for (const char* no : {"n", "no", "0", "false"}) {
    if (word == no) return 0;
  }
  return -1;
}

// The column that is filled in, by its name: sheets made before there was `about` lack that one.
// 0 if the row is no head of a sheet.
std::size_t RightColumn(const std::vector<std::string_view>& cells) {
  const auto is = [&](std::size_t column, std::string_view name) {
    return column < cells.size() && Trim(cells[column]) == name;
  };
  if (!is(kMessageColumn, kSheetColumns[kMessageColumn])) return 0;
  if (!is(kRuleColumn, kSheetColumns[kRuleColumn])) return 0;
  std::size_t column = kRuleColumn + 1;
  while (column < cells.size() && !is(column, kSheetColumns[std::size(kSheetColumns) - 1])) {
    ++column;
  }
  return column < cells.size() ? column : 0;
}

Error SheetError(const std::string& path, const std::string& what) {
  return Error{ErrorKind::kUsage, path + ": " + what};
}

}  // namespace

Result<std::vector<AuditMark>> ReadAudit(const std::string& path) {
  Result<std::unique_ptr<Source>> raw = OpenFile(path);
  if (!raw) return raw.error();
  const Result<std::string> raw_head = ReadHead(**raw, kHeadOfSheet);
  if (!raw_head) return raw_head.error();
  const auto source = DecodingSource(std::move(*raw), GuessEncoding(*raw_head));
  const Result<std::string> head = ReadHead(*source, kHeadOfSheet);
  if (!head) return head.error();
  CsvRecords records(*source, SeparatorOf(*head));
  const bool has_head = records.Next() == CsvRecords::Outcome::kRow;
  const std::size_t right = has_head ? RightColumn(records.cells()) : 0;
  if (right == 0) {
    return SheetError(path, "no audit sheet; `ebb audit EXPORT -o sheet.csv` writes one");
  }
  std::vector<AuditMark> marks;
  for (;;) {
    const CsvRecords::Outcome outcome = records.Next();
    if (outcome == CsvRecords::Outcome::kEnd) break;
    if (outcome != CsvRecords::Outcome::kRow) {
      return SheetError(path + ":" + std::to_string(records.line()),
                        "an open quotation mark or a row too long; what follows cannot be read");
    }
    const std::vector<std::string_view>& cells = records.cells();
    if (cells.size() <= right || Trim(cells[right]).empty()) continue;
    const int answer = AnswerIn(cells[right]);
    if (answer < 0) {
      return SheetError(path + ":" + std::to_string(records.line()),
                        "the last column takes y or n, or nothing");
    }
    marks.push_back({std::string(Trim(cells[kMessageColumn])),
                     std::string(Trim(cells[kRuleColumn])), answer == 1});
  }
  if (marks.empty()) {
    return SheetError(path, "no row is filled in; write y or n into the last column, `right`");
  }
  return marks;
}

}  // namespace ebb
