#include "readers/caption_brackets.h"

#include <algorithm>

#include "base/text_util.h"
#include "readers/stage_directions.h"
#include "readers/transcript_line.h"
#include "readers/transcript_talk.h"

namespace ebb {
namespace {

// "Ada Bell" of "(Ada Bell)"; empty if the line is not such a one.
std::string_view InBrackets(std::string_view line) {
  line = Trim(line);
  if (line.size() < 3 || line.front() != '(' || line.find(')') != line.size() - 1) return {};
  return Trim(line.substr(1, line.size() - 2));
}

// The same if it can be a name.
std::string_view BracketedName(std::string_view line) {
  const std::string_view name = InBrackets(line);
  return IsSpeakerName(name) ? name : std::string_view();
}

bool IsSoundLine(std::string_view line) {
  std::string without;
  return WithoutStageDirections(Trim(line), &without).empty();
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// First and last word as names are written: "Juan de la Cruz", not "Door closes".
bool IsWrittenAsName(std::string_view name) {
  const std::size_t blank = name.rfind(' ');
  return !IsLower(name.front()) && !IsLower(name[blank == name.npos ? 0 : blank + 1]);
}

}  // namespace

bool CaptionBrackets::IsChange(std::string_view line) { return Trim(line) == "-"; }

void CaptionBrackets::AddNamed(std::string_view line) {
  if (IsBlankLine(line)) return;
  if (IsChange(line)) {
    at_ = At::kChange;
    return;
  }
  const std::string_view name = BracketedName(line);
  if (at_ == At::kName) {
    if (!name.empty()) return;  // a sound below the name
    names_.Add(name_);
    named_cues_ += first_;
  } else if (at_ != At::kWords && !name.empty() && !IsSoundLine(line)) {
    first_ = at_ == At::kBegin;
    name_.assign(name);
    at_ = At::kName;
    return;
  }
  at_ = At::kWords;
}

void CaptionBrackets::Decide() {
  const auto& counts = names_.counts();
  const auto names = std::count_if(counts.begin(), counts.end(), [](const auto& one) {
    return one.second >= kLabelRecurs && IsWrittenAsName(one.first);
  });
  names_speakers_ = names >= kTalkers && named_cues_ * 4 >= cues_ * 3;
}

std::string_view CaptionBrackets::NameIn(std::string_view line, bool change, bool named) {
  const std::string_view name = InBrackets(line);
  if (name.empty()) return {};
  const SpeakerCounts::Entry* known = names_.Find(name);
  if (known != nullptr && known->second >= kLabelRecurs) return name;
  const bool is_new = !named && IsSpeakerName(name) && (change || IsWrittenAsName(name));
  return is_new && !IsSoundLine(line) ? name : std::string_view();
}

}  // namespace ebb
