#include "readers/transcript_line.h"

#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxSpeaker = 40;  // characters

// What a byte may do in the name of a speaker.
enum class CharacterUse : std::uint8_t { kName, kNumber, kContinues, kNever };
constexpr std::array<CharacterUse, 256> kUses = [] {
  std::array<CharacterUse, 256> uses{};
  for (const char c : std::string_view("?!;\",<>{}=/\\|\t")) {
    uses[static_cast<unsigned char>(c)] = CharacterUse::kNever;
  }
  for (const char c : std::string_view("0123456789 ")) {
    uses[static_cast<unsigned char>(c)] = CharacterUse::kNumber;
  }
  for (int c = 0x80; c < 0xc0; ++c) uses[static_cast<std::size_t>(c)] = CharacterUse::kContinues;
  return uses;
}();

// Reads "[10:02] ", "(00:01:02) - ", "2024-03-01 10:02 " from the beginning of *text.
std::optional<WrittenTime> ReadLeadingTime(std::string_view* text) {
  std::string_view rest = SkipBlanks(*text);
  // Most lines have none.
  if (rest.empty() || !(rest[0] == '[' || rest[0] == '(' || (rest[0] >= '0' && rest[0] <= '9'))) {
    return std::nullopt;
  }
  const char close = rest.starts_with('[') ? ']' : rest.starts_with('(') ? ')' : '\0';
  if (close != '\0') rest.remove_prefix(1);
  const std::optional<WrittenTime> time = ReadWrittenTime(&rest);
  if (!time || !time->has_clock) return std::nullopt;
  if (close != '\0') {
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

// Takes "(01:02)" off the end of a speaker's name.
void TakeTrailingTime(TranscriptLine* line) {
  const std::size_t open = line->speaker.rfind('(');
  if (line->time || open == line->speaker.npos || !line->speaker.ends_with(')')) return;
  std::string_view inside = line->speaker.substr(open + 1);
  inside.remove_suffix(1);
  const std::optional<WrittenTime> time = ParseWrittenTime(inside);
  if (!time || !time->has_clock) return;
  line->time = time;
  line->speaker = Trim(line->speaker.substr(0, open));
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

// "Anna  1:02" and "Speaker 1 00:00:03" alone in a line, the words below.
bool ReadHeadline(std::string_view line, TranscriptLine* parsed) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  if (line.empty() || line.back() < '0' || line.back() > '9') return false;
  const std::size_t blank = line.find_last_of(" \t");
  if (blank == line.npos || blank == 0) return false;
  const bool apart = line[blank] == '\t' || line[blank - 1] == ' ' || line.starts_with("Speaker ");
  if (!apart) return false;
  const std::optional<WrittenTime> time = ParseWrittenTime(line.substr(blank + 1));
  if (!time || !time->has_clock || time->date != WrittenTime::Date::kNone) return false;
  *parsed = {time, Trim(line.substr(0, blank)), {}};
  return IsSpeakerName(parsed->speaker);
}

}  // namespace

bool IsSpeakerName(std::string_view name) {
  // Four bytes a character at most.
  if (name.empty() || name.size() > 4 * kMaxSpeaker) return false;
  std::size_t characters = 0;
  bool more_than_numbers = false;
  for (const char c : name) {
    const CharacterUse use = kUses[static_cast<unsigned char>(c)];
    if (use == CharacterUse::kNever) return false;
    characters += use != CharacterUse::kContinues;
    more_than_numbers = more_than_numbers || use != CharacterUse::kNumber;
  }
  if (name.ends_with('.') || name.starts_with('-') || name.starts_with('(')) return false;
  // "12" before ":30" is a clock, not a speaker.
  return characters <= kMaxSpeaker && more_than_numbers;
}

TranscriptLine ParseTranscriptLine(std::string_view line) {
  TranscriptLine parsed;
  if (ReadHeadline(line, &parsed)) return parsed;
  parsed = {};
  std::string_view rest = line;
  parsed.time = ReadLeadingTime(&rest);
  // The first colon that is followed by a blank or ends the line: not that of a clock or a link.
  std::size_t colon = rest.find(':');
  while (colon != rest.npos && colon + 1 < rest.size() && rest[colon + 1] != ' ' &&
         rest[colon + 1] != '\t' && rest[colon + 1] != '*') {
    colon = rest.find(':', colon + 1);
  }
  if (colon != rest.npos) {
    parsed.speaker = rest.substr(0, colon);
    parsed.text = rest.substr(colon + 1);
    TakeStars(&parsed);
    TakeTrailingTime(&parsed);
    parsed.speaker = Trim(parsed.speaker);
    parsed.text = SkipBlanks(parsed.text);
  }
  if (!IsSpeakerName(parsed.speaker)) return {std::nullopt, {}, line};
  return parsed;
}

}  // namespace ebb
