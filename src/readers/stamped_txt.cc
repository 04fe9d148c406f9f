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

// 2019-07-16 or 2019/7/16 and a blank, in seconds since 1970.
std::optional<std::int64_t> ReadStampDate(LineScan* scan, StampedDate* last) {
  const std::string_view text = scan->rest();
  if (last != nullptr && Repeats(*last, text)) {
    scan->Back(text.substr(kStampDate));
    return last->seconds;
  }
  if (text.size() >= kStampDate && text[10] == ' ') {  // as nearly all are written
    const std::optional<std::int64_t> date = FixedDate(text.substr(0, 10));
    if (date && *date >= kFirstSecond) {
      scan->Back(text.substr(kStampDate));
      if (last != nullptr) *last = {std::string(text.substr(0, kStampDate)), *date};
      return date;
    }
  }
  int year = 0, month = 0, day = 0;
  if (!scan->Number(4, 4, &year)) return std::nullopt;
  const char separator = scan->rest().starts_with('/') ? '/' : '-';
  if (!scan->Char(separator) || !scan->Number(1, 2, &month)) return std::nullopt;
  if (!scan->Char(separator) || !scan->Number(1, 2, &day)) return std::nullopt;
  if (!scan->Char(' ') || !IsValidDate(year, month, day) || year < kFirstYear) return std::nullopt;
  return DaysFromCivil(year, month, day) * kDaySeconds;
}

// 2019-07-16 18:15:05 or 2019/7/16 6:15:05 PM
std::optional<std::int64_t> ReadStamp(LineScan* scan, StampedDate* last = nullptr) {
  const std::optional<std::int64_t> date = ReadStampDate(scan, last);
  if (!date) return std::nullopt;
  const std::optional<DayClock> clock = ReadDayClock(scan);
  if (!clock) return std::nullopt;
  if (!clock->has_seconds) {
    if (scan->AtEnd()) scan->RanOut();
    return std::nullopt;
  }
  return *date + clock->seconds();
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
  const std::optional<std::int64_t> seconds = ReadStamp(&stamp);
  head->name = Trim(line.substr(0, date));
  head->id = {};
  if (!seconds || !stamp.AtEnd() || !IsName(head->name)) return false;
  head->seconds = *seconds;
  return true;
}

}  // namespace

std::optional<std::int64_t> ParseStampBefore(LineScan* scan) {
  const std::optional<std::int64_t> seconds = ReadStamp(scan);
  return seconds && scan->Char(' ') ? seconds : std::nullopt;
}

StampedHead ParseStampedName(std::string_view name) {
  StampedHead head;
  head.name = Trim(name);
  head.id = TakeId(&head.name);
  if (head.name.empty()) head.name = head.id;  // some have no name
  head.name = WithoutTitle(head.name);
  return head;
}

bool ParseStampedHead(LineScan* scan, StampedHead* head, StampedDate* last) {
  const std::string_view line = scan->rest();
  if (line.empty() || line.size() > 400) return false;
  if (!IsDigit(line.front())) return IsDigit(line.back()) && ParseNameFirst(line, head);
  const std::optional<std::int64_t> seconds = ReadStamp(scan, last);
  if (!seconds) return !scan->ran_out() && ParseNameFirst(line, head);
  if (!scan->Char(' ')) return false;
  *head = ParseStampedName(scan->rest());
  if (head->name.empty()) scan->RanOut();
  head->seconds = *seconds;
  return head->id.empty() ? IsName(head->name) : !head->name.empty();
}

}  // namespace ebb
