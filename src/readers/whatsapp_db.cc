#include "readers/whatsapp_db.h"

#include <algorithm>

namespace ebb::whatsapp_db {

std::string NumberOf(std::string_view jid) {
  std::string_view user = jid.substr(0, jid.find('@'));
  const bool is_number =
      jid.ends_with("@s.whatsapp.net") && !user.empty() &&
      std::all_of(user.begin(), user.end(), [](char c) { return c >= '0' && c <= '9'; });
  return (is_number ? "+" : "") + std::string(user);
}

bool IsGroup(std::string_view jid) { return jid.ends_with("@g.us"); }

bool IsBroadcast(std::string_view jid) {
  return jid.ends_with("@broadcast") || jid.ends_with("@status") || jid.ends_with("@newsletter");
}

ReadReport Describe(const Database& database, std::string_view format, std::string_view why) {
  ReadReport report;
  report.format = format;
  report.why = why;
  report.truncated = database.damaged();
  report.repaired_bytes = database.repaired();
  report.warnings = database.Warnings();
  return report;
}

}  // namespace ebb::whatsapp_db
