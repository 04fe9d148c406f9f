#include "readers/kakaotalk_lines.h"

#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::string_view kMonthNames[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
constexpr std::size_t kMaxKakaoName = 200;  // bytes; what is longer is no name
constexpr std::string_view kDashes = "---------------";

std::string_view FirstWord(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && IsLetter(text[n])) ++n;
  return text.substr(0, n);
}

// A month's name, whole or cut to three or four letters ("Jul", "Sept."); 0 if there is none.
int ReadMonth(LineScan* scan) {
  const std::string_view word = FirstWord(scan->rest());
  if (word.empty()) {
    if (scan->AtEnd()) scan->RanOut();
    return 0;
  }
  for (int i = 0; i < 12; ++i) {
    if (!kMonthNames[i].starts_with(word)) continue;
    if (word.size() == scan->rest().size()) scan->RanOut();
    if (word.size() < 3) return 0;
    scan->Literal(word);
    if (scan->rest().starts_with('.')) scan->Char('.');
    return i + 1;
  }
  return 0;
}

bool SetDays(int year, int month, int day, KakaoStamp* stamp) {
  if (year < 2009 || year > 2100 || !IsValidDate(year, month, day)) return false;
  stamp->days = DaysFromCivil(year, month, day);
  return true;
}

// 2016년 2월 5일 or 2015. 7. 9.
bool ReadNumericDay(LineScan* scan, KakaoStamp* stamp) {
  int year = 0, month = 0, day = 0;
  if (!scan->Number(4, 4, &year)) return false;
  const std::string_view rest = scan->rest();
  if (scan->Literal("년 ")) {
    return scan->Number(1, 2, &month) && scan->Literal("월 ") && scan->Number(1, 2, &day) &&
           scan->Literal("일") && SetDays(year, month, day, stamp);
  }
  scan->Back(rest);
  return scan->Literal(". ") && scan->Number(1, 2, &month) && scan->Literal(". ") &&
         scan->Number(1, 2, &day) && scan->Char('.') && SetDays(year, month, day, stamp);
}

// July 9, 2015 or 9 July 2015
bool ReadNamedDay(LineScan* scan, KakaoStamp* stamp) {
  int year = 0, month = 0, day = 0;
  const bool day_first = !scan->AtEnd() && IsDigit(scan->rest().front());
  if (day_first) {
    if (!scan->Number(1, 2, &day) || !scan->Char(' ')) return false;
    month = ReadMonth(scan);
    if (month == 0) return false;
    if (scan->rest().starts_with(',')) scan->Char(',');
    if (!scan->Char(' ')) return false;
  } else {
    month = ReadMonth(scan);
    if (month == 0 || !scan->Char(' ')) return false;
    if (!scan->Number(1, 2, &day) || !scan->Literal(", ")) return false;
  }
  return scan->Number(4, 4, &year) && SetDays(year, month, day, stamp);
}

bool ReadDay(LineScan* scan, KakaoStamp* stamp) {
  const std::string_view begin = scan->rest();
  if (ReadNumericDay(scan, stamp)) return true;
  scan->Back(begin);
  if (ReadNamedDay(scan, stamp)) return true;
  scan->Back(begin);
  return false;
}

// What follows a day: " 오전 1:33", ", 2:33 AM", " at 8:34 p.m.", or nothing.
void ReadClockAfterDay(LineScan* scan, KakaoStamp* stamp) {
  const std::string_view after_day = scan->rest();
  if (!scan->Literal(", ") && !scan->Literal(" at ") && !scan->Space()) return;
  stamp->clock = ReadDayClock(scan);
  if (!stamp->clock) scan->Back(after_day);
}

// A week day, before ("Thursday, ") or after (" 목요일") the day.
std::optional<int> ReadLeadingWeekDay(LineScan* scan) {
  const std::string_view word = FirstWord(scan->rest());
  bool unfinished = false;
  const std::optional<int> found = WeekDay(word, &unfinished);
  if (!word.empty() && (found || unfinished) && word.size() == scan->rest().size()) scan->RanOut();
  if (!found || word.size() < 3) return std::nullopt;
  const std::string_view begin = scan->rest();
  scan->Literal(word);
  if (scan->Literal(", ")) return found;
  scan->Back(begin);
  return std::nullopt;
}

// False if something else stands there. Nothing leaves *week_day as it is.
bool ReadTrailingWeekDay(LineScan* scan, std::optional<int>* week_day) {
  const std::string_view tail = Trim(scan->rest());
  if (tail.empty()) return true;
  bool unfinished = false;
  const std::optional<int> found = WeekDay(tail, &unfinished);
  constexpr std::string_view kHalfOfDay = "요";  // of "요일"
  if (!found && (unfinished || tail.ends_with(kHalfOfDay))) scan->RanOut();
  if (found) *week_day = found;
  return found.has_value();
}

bool MayBeginStamp(std::string_view text) {
  return !text.empty() && (IsDigit(text.front()) || (text.front() >= 'A' && text.front() <= 'Z'));
}

// What follows a row's time and its comma: "NAME : text", or what the app says.
void ReadNameAndText(LineScan* scan, KakaoRow* row) {
  row->sender = {};
  row->text = scan->rest();
  const std::size_t colon = row->text.find(" : ");
  if (colon != row->text.npos && colon <= kMaxKakaoName) {
    row->sender = Trim(row->text.substr(0, colon));
    row->text.remove_prefix(colon + 3);
  } else if (row->text.size() <= kMaxKakaoName && row->text.ends_with(" :")) {
    row->sender = Trim(row->text.substr(0, row->text.size() - 2));
    row->text = {};
  } else if (!row->text.ends_with('.')) {
    scan->RanOut();  // perhaps the beginning of a name
  }
}

struct KakaoDayLine {
  KakaoStamp stamp;
  std::optional<int> week_day;
};

// A line that holds a day and nothing else.
std::optional<KakaoDayLine> ReadDayLine(LineScan* scan) {
  if (scan->rest().size() > 80) return std::nullopt;
  KakaoDayLine line;
  line.week_day = ReadLeadingWeekDay(scan);
  const std::optional<KakaoStamp> stamp = ReadKakaoStamp(scan);
  if (!stamp) return std::nullopt;
  line.stamp = *stamp;
  if (scan->AtEnd()) scan->RanOut();
  if (!ReadTrailingWeekDay(scan, &line.week_day)) return std::nullopt;
  return line;
}

}  // namespace

std::optional<KakaoStamp> ReadKakaoStamp(LineScan* scan) {
  const std::string_view begin = scan->rest();
  if (begin.empty()) scan->RanOut();
  if (!MayBeginStamp(begin)) return std::nullopt;
  KakaoStamp stamp;
  if (ReadDay(scan, &stamp)) {
    ReadClockAfterDay(scan, &stamp);
    return stamp;
  }
  if (!IsDigit(begin.front())) return std::nullopt;
  stamp.clock = ReadDayClock(scan);
  if (stamp.clock && scan->Literal(", ") && ReadDay(scan, &stamp)) return stamp;
  scan->Back(begin);
  return std::nullopt;
}

bool ParseKakaoMobileRow(LineScan* scan, KakaoRow* row) {
  const std::optional<KakaoStamp> stamp = ReadKakaoStamp(scan);
  if (!stamp || !stamp->clock) return false;
  row->days = stamp->days;
  row->clock = *stamp->clock;
  if (scan->Literal(": ")) {  // only the app speaks after a colon
    row->sender = {};
    row->text = scan->rest();
    return true;
  }
  if (!scan->Literal(", ")) return false;
  ReadNameAndText(scan, row);
  return true;
}

bool ParseKakaoClockRow(LineScan* scan, KakaoRow* row) {
  row->days = std::nullopt;
  if (!ReadDayClock(scan, &row->clock) || !scan->Literal(", ")) return false;
  ReadNameAndText(scan, row);
  return true;
}

bool ParseKakaoDesktopRow(LineScan* scan, KakaoRow* row) {
  const std::string_view line = scan->rest();
  if (!line.starts_with('[')) return false;
  for (std::size_t at = line.find("] ["); at != line.npos; at = line.find("] [", at + 1)) {
    if (at > kMaxKakaoName) break;
    scan->Back(line.substr(at + 3));
    const std::optional<DayClock> clock = ReadDayClock(scan);
    if (!clock || !scan->Char(']')) continue;
    if (!scan->AtEnd() && !scan->Char(' ')) continue;
    row->days = std::nullopt;
    row->clock = *clock;
    row->sender = Trim(line.substr(1, at - 1));
    row->text = scan->rest();
    return !row->sender.empty();
  }
  scan->RanOut();
  return false;
}

std::optional<std::int64_t> ParseKakaoMobileDay(LineScan* scan) {
  const std::optional<KakaoDayLine> line = ReadDayLine(scan);
  return line ? std::optional<std::int64_t>(line->stamp.days) : std::nullopt;
}

std::optional<std::int64_t> ParseKakaoFullDay(LineScan* scan) {
  const std::optional<KakaoDayLine> line = ReadDayLine(scan);
  if (!line || line->stamp.clock || line->week_day != WeekDayOf(line->stamp.days)) {
    return std::nullopt;
  }
  return line->stamp.days;
}

std::optional<std::int64_t> ParseKakaoDesktopDay(LineScan* scan) {
  if (!scan->Literal(kDashes) || !scan->Char(' ')) return std::nullopt;
  const std::string_view rest = scan->rest();
  const std::size_t end = rest.find(kDashes);
  if (end == rest.npos) {
    scan->RanOut();
    return std::nullopt;
  }
  LineScan inside(Trim(rest.substr(0, end)));
  return ParseKakaoMobileDay(&inside);
}

std::optional<KakaoTitle> ParseKakaoTitle(std::string_view line) {
  line = Trim(line);
  constexpr std::string_view kKorean = "카카오톡 대화";
  const std::size_t cut = line.rfind(kKorean);
  // iPhones put the name of the file there: "-1.txt".
  const std::string_view after = cut == line.npos ? "" : line.substr(cut + kKorean.size());
  if (cut != line.npos && cut > 0 && (after.empty() || after.starts_with('-'))) {
    std::string_view name = Trim(line.substr(0, cut));
    bool with = false;
    for (const std::string_view particle : {"님과의", "님과"}) {
      with = with || name.ends_with(particle);
      if (name.ends_with(particle)) name.remove_suffix(particle.size());
    }
    // "ROOM (4명)과"
    const std::size_t count = name.rfind(" (");
    const bool counted = count != name.npos && name.find("명)", count) != name.npos;
    if (counted) name = name.substr(0, count);
    return KakaoTitle{Trim(name), with && !counted};
  }
  constexpr std::string_view kBefore = "KakaoTalk Chats with ";
  constexpr std::string_view kAfter = " with KakaoTalk Chats";
  if (line.starts_with(kBefore)) {
    const std::string_view name = line.substr(kBefore.size());
    return KakaoTitle{name, !name.ends_with(')')};
  }
  if (line.ends_with(kAfter)) return KakaoTitle{line.substr(0, line.size() - kAfter.size()), false};
  return std::nullopt;
}

bool IsKakaoSaved(std::string_view line) {
  for (const std::string_view words : {"저장한 날짜", "Date Saved", "Saved Date"}) {
    if (!line.starts_with(words)) continue;
    const std::string_view after = Trim(line.substr(words.size()));
    return after.starts_with(':');
  }
  return false;
}

}  // namespace ebb
