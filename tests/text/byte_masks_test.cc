// The sixteen-at-a-time masks against their definition.
#include "text/byte_masks.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <random>
#include <string_view>

namespace ebb {
namespace {

bool IsWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '@';
}
bool IsSpecial(unsigned char c) {
  return c >= 0x80 || std::string_view("_<^>").find(static_cast<char>(c)) != std::string_view::npos;
}
bool IsMark(unsigned char c) { return c == ':' || c == ';' || c == '('; }
bool IsPoint(unsigned char c) { return c == '.' || c == ',' || c == ';'; }

TEST_CASE("every byte at every place gives its bit and no other") {
  for (int filler : {' ', 'a'}) {
    for (unsigned c = 0; c < 256; ++c) {
      for (unsigned at = 0; at < 64; ++at) {
        char padded[65];
        std::memset(padded, filler, sizeof padded);
        char* const text = padded + 1;
        text[at] = static_cast<char>(c);
        const ByteMasks masks = MasksOf(text);
        const std::uint64_t bit = std::uint64_t{1} << at;
        const std::uint64_t rest = filler == 'a' ? ~bit : 0;
        CAPTURE(c, at, filler);
        REQUIRE(masks.word == (rest | (IsWord(static_cast<unsigned char>(c)) ? bit : 0)));
        REQUIRE(masks.special == (IsSpecial(static_cast<unsigned char>(c)) ? bit : 0));
        REQUIRE(masks.mark == (IsMark(static_cast<unsigned char>(c)) ? bit : 0));
        REQUIRE(masks.point == (IsPoint(static_cast<unsigned char>(c)) ? bit : 0));
      }
    }
  }
}

// Runs only where the processor has wider vectors than every one has.
TEST_CASE("wide vectors give the same masks") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    char padded[1 + 3 * 64];
    for (char& c : padded) {
      const auto any = static_cast<unsigned>(random());
      c = static_cast<char>(round % 2 == 0 ? any % 256 : "aA.,'?!@b:_(9 ^<>;zZ"[any % 20]);
    }
    ByteMasks masks[3];
    MaskBlocks(padded + 1, 3, masks);
    for (int b = 0; b < 3; ++b) {
      const ByteMasks expected = MasksOf(padded + 1 + 64 * b);
      CAPTURE(round, b);
      REQUIRE(std::memcmp(&masks[b], &expected, sizeof expected) == 0);
    }
  }
}

}  // namespace
}  // namespace ebb
