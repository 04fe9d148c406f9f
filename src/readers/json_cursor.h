// A pull parser over JSON text in memory, without recursion and without allocation but for escapes.
//
// The text may end anywhere: then ran_out() tells "more is needed" from broken(). Both are sticky
// and every call after them returns false. It accepts what chat exports contain beyond the
// standard:
// `\xNN` escapes (Telegram writes them), control characters in strings, a comma before a closing
// bracket. A lone surrogate becomes U+FFFD. Copies nothing of the text; use by one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "readers/byte_scan.h"

namespace ebb {

class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  bool failed() const { return state_ != State::kGood; }
  bool ran_out() const { return state_ == State::kRanOut; }
  bool broken() const { return state_ == State::kBroken; }
  std::size_t position() const { return at_; }

  // First character of the next token: { [ " t f n - digit } ] , : and 0 on failure. Uses nothing
  // but white space.
  char Peek() {
    if (failed()) return '\0';
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    if (at_ < text_.size()) return text_[at_];
    Fail(State::kRanOut);
    return '\0';
  }
  // Uses `c` if it is the next token; otherwise the text is broken.
  bool Expect(char c) {
    const char next = Peek();
    if (failed()) return false;
    if (next != c) return Fail(State::kBroken);
    ++at_;
    return true;
  }

  // After Expect('{'): moves to the next key and past its colon, or past the closing bracket
  // (false). A key with escapes is given as written.
  bool NextKey(std::string_view* key) {
    if (!Separator('}')) return false;
    bool has_escapes = false;
    return RawString(key, &has_escapes) && Expect(':');
  }
  // After Expect('['): true if an element follows, false past the closing bracket.
  bool NextElement() { return Separator(']'); }

  // A string, decoded. The view is into the text where there are no escapes, else into *scratch.
  bool String(std::string* scratch, std::string_view* out);
  // A number, true, false or null, as written.
  bool Scalar(std::string_view* out);
  // Any value, brackets matched and strings respected, contents not checked.
  bool SkipValue();

 private:
  enum class State : unsigned char { kGood, kRanOut, kBroken };

  bool Fail(State state) {
    state_ = state;
    return false;
  }
  bool RawString(std::string_view* out, bool* has_escapes) {
    if (!Expect('"')) return false;
    std::size_t at = at_;
    for (;;) {
      at = FindOf(text_, at, '"', '\\');
      if (at >= text_.size()) return Fail(State::kRanOut);
      if (text_[at] == '"') break;
      *has_escapes = true;
      at += 2;
    }
    *out = text_.substr(at_, at - at_);
    at_ = at + 1;
    return true;
  }
  // Past a comma if there is one; false past `close`.
  bool Separator(char close) {
    char next = Peek();
    if (next == ',') {
      ++at_;
      next = Peek();
    }
    if (failed()) return false;
    if (next != close) return true;
    ++at_;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  State state_ = State::kGood;
};

// Follows a value through pieces of text without keeping any: for values that are not wanted or do
// not fit in memory.
class JsonSkipper {
 public:
  // How many bytes of `text` belong to the value; done() tells whether it ended there.
  std::size_t Feed(std::string_view text);
  bool done() const { return done_; }

 private:
  std::size_t InString(std::string_view text, std::size_t at);
  std::size_t InBrackets(std::string_view text, std::size_t at);
  std::size_t AtTop(std::string_view text, std::size_t at);

  std::size_t depth_ = 0;
  bool in_string_ = false, escaped_ = false, in_scalar_ = false, done_ = false;
};

// `raw` (the inside of a JSON string) with its escapes replaced. False if an escape is unknown.
bool DecodeJsonString(std::string_view raw, std::string* out);

}  // namespace ebb
