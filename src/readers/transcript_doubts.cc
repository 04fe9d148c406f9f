#include "readers/transcript_doubts.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/diary_words.h"
#include "readers/transcript_talk.h"

namespace ebb {
namespace {

constexpr std::size_t kMostDoubts = 2000;  // names
constexpr std::uint64_t kComesAgain = 2, kComesOften = 3;
// A chat of two, and what a stranger says in it.
constexpr std::uint64_t kLongChat = 200, kHardlyEver = 2, kFewStrangers = 10;

// What people write before colons themselves.
bool IsAside(std::string_view label) {
  static constexpr std::string_view kAsides[] = {"ps",   "nb",  "fyi",  "btw", "edit", "update",
                                                 "tldr", "imo", "aber", "ok",  "plan", "menu"};
  const std::string word = LowerAscii(label);
  return std::find(std::begin(kAsides), std::end(kAsides), word) != std::end(kAsides);
}

// No appointment or note looks so, as "Dentist 2024-03-01 10:00" does.
bool IsMarkedHeading(const TranscriptLine& line) {
  if (!line.time || line.wide_gap || line.one_blank || line.open_time) return false;
  if (!line.heading || !line.after_name) return true;
  return line.mark.find_first_of("[(") != line.mark.npos;
}

// "2 lines look like A but were read as B; first: line 5"
std::string Sentence(std::uint64_t lines, std::string_view look, std::string_view read,
                     std::uint64_t first) {
  const bool one = lines == 1;
  return std::to_string(lines) + (one ? " line looks like " : " lines look like ") +
         std::string(look) + " but " + (one ? "was" : "were") + " read as " + std::string(read) +
         "; first: line " + std::to_string(first);
}

bool EndsAsHeading(std::string_view line) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  if (line.empty()) return false;
  return IsDigit(line.back()) || std::string_view(")]mM").find(line.back()) != line.npos;
}

}  // namespace

bool TranscriptDoubts::MayBeStart(std::string_view line, const TranscriptRules& rules) {
  if (!rules.wide_colons && line.find("\uff1a") != line.npos) return true;
  const std::string_view text = SkipBlanks(line);
  if (text.empty()) return false;
  return text[0] == '[' || text[0] == '(' || IsDigit(text[0]) || EndsAsHeading(text);
}

void TranscriptDoubts::Add(std::string_view line, std::uint64_t number,
                           const TranscriptLine& parsed, const TranscriptRules& rules,
                           bool counted) {
  if (!parsed.speaker.empty()) return AddStart(parsed, number, counted);
  TranscriptRules all;
  all.times_alone = rules.times_alone;
  TranscriptLine start;
  SplitTranscriptLine(line, all, &start);
  if (IsSpeakerName(start.speaker)) AddStart(start, number, false);
}

TranscriptDoubts::Entry* TranscriptDoubts::Note(std::string_view name) {
  const auto seen = seen_.find(name);
  if (seen != seen_.end()) return &*seen;
  if (seen_.size() >= kMostDoubts) return nullptr;
  return &*seen_.emplace(name, Seen()).first;
}

void TranscriptDoubts::LeaveOut(std::string_view name) {
  if (Entry* seen = Note(name)) ++seen->second.counted;
}

void TranscriptDoubts::AddStart(const TranscriptLine& start, std::uint64_t number, bool counted) {
  Entry* const entry = Note(start.speaker);
  if (entry == nullptr) return;
  Seen& seen = entry->second;
  if (seen.lines++ == 0) {
    seen.first = number;
    seen.label = start.speaker.size() > 1 && IsHeadingName(start.speaker) &&
                 !IsLabelWord(start.speaker) && !IsDiaryWord(start.speaker) &&
                 !IsAside(start.speaker);
  }
  seen.counted += counted;
  seen.heading = seen.heading || IsMarkedHeading(start);
}

// How many messages bear a name that stands before `all` colons.
std::uint64_t TranscriptDoubts::Spoken(const std::string& name, std::uint64_t all) const {
  const auto seen = seen_.find(name);
  return seen == seen_.end() ? all : all - std::min(all, seen->second.counted);
}

void TranscriptDoubts::Warn(const SpeakerCounts& speakers, bool timed,
                            std::vector<std::string>* warnings) const {
  std::uint64_t lines = 0, first = 0;
  for (const auto& [name, seen] : seen_) {
    const auto known = speakers.counts().find(name);
    const std::uint64_t all =
        known == speakers.counts().end() ? 0 : static_cast<std::uint64_t>(known->second);
    const bool speaks = Spoken(name, all) >= (timed ? 1 : kComesAgain);
    const bool may_speak = seen.label && (seen.heading || seen.lines >= kComesOften);
    if (seen.lines == 0 || (!speaks && !may_speak)) continue;
    lines += seen.lines;
    first = first == 0 ? seen.first : std::min(first, seen.first);
  }
  if (lines == 0) return;
  warnings->push_back(
      Sentence(lines, "the start of another message", "part of the one before", first));
}

TranscriptDoubts::Strangers TranscriptDoubts::FindStrangers(const SpeakerCounts& speakers,
                                                            bool timed) const {
  std::uint64_t people = 0, by_them = 0;
  Strangers strangers;
  for (const auto& [name, count] : speakers.counts()) {
    const std::uint64_t spoken = Spoken(name, static_cast<std::uint64_t>(count));
    if (spoken == 0 || (!timed && spoken < kComesAgain)) continue;
    const bool hardly_ever = spoken <= kHardlyEver;
    people += !hardly_ever;
    (hardly_ever ? strangers.lines : by_them) += spoken;
    if (hardly_ever) strangers.names.insert(name);
    if (people > 2 || strangers.lines > kFewStrangers) return {};
  }
  return people == 2 && by_them >= kLongChat ? strangers : Strangers();
}

std::string TranscriptDoubts::WarningOf(const Strangers& strangers, std::uint64_t first) {
  return Sentence(strangers.lines, "part of a message",
                  "the start of another, by a name that comes once or twice", first);
}

}  // namespace ebb
