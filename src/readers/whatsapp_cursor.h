// Steps from left to right through the folded beginning of a line (whatsapp_folded.h).
#pragma once

#include <string_view>

#include "base/ascii.h"
#include "readers/whatsapp_folded.h"

namespace ebb::whatsapp {

class HeadCursor {
 protected:
  explicit HeadCursor(const FoldedLine& line) : line_(line) {}

  struct Number {
    int value = 0;
    int digits = 0;  // 0 = there is none, or one of more digits than asked for
  };
  Number ReadNumber(int most) {
    Number number;
    while (number.digits < most && IsDigit(line_[at_])) {
      number.value = number.value * 10 + (line_[at_++] - '0');
      ++number.digits;
    }
    if (IsDigit(line_[at_])) number.digits = 0;
    return number;
  }

  bool Skip(char c) {
    if (line_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool SkipText(std::string_view text) {
    if (at_ > line_.size || !line_.view(at_, line_.size).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  // Letters up to a space, digit, dot or comma.
  std::string_view ReadWord() {
    const std::size_t begin = at_;
    while (at_ < line_.size &&
           std::string_view(" ,]-:").find(line_[at_]) == std::string_view::npos &&
           !IsDigit(line_[at_])) {
      ++at_;
    }
    return line_.view(begin, at_);
  }

  const FoldedLine& line_;
  std::size_t at_ = 0;
};

}  // namespace ebb::whatsapp
