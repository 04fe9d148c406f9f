#include "readers/transcript_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/log_level.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxSpeaker = 40;  // characters

// What a byte may do in the name of a speaker, as bits: they are gathered over a name.
enum ByteInName : std::uint8_t { kByteContinues = 1, kByteIsNoNumber = 2, kByteOfNoName = 4 };
constexpr std::array<std::uint8_t, 256> kUses = [] {
  std::array<std::uint8_t, 256> uses{};
  for (std::size_t c = 0; c < 256; ++c) uses[c] = c >= 0x80 && c < 0xc0 ? kByteContinues : 0;
  for (std::uint8_t& use : uses) use |= kByteIsNoNumber;
  for (const char c : std::string_view("0123456789 ")) uses[static_cast<unsigned char>(c)] = 0;
  for (const char c : std::string_view("?!;\",<>{}=/\\|\t")) {
    uses[static_cast<unsigned char>(c)] = kByteOfNoName;
  }
  return uses;
}();

// Where a byte tells that there may be more to a line than a name, a colon and words, as bits: at
// its beginning a time or stars, before the colon a time, before the words another blank or a time
// alone, at its end what ends a heading.
enum OddByte : std::uint8_t { kOddAtFirst = 1, kOddBeforeColon = 2, kOddWord = 4, kOddAtLast = 8 };
constexpr std::array<std::uint8_t, 256> kPlain = [] {
  std::array<std::uint8_t, 256> odd{};
  const auto set = [&odd](std::string_view bytes, OddByte bit) {
    for (const char c : bytes) odd[static_cast<unsigned char>(c)] |= bit;
  };
  set(" \t*[(0123456789", kOddAtFirst);
  set(")]", kOddBeforeColon);
  set(" \t(", kOddWord);
  set(" 0123456789])Mm", kOddAtLast);
  return odd;
}();

// Most lines begin with no time, and this tells.
bool MayBeTime(std::string_view line) {
  line = SkipBlanks(line);
  return !line.empty() && (line[0] == '[' || line[0] == '(' || IsDigit(line[0]));
}

// "[00:00:01.5 --> 00:00:03.0]", "[00:00:01-00:00:03]": what follows the first clock.
void SkipRangeEnd(std::string_view* text) {
  std::string_view rest = SkipBlanks(*text);
  for (const std::string_view mark : {"-->", "->", "-", "\u2013", "\u2014"}) {
    if (!rest.starts_with(mark)) continue;
    rest = SkipBlanks(rest.substr(mark.size()));
    if (ReadWrittenTime(&rest)) *text = rest;
    return;
  }
}

// Reads "[10:02] ", "(00:01:02) - ", "2024-03-01 10:02 " from the beginning of *text.
std::optional<WrittenTime> ReadLeadingTime(std::string_view* text, bool short_days) {
  std::string_view rest = SkipBlanks(*text);
  const char close = rest.starts_with('[') ? ']' : rest.starts_with('(') ? ')' : '\0';
  if (close != '\0') rest.remove_prefix(1);
  const std::optional<WrittenTime> time = ReadWrittenTime(&rest, short_days);
  if (!time || !time->has_clock) return std::nullopt;
  if (close != '\0') {
    if (!rest.starts_with(close)) SkipRangeEnd(&rest);
    if (!rest.starts_with(close)) return std::nullopt;
    rest.remove_prefix(1);
  } else if (!rest.starts_with(' ') && !rest.starts_with('\t')) {
    return std::nullopt;
  }
  rest = SkipBlanks(rest);
  for (const std::string_view dash : {"- ", "\xE2\x80\x93 ", "\xE2\x80\x94 "}) {
    if (rest.starts_with(dash)) rest.remove_prefix(dash.size());
  }
  *text = SkipBlanks(rest);
  return time;
}

bool HasOneDigit(std::string_view clock) { return clock.size() > 1 && clock[1] == ':'; }

// Takes "(01:02)" or "[01:02]" off the end of a speaker's name.
void TakeTrailingTime(bool short_days, TranscriptLine* line) {
  if (line->time || (!line->speaker.ends_with(')') && !line->speaker.ends_with(']'))) return;
  const std::size_t open = line->speaker.rfind(line->speaker.back() == ')' ? '(' : '[');
  if (open == line->speaker.npos) return;
  std::string_view inside = line->speaker.substr(open + 1);
  inside.remove_suffix(1);
  const std::optional<WrittenTime> time = ParseWrittenTime(inside, short_days);
  if (!time || !time->has_clock) return;
  line->time = time;
  line->after_name = true;
  line->one_digit = HasOneDigit(inside);
  line->speaker = Trim(line->speaker.substr(0, open));
}

// "Anna: (00:03)", the words below: the bracket is no words if nothing else stands there.
void TakeTimeAlone(TranscriptLine* line) {
  const std::string_view text = line->text;
  if (line->time || text.size() < 6 || text.size() > 12 || text[0] != '(' || !IsDigit(text[1]) ||
      text.back() != ')') {
    return;
  }
  const std::optional<WrittenTime> time = ParseWrittenTime(text.substr(1, text.size() - 2));
  if (!time || !time->has_clock || time->date != WrittenTime::Date::kNone) return;
  line->time = time;
  line->after_name = true;
  line->one_digit = HasOneDigit(text.substr(1));
  line->text = {};
}

// "Anna  words" behind a time: two blanks stand for the colon.
bool SplitAtWideGap(std::string_view rest, TranscriptLine* line) {
  const std::size_t gap = std::min(rest.find("  "), rest.find('\t'));
  if (gap == rest.npos || rest.substr(0, gap).find(':') != rest.npos) return false;
  line->speaker = rest.substr(0, gap);
  line->text = Trim(rest.substr(gap));
  return line->wide_gap = !line->text.empty() && IsSpeakerName(line->speaker);
}

// "**Name:** text" and "**Name**: text" as "Name" and "text".
void TakeStars(TranscriptLine* line) {
  if (!line->speaker.starts_with("**")) return;
  line->speaker.remove_prefix(2);
  if (line->speaker.ends_with("**")) {
    line->speaker.remove_suffix(2);
  } else if (line->text.starts_with("**")) {
    line->text.remove_prefix(2);
  }
}

// A line that ends as those below do: in a digit, in "am" or "pm", in a bracket.
bool MayBeHeadline(std::string_view line) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  if (line.empty()) return false;
  const char last = line.back();
  return IsDigit(last) || last == ']' || last == ')' || last == 'M' || last == 'm';
}

// "Anna  1:02" and "Speaker 1 00:00:03" alone in a line, the words below.
bool ReadHeadline(std::string_view line, TranscriptLine* parsed) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  const std::size_t blank = line.find_last_of(" \t");
  if (blank == line.npos || blank == 0) return false;
  const bool apart = line[blank] == '\t' || line[blank - 1] == ' ' || line.starts_with("Speaker ");
  if (!apart) return false;
  const std::optional<WrittenTime> time = ParseWrittenTime(line.substr(blank + 1));
  if (!time || !time->has_clock || time->date != WrittenTime::Date::kNone) return false;
  *parsed = {time, Trim(line.substr(0, blank)), {}, true, HasOneDigit(line.substr(blank + 1))};
  return IsSpeakerName(parsed->speaker);
}

constexpr std::string_view kWideColon = "\xEF\xBC\x9A";

// Marks of a sentence in China and Japan; no name holds one.
bool HasWideMark(std::string_view text) {
  for (const std::string_view mark :
       {"\u3001", "\u3002", "\uff0c", "\uff01", "\uff1f", "\uff1b", "\u300c", "\u201c"}) {
    if (text.find(mark) != text.npos) return true;
  }
  return false;
}

struct LabelEnd {
  std::size_t colon = std::string_view::npos, length = 1;
};

// The first colon that is followed by a blank or ends the line: not that of a clock or a link.
// Wide ones, as China and Japan write, need no blank.
LabelEnd FindLabelEnd(std::string_view text, bool wide_colons = true) {
  std::size_t colon = text.find(':');
  while (colon != text.npos && colon + 1 < text.size() && text[colon + 1] != ' ' &&
         text[colon + 1] != '\t' && text[colon + 1] != '*') {
    colon = text.find(':', colon + 1);
  }
  if (!wide_colons) return {colon, 1};
  const std::string_view before = text.substr(0, std::min(colon, 4 * kMaxSpeaker + 8));
  const std::size_t wide = before.find(kWideColon);
  if (wide == text.npos || HasWideMark(before.substr(0, wide))) return {colon, 1};
  return {wide, kWideColon.size()};
}

// Name and words on the two sides of a colon.
void TakeLabel(std::string_view rest, const LabelEnd& end, bool short_days, TranscriptLine* line) {
  line->speaker = rest.substr(0, end.colon);
  line->text = rest.substr(end.colon + end.length);
  line->wide_colon = end.length > 1;
  TakeStars(line);
  TakeTrailingTime(short_days, line);
  line->speaker = Trim(line->speaker);
  line->text = SkipBlanks(line->text);
}

// A wide colon in somebody's words; a time beside the name tells that it is not.
bool IsFalseWideLabel(const TranscriptLine& line, const TranscriptRules& rules) {
  return line.wide_colon && !rules.wide_colons && !line.time &&
         !std::binary_search(rules.wide_names.begin(), rules.wide_names.end(), line.speaker,
                             std::less<>());
}

// What stands between a name and its time: "Anna, [", "Anna - ".
std::string_view WithoutTail(std::string_view name) {
  for (std::size_t size = 0; size != name.size();) {
    size = name.size();
    name = Trim(name);
    for (const std::string_view mark :
         {",", "-", "[", "(", "|", "@", "\u2013", "\u2014", "\u00b7", "\u2022"}) {
      if (name.ends_with(mark)) name.remove_suffix(mark.size());
    }
  }
  return name;
}

// "Interviewer 00:00:03", "Maria de la Cruz - 00:00:05", where one blank parts them: the clock has
// seconds.
bool ReadCloseHeadline(std::string_view line, TranscriptLine* parsed) {
  line = Trim(line);
  const std::size_t blank = line.rfind(' ');
  if (blank == line.npos || blank == 0 || !IsDigit(line[blank + 1])) return false;
  const std::string_view name = WithoutTail(line.substr(0, blank));
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  if (!IsSpeakerName(name) || FindLabelEnd(name).colon != name.npos) return false;
  const bool date = IsDigit(last.front()) && !std::all_of(last.begin(), last.end(), IsDigit);
  if (date || !IsHeadingName(name.substr(0, name.find(' '))) || !IsHeadingName(last)) return false;
  const std::optional<WrittenTime> time = ParseWrittenTime(line.substr(blank + 1));
  if (!time || !time->has_seconds || time->date != WrittenTime::Date::kNone) return false;
  *parsed = {time, name, {}, true, HasOneDigit(line.substr(blank + 1))};
  return parsed->one_blank = true;
}

// "Anna 2024-03-01 18:05", "Anna, [25/06/2022 07:25]" alone in a line, the words below.
bool ReadHeading(std::string_view line, bool short_days, TranscriptLine* parsed) {
  constexpr std::size_t kLongestTime = 32;
  const std::string_view whole = line;
  line = Trim(line);
  if (MayBeTime(line)) return false;
  if (line.ends_with(']') || line.ends_with(')')) line.remove_suffix(1);
  std::size_t begin = line.size();
  while (begin > 0 && line.size() - begin < kLongestTime &&
         (IsDigit(line[begin - 1]) ||
          std::string_view(" /.,-:apmAPMTZ+").find(line[begin - 1]) != line.npos)) {
    --begin;
  }
  for (std::size_t at = std::max<std::size_t>(begin, 1); at + 10 < line.size(); ++at) {
    if (!IsDigit(line[at]) || std::string_view(" \t[(").find(line[at - 1]) == line.npos) continue;
    const std::optional<WrittenTime> time = ParseWrittenTime(line.substr(at), short_days);
    if (!time || !time->has_clock || time->date == WrittenTime::Date::kNone ||
        time->date == WrittenTime::Date::kUnix) {
      continue;
    }
    const std::string_view name = WithoutTail(line.substr(0, at));
    if (FindLabelEnd(name).colon != name.npos || !IsSpeakerName(name)) return false;
    if (!IsHeadingName(name)) {
      parsed->SetUnlabelled(whole);
      parsed->no_name = name;
      return true;
    }
    *parsed = {time, name, {}, true};
    parsed->mark = line.substr(0, at).substr(name.size());
    return parsed->heading = true;
  }
  return false;
}

// "[2024-03-01 10:00] Anna" alone in a line, the words below; `rest` is what follows the time.
bool SetTimedHeading(std::string_view line, std::string_view rest, TranscriptLine* parsed) {
  if (!parsed->time) return false;
  const std::string_view name = Trim(rest);
  if (parsed->time->date == WrittenTime::Date::kNone || !IsSpeakerName(name)) {
    return false;
  }
  const bool open = IsDigit(SkipBlanks(line).front());  // often a note or a log
  if (!IsHeadingName(name)) {
    parsed->SetUnlabelled(line);
    parsed->no_name = name;
    parsed->open_time = open;
    return true;
  }
  parsed->open_time = open;
  parsed->speaker = name;
  parsed->text = {};
  return parsed->heading = true;
}

}  // namespace

bool IsSpeakerName(std::string_view name) {
  // Four bytes a character at most.
  if (name.empty() || name.size() > 4 * kMaxSpeaker) return false;
  std::size_t continuing = 0;
  unsigned gathered = 0;
  for (const char c : name) {
    const unsigned use = kUses[static_cast<unsigned char>(c)];
    gathered |= use;
    continuing += use & kByteContinues;
  }
  // "12" before ":30" is a clock, not a speaker.
  if ((gathered & kByteOfNoName) != 0 || (gathered & kByteIsNoNumber) == 0) return false;
  if (name.ends_with('.') || name.starts_with('-') || name.starts_with('(')) return false;
  return name.size() - continuing <= kMaxSpeaker;
}

bool IsHeadingName(std::string_view name) {
  for (const std::string_view mark : {"*", "#", "+", "~", "\u2022", "\u00b7", "\u2013", "\u2014"}) {
    if (name.starts_with(mark)) return false;
  }
  for (const std::string_view word : Split(name, ' ')) {
    const auto no_small = [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z');
    };
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    if (std::any_of(word.begin(), word.end(), small) &&
        std::none_of(word.begin(), word.end(), no_small)) {
      return false;
    }
  }
  return true;
}

bool BeginsWithLevel(std::string_view name) { return IsLogLevel(name.substr(0, name.find(' '))); }

bool IsInCapitals(std::string_view name) {
  std::size_t capitals = 0;
  for (const char c : name) {
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return false;
    capitals += c >= 'A' && c <= 'Z';
  }
  return capitals > 1;
}

void SplitTranscriptLine(std::string_view line, const TranscriptRules& rules,
                         TranscriptLine* parsed) {
  if (MayBeHeadline(line)) {
    if (ReadHeadline(line, parsed)) return;
    if (rules.name_first && ReadHeading(line, rules.short_days, parsed)) return;
    if (rules.close_heads && ReadCloseHeadline(line, parsed)) return;
  }
  parsed->ForgetTime();
  std::string_view rest = line;
  if (MayBeTime(line)) parsed->time = ReadLeadingTime(&rest, rules.short_days);
  if (rules.wide_gaps && parsed->time && SplitAtWideGap(rest, parsed)) return;
  LabelEnd end = FindLabelEnd(rest);
  if (end.colon == rest.npos) {
    if (!rules.time_first || !SetTimedHeading(line, rest, parsed)) parsed->SetUnlabelled(line);
    return;
  }
  TakeLabel(rest, end, rules.short_days, parsed);
  if (IsFalseWideLabel(*parsed, rules)) {
    end = FindLabelEnd(rest, /*wide_colons=*/false);
    if (end.colon == rest.npos) return parsed->SetUnlabelled(line);
    TakeLabel(rest, end, rules.short_days, parsed);
  }
  if (rules.times_alone && parsed->text.starts_with('(')) TakeTimeAlone(parsed);
}

bool SplitPlainLine(std::string_view line, std::size_t name, TranscriptLine* parsed) {
  if (line.size() < name + 3) return false;
  const auto uses = [line](std::size_t at) { return kPlain[static_cast<unsigned char>(line[at])]; };
  const unsigned odd = (uses(0) & kOddAtFirst) | (uses(name - 1) & kOddBeforeColon) |
                       (uses(name + 2) & kOddWord) | (uses(line.size() - 1) & kOddAtLast);
  if (line[name + 1] != ' ' || odd != 0) return false;
  parsed->ForgetTime();
  parsed->speaker = line.substr(0, name);
  parsed->text = line.substr(name + 2);
  return true;
}

TranscriptLine ParseTranscriptLine(std::string_view line) {
  TranscriptLine parsed;
  SplitTranscriptLine(line, {}, &parsed);
  if (!IsSpeakerName(parsed.speaker)) parsed.SetUnlabelled(line);
  return parsed;
}

}  // namespace ebb
