#include "readers/imessage_lines.h"

#include <string>

#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/imessage_replies.h"

namespace ebb {

bool IMessageLines::Next() {
  buffer_.Use(used_);
  std::size_t at = 0;
  if (buffer_.rest().starts_with('\n')) {  // nothing to look for
    Set({}, 1);
    return true;
  }
  for (;;) {
    const std::string_view rest = buffer_.rest();
    const std::size_t found = FindLineEnd(rest, at, '\n');
    if (found < rest.size()) {
      Set(rest.substr(0, found), found + 1);
      return true;
    }
    at = rest.size();
    if (!buffer_.Fill()) break;
  }
  const std::string_view rest = buffer_.rest();
  Set(rest, rest.size());
  unended_ = !rest.empty();
  return unended_;
}

void IMessageLines::Set(std::string_view line, std::size_t used) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  line_ = line;
  used_ = used;
  begin_ = buffer_.offset();
  end_ = begin_ + used;
  ++number_;
}

bool IsStampAlone(std::string_view line, Timestamp* sent) {
  return TakeIMessageStamp(&line, sent) && Trim(line).empty();
}

bool BeginsStamp(std::string_view line, std::string_view model) {
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Timestamp sent;
  for (const std::string_view month : kMonths) {
    const std::string full = std::string(month) + std::string(model.substr(3));
    if (line.size() >= full.size()) return false;
    if (IsStampAlone(std::string(line) + full.substr(line.size()), &sent)) return true;
  }
  return false;
}

}  // namespace ebb
