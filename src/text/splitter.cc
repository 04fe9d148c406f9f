#include "text/splitter.h"

#include <string>

#include "base/text_util.h"
#include "text/code_points.h"
#include "text/emoticons.h"
#include "text/fold.h"
#include "text/icu_words.h"

namespace ebb {

void Splitter::StartPart() {
  part_ = at_;
  part_tokens_ = out_->list.size();
  part_words_ = out_->words;
  part_pending_ = pending_;
}

// Takes back what was read of the part, for ICU to read it.
void Splitter::DropPart() {
  for (std::size_t i = part_tokens_; i < out_->list.size(); ++i) {
    out_->emoji -= out_->list[i].emoji ? 1 : 0;
  }
  out_->list.Truncate(part_tokens_);
  out_->words = part_words_;
  pending_ = part_pending_;
}

std::uint32_t Splitter::part_end() const {
  std::uint32_t end = at_;
  while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n') ++end;
  return end;
}

void Splitter::Emit(std::uint32_t begin, std::uint32_t end, WordKey key, bool ascii,
                    bool capitals) {
  Token token;
  token.range = {begin, end};
  token.key = key;
  token.before = pending_;
  token.ascii = ascii;
  token.capitals = capitals;
  out_->list.push_back(token);
  pending_ = 0;
}

void Splitter::EmitEmoji(std::uint32_t begin, std::uint32_t end, WordKey key) {
  Emit(begin, end, key, false, false);
  out_->list.back().emoji = true;
  ++out_->emoji;
}

void Splitter::ReadDots() {
  std::uint32_t end = at_;
  while (end < text_.size() && text_[end] == '.') ++end;
  pending_ |= end - at_ >= 2 ? kBreakSoft : kBreakHard;
  at_ = end;
}

bool Splitter::ReadEmoticon() {
  const Emoticon* const found = EmoticonAt(text_, at_, AtPartStart());
  if (found == nullptr) return false;
  const std::uint32_t end = at_ + static_cast<std::uint32_t>(found->form.size());
  EmitEmoji(at_, end, KeyOfFolded(found->canonical, true));
  out_->words += found->words;
  at_ = end;
  return true;
}

void Splitter::ReadGap() {
  const char c = text_[at_];
  if (c == ' ') {
    ++at_;
    StartPart();
    return;
  }
  if (c == '.') {
    ReadDots();
    return;
  }
  if (ReadEmoticon()) return;
  std::uint8_t bits = GapBits(c);
  if (c == '>' && (at_ == 0 || text_[at_ - 1] == '\n')) bits |= kBreakLineQuote;
  if ((c == '!' || c == '?') && At(at_ + 1) == c) bits |= kBreakRun;
  pending_ |= bits;
  ++at_;
  if (c == '\n' || c == '\t') StartPart();
}

// A pictograph with what attaches to it. It is compared without skin tone and selector.
void Splitter::ReadEmoji(std::uint32_t base_end) {
  std::size_t end = base_end;
  bool joined = false;
  while (end < text_.size() && KindOf(text_[end]) == kHigh) {
    std::size_t after = end;
    const char32_t c = NextCodePoint(text_, &after);
    const CodeClass code = ClassOf(c);
    if (code == CodeClass::kExtend) {
      joined = c == 0x200d;
    } else if (code == CodeClass::kEmoji && joined) {
      joined = false;
    } else {
      break;
    }
    end = after;
  }
  const auto last = static_cast<std::uint32_t>(end);
  EmitEmoji(at_, last, KeyOfFolded(text_.substr(at_, base_end - at_), false));
  at_ = last;
}

// A letter, a pictograph, or punctuation beyond ASCII. False if ICU has to look.
bool Splitter::ReadHigh() {
  std::size_t end = at_;
  const CodeClass code = ClassOf(NextCodePoint(text_, &end));
  const auto next = static_cast<std::uint32_t>(end);
  switch (code) {
    case CodeClass::kUnknown:
    case CodeClass::kExtend:
      return false;
    case CodeClass::kLetter:
      return ReadWord();
    case CodeClass::kEmoji:
      ReadEmoji(next);
      return true;
    case CodeClass::kSpace:
      break;
    case CodeClass::kApostrophe:
    case CodeClass::kQuote:
      pending_ |= kBreakQuote;
      break;
    case CodeClass::kSoft:
      pending_ |= kBreakSoft;
      break;
    case CodeClass::kHard:
      pending_ |= kBreakHard | kBreakRun;
      break;
    case CodeClass::kQuestion:
      pending_ |= kBreakHard | kBreakQuestion;
      break;
  }
  at_ = next;
  return true;
}

bool Splitter::Run() {
  while (at_ < text_.size()) {
    const std::uint8_t kind = KindOf(text_[at_]);
    if (kind == kGap) {
      ReadGap();
    } else if (!(kind == kHigh ? ReadHigh() : ReadWord())) {
      DropPart();
      return false;
    }
  }
  return true;
}

void Splitter::AddWord(std::uint32_t begin, std::uint32_t end) {
  const std::string_view word = text_.substr(begin, end - begin);
  const std::string folded = FoldWord(word);
  ++out_->words;
  if (IsForeign(word)) ++out_->foreign_words;
  Emit(begin, end, KeyOfFolded(folded), false, false);
  out_->list.back().apostrophe = folded.size() != end - begin;
}

void Splitter::AddGap(std::uint32_t begin, std::uint32_t end) {
  std::size_t at = begin;
  const char32_t c = NextCodePoint(text_, &at);
  if (c < 0x80) {
    pending_ |= GapBits(static_cast<char>(c));
    return;
  }
  if (IsPictograph(c)) {
    EmitEmoji(begin, end, KeyOfFolded(FoldWord(text_.substr(begin, end - begin)), false));
    return;
  }
  const bool question = c == 0x61f || c == 0xff1f;
  pending_ |= question ? kBreakHard | kBreakQuestion : (IsPunctuation(c) ? kBreakHard : kBreakNone);
}

void Splitter::Finish() {
  out_->after = pending_;
  out_->final_period = EndsInPeriod(text_);
}

}  // namespace ebb
