#include "readers/caption_labels.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxNames = 10000;
constexpr int kRecurs = 2;    // a name that stands once before a colon may be a word
constexpr int kSpeakers = 2;  // who speak more than once

}  // namespace

void CaptionLabels::AddCue(const std::vector<CaptionPiece>& pieces) {
  ++cues_;
  bool labelled = false;
  std::string_view name, words;
  for (const CaptionPiece& piece : pieces) {
    has_voices_ = has_voices_ || piece.mark == CaptionPiece::Mark::kVoice;
    if (!SplitLabel(piece.text, &name, &words)) continue;
    labelled = true;
    const auto known = names_.find(name);
    if (known != names_.end()) {
      ++known->second;
    } else if (names_.size() < kMaxNames) {
      names_.emplace(name, 1);
    }
  }
  labelled_ += labelled;
}

// All names if nearly all cues begin with one; else those that recur, as long as two people do.
void CaptionLabels::Decide() {
  int recurring = 0;
  for (const auto& [name, count] : names_) recurring += count >= kRecurs;
  recurring_ = recurring >= kSpeakers;
  all_ = cues_ > 0 && labelled_ * 4 >= cues_ * 3;
}

bool CaptionLabels::Split(const CaptionPiece& piece, std::string_view* name,
                          std::string_view* words) const {
  const bool after_change = piece.mark == CaptionPiece::Mark::kChange;
  if (has_voices_ || !(all_ || recurring_ || after_change)) return false;
  std::string_view label, rest;
  if (!SplitLabel(piece.text, &label, &rest)) return false;
  if (!all_ && !after_change) {
    const auto known = names_.find(label);
    if (known == names_.end() || known->second < kRecurs) return false;
  }
  *name = label;
  *words = rest;
  return true;
}

}  // namespace ebb
