#include "readers/zoom_line.h"

#include "base/ascii.h"
#include "base/text_util.h"
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
  if (line.size() <= kClock || !StartsShape(line, kClockShape)) return std::nullopt;
  const auto number = [&](std::size_t at) { return (line[at] - '0') * 10 + (line[at + 1] - '0'); };
  if (number(3) > 59 || number(6) > 59) return std::nullopt;
  return (number(0) * 60 + number(3)) * 60 + number(6);
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
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  *text = Trim(*text);
  return true;
}

// Where `wide` ("  to  "), or else the same with one blank, stands between two names; npos if it
// does not.
std::size_t FindTo(std::string_view names, std::string_view wide) {
  const std::size_t at = names.find(wide);
  return at != names.npos ? at : names.rfind(wide.substr(1, wide.size() - 2));
}

// "Ann to Everyone", "Ann  to  Ben(Direct Message)" as "Ann".
std::string_view Sender(std::string_view names, std::string_view to_word) {
  names = Trim(names);
  if (!TakeSuffix("(Direct Message)", &names)) TakeSuffix("(Privately)", &names);
  const std::size_t to = FindTo(names, to_word);
  return to == names.npos ? names : Trim(names.substr(0, to));
}

// Splits what follows "From": names, a colon, text. Names may hold colons.
bool SplitFrom(std::string_view rest, ZoomHead* head) {
  const std::string_view start = rest.substr(0, kMaxHead);
  std::size_t colon = start.find(" : ");
  if (colon != start.npos) {
    ++colon;
  } else if (rest.size() <= kMaxHead && Trim(rest).ends_with(':')) {
    colon = rest.rfind(':');
  } else {
    colon = start.find(": ");
  }
  if (colon == start.npos) return false;
  head->sender = Sender(rest.substr(0, colon), kEnglishZoom.to);
  head->text = SkipBlanks(rest.substr(colon + 1));
  return !head->sender.empty();
}

// The same in other languages, where the first word may be anything: both words stand there and the
// line ends in a colon, or blanks stand around it.
bool SplitOtherFrom(std::string_view words, ZoomHead* head) {
  for (const ZoomWords& known : kOtherZoomWords) {
    if (!words.starts_with(known.from)) continue;
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
    head->other_language = true;
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
  head->cloud = true;
  head->sender = Trim(name.substr(0, name.size() - 1));
  head->text = tab == rest.npos ? std::string_view() : rest.substr(tab + 1);
  return !head->sender.empty();
}

}  // namespace

std::optional<ZoomHead> ParseZoomHead(std::string_view line) {
  const std::optional<std::int64_t> day = TakeDay(&line);
  const auto clock = ReadClockOfDay(line);
  if (!clock || !IsBlank(line[kClock])) return std::nullopt;
  ZoomHead head;
  head.clock = *clock;
  head.day = day.value_or(-1);
  const std::string_view rest = line.substr(kClock);
  const std::string_view words = SkipBlanks(rest);
  if (words.starts_with("From ") || words.starts_with("From\t")) {
    if (SplitFrom(words.substr(5), &head)) return head;
    return std::nullopt;
  }
  if (SplitOtherFrom(words, &head)) return head;
  if (!day && rest.front() == '\t' && SplitCloud(rest, &head)) return head;
  return std::nullopt;
}

bool IsCutZoomHead(std::string_view line) {
  if (line.empty()) return false;
  if (line.size() <= kDay.size() && StartsShape(line, kDay)) return true;
  (void)TakeDay(&line);
  if (!StartsShape(line, kClockShape)) return false;
  return line.size() <= kClock || IsBlank(line[kClock]);
}

}  // namespace ebb
