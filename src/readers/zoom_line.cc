#include "readers/zoom_line.h"

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kClock = 8;       // "10:02:03"
constexpr std::size_t kMaxHead = 1024;  // bytes before the text
constexpr std::string_view kClockShape = "dd:dd:dd";

// As much of a clock as `line` holds.
bool StartsClock(std::string_view line) {
  for (std::size_t i = 0; i < kClock && i < line.size(); ++i) {
    if (kClockShape[i] == 'd' ? !IsDigit(line[i]) : line[i] != ':') return false;
  }
  return true;
}

std::optional<std::int64_t> ReadClockOfDay(std::string_view line) {
  if (line.size() <= kClock || !StartsClock(line)) return std::nullopt;
  const auto number = [&](std::size_t at) { return (line[at] - '0') * 10 + (line[at + 1] - '0'); };
  if (number(3) > 59 || number(6) > 59) return std::nullopt;
  return (number(0) * 60 + number(3)) * 60 + number(6);
}

bool TakeSuffix(std::string_view suffix, std::string_view* text) {
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  *text = Trim(*text);
  return true;
}

// "Ann to Everyone", "Ann  to  Ben(Direct Message)" as "Ann".
std::string_view Sender(std::string_view names) {
  names = Trim(names);
  if (!TakeSuffix("(Direct Message)", &names)) TakeSuffix("(Privately)", &names);
  std::size_t to = names.find("  to  ");
  if (to == names.npos) to = names.rfind(" to ");
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
  head->sender = Sender(rest.substr(0, colon));
  head->text = SkipBlanks(rest.substr(colon + 1));
  return !head->sender.empty();
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
  const auto clock = ReadClockOfDay(line);
  if (!clock || !IsBlank(line[kClock])) return std::nullopt;
  ZoomHead head;
  head.clock = *clock;
  const std::string_view rest = line.substr(kClock);
  const std::string_view words = SkipBlanks(rest);
  if (words.starts_with("From ") || words.starts_with("From\t")) {
    if (SplitFrom(words.substr(5), &head)) return head;
    return std::nullopt;
  }
  if (rest.front() == '\t' && SplitCloud(rest, &head)) return head;
  return std::nullopt;
}

bool IsCutZoomHead(std::string_view line) {
  if (line.empty() || !StartsClock(line)) return false;
  return line.size() <= kClock || IsBlank(line[kClock]);
}

}  // namespace ebb
