// Which words before a colon are names of speakers: learned from a first pass over all cues.
// Owns copies of the names (at most 10,000). One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "readers/caption_text.h"

namespace ebb {

class CaptionLabels {
 public:
  void AddCue(const std::vector<CaptionPiece>& pieces);
  void Decide();  // after the last cue

  // "NAME: words" as a name and words if NAME is a speaker here.
  bool Split(const CaptionPiece& piece, std::string_view* name, std::string_view* words) const;

  std::uint64_t cues() const { return cues_; }
  // Voice tags name the speakers: what stands before a colon is text.
  bool has_voices() const { return has_voices_; }

 private:
  std::map<std::string, int, std::less<>> names_;
  std::uint64_t cues_ = 0, labelled_ = 0;
  bool has_voices_ = false;
  bool all_ = false, recurring_ = false;  // which names are accepted
};

}  // namespace ebb
