#include "readers/json_cursor.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::array<bool, 256> kEndsScalar = [] {
  std::array<bool, 256> table{};
  for (const char c : {',', '}', ']', ':', ' ', '\t', '\n', '\r'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

bool EndsScalar(char c) { return kEndsScalar[static_cast<unsigned char>(c)]; }

// Characters that matter between brackets, outside of strings.
constexpr std::array<bool, 256> kStructural = [] {
  std::array<bool, 256> table{};
  for (const char c : {'"', '{', '}', '[', ']'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

std::optional<char32_t> ReadHex(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(at, digits)) {
    value <<= 4;
    if (c >= '0' && c <= '9') {
      value += static_cast<char32_t>(c - '0');
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      value += static_cast<char32_t>((c | 0x20) - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

// The code unit of `\uXXXX` at `at`, if there is one.
std::optional<char32_t> ReadUnit(std::string_view raw, std::size_t at) {
  if (at + 6 > raw.size() || raw[at] != '\\' || raw[at + 1] != 'u') return std::nullopt;
  return ReadHex(raw, at + 2, 4);
}

// Appends the character(s) of `\uXXXX` at *at, a surrogate pair as one.
bool AppendUnicodeEscape(std::string_view raw, std::size_t* at, std::string* out) {
  const std::optional<char32_t> first = ReadUnit(raw, *at);
  if (!first) return false;
  *at += 6;
  if (*first < 0xd800 || *first >= 0xe000) {
    AppendUtf8(*first, out);
    return true;
  }
  const std::optional<char32_t> second = ReadUnit(raw, *at);
  if (*first < 0xdc00 && second && *second >= 0xdc00 && *second < 0xe000) {
    *at += 6;
    AppendUtf8(0x10000 + ((*first & 0x3ff) << 10) + (*second & 0x3ff), out);
    return true;
  }
  AppendUtf8(0xfffd, out);
  return true;
}

// Appends what the escape at *at stands for and moves past it.
bool AppendEscape(std::string_view raw, std::size_t* at, std::string* out) {
  if (*at + 1 >= raw.size()) return false;
  const char kind = raw[*at + 1];
  if (kind == 'u') return AppendUnicodeEscape(raw, at, out);
  if (kind == 'x') {
    const std::optional<char32_t> value = ReadHex(raw, *at + 2, 2);
    if (!value) return false;
    AppendUtf8(*value, out);
    *at += 4;
    return true;
  }
  static constexpr std::string_view kNames = "\"\\/bfnrt";
  static constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
  const std::size_t which = kNames.find(kind);
  if (which == std::string_view::npos) return false;
  out->push_back(kValues[which]);
  *at += 2;
  return true;
}

}  // namespace

bool DecodeJsonString(std::string_view raw, std::string* out) {
  out->clear();
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t backslash = std::min(raw.find('\\', at), raw.size());
    out->append(raw.substr(at, backslash - at));
    at = backslash;
    if (at < raw.size() && !AppendEscape(raw, &at, out)) return false;
  }
  return true;
}

bool JsonCursor::String(std::string* scratch, std::string_view* out) {
  bool has_escapes = false;
  if (!RawString(out, &has_escapes)) return false;
  if (!has_escapes) return true;
  if (!DecodeJsonString(*out, scratch)) return Fail(State::kBroken);
  *out = *scratch;
  return true;
}

bool JsonCursor::Scalar(std::string_view* out) {
  const char first = Peek();
  if (failed()) return false;
  if (first == '"' || first == '{' || first == '[' || EndsScalar(first)) {
    return Fail(State::kBroken);
  }
  std::size_t end = at_;
  while (end < text_.size() && !EndsScalar(text_[end])) ++end;
  if (end == text_.size()) return Fail(State::kRanOut);
  *out = text_.substr(at_, end - at_);
  at_ = end;
  return true;
}

bool JsonCursor::SkipValue() {
  const char first = Peek();
  if (failed()) return false;
  std::string_view ignored;
  bool has_escapes = false;
  if (first == '"') return RawString(&ignored, &has_escapes);
  if (first != '{' && first != '[') return Scalar(&ignored);
  JsonSkipper skipper;
  at_ += skipper.Feed(text_.substr(at_));
  return skipper.done() || Fail(State::kRanOut);
}

std::size_t JsonSkipper::Feed(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !done_) {
    if (in_string_) {
      at = InString(text, at);
    } else if (depth_ > 0) {
      at = InBrackets(text, at);
    } else {
      at = AtTop(text, at);
    }
  }
  return at;
}

std::size_t JsonSkipper::InString(std::string_view text, std::size_t at) {
  if (!escaped_) at = FindOf(text, at, '"', '\\');
  if (at == text.size()) return at;
  in_string_ = escaped_ || text[at] != '"';
  escaped_ = !escaped_ && text[at] == '\\';
  done_ = !in_string_ && depth_ == 0;
  return at + 1;
}

std::size_t JsonSkipper::InBrackets(std::string_view text, std::size_t at) {
  while (at < text.size() && !kStructural[static_cast<unsigned char>(text[at])]) ++at;
  if (at == text.size()) return at;
  if (text[at] == '"') {
    in_string_ = true;
  } else if (text[at] == '{' || text[at] == '[') {
    ++depth_;
  } else {
    done_ = --depth_ == 0;
  }
  return at + 1;
}

std::size_t JsonSkipper::AtTop(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (in_scalar_ && EndsScalar(c)) {
    done_ = true;
    return at;
  }
  if (c == '"') {
    in_string_ = true;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if (c == '}' || c == ']') {
    done_ = true;
  } else if (!IsSpace(c)) {
    in_scalar_ = true;
  }
  return at + 1;
}

}  // namespace ebb
