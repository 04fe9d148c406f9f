// The lines of KakaoTalk's text exports, one at a time: titles, days, rows, the app's own words.
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
  std::optional<std::int64_t> days;  // rows of the desktop program have none
  DayClock clock;
  std::string_view sender;  // empty for notices
  std::string_view text;
};

// STAMP, NAME : text
bool ParseKakaoMobileRow(LineScan* scan, KakaoRow* row);
// [NAME] [TIME] text
bool ParseKakaoDesktopRow(LineScan* scan, KakaoRow* row);
// A line with a day alone, as phones write it.
std::optional<std::int64_t> ParseKakaoMobileDay(LineScan* scan);
// The same between dashes.
std::optional<std::int64_t> ParseKakaoDesktopDay(LineScan* scan);

struct KakaoTitle {
  std::string_view name;
  bool one_to_one = false;
};
std::optional<KakaoTitle> ParseKakaoTitle(std::string_view line);
bool IsKakaoSaved(std::string_view line);  // "저장한 날짜 : ...", "Date Saved : ..."

// What a whole text stands for; kText for what somebody typed.
MessageKind KakaoKind(std::string_view text);
// A line of the app between the rows of the desktop program, where nothing else marks it.
bool IsKakaoNotice(std::string_view line);
// The names under which phones write their owner.
bool IsKakaoMe(std::string_view sender);

}  // namespace ebb
