// Whether a file names its speakers in brackets, alone in the line above their words, as captions
// made of Google Meet's do:
//
//   (Ada Bell)
//   is it on
//   -
//   (Ben)
//   it is
//
// Others write sounds so, "(door closes)": names need three quarters of all cues to begin with one,
// and two that recur. Owns copies of the names. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "readers/speaker_counts.h"

namespace ebb {

class CaptionBrackets {
 public:
  // The lines of the file's beginning: times, blank ones, and those of a cue.
  void AddTimes() {
    ++cues_;
    at_ = At::kBegin;
  }
  void AddBlank() {
    if (at_ != At::kChange) at_ = At::kWords;
  }
  void AddLine(std::string_view line) {
    if (at_ == At::kWords && line.front() != '-') return;  // nearly always
    AddNamed(line);
  }
  void Decide();

  bool names_speakers() const { return names_speakers_; }
  // The name in a line of such a file, before which `change` says that a line of one dash stood;
  // empty if it is a sound or words. `named`: the line before has a name, too.
  std::string_view NameIn(std::string_view line, bool change, bool named);

  // Alone in its line, it parts two speakers.
  static bool IsChange(std::string_view line);

 private:
  enum class At : std::uint8_t { kBegin, kName, kChange, kWords };

  void AddNamed(std::string_view line);

  SpeakerCounts names_;
  std::string name_;  // of the line before; counted once words follow
  std::uint64_t cues_ = 0, named_cues_ = 0;
  At at_ = At::kWords;  // what the next line may be
  bool first_ = false;  // name_ is the first line of its cue
  bool names_speakers_ = false;
};

}  // namespace ebb
