#include "readers/whatsapp_text.h"

#include <array>

#include "base/text_util.h"

namespace ebb::whatsapp {
namespace {

// The zero of each block of ten decimal digits.
constexpr std::array<char32_t, 18> kZeros = {0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66,
                                             0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
                                             0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0xFF10};

bool Between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

// Pairs of capital and small letter; not the letters i with and without a dot.
char32_t LowerLatin(char32_t c) {
  const bool odd = Between(c, 0x139, 0x148) || Between(c, 0x179, 0x17E);
  if (Between(c, 0x130, 0x131) || c == 0x138 || c == 0x149) return c;
  if (c == 0x178) return 0xFF;
  return (c % 2 == 1) == odd ? c + 1 : c;
}

// Enough for the scripts of the marker table; full case folding is not needed to compare fixed
// phrases.
char32_t Lower(char32_t c) {
  if (Between(c, 'A', 'Z') || (Between(c, 0xC0, 0xDE) && c != 0xD7)) return c + 0x20;
  if (Between(c, 0x100, 0x17E)) return LowerLatin(c);
  if (Between(c, 0x391, 0x3A9) || Between(c, 0x410, 0x42F)) return c + 0x20;
  if (Between(c, 0x400, 0x40F)) return c + 0x50;
  return c;
}

std::size_t Continuations(unsigned char lead) {
  if (lead >= 0xF0) return lead <= 0xF4 ? 3 : 0;
  if (lead >= 0xE0) return 2;
  return lead >= 0xC2 ? 1 : 0;
}

// A space is written only before the next visible character, and never next to an inner bracket
// edge.
void AppendFolded(char32_t c, bool space, std::string* out) {
  if (space && !out->empty() && c != '>' && out->back() != '<') *out += ' ';
  if (c < 0x80) {
    *out += static_cast<char>(Lower(c));
  } else {
    AppendUtf8(Lower(c), out);
  }
}

}  // namespace

bool IsMark(char32_t c) {
  if (c < 0x061C) return false;
  return c == 0x061C || c == 0xFEFF || c == 0x200E || c == 0x200F || Between(c, 0x202A, 0x202E) ||
         Between(c, 0x2066, 0x2069);
}

bool IsSpace(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || Between(c, 0x2000, 0x200A) ||
         c == 0x3000;
}

int DigitValue(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  for (const char32_t zero : kZeros) {
    if (Between(c, zero, zero + 9)) return static_cast<int>(c - zero);
  }
  return -1;
}

char32_t Decode(std::string_view text, std::size_t* position) {
  const auto lead = static_cast<unsigned char>(text[*position]);
  ++*position;
  if (lead < 0x80) return lead;
  const std::size_t more = Continuations(lead);
  if (more == 0 || *position + more > text.size()) return 0xFFFD;
  char32_t c = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[*position + i]);
    if ((byte & 0xC0U) != 0x80U) return 0xFFFD;
    c = (c << 6U) | (byte & 0x3FU);
  }
  *position += more;
  return c;
}

std::string_view DropLeadingMarks(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80) {
    std::size_t at = 0;
    if (!IsMark(Decode(text, &at))) break;
    text.remove_prefix(at);
  }
  return text;
}

std::string_view DropTrailingNoise(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    std::size_t end = at;
    const char32_t c = Decode(text, &end);
    if (c != '\n' && c != '\r' && !IsMark(c) && !IsSpace(c)) break;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

bool BeginsWithDirectionMark(std::string_view text) {
  return text.size() >= 3 && text[0] == '\xE2' && text[1] == '\x80' &&
         (text[2] == '\x8E' || text[2] == '\x8F');
}

std::string FoldPhrase(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = Decode(text, &at);
    if (IsMark(c) || c == '\r') continue;
    if (IsSpace(c) || c == '\n') {
      space = true;
      continue;
    }
    AppendFolded(c, space, &folded);
    space = false;
  }
  while (folded.ends_with('.')) folded.pop_back();
  if (folded.ends_with("\u3002")) folded.resize(folded.size() - 3);
  return folded;
}

std::string FoldPeriod(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = Decode(text, &at);
    if (!IsMark(c) && !IsSpace(c) && c != '.') AppendUtf8(Lower(c), &folded);
  }
  return folded;
}

std::string CleanName(std::string_view raw) {
  std::string name;
  bool space = false;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t begin = at;
    const char32_t c = Decode(raw, &at);
    if (IsMark(c)) continue;
    if (IsSpace(c)) {
      space = !name.empty();
      continue;
    }
    if (c == '~' && name.empty()) continue;
    if (space) name += ' ';
    space = false;
    name += raw.substr(begin, at - begin);
  }
  return name.empty() ? std::string(raw) : name;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace ebb::whatsapp
