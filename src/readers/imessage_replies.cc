#include "readers/imessage_replies.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/prose_date.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string_view AfterSpaces(std::string_view text) {
  TakeSpaces(&text);
  return text;
}

}  // namespace

std::uint64_t ReplyCopies::Hash(std::string_view sender, const Timestamp& sent) {
  return Hash64(sender, static_cast<std::uint64_t>(sent.seconds));
}

bool TakeIMessageStamp(std::string_view* text, Timestamp* sent) {
  CivilTime civil;
  if (!TakeMonthFirstStamp(text, &civil)) return false;
  *sent = {};
  sent->basis = Timestamp::Basis::kWall;
  sent->seconds = SecondsFromCivil(civil);
  const std::string_view rest = *text;
  if (rest.empty()) return true;
  const std::string_view after = rest.front() == ' ' && rest.substr(1).starts_with('(')
                                     ? rest.substr(1)  // as nearly always
                                     : AfterSpaces(rest);
  if (BeginsWith(after, "(Read by ")) {
    const std::size_t close = after.find(')');
    if (close != after.npos) *text = after.substr(close + 1);
  }
  return true;
}

std::string ChatNameOfFile(const std::string& source_name) {
  std::string_view name = source_name;
  name = name.substr(name.rfind('/') + 1);
  const std::string lower = LowerAscii(name);
  for (const std::string_view packed : {".zip: ", ".tar: ", ".gz: ", ".tgz: "}) {
    const std::size_t member = lower.rfind(packed);
    if (member == lower.npos) continue;
    name.remove_prefix(member + packed.size());
    break;
  }
  for (const std::string_view ending : {".html", ".htm", ".txt", ".HTML", ".TXT"}) {
    if (!name.ends_with(ending)) continue;
    name.remove_suffix(ending.size());
    return std::string(name);
  }
  return {};
}

Result<bool> SourceHolds(Source& source, std::string_view mark) {
  std::string window(std::size_t{256} * 1024, '\0');
  std::size_t kept = 0;
  bool found = false;
  while (!found) {
    const Result<std::size_t> n = source.Read(window.data() + kept, window.size() - kept);
    if (!n) return n.error();
    if (*n == 0) break;
    const std::string_view text(window.data(), kept + *n);
    found = Holds(text, mark);
    const std::size_t keep = std::min(mark.size() - 1, text.size());
    window.replace(0, keep, text.substr(text.size() - keep));
    window.resize(std::size_t{256} * 1024);
    kept = keep;
  }
  if (Status back = source.Seek(0); !back) return back.error();
  return found;
}

}  // namespace ebb
