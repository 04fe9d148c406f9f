#include "readers/caption_labels.h"

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/transcript_line.h"
#include "readers/transcript_talk.h"

namespace ebb {
namespace {

constexpr std::uint64_t kSurvey = std::uint64_t{1} << 20;
constexpr std::size_t kMaxLabelLine = 256;  // bytes of a line in which a name is looked for

bool MayBeTimes(std::string_view line) {
  return (line.front() >= '0' && line.front() <= '9') || line.front() == ' ' ||
         line.front() == '\t';
}

bool IsTimes(CaptionKind kind, std::string_view line) {
  std::int64_t begin = 0, end = 0;
  if (kind == CaptionKind::kSbv) return ParseCueTimes(kind, line, &begin, &end);
  return line.find("-->") != line.npos;
}

// A colon that may end a name, or a tag that may be a voice.
bool NeedsLook(std::string_view line) {
  if (line.find("<v") != line.npos) return true;
  const std::string_view start = line.substr(0, kMaxLabelLine);
  for (std::size_t at = start.find(':'); at != start.npos; at = start.find(':', at + 1)) {
    if (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t') return true;
  }
  return false;
}

// A line that cleaning would leave as it is: a name can be read off it.
bool IsPlain(std::string_view line) {
  return line.front() >= 'A' && line.front() <= 'Z' && !HasCaptionMarks(line);
}

}  // namespace

Status CaptionLabels::Survey(Source& source, CaptionKind kind) {
  kind_ = kind;
  AnyLines lines(source);
  AnyLine line;
  while (!has_voices_ && surveyed_ < kSurvey && lines.Next(&line)) {
    surveyed_ = line.source.end;
    if (line.text.empty()) {
      // Blank lines end a cue of WebVTT; in the others they may stand in one.
      in_cue_ = in_cue_ && kind != CaptionKind::kWebVtt;
      brackets_.AddBlank();
    } else if (MayBeTimes(line.text) && IsTimes(kind, line.text)) {
      ++cues_;
      in_cue_ = true;
      cue_labelled_ = false;
      brackets_.AddTimes();
    } else if (in_cue_) {
      brackets_.AddLine(line.text);
      if (NeedsLook(line.text)) AddLine(line);
    }
  }
  if (lines.error()) return *lines.error();
  Decide();
  return Done{};
}

void CaptionLabels::AddLine(const AnyLine& line) {
  std::string_view label, rest;
  if (IsPlain(line.text) && SplitLabel(line.text, &label, &rest)) return AddLabel(label);
  cue_.lines.assign(1, {line.text, line.source.begin, line.number});
  text_.Read(cue_, kind_, &pieces_);
  std::string_view name, words;
  for (const CaptionPiece& piece : pieces_) {
    has_voices_ = has_voices_ || piece.mark == CaptionPiece::Mark::kVoice;
    if (!SplitLabel(piece.text, &name, &words)) continue;
    AddLabel(name);
  }
}

void CaptionLabels::AddLabel(std::string_view name) {
  labelled_ += !cue_labelled_;
  cue_labelled_ = true;
  names_.Add(name);
}

// All names if nearly all cues begin with one; else those that recur, as long as two people do.
void CaptionLabels::Decide() {
  recurring_ = names_.Recurring(kLabelRecurs) >= kTalkers;
  all_ = cues_ > 0 && labelled_ * 4 >= cues_ * 3;
  if (!has_voices_) brackets_.Decide();
  no_labels_ = has_voices_ || brackets_.names_speakers();
}

bool CaptionLabels::Recurs(std::string_view name, std::uint64_t offset) {
  if (offset >= surveyed_) return names_.Add(name) >= kLabelRecurs;
  const SpeakerCounts::Entry* known = names_.Find(name);
  return known != nullptr && known->second >= kLabelRecurs;
}

// CutLabel for one of the two who spoke last, as nearly all are: known to be a name.
bool CaptionLabels::CutRecent(std::string_view text, std::string_view* label,
                              std::string_view* words) {
  const SpeakerCounts::Entry* recent = names_.FindRecentBefore(text, ':');
  if (recent == nullptr) return false;
  const std::size_t after = recent->first.size() + 1;
  if (after < text.size() && !IsBlank(text[after])) return false;
  *label = text.substr(0, after - 1);
  *words = Trim(text.substr(after));
  return true;
}

bool CaptionLabels::SplitNamed(const CaptionPiece& piece, std::string_view* name,
                               std::string_view* words) {
  const bool after_change = piece.mark == CaptionPiece::Mark::kChange;
  if (!all_ && !recurring_ && !after_change) return false;
  if (piece.mark == CaptionPiece::Mark::kTag) return false;
  std::string_view label, rest;
  if (!CutRecent(piece.text, &label, &rest)) {
    if (!CutLabel(piece.text, &label, &rest)) return false;
    if (names_.FindRecent(label) == nullptr && !IsSpeakerName(label)) return false;
  }
  if (!all_ && !after_change && !Recurs(label, piece.offset)) return false;
  *name = label;
  *words = rest;
  return true;
}

}  // namespace ebb
