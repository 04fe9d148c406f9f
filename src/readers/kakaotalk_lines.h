// The lines of KakaoTalk's text exports, one at a time: titles, days, rows.
//
// Pure functions; views are parts of what was given. A line that ends where more could follow
// leaves a note in its scan.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chat/message.h"
#include "readers/day_clock.h"
#include "readers/line_scan.h"

namespace ebb {

struct KakaoStamp {
  std::int64_t days = 0;  // since 1970
  std::optional<DayClock> clock;
};

// "2016년 2월 5일 오전 1:33", "2015. 7. 9. 오후 8:34", "July 9, 2015, 8:34 PM", "8:34pm, July 9,
// 2015", with or without the clock, at the beginning of the scan.
std::optional<KakaoStamp> ReadKakaoStamp(LineScan* scan);

struct KakaoRow {
  std::optional<std::int64_t> days;  // rows of the desktop program and of old iPhones have none
  DayClock clock;
  std::string_view sender;  // empty for notices
  std::string_view text;
};

// STAMP, NAME : text
bool ParseKakaoMobileRow(LineScan* scan, KakaoRow* row);
// TIME, NAME : text
bool ParseKakaoClockRow(LineScan* scan, KakaoRow* row);
// [NAME] [TIME] text
bool ParseKakaoDesktopRow(LineScan* scan, KakaoRow* row);
// A line with a day alone, as phones write it.
std::optional<std::int64_t> ParseKakaoMobileDay(LineScan* scan);
// The same with its day of the week, which is right, and without a clock.
std::optional<std::int64_t> ParseKakaoFullDay(LineScan* scan);
// A day alone between dashes.
std::optional<std::int64_t> ParseKakaoDesktopDay(LineScan* scan);

struct KakaoTitle {
  std::string_view name;
  bool one_to_one = false;
};
std::optional<KakaoTitle> ParseKakaoTitle(std::string_view line);
bool IsKakaoSaved(std::string_view line);  // "저장한 날짜 : ...", "Date Saved : ..."

}  // namespace ebb
