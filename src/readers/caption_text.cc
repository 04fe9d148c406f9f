#include "readers/caption_text.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/transcript_line.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxSound = 60;      // bytes in [brackets] that describe a sound
constexpr std::size_t kNeverInPlace = 64;  // room that makes a string keep its place when swapped
constexpr std::size_t kMaxLabel = 160;     // bytes of a name: 40 characters of four

// What a line must hold to need more than trimming: the place of the first such sign at or after
// `at`; the size of `text` if there is none.
std::size_t FindSpecial(std::string_view text, std::size_t at) {
  return FindOf(text, at, '<', '&', '{', '[', '>', '(');
}

struct CaptionEntity {
  std::string_view written, meant;
};
constexpr CaptionEntity kCaptionEntities[] = {
    {"&amp;", "&"},       {"&lt;", "<"},       {"&gt;", ">"},
    {"&nbsp;", "\u00a0"}, {"&lrm;", "\u200e"}, {"&rlm;", "\u200f"},
    {"&quot;", "\""},     {"&apos;", "'"},     {"&#39;", "'"},
};

// "- words", "-words", an en dash: the mark of one of two speakers. Its length, or 0.
std::size_t DashLength(std::string_view line) {
  if (line.starts_with("\u2013 ")) return 4;
  if (line.size() < 2 || line[0] != '-' || line[1] == '-' || IsDigit(line[1])) return 0;
  return 1;
}

// What stands in <...>: a tag of text or a time, and not "<3".
bool IsTag(std::string_view inside) {
  if (inside.empty()) return false;
  if (IsLetter(inside[0]) || inside[0] == '/') return true;
  return IsDigit(inside[0]) && inside.find(':') != inside.npos;
}

// Where the first blank of `text` is; its size if there is none.
std::size_t BlankAt(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !IsBlank(text[at])) ++at;
  return at;
}

// Of the name of a tag, which a class or a blank may follow.
std::size_t TagLength(std::string_view tag) { return std::min(BlankAt(tag), tag.find('.')); }

// "SPEAKER_00", "Speaker 1": whom a program heard, by number.
bool IsNumberedSpeaker(std::string_view text) {
  constexpr std::string_view kSpeaker = "speaker";
  if (text.size() < kSpeaker.size() + 2) return false;
  const char gap = text[kSpeaker.size()];
  const std::string_view number = text.substr(kSpeaker.size() + 1);
  const bool letter = number.size() == 1 && number[0] >= 'A' && number[0] <= 'Z';
  return (gap == '_' || gap == ' ') &&
         (letter || std::all_of(number.begin(), number.end(), IsDigit)) &&
         LowerAscii(text.substr(0, kSpeaker.size())) == kSpeaker;
}

// "(door closes)" as a whole line is a sound.
bool IsSound(std::string_view text) {
  return text.starts_with('(') && text.find(')') == text.size() - 1;
}

}  // namespace

bool HasCaptionMarks(std::string_view text) { return FindSpecial(text, 0) < text.size(); }

void CaptionText::Read(const Cue& cue, CaptionKind kind, std::vector<CaptionPiece>* pieces) {
  kind_ = kind;
  pieces_ = pieces;
  pieces->clear();
  if (!clean_.empty()) clean_.swap(clean_before_);
  clean_.clear();
  std::size_t size = kNeverInPlace;
  for (const CueLine& line : cue.lines) size += line.text.size() + 1;
  if (clean_.capacity() < size)
    clean_.reserve(size);  // nothing gets longer by cleaning, so that views into it stay
  if (brackets_ != nullptr) return ReadNamedLines(cue.lines);
  for (const CueLine& line : cue.lines) ReadLine(line);
}

// Of a file where names stand above the words: each goes to the first words below it.
void CaptionText::ReadNamedLines(const std::vector<CueLine>& lines) {
  CaptionPiece tag;
  bool may_be_name = true, change = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const CueLine& line = lines[i];
    if (ChangesAt(lines, i)) {
      may_be_name = change = true;
      tag = {};
      continue;
    }
    if (may_be_name) {
      const bool named = tag.mark == CaptionPiece::Mark::kTag;
      const std::string_view name = brackets_->NameIn(line.text, change, named);
      if (!name.empty()) {
        tag = {CaptionPiece::Mark::kTag, name, {}, line.offset, line.number};
        continue;
      }
    }
    const std::size_t before = pieces_->size();
    ReadLine(line);
    if (pieces_->size() == before) continue;
    may_be_name = change = false;
    if (tag.mark != CaptionPiece::Mark::kTag) continue;
    tag.text = (*pieces_)[before].text;
    (*pieces_)[before] = tag;
    tag = {};
  }
  if (tag.mark == CaptionPiece::Mark::kTag) pieces_->push_back(tag);
}

// A dash alone, and a name in the next line that is not blank.
bool CaptionText::ChangesAt(const std::vector<CueLine>& lines, std::size_t at) {
  if (!CaptionBrackets::IsChange(lines[at].text)) return false;
  while (++at < lines.size()) {
    if (!IsBlankLine(lines[at].text))
      return !brackets_->NameIn(lines[at].text, true, false).empty();
  }
  return false;
}

void CaptionText::ReadLine(const CueLine& line) {
  const std::string_view text = line.text;
  std::size_t at = 0;
  while (at < text.size() && IsBlank(text[at])) ++at;
  const std::size_t dash = DashLength(text.substr(at));
  const auto mark = dash > 0 ? CaptionPiece::Mark::kDash : CaptionPiece::Mark::kNone;
  at += dash;
  std::size_t special = FindSpecial(text, at);
  if (special == text.size()) return AddPlain(line, mark, Trim(text.substr(at)));
  if (special == at && dash == 0 && AddVoice(line, at)) return;
  line_ = line;
  piece_ = {};
  piece_.offset = line.offset;
  piece_.line = line.number;
  piece_.mark = mark;
  text_at_ = clean_.size();
  for (;;) {
    clean_.append(text, at, special - at);
    if (special == text.size()) break;
    at = special + TakeOther(text, special);
    special = FindSpecial(text, at);
  }
  EndPiece();
}

// A line of nothing but words, as most are.
void CaptionText::AddPlain(const CueLine& line, CaptionPiece::Mark mark, std::string_view words) {
  if (words.empty()) return;
  CaptionPiece& piece = pieces_->emplace_back();
  piece.mark = mark;
  piece.text = words;
  piece.offset = line.offset;
  piece.line = line.number;
}

// "<v Name>words</v>" and nothing else, as nearly all captions with voices are written.
bool CaptionText::AddVoice(const CueLine& line, std::size_t at) {
  constexpr std::string_view kOpen = "<v ", kClose = "</v>";
  const std::string_view text = line.text;
  if (!BeginsWith(text.substr(at), "<v ") || text.size() < kClose.size()) return false;
  if (!BeginsWith(text.substr(text.size() - kClose.size()), "</v>")) return false;
  const std::size_t name_end = text.find('>', at);
  const std::size_t words_end = text.size() - kClose.size();
  if (name_end >= words_end || FindSpecial(text, name_end + 1) != words_end) return false;
  const std::string_view name = text.substr(at + kOpen.size(), name_end - at - kOpen.size());
  if (name.find('&') != name.npos) return false;
  CaptionPiece& said = pieces_->emplace_back();
  said.mark = CaptionPiece::Mark::kVoice;
  said.name = Trim(name);
  said.text = Trim(text.substr(name_end + 1, words_end - name_end - 1));
  said.offset = line.offset;
  said.line = line.number;
  CaptionPiece& end = pieces_->emplace_back();
  end.mark = CaptionPiece::Mark::kVoiceEnd;
  end.offset = line.offset + text.size();
  end.line = line.number;
  return true;
}

// Reads what begins with the special character at `at`; returns its length.
std::size_t CaptionText::TakeOther(std::string_view text, std::size_t at) {
  std::size_t used = 0;
  switch (text[at]) {
    case '<':
      used = TakeTag(text, at);
      break;
    case '[':
      used = TakeBrackets(text, at);
      break;
    case '&':
    case '>':
      used = TakeChange(text, at);
      if (used == 0) used = TakeEntity(text.substr(at));
      break;
    case '{':  // "{\an8}": where SRT is to be shown
      if (text.substr(at).starts_with("{\\") && text.find('}', at) != text.npos) {
        used = text.find('}', at) - at + 1;
      }
      break;
    default:
      break;
  }
  if (used > 0) return used;
  clean_.push_back(text[at]);
  return 1;
}

std::size_t CaptionText::TakeTag(std::string_view text, std::size_t at) {
  const std::size_t close = text.find('>', at);
  if (close == text.npos) return 0;
  const std::string_view inside = text.substr(at + 1, close - at - 1);
  if (!IsTag(inside)) return 0;
  const std::string_view tag = inside.substr(0, TagLength(inside));
  if (tag == "/v") {
    Break(CaptionPiece::Mark::kVoiceEnd, line_.offset + close + 1);
  } else if (tag == "v") {
    Break(CaptionPiece::Mark::kVoice, line_.offset + at);
    ReadName(inside);
  }
  return close - at + 1;
}

// The inside of "<v.classes Name>".
void CaptionText::ReadName(std::string_view tag) {
  const std::size_t at = clean_.size();
  const std::string_view name = Trim(tag.substr(BlankAt(tag)));
  std::size_t i = std::min(name.find('&'), name.size());
  clean_.append(name, 0, i);
  while (i < name.size()) {
    const std::size_t used = name[i] == '&' ? TakeEntity(name.substr(i)) : 0;
    if (used == 0) clean_.push_back(name[i]);
    i += std::max<std::size_t>(used, 1);
  }
  text_at_ = clean_.size();
  piece_.name = Trim(std::string_view(clean_).substr(at));
}

// "[music]" is no word; "[Ann]: words" is a label, as is "[SPEAKER_00] words"; SBV breaks lines
// with
// "[br]".
std::size_t CaptionText::TakeBrackets(std::string_view text, std::size_t at) {
  const std::size_t close = text.find(']', at);
  if (close == text.npos || close - at > kMaxSound) return 0;
  const std::string_view inside = text.substr(at + 1, close - at - 1);
  const bool first = Trim(std::string_view(clean_).substr(text_at_)).empty();
  if (first && text.substr(close + 1).starts_with(':')) {
    clean_.append(inside);
  } else if (first && SetTag(inside)) {
    return close - at + 1;
  } else if (!first && piece_.mark == CaptionPiece::Mark::kTag && IsNumberedSpeaker(inside)) {
    Break(CaptionPiece::Mark::kTag, line_.offset + at);
    piece_.name = inside;
  } else if (kind_ == CaptionKind::kSbv && inside == "br") {
    clean_.push_back(' ');
  }
  return close - at + 1;
}

// A voice tag knows better who speaks.
bool CaptionText::SetTag(std::string_view name) {
  if (piece_.mark == CaptionPiece::Mark::kVoice || piece_.mark == CaptionPiece::Mark::kTag ||
      !IsNumberedSpeaker(name)) {
    return false;
  }
  piece_.mark = CaptionPiece::Mark::kTag;
  piece_.name = name;
  return true;
}

// ">>" in either way of writing it, before which another line or a blank stands.
std::size_t CaptionText::TakeChange(std::string_view text, std::size_t at) {
  if (at > 0 && !IsBlank(text[at - 1])) return 0;
  const std::string_view rest = text.substr(at);
  const std::string_view arrow = rest.front() == '>' ? ">" : "&gt;";
  std::size_t used = 0;
  while (rest.substr(used).starts_with(arrow)) used += arrow.size();
  if (used < 2 * arrow.size()) return 0;
  Break(CaptionPiece::Mark::kChange, line_.offset + at);
  return used;
}

std::size_t CaptionText::TakeEntity(std::string_view rest) {
  for (const CaptionEntity& entity : kCaptionEntities) {
    if (!rest.starts_with(entity.written)) continue;
    clean_.append(entity.meant);
    return entity.written.size();
  }
  return 0;
}

void CaptionText::Break(CaptionPiece::Mark mark, std::uint64_t offset) {
  const std::string_view before = Trim(std::string_view(clean_).substr(text_at_));
  // What stands before the first mark of a line and holds no word is the line's own beginning.
  if (!before.empty() || piece_.mark != CaptionPiece::Mark::kNone) {
    EndPiece();
    piece_.offset = offset;
  }
  piece_.mark = mark;
  piece_.name = {};
  text_at_ = clean_.size();
}

void CaptionText::EndPiece() {
  piece_.text = Trim(std::string_view(clean_).substr(text_at_));
  if (IsSound(piece_.text)) piece_.text = {};
  if (!piece_.text.empty() || piece_.mark != CaptionPiece::Mark::kNone) pieces_->push_back(piece_);
}

bool CutLabel(std::string_view text, std::string_view* label, std::string_view* words) {
  const std::string_view start = text.substr(0, kMaxLabel);
  const std::size_t colon = FindOf(start, 0, ':');
  if (colon == start.size()) return false;
  if (colon + 1 < text.size() && !IsBlank(text[colon + 1])) return false;
  *label = Trim(text.substr(0, colon));
  *words = Trim(text.substr(colon + 1));
  return true;
}

bool SplitLabel(std::string_view text, std::string_view* name, std::string_view* words) {
  return CutLabel(text, name, words) && IsSpeakerName(*name);
}

}  // namespace ebb
