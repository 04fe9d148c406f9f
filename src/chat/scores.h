// What the words of a message say for each category, before the talk around it is read.
#pragma once

#include <array>
#include <cstdint>

#include "chat/hit.h"

namespace ebb {

// The six counted categories, in their order, and then: is it told of the partner?
inline constexpr int kScores = 7;
inline constexpr int kAboutPartnerScore = 6;
using ScoreSum = std::array<std::int32_t, kScores>;  // 64ths of a logit

// Kept for a message with a hit, or whose words say enough for some category.
struct MessageScore {
  MessageIndex message = 0;
  std::uint32_t text_end = 0;                  // bytes of its text up to the last word
  std::array<std::int8_t, kScores> eighths{};  // of a logit, at most 127
  std::int8_t padding = 0;

  void Set(const ScoreSum& sum) {
    for (int i = 0; i < kScores; ++i) {
      const int eighth = sum[static_cast<std::size_t>(i)] / 8;
      eighths[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(eighth > 127    ? 127
                                                                      : eighth < -127 ? -127
                                                                                      : eighth);
    }
  }
  int Sum(int category) const { return 8 * eighths[static_cast<std::size_t>(category)]; }
};
static_assert(sizeof(MessageScore) == 16);

}  // namespace ebb
