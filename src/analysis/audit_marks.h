// The rows of an audit sheet (audit.h) that a reader filled in.
//
// ReadAudit reads one file, in ReadAudit's thread alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

// The columns, in order; the last one is empty until it is filled in.
inline constexpr std::string_view kSheetColumns[] = {
    "message", "rule", "category", "who", "about", "time", "before", "words", "after", "right"};

// One row that was filled in.
struct AuditMark {
  std::string message, rule;
  bool right = false;  // the message holds what the category says
};
// Rows with an empty last column are left out. Errors (kUsage): a file that is no such table, a row
// with an answer that is neither yes nor no (with its line), or one without any answer.
Result<std::vector<AuditMark>> ReadAudit(const std::string& path);

}  // namespace ebb
