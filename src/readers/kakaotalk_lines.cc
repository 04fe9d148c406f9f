#include "readers/kakaotalk_lines.h"

#include <string>

#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
constexpr std::string_view kDashes = "---------------";

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

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
    if (!kMonths[i].starts_with(word)) continue;
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
void SkipLeadingWeekDay(LineScan* scan) {
  const std::string_view word = FirstWord(scan->rest());
  bool unfinished = false;
  const bool found = WeekDay(word, &unfinished).has_value();
  if (!word.empty() && (found || unfinished) && word.size() == scan->rest().size()) scan->RanOut();
  if (!found || word.size() < 3) return;
  const std::string_view begin = scan->rest();
  scan->Literal(word);
  if (!scan->Literal(", ")) scan->Back(begin);
}

bool IsTrailingWeekDay(LineScan* scan) {
  const std::string_view tail = Trim(scan->rest());
  if (tail.empty()) return true;
  bool unfinished = false;
  const bool found = WeekDay(tail, &unfinished).has_value();
  if (!found && unfinished) scan->RanOut();
  return found;
}

bool MayBeginStamp(std::string_view text) {
  return !text.empty() && (IsDigit(text.front()) || (text.front() >= 'A' && text.front() <= 'Z'));
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
  row->sender = {};
  if (scan->Literal(": ")) {  // only the app speaks after a colon
    row->text = scan->rest();
    return true;
  }
  if (!scan->Literal(", ")) return false;
  row->text = scan->rest();
  const std::size_t colon = row->text.find(" : ");
  if (colon != row->text.npos) {
    row->sender = Trim(row->text.substr(0, colon));
    row->text.remove_prefix(colon + 3);
  } else if (row->text.ends_with(" :")) {
    row->sender = Trim(row->text.substr(0, row->text.size() - 2));
    row->text = {};
  } else if (!row->text.ends_with('.')) {
    scan->RanOut();  // perhaps the beginning of a name
  }
  return true;
}

bool ParseKakaoDesktopRow(LineScan* scan, KakaoRow* row) {
  const std::string_view line = scan->rest();
  if (!line.starts_with('[')) return false;
  for (std::size_t at = line.find("] ["); at != line.npos; at = line.find("] [", at + 1)) {
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
  if (scan->rest().size() > 80) return std::nullopt;
  SkipLeadingWeekDay(scan);
  const std::optional<KakaoStamp> stamp = ReadKakaoStamp(scan);
  if (!stamp) return std::nullopt;
  if (scan->AtEnd()) scan->RanOut();
  return IsTrailingWeekDay(scan) ? std::optional<std::int64_t>(stamp->days) : std::nullopt;
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
  const std::size_t cut = line.find("카카오톡 대화");
  if (cut != line.npos && cut > 0) {
    std::string_view name = Trim(line.substr(0, cut));
    const bool with = name.ends_with("님과");
    if (with) name.remove_suffix(std::string_view("님과").size());
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
  return line.starts_with("저장한 날짜 :") || line.starts_with("Date Saved :");
}

bool IsKakaoMe(std::string_view sender) {
  return sender == "회원님" || sender == "you" || sender == "나";
}

namespace {

struct Words {
  std::string_view text;
  MessageKind kind;
};

constexpr Words kWhole[] = {
    {"사진", MessageKind::kMedia},
    {"동영상", MessageKind::kMedia},
    {"이모티콘", MessageKind::kMedia},
    {"(이모티콘)", MessageKind::kMedia},
    {"음성메시지", MessageKind::kMedia},
    {"음성 메시지", MessageKind::kMedia},
    {"Photo", MessageKind::kMedia},
    {"<Photo>", MessageKind::kMedia},
    {"photo", MessageKind::kMedia},
    {"Photos", MessageKind::kMedia},
    {"Video", MessageKind::kMedia},
    {"<Video>", MessageKind::kMedia},
    {"Emoticons", MessageKind::kMedia},
    {"Emoticon", MessageKind::kMedia},
    {"(Emoticon)", MessageKind::kMedia},
    {"Sticker", MessageKind::kMedia},
    {"Voice Message", MessageKind::kMedia},
    {"Voice message", MessageKind::kMedia},
    {"Voice Note", MessageKind::kMedia},
    {"연락처", MessageKind::kContact},
    {"Contact", MessageKind::kContact},
    {"삭제된 메시지입니다.", MessageKind::kDeleted},
    {"This message was deleted.", MessageKind::kDeleted},
    {"This message has been deleted.", MessageKind::kDeleted},
    {"Deleted message.", MessageKind::kDeleted},
};

constexpr Words kBeginnings[] = {
    {"파일: ", MessageKind::kMedia},    {"File: ", MessageKind::kMedia},
    {"지도: ", MessageKind::kLocation}, {"Map: ", MessageKind::kLocation},
    {"샵검색: ", MessageKind::kOther},  {"연락처: ", MessageKind::kContact},
    {"투표: ", MessageKind::kPoll},     {"Poll: ", MessageKind::kPoll},
};

// A call is one of these and what became of it.
constexpr std::string_view kCalls[] = {"보이스톡",   "페이스톡",  "그룹콜",    "라이브톡",
                                       "Voice Call", "Face Talk", "Voice Talk"};
constexpr std::string_view kCallEnds[] = {"",           " 해요",   " 취소", " 부재중",
                                          " 응답 없음", " 거절",   " 종료", " 시작",
                                          " Canceled",  " Missed", " Ended"};

bool IsCall(std::string_view text) {
  for (const std::string_view call : kCalls) {
    if (!text.starts_with(call)) continue;
    const std::string_view rest = text.substr(call.size());
    for (const std::string_view end : kCallEnds) {
      if (rest == end) return true;
    }
    return rest.size() > 1 && rest[0] == ' ' &&
           rest.find_first_not_of("0123456789: ") == std::string_view::npos;
  }
  return false;
}

// "사진 3장", "3 Photos"
bool IsPhotos(std::string_view text) {
  constexpr std::string_view kBefore = "사진 ", kAfter = "장", kEnglish = " Photos";
  if (text.starts_with(kBefore) && text.ends_with(kAfter) &&
      text.size() > kBefore.size() + kAfter.size()) {
    text = text.substr(kBefore.size(), text.size() - kBefore.size() - kAfter.size());
    return ParseNumber(text).has_value();
  }
  return text.ends_with(kEnglish) && ParseNumber(text.substr(0, text.size() - kEnglish.size()));
}

constexpr std::string_view kNoticeEnds[] = {
    "님이 들어왔습니다.",         "님이 나갔습니다.",         "님을 초대했습니다.",
    "님을 초대하였습니다.",       "님을 내보냈습니다.",       "메시지가 삭제되었습니다.",
    "메시지를 가렸습니다.",       "방장이 되었습니다.",       " joined this chatroom.",
    " left this chatroom.",       " joined the chatroom.",    " left the chatroom.",
    " has joined this chatroom.", " has left this chatroom.", "Message deleted.",
};

}  // namespace

MessageKind KakaoKind(std::string_view text) {
  if (text.empty() || text.size() > 300) return MessageKind::kText;
  for (const Words& known : kBeginnings) {
    if (text.starts_with(known.text)) return known.kind;
  }
  if (text.size() > 48) return MessageKind::kText;
  for (const Words& known : kWhole) {
    if (text == known.text) return known.kind;
  }
  if (IsCall(text)) return MessageKind::kCall;
  return IsPhotos(text) ? MessageKind::kMedia : MessageKind::kText;
}

bool IsKakaoNotice(std::string_view line) {
  if (line.size() > 400) return false;
  for (const std::string_view end : kNoticeEnds) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

}  // namespace ebb
