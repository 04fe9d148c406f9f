#include "readers/stamped_txt.h"

#include <cstring>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/day_clock.h"
#include "readers/fixed_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxStampedName = 120;  // bytes

constexpr int kFirstYear = 1990;
constexpr std::int64_t kFirstSecond = 7305 * kDaySeconds;  // its beginning

constexpr std::size_t kStampDate = 11;  // "2019-07-16 "

// Of one length, so that it is compared as numbers and not by a call.
bool Repeats(const StampedDate& last, std::string_view text) {
  return last.written.size() == kStampDate && text.size() >= kStampDate &&
         std::memcmp(text.data(), last.written.data(), kStampDate) == 0;
}

// 2019-07-16 or 2019/7/16 and a blank, in seconds since 1970. Here and below no optional: it would
// come back through memory, part by part, which costs more than the reading.
bool ReadStampDate(LineScan* scan, StampedDate* last, std::int64_t* seconds) {
  const std::string_view text = scan->rest();
  if (last != nullptr && Repeats(*last, text)) {
    scan->Back(text.substr(kStampDate));
    *seconds = last->seconds;
    return true;
  }
  if (text.size() >= kStampDate && text[10] == ' ') {  // as nearly all are written
    const std::optional<std::int64_t> date = FixedDate(text.substr(0, 10));
    if (date && *date >= kFirstSecond) {
      scan->Back(text.substr(kStampDate));
      if (last != nullptr) *last = {std::string(text.substr(0, kStampDate)), *date};
      *seconds = *date;
      return true;
    }
  }
  int year = 0, month = 0, day = 0;
  if (!scan->Number(4, 4, &year)) return false;
  const char separator = scan->rest().starts_with('/') ? '/' : '-';
  if (!scan->Char(separator) || !scan->Number(1, 2, &month)) return false;
  if (!scan->Char(separator) || !scan->Number(1, 2, &day)) return false;
  if (!scan->Char(' ') || !IsValidDate(year, month, day) || year < kFirstYear) return false;
  *seconds = DaysFromCivil(year, month, day) * kDaySeconds;
  return true;
}

// 2019-07-16 18:15:05 or 2019/7/16 6:15:05 PM
bool ReadStamp(LineScan* scan, StampedDate* last, std::int64_t* seconds) {
  DayClock clock;
  if (!ReadStampDate(scan, last, seconds) || !ReadDayClock(scan, &clock)) return false;
  if (!clock.has_seconds) {
    if (scan->AtEnd()) scan->RanOut();
    return false;
  }
  *seconds += clock.seconds();
  return true;
}

// Takes "(12345)" or "<a@b.c>" off the end.
std::string_view TakeId(std::string_view* name) {
  if (name->size() < 3) return {};
  const char close = name->back();
  const char open = close == ')' ? '(' : close == '>' ? '<' : '\0';
  const std::size_t at = open == '\0' ? name->npos : name->rfind(open);
  if (at == name->npos) return {};
  const std::string_view id = name->substr(at + 1, name->size() - at - 2);
  const bool number = !id.empty() && id.find_first_not_of("0123456789") == id.npos;
  const bool mail = id.find('@') != id.npos && id.find(' ') == id.npos;
  if (!(open == '(' ? number : number || mail)) return {};
  *name = Trim(name->substr(0, at));
  return id;
}

// A title of the group before the name. A name of nothing but a title stays.
std::string_view WithoutTitle(std::string_view name) {
  constexpr std::string_view kOpen = "【", kClose = "】";
  if (!name.starts_with(kOpen)) return name;
  const std::size_t end = name.find(kClose);
  if (end == name.npos || end + kClose.size() >= name.size()) return name;
  return Trim(name.substr(end + kClose.size()));
}

void SetName(std::string_view name, StampedHead* head) {
  name = Trim(name);
  head->id = TakeId(&name);
  if (name.empty()) name = head->id;  // some have no name
  head->name = WithoutTitle(name);
}

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxStampedName && FindOf(name, 0, ':') == name.size();
}

// NAME before the time: the stamp is the end of the line.
bool ParseNameFirst(std::string_view line, StampedHead* head) {
  constexpr std::size_t kShortest = 17, kLongest = 22;  // "2019-7-1 6:15:05", "... 11:15:05 PM"
  if (line.size() < kShortest + 1 || line.size() > kMaxStampedName + kLongest ||
      !IsDigit(line.back())) {
    return false;
  }
  const std::size_t clock = line.rfind(' ');
  const std::size_t date =
      clock == line.npos || clock == 0 ? line.npos : line.rfind(' ', clock - 1);
  if (date == line.npos || date == 0) return false;
  LineScan stamp(line.substr(date + 1));
  const bool read = ReadStamp(&stamp, nullptr, &head->seconds);
  head->name = Trim(line.substr(0, date));
  head->id = {};
  return read && stamp.AtEnd() && IsName(head->name);
}

}  // namespace

std::optional<std::int64_t> ParseStampBefore(LineScan* scan) {
  std::int64_t seconds = 0;
  if (!ReadStamp(scan, nullptr, &seconds) || !scan->Char(' ')) return std::nullopt;
  return seconds;
}

StampedHead ParseStampedName(std::string_view name) {
  StampedHead head;
  SetName(name, &head);
  return head;
}

bool ParseStampedHead(LineScan* scan, StampedHead* head, StampedDate* last) {
  const std::string_view line = scan->rest();
  if (line.empty() || line.size() > 400) return false;
  if (!IsDigit(line.front())) return IsDigit(line.back()) && ParseNameFirst(line, head);
  if (!ReadStamp(scan, last, &head->seconds)) return !scan->ran_out() && ParseNameFirst(line, head);
  if (!scan->Char(' ')) return false;
  SetName(scan->rest(), head);
  if (head->name.empty()) scan->RanOut();
  return head->id.empty() ? IsName(head->name) : !head->name.empty();
}

}  // namespace ebb
