// How often the small words of the language stand in a message: for research measures alone (M21),
// kept only where they were asked for. No words, and no order of words.
//
// A value of 14 bytes. Counts stop at 255, words at 65,535.
#pragma once

#include <array>
#include <cstdint>

namespace ebb {

enum class SmallWords : std::uint8_t {
  kPersonal,     // I, you, we, she ...
  kImpersonal,   // it, that, what, someone ...
  kArticles,     // a, an, the
  kAuxiliaries,  // am, have, will, can ...
  kAdverbs,      // very, just, really ...
  kPrepositions,
  kConjunctions,
  kNegations,
  kQuantifiers,  // all, few, more ...
};
inline constexpr int kSmallWordClasses = 9;

struct StyleCounts {
  std::array<std::uint8_t, kSmallWordClasses> classes{};
  std::uint8_t i = 0, you = 0, we = 0;  // with me, my, your, us, ours ...
  std::uint16_t words = 0;
};
static_assert(sizeof(StyleCounts) == 14);

}  // namespace ebb
