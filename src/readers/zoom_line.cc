#include "readers/zoom_line.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/digit_pairs.h"
#include "readers/fixed_time.h"

namespace ebb {
namespace {

constexpr std::size_t kClock = 8;       // "10:02:03"
constexpr std::size_t kMaxHead = 1024;  // bytes before the text
constexpr std::string_view kClockShape = "dd:dd:dd";
constexpr std::string_view kDay = "dddd-dd-dd ";

// As much of `shape` as `line` holds.
bool StartsShape(std::string_view line, std::string_view shape) {
  for (std::size_t i = 0; i < shape.size() && i < line.size(); ++i) {
    if (shape[i] == 'd' ? !IsDigit(line[i]) : line[i] != shape[i]) return false;
  }
  return true;
}

std::optional<std::int64_t> ReadClockOfDay(std::string_view line) {
  DigitPairs clock;
  if (line.size() <= kClock || !ReadDigitPairs(line.data(), ':', &clock)) return std::nullopt;
  if (clock.second > 59 || clock.third > 59) return std::nullopt;
  return (clock.first * 60 + clock.second) * 60 + clock.third;
}

// Takes "2024-03-01 " off the beginning: newer programs write it. Nullopt if it is not there.
std::optional<std::int64_t> TakeDay(std::string_view* line) {
  if (line->size() > 4 && (*line)[4] != '-') return std::nullopt;
  if (line->size() <= kDay.size() || !StartsShape(*line, kDay)) return std::nullopt;
  const std::optional<std::int64_t> day = FixedDate(line->substr(0, kDay.size() - 1));
  if (day) line->remove_prefix(kDay.size());
  return day;
}

// How the head says from whom and to whom, in the language of the program.
struct ZoomWords {
  std::string_view from;
  std::string_view to;  // with two blanks around it, as some programs write it
};
constexpr ZoomWords kEnglishZoom = {"From", "  to  "};
constexpr ZoomWords kOtherZoomWords[] = {
    {"От", "  кому  "},   {"Від", "  кому  "}, {"Von", "  an  "},      {"De", "  a  "},
    {"De", "  à  "},      {"De", "  para  "},  {"Da", "  a  "},        {"Van", "  aan  "},
    {"Van", "  naar  "},  {"Od", "  do  "},    {"Från", "  till  "},   {"Từ", "  đến  "},
    {"从", "  到  "},     {"從", "  到  "},    {"来自", "  发送至  "}, {"시작", "  수신자  "},
    {"開始", "  宛先  "}, {"Dari", "  ke  "}};

bool TakeSuffix(std::string_view suffix, std::string_view* text) {
  if (!text->ends_with(suffix.back()) || !text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  *text = Trim(*text);
  return true;
}

// Where `wide` ("  to  "), or else the same with one blank, stands between two names; npos if it
// does not. The first of the wide ones, the last of the others: one way through the names tells.
std::size_t FindTo(std::string_view names, std::string_view wide) {
  const std::string_view word = wide.substr(1, wide.size() - 2);
  std::size_t last = names.npos;
  for (std::size_t at = 0; at + word.size() <= names.size(); ++at) {
    if (names[at] != ' ' || names[at + 1] != word[1] || names.compare(at, word.size(), word) != 0) {
      continue;
    }
    const std::size_t end = at + word.size();
    if (at > 0 && names[at - 1] == ' ' && end < names.size() && names[end] == ' ') return at - 1;
    last = at;
  }
  return last;
}

// "Ann to Everyone", "Ann  to  Ben(Direct Message)" as "Ann".
std::string_view Sender(std::string_view names, std::string_view to_word) {
  names = Trim(names);
  if (!TakeSuffix("(Direct Message)", &names)) TakeSuffix("(Privately)", &names);
  std::size_t to = FindTo(names, to_word);
  if (to == names.npos && to_word == kEnglishZoom.to) to = FindTo(names, "  To  ");
  return to == names.npos ? names : Trim(names.substr(0, to));
}

// The first colon with blanks around it; npos if there is none.
std::size_t FindFreeColon(std::string_view text) {
  for (std::size_t at = FindOf(text, 0, ':'); at + 1 < text.size();
       at = FindOf(text, at + 1, ':')) {
    if (text[at + 1] == ' ' && at > 0 && text[at - 1] == ' ') return at;
  }
  return text.npos;
}

// The colon of "Ann to Everyone:<TAB>text"; npos if another one comes first.
std::size_t FindTabbedColon(std::string_view start) {
  const std::size_t tab = start.find(":\t");
  if (tab == start.npos || tab == 0 || start.find(": ") < tab) return start.npos;
  return SkipBlanks(start.substr(tab + 1)).empty() ? start.npos : tab;
}

// Splits what follows "From": names, a colon, text. Names may hold colons.
bool SplitFrom(std::string_view rest, ZoomHead* head) {
  const std::string_view start = rest.substr(0, kMaxHead);
  std::size_t colon = FindFreeColon(start);
  const std::size_t tabbed = FindTabbedColon(start.substr(0, colon));
  if (tabbed != start.npos) {
    colon = tabbed;
  } else if (colon != start.npos) {
    // As nearly always.
  } else if (rest.size() <= kMaxHead && Trim(rest).ends_with(':')) {
    colon = rest.rfind(':');
  } else {
    colon = start.find(": ");
  }
  if (colon == start.npos) return false;
  head->sender = Sender(rest.substr(0, colon), kEnglishZoom.to);
  head->text = SkipBlanks(rest.substr(colon + 1));
  head->style.from = kEnglishZoom.from;
  return !head->sender.empty();
}

// The same in other languages, where the first word may be anything: both words stand there and the
// line ends in a colon, or blanks stand around it. `from` is the only such word; empty: any.
bool SplitOtherFrom(std::string_view words, std::string_view from, ZoomHead* head) {
  for (const ZoomWords& known : kOtherZoomWords) {
    if (!words.starts_with(known.from) || (!from.empty() && from != known.from)) continue;
    const std::string_view rest = words.substr(known.from.size());
    if (rest.empty() || !IsBlank(rest.front())) continue;
    std::size_t colon = rest.substr(0, kMaxHead).find(" : ");
    if (colon == rest.npos) {
      const std::string_view names = Trim(rest);
      if (rest.size() > kMaxHead || !names.ends_with(':')) continue;
      if (FindTo(names, known.to) == names.npos) continue;
      colon = rest.rfind(':');
    } else {
      ++colon;
    }
    head->sender = Sender(rest.substr(0, colon), known.to);
    head->text = SkipBlanks(rest.substr(colon + 1));
    head->style.from = known.from;
    return !head->sender.empty();
  }
  return false;
}

// "<TAB>NAME:<TAB>text"
bool SplitCloud(std::string_view rest, ZoomHead* head) {
  rest.remove_prefix(1);
  const std::size_t tab = rest.find('\t');
  const std::string_view name = rest.substr(0, tab);
  if (!name.ends_with(':') || name.size() < 2 || name.size() > kMaxHead) return false;
  head->style.cloud = true;
  head->sender = Trim(name.substr(0, name.size() - 1));
  head->text = tab == rest.npos ? std::string_view() : rest.substr(tab + 1);
  return !head->sender.empty();
}

// A name, a colon and a tab, with nothing that other programs write: people are called "Van Dijk".
bool IsCloudAlone(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '\t' || IsBlank(rest[1])) return false;
  const std::string_view name = rest.substr(1, std::max<std::size_t>(rest.find('\t', 1), 1) - 1);
  return name.size() + 1 < rest.size() && name.ends_with(':') && name.find(" : ") == name.npos;
}

bool StartsWithFrom(std::string_view words) {
  return BeginsWith(words, "From") && words.size() > 4 && IsBlank(words[4]);
}

// Of the first head, which tells what the others look like.
bool SplitFirst(std::string_view rest, ZoomHead* head) {
  const std::string_view words = SkipBlanks(rest);
  if (StartsWithFrom(words)) return SplitFrom(words.substr(5), head);
  const bool may_be_cloud = !head->style.dated && rest.front() == '\t';
  if (may_be_cloud && IsCloudAlone(rest)) return SplitCloud(rest, head);
  if (SplitOtherFrom(words, {}, head)) return true;
  return may_be_cloud && SplitCloud(rest, head);
}

// Of any other.
bool SplitAlike(std::string_view rest, const ZoomStyle& style, ZoomHead* head) {
  if (style.cloud) return rest.front() == '\t' && SplitCloud(rest, head);
  const std::string_view words = SkipBlanks(rest);
  if (IsOtherZoomLanguage(style)) return SplitOtherFrom(words, style.from, head);
  return StartsWithFrom(words) && SplitFrom(words.substr(5), head);
}

}  // namespace

bool IsOtherZoomLanguage(const ZoomStyle& style) {
  return !style.cloud && style.from != kEnglishZoom.from;
}

std::optional<ZoomHead> ParseZoomHead(std::string_view line, const ZoomStyle* style) {
  const std::optional<std::int64_t> day = TakeDay(&line);
  const auto clock = ReadClockOfDay(line);
  if (!clock || !IsBlank(line[kClock])) return std::nullopt;
  if (style != nullptr && style->dated != day.has_value()) return std::nullopt;
  ZoomHead head;
  head.clock = *clock;
  head.day = day.value_or(-1);
  head.style.dated = day.has_value();
  const std::string_view rest = line.substr(kClock);
  const bool split = style == nullptr ? SplitFirst(rest, &head) : SplitAlike(rest, *style, &head);
  if (!split) return std::nullopt;
  return head;
}

bool IsCutZoomHead(std::string_view line, const ZoomStyle* style) {
  if (line.empty()) return false;
  if (style == nullptr || style->dated) {
    if (line.size() <= kDay.size() && StartsShape(line, kDay)) return true;
    if (!TakeDay(&line) && style != nullptr) return false;
  }
  if (!StartsShape(line, kClockShape)) return false;
  return line.size() <= kClock || IsBlank(line[kClock]);
}

}  // namespace ebb
