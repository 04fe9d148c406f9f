// Which words before a colon are names of speakers: learned from a first pass over the beginning of
// the file (1 MiB, ten hours of talk), and on the way after that. Owns copies of the names
// (at most 10,000). One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "readers/caption_brackets.h"
#include "readers/caption_text.h"
#include "readers/speaker_counts.h"

namespace ebb {

class CaptionLabels {
 public:
  // Reads by lines and not by cues: quick, and as good for this.
  Status Survey(Source& source, CaptionKind kind);

  // "NAME: words" as a name and words if NAME is a speaker here.
  bool Split(const CaptionPiece& piece, std::string_view* name, std::string_view* words) {
    return !no_labels_ && SplitNamed(piece, name, words);
  }

  // Voice tags name the speakers: what stands before a colon is text.
  bool has_voices() const { return has_voices_; }

  // Those above the words; null if they are not named so.
  CaptionBrackets* brackets() { return brackets_.names_speakers() ? &brackets_ : nullptr; }

 private:
  void AddLine(const AnyLine& line);
  void AddLabel(std::string_view name);
  bool CutRecent(std::string_view text, std::string_view* label, std::string_view* words);
  bool SplitNamed(const CaptionPiece& piece, std::string_view* name, std::string_view* words);
  bool Recurs(std::string_view name, std::uint64_t offset);
  void Decide();

  CaptionKind kind_ = CaptionKind::kWebVtt;
  CaptionText text_;
  std::vector<CaptionPiece> pieces_;
  Cue cue_;
  SpeakerCounts names_;
  std::uint64_t surveyed_ = 0;  // offset up to which names were counted
  std::uint64_t cues_ = 0, labelled_ = 0;
  bool has_voices_ = false;
  bool no_labels_ = false;  // speakers are named in another way
  bool in_cue_ = false, cue_labelled_ = false;
  bool all_ = false, recurring_ = false;  // which names are accepted
  CaptionBrackets brackets_;
};

}  // namespace ebb
