#include "readers/transcript_frame.h"

#include <optional>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/transcript_line.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestClockLine = 64;
constexpr std::size_t kLongestFooter = 160;

// Takes "00:01:26", "(00:01:26)" or "[00:01:26.5]" off the beginning of *text.
bool TakeClock(std::string_view* text) {
  std::string_view rest = *text;
  const char close = rest.starts_with('[') ? ']' : rest.starts_with('(') ? ')' : '\0';
  if (close != '\0') rest.remove_prefix(1);
  if (rest.empty() || !IsDigit(rest.front())) return false;
  const std::optional<WrittenTime> time = ReadWrittenTime(&rest);
  if (!time || !time->has_seconds || time->date != WrittenTime::Date::kNone) return false;
  if (close != '\0') {
    if (!rest.starts_with(close)) return false;
    rest.remove_prefix(1);
  }
  *text = rest;
  return true;
}

// Marks of Markdown around a line: "### words", "*words*", "_words_".
std::string_view WithoutMarks(std::string_view line) {
  line = Trim(line);
  while (!line.empty() && std::string_view("#*_ ").find(line.front()) != line.npos) {
    line.remove_prefix(1);
  }
  while (!line.empty() && std::string_view("*_ ").find(line.back()) != line.npos) {
    line.remove_suffix(1);
  }
  return line;
}

// Teams: "Ada Bell stopped transcription", the name of two words or more.
bool IsSwitchedByPerson(std::string_view line) {
  for (const std::string_view end : {" started transcription", " stopped transcription"}) {
    if (!line.ends_with(end)) continue;
    const std::string_view name = line.substr(0, line.size() - end.size());
    return name.find(' ') != name.npos && IsHeadingName(name) && IsSpeakerName(name);
  }
  return false;
}

}  // namespace

bool IsClockLine(std::string_view line) {
  if (line.size() > kLongestClockLine) return false;
  line = WithoutMarks(line);
  if (!TakeClock(&line)) return false;
  if (line.starts_with(':')) line.remove_prefix(1);
  line = Trim(line);
  return line.empty() || (line.starts_with("{#") && line.ends_with('}'));
}

bool IsTranscriptFooter(std::string_view line) {
  if (line.size() > kLongestFooter) return false;
  line = WithoutMarks(line);
  if (line.starts_with("Transcription ended after ")) {
    line.remove_prefix(26);
    return TakeClock(&line) && line.empty();
  }
  return line.starts_with("This editable transcript was computer generated and might contain ") ||
         (line.starts_with("Transcribed by http") && line.find(' ', 15) == line.npos) ||
         IsSwitchedByPerson(line);
}

std::string_view WithoutLeadingClock(std::string_view line) {
  std::string_view rest = line;
  if (!line.starts_with('[') || !TakeClock(&rest)) return line;
  return rest.starts_with(' ') ? SkipBlanks(rest) : line;
}

}  // namespace ebb
