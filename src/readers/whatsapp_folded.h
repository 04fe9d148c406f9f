// The beginning of a line as the grammar of heads wants it: one alphabet of digits and spaces,
// whatever the phone writes. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ebb::whatsapp {

inline constexpr std::size_t kLongestHead = 96;

// The beginning of a line in one alphabet: marks dropped, digits and spaces in ASCII; other
// characters keep their bytes. `at[i]` is where the character of folded byte i begins in the line,
// `past[i]` where it ends.
struct FoldedLine {
  std::array<char, kLongestHead + 4> text{};
  std::array<std::uint8_t, kLongestHead + 4> at{}, past{};
  std::size_t size = 0;
  char operator[](std::size_t i) const { return i < size ? text[i] : '\0'; }
  std::string_view view(std::size_t begin, std::size_t end) const {
    return {text.data() + begin, end - begin};
  }
};

// REQUIRES: *folded is new.
void FoldHead(std::string_view line, FoldedLine* folded);

}  // namespace ebb::whatsapp
