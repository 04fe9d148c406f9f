// Reads a line piece by piece, and notices when a piece fails only because the line ends: that is
// how a reader tells the beginning of a row at the end of a cut file from words of a message.
//
// A view and a flag; copies nothing. Safe on any bytes.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace ebb {

class LineScan {
 public:
  explicit LineScan(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool AtEnd() const { return rest_.empty(); }
  // Some step failed where the text ended and might have succeeded with more. Never forgotten.
  bool ran_out() const { return ran_out_; }
  void RanOut() { ran_out_ = true; }
  // To try again from a place that rest() gave.
  void Back(std::string_view rest) { rest_ = rest; }

  bool Literal(std::string_view word) {
    if (rest_.starts_with(word)) {
      rest_.remove_prefix(word.size());
      return true;
    }
    if (rest_.size() < word.size() && word.starts_with(rest_)) ran_out_ = true;
    return false;
  }
  bool Char(char c) {
    if (rest_.empty()) {
      ran_out_ = true;
      return false;
    }
    if (rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // `least` to `most` ASCII digits, and no digit after them.
  bool Number(std::size_t least, std::size_t most, int* value) {
    std::size_t n = 0;
    int sum = 0;
    while (n < rest_.size() && n <= most && rest_[n] >= '0' && rest_[n] <= '9') {
      sum = n < 9 ? sum * 10 + (rest_[n] - '0') : sum;
      ++n;
    }
    if (n < least || n > most) {
      if (n < least && n == rest_.size()) ran_out_ = true;
      return false;
    }
    rest_.remove_prefix(n);
    *value = sum;
    return true;
  }
  // One space of any width, or none.
  bool Space() {
    if (rest_.empty()) return false;
    if (static_cast<unsigned char>(rest_.front()) >= 0x80) return WideSpace();
    if (rest_.front() != ' ') return false;
    rest_.remove_prefix(1);
    return true;
  }
  void Spaces() {
    while (!rest_.empty() && Space()) {
    }
  }

 private:
  bool WideSpace();

  std::string_view rest_;
  bool ran_out_ = false;
};

}  // namespace ebb
