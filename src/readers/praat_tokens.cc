#include "readers/praat_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include "base/ascii.h"

namespace ebb {
namespace {

// What stands between words. The equals sign too: some programs leave no blank around it.
constexpr std::array<bool, 256> kBetweenWords = [] {
  std::array<bool, 256> table{};
  for (const char c : {' ', '\t', '\r', '\n', '\v', '\f', '='}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();
bool IsBetween(char c) { return kBetweenWords[static_cast<unsigned char>(c)]; }
bool EndsWord(char c) { return IsBetween(c) || c == '"'; }

constexpr std::size_t kMaxWord = 4096;  // a longer one is no number

// Numbers with exponents, and others that are rare.
std::optional<std::int64_t> ParseSlowly(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value) || std::fabs(value) > 1e12) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(value * 1000));
}

}  // namespace

std::optional<std::int64_t> ParseThousandths(std::string_view text) {
  std::size_t at = 0;
  std::int64_t value = 0;
  while (at < text.size() && at < 12 && IsDigit(text[at])) value = value * 10 + (text[at++] - '0');
  if (at == 0) return ParseSlowly(text);
  value *= 1000;
  if (at == text.size()) return value;
  if (text[at++] != '.') return ParseSlowly(text);
  static constexpr std::int64_t kUnits[] = {100, 10, 1};
  for (std::size_t place = 0; at < text.size() && IsDigit(text[at]); ++at, ++place) {
    const int digit = text[at] - '0';
    if (place < 3) value += kUnits[place] * digit;
    if (place == 3) value += digit >= 5;
  }
  return at == text.size() ? std::optional(value) : ParseSlowly(text);
}

void PraatTokens::Next(PraatToken* token) {
  for (;;) {
    if (!SkipBlanks()) {
      token->kind = PraatToken::Kind::kEnd;
      token->begin = token->end = buffer_.offset();
      token->line = line_;
      return;
    }
    token->begin = buffer_.offset();
    token->line = line_;
    const char first = buffer_.rest().front();
    if (first == '"') return ReadString(token);
    if (first == '!') {
      SkipComment();
      continue;
    }
    const std::string_view word = Word();
    const bool found = ReadWord(word, token);
    buffer_.Use(word.size());
    token->end = buffer_.offset();
    if (found) return;
  }
}

bool PraatTokens::SkipBlanks() {
  do {
    const std::string_view rest = buffer_.rest();
    std::size_t at = 0;
    while (at < rest.size() && IsBetween(rest[at])) line_ += rest[at++] == '\n';
    buffer_.Use(at);
    if (at < rest.size()) return true;
  } while (buffer_.Fill());
  return false;
}

void PraatTokens::SkipComment() {
  do {
    const std::size_t end = buffer_.rest().find_first_of("\r\n");
    buffer_.Use(std::min(end, buffer_.rest().size()));
    if (end != std::string_view::npos) return;
  } while (buffer_.Fill());
}

// The next word, whole; of a long one that is no value some.
std::string_view PraatTokens::Word() {
  std::size_t at = 1;  // the first character may be anything
  for (;;) {
    const std::string_view rest = buffer_.rest();
    while (at < rest.size() && !EndsWord(rest[at])) ++at;
    if (at < rest.size() || at > kMaxWord || !buffer_.Fill()) return buffer_.rest().substr(0, at);
  }
}

bool PraatTokens::ReadWord(std::string_view word, PraatToken* token) {
  const char first = word.front();
  if (IsDigit(first) || first == '-' || first == '+' || first == '.') {
    token->kind = PraatToken::Kind::kUndefined;
    if (word == "--undefined--") return true;
    const auto value = ParseThousandths(word);
    if (!value) return false;
    token->kind = PraatToken::Kind::kNumber;
    token->thousandths = *value;
    return true;
  }
  token->kind = PraatToken::Kind::kFlag;
  return first == '<' && word.back() == '>';
}

// From a quotation mark to the next one that is not doubled.
void PraatTokens::ReadString(PraatToken* token) {
  std::size_t at = 1;
  bool doubled = false;
  for (;;) {
    const std::string_view rest = buffer_.rest();
    const std::size_t mark = rest.find('"', at);
    // Whether the mark is doubled shows in the character after it.
    if (mark == rest.npos || mark + 1 == rest.size()) {
      const bool closed = mark != rest.npos;
      at = closed ? mark : rest.size();
      if (rest.size() > kMaxString) return SkipString(token);
      if (buffer_.Fill()) continue;
      token->kind = closed ? PraatToken::Kind::kString : PraatToken::Kind::kCut;
      at += closed ? 1 : 0;
      break;
    }
    if (rest[mark + 1] != '"') {
      token->kind = PraatToken::Kind::kString;
      at = mark + 1;
      break;
    }
    doubled = true;
    at = mark + 2;
  }
  std::string_view inside = buffer_.rest().substr(1, at - 1);
  if (token->kind == PraatToken::Kind::kString) inside.remove_suffix(1);
  token->text = inside;
  if (doubled) {
    scratch_.clear();
    for (std::size_t i = 0; i < inside.size(); ++i) {
      scratch_.push_back(inside[i]);
      if (inside[i] == '"') ++i;
    }
    token->text = scratch_;
  }
  if (token->text.size() > kMaxString) token->kind = PraatToken::Kind::kTooLong;
  Use(at);
  token->end = buffer_.offset();
}

// The rest of a string that is too long, in pieces.
void PraatTokens::SkipString(PraatToken* token) {
  token->kind = PraatToken::Kind::kTooLong;
  token->text = {};
  Use(1);
  for (;;) {
    const std::size_t mark = buffer_.rest().find('"');
    Use(std::min(mark, buffer_.rest().size()));
    if (mark == std::string_view::npos) {
      if (buffer_.Fill()) continue;
      token->kind = PraatToken::Kind::kCut;
      break;
    }
    if (buffer_.rest().size() < 2) buffer_.Fill();
    const bool doubled = buffer_.rest().size() > 1 && buffer_.rest()[1] == '"';
    Use(doubled ? 2 : 1);
    if (!doubled) break;
  }
  token->end = buffer_.offset();
}

void PraatTokens::Use(std::size_t count) {
  const std::string_view used = buffer_.rest().substr(0, count);
  line_ += static_cast<std::uint64_t>(std::count(used.begin(), used.end(), '\n'));
  buffer_.Use(count);
}

}  // namespace ebb
