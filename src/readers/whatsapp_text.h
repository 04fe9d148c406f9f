// Characters as WhatsApp's exports use them: invisible marks, four kinds of space, digits of many
// scripts. Pure functions, safe on ill-formed UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace ebb::whatsapp {

// Direction marks, embeddings, isolates and byte order marks: noise around dates and names.
bool IsMark(char32_t c);
// No-break, narrow, thin and other single spaces that stand where a plain one is meant.
bool IsSpace(char32_t c);
// Value of a decimal digit of any script the app writes; -1 if `c` is none.
int DigitValue(char32_t c);

// Code point at *position and steps over it. An ill-formed byte counts as U+FFFD.
char32_t Decode(std::string_view text, std::size_t* position);

std::string_view DropLeadingMarks(std::string_view text);
// Removes line ends, marks and spaces from the end.
std::string_view DropTrailingNoise(std::string_view text);
// True if the text begins with U+200E or U+200F, the app's sign before its own words.
bool BeginsWithDirectionMark(std::string_view text);

// For comparing with the app's own strings: marks dropped, lower case, runs of spaces made one,
// none at the ends nor just inside < and >, no final full stop.
std::string FoldPhrase(std::string_view text);
// The same without any spaces and full stops ("p. m." = "pm").
std::string FoldPeriod(std::string_view text);
// A display name without marks, without the tilde before names from outside the address book,
// spaces made plain. Never empty unless `raw` is.
std::string CleanName(std::string_view raw);

// Short stretches, inline: a call of memcmp costs more than the comparison.
inline bool SameBytes(const char* a, const char* b, std::size_t n) {
  std::uint64_t x = 0, y = 0;
  while (n >= sizeof x) {
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    if (x != y) return false;
    a += sizeof x;
    b += sizeof x;
    n -= sizeof x;
  }
  for (; n > 0; --n) {
    if (*a++ != *b++) return false;
  }
  return true;
}
inline bool BeginsWith(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && SameBytes(text.data(), prefix.data(), prefix.size());
}

std::size_t CountCodePoints(std::string_view text);

}  // namespace ebb::whatsapp
