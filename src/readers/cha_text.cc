#include "readers/cha_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::int64_t kTooFar = 1'000'000'000'000;  // milliseconds
constexpr char kBullet = '\x15';

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// What ends a token, and what makes a word more than a row of letters.
struct Bytes {
  std::array<bool, 256> ends{}, plain{};
};
constexpr Bytes kBytes = [] {
  Bytes bytes;
  for (const char c : {' ', '\t', '\n', '\r', '[', '<', '>', kBullet}) {
    bytes.ends[static_cast<unsigned char>(c)] = true;
  }
  for (int c = 0; c < 128; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bytes.plain[static_cast<std::size_t>(c)] = letter || c == '\'' || c == '-';
  }
  return bytes;
}();
bool EndsToken(char c) { return kBytes.ends[static_cast<unsigned char>(c)]; }
bool StartsWord(char c) { return c != '\'' && c != '-'; }

// Number at the end of *text, taken off; nullopt if there is none.
std::optional<std::int64_t> TakeLastNumber(std::string_view* text) {
  std::size_t at = text->size();
  std::int64_t value = 0, unit = 1;
  while (at > 0 && IsDigit((*text)[at - 1])) {
    --at;
    value += unit * ((*text)[at] - '0');
    unit = std::min(unit * 10, kTooFar * 10);  // zeros may stand before it
    value = std::min(value, kTooFar + 1);
  }
  const bool none = at == text->size();
  text->remove_suffix(text->size() - at);
  if (none || value > kTooFar) return std::nullopt;
  return value;
}

// Codes that take back the word or group before them.
bool IsRetrace(std::string_view code) {
  return code == "/" || code == "//" || code == "///" || code == "/-" || code == "/?";
}

// "(.)", "(..)", "(1.5)": a pause.
bool IsPause(std::string_view token) {
  return token.size() > 2 && token.front() == '(' && token.back() == ')' &&
         token.find_first_not_of("0123456789.:", 1) == token.size() - 1;
}

// "((door slams))": what was heard, not what was said. 0 if it is none.
std::size_t RemarkLength(std::string_view text) {
  if (!text.starts_with("((")) return 0;
  constexpr std::size_t kLongest = 200;
  const std::size_t close = text.substr(0, kLongest).find("))");
  return close == text.npos ? 0 : close + 2;
}

bool IsUnintelligible(std::string_view token) {
  if (token.size() > 3 || token.size() < 2 || token[0] != token[1]) return false;
  return token == "xxx" || token == "yyy" || token == "www" || token == "xx" || token == "yy";
}

// "0is": a word that was left out. "0" alone: something was done and nothing said.
bool IsOmitted(std::string_view token) {
  return token.front() == '0' && (token.size() == 1 || !IsDigit(token[1]));
}

// What ends or links utterances ("+/.", "+<"), as punctuation of ordinary text.
std::string_view EndingOf(std::string_view token) {
  if (token.find('?') != token.npos) return "?";
  return token.starts_with("+...") ? "..." : "";
}

// Signs of conversation analysis: tone, loudness, overlap. Not part of words.
bool IsNotation(char32_t c) {
  if (c >= 0x2190 && c <= 0x230b) return true;  // arrows, mathematical signs, corners
  static constexpr char32_t kSigns[] = {0xa7,   0xb0,   0x2c8,  0x2cc,  0x3ab,  0x1f29,
                                        0x2047, 0x204e, 0x2051, 0x2581, 0x2594, 0x25c9,
                                        0x263a, 0x264b, 0x2906, 0x2907, 0x2039, 0x203a};
  return std::find(std::begin(kSigns), std::end(kSigns), c) != std::end(kSigns);
}

// Corners around what two say at once; a digit tells several of a line apart: "\u23082 no \u23092".
bool IsOverlap(char32_t c) { return c >= 0x2308 && c <= 0x230b; }

bool IsIndex(std::string_view rest) {
  return !rest.empty() && rest.front() >= '1' && rest.front() <= '9';
}

// Length of a sign of notation at the beginning of `text`; 0 if there is none.
std::size_t NotationLength(std::string_view text) {
  std::size_t end = 0;
  const char32_t c = NextCodePoint(text, &end);
  if (!IsNotation(c)) return 0;
  return end + (IsOverlap(c) && IsIndex(text.substr(end)) ? 1 : 0);
}

// The same for signs and opening quotation marks.
std::size_t OpeningLength(std::string_view token) {
  if (token.empty() || IsAscii(token.front())) return 0;
  constexpr std::string_view kQuote = "\u201c";
  return token.starts_with(kQuote) ? kQuote.size() : NotationLength(token);
}

bool IsUnsaid(std::string_view token) {
  return token.front() == '&' || token.front() == '#' || IsPause(token) ||
         IsUnintelligible(token) || IsOmitted(token);
}

// Such marks before a code do not make it a word: "\u201c&~fo".
bool IsUnsaidBehindMarks(std::string_view token) {
  while (const std::size_t length = OpeningLength(token)) token.remove_prefix(length);
  return !token.empty() && IsUnsaid(token);
}

}  // namespace

void ChaText::Read(std::string_view line) {
  words_.clear();
  groups_.clear();
  unit_ = 0;
  begin_ = end_ = -1;
  while (!line.empty()) {
    const char c = line.front();
    std::size_t used = 1;
    if (c == kBullet) {
      used = TakeBullet(line);
    } else if (c == '[') {
      used = TakeCode(line);
    } else if (c == '<') {
      groups_.push_back(words_.size());
    } else if (c == '>') {
      if (!groups_.empty()) {
        unit_ = std::min(groups_.back(), words_.size());
        groups_.pop_back();
      }
    } else if (!IsSpace(c)) {
      used = TakePlainWords(line);
      if (used == 0) used = TakeToken(line);
    }
    line.remove_prefix(used);
  }
}

// 0x15 begin_end 0x15, in old files 0x15 %snd:"file"_begin_end 0x15.
std::size_t ChaText::TakeBullet(std::string_view rest) {
  const std::size_t close = rest.find(kBullet, 1);
  if (close == rest.npos) return rest.size();
  std::string_view inside = rest.substr(1, close - 1);
  const auto end = TakeLastNumber(&inside);
  if (!end || !inside.ends_with('_')) return close + 1;
  inside.remove_suffix(1);
  const auto begin = TakeLastNumber(&inside);
  if (!begin) return close + 1;
  if (begin_ < 0) begin_ = *begin;
  end_ = *end;
  return close + 1;
}

std::size_t ChaText::TakeCode(std::string_view rest) {
  const std::size_t close = rest.find(']');
  if (close == rest.npos) return 1;
  if (IsRetrace(Trim(rest.substr(1, close - 1)))) words_.resize(unit_);
  return close + 1;
}

// As many ordinary words as follow one another, at once; 0 if the first is none.
std::size_t ChaText::TakePlainWords(std::string_view rest) {
  std::size_t end = 0, last = 0;  // of the words; where the last one begins
  const char* const data = rest.data();
  const std::size_t size = rest.size();
  for (std::size_t at = 0; at < size;) {
    const std::size_t begin = at;
    while (at < size && kBytes.plain[static_cast<unsigned char>(data[at])]) ++at;
    if (at == begin || (at < size && !EndsToken(data[at])) || !StartsWord(data[begin])) break;
    if (at - begin <= 3 && IsUnintelligible({data + begin, at - begin})) break;
    last = begin;
    end = at;
    if (at == size || data[at] != ' ') break;
    ++at;
  }
  if (end == 0) return 0;
  if (!words_.empty()) words_.push_back(' ');
  // A unit begins before the blank that parts it from the word before.
  unit_ = last == 0 ? words_.size() - (words_.empty() ? 0 : 1) : words_.size() + last - 1;
  words_.append(rest.substr(0, end));
  return end;
}

std::size_t ChaText::TakeToken(std::string_view rest) {
  if (const std::size_t remark = RemarkLength(rest); remark > 0) {
    unit_ = words_.size();
    return remark;
  }
  const bool linker = rest.front() == '+';  // "+<" is no group
  std::size_t end = 1;
  while (end < rest.size() && !(linker ? IsSpace(rest[end]) : EndsToken(rest[end]))) ++end;
  const std::string_view token = rest.substr(0, end);
  AddToken(token);
  return token.size();
}

void ChaText::AddToken(std::string_view token) {
  if (token == "." || token == "?" || token == "!" || token == ",") return AddMark(token);
  if (token == ";" || token == ":") return AddMark(token);
  if (token == "\u2021" || token == "\u201e") return AddMark(",");  // set apart: "so, she said"
  if (token.front() == '+') return AddMark(EndingOf(token));
  unit_ = words_.size();
  const bool unsaid = IsAscii(token.front()) ? IsUnsaid(token) : IsUnsaidBehindMarks(token);
  if (!unsaid) AddWord(token);
}

// The word without what is written into it: "ba:by@f", "(be)cause", "Mister_Fox".
void ChaText::AddWord(std::string_view word) {
  const std::size_t at = word.find('@');
  if (at > 0) word = word.substr(0, at);
  const std::size_t before = words_.size();
  if (before > 0) words_.push_back(' ');
  const std::size_t begin = words_.size();
  bool has_sign = false;
  for (std::size_t i = 0; i < word.size();) {
    const char c = word[i];
    if (!IsAscii(c)) {
      const std::size_t from = i;
      if (!IsNotation(NextCodePoint(word, &i))) {
        words_.append(word.substr(from, i - from));
      } else {
        has_sign = true;
        i = from + NotationLength(word.substr(from));
      }
      continue;
    }
    ++i;
    if (c == '(' || c == ')' || c == '^' || (c == ':' && i > 1)) continue;
    words_.push_back(c == '_' ? ' ' : c == '+' ? '-' : c);
  }
  const bool letters =
      std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(begin), words_.end(),
                  [](char c) { return !IsAscii(c) || std::isalnum(c) != 0; });
  const bool unsaid = has_sign && IsUnintelligible(std::string_view(words_).substr(begin));
  if (!letters || unsaid) words_.resize(before);
}

void ChaText::AddMark(std::string_view mark) {
  if (!words_.empty()) words_.append(mark);
}

}  // namespace ebb
