// What the words of a message say for each category, before the talk around it is read.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "chat/hit.h"

namespace ebb {

// The six counted categories, in their order, and then: is it told of the partner? And: is it any
// of the first three, which share most of what speaks for them?
inline constexpr int kScores = 8;
inline constexpr int kAboutPartnerScore = 6;
inline constexpr int kDistanceScore = 7;
using ScoreSum = std::array<std::int32_t, kScores>;  // 64ths of a logit

// Up to so many messages every message of a conversation is looked at by the decision layer; of a
// longer one only those that stand out, for memory and time.
inline constexpr std::size_t kMostFullyScored = 200'000;

// Nothing is padded: a chat has millions.
#pragma pack(push, 2)
struct MessageScore {
  MessageIndex message = 0;
  std::uint16_t text_end_low = 0;
  std::uint8_t text_end_high = 0;
  std::array<std::int8_t, kScores> eighths{};  // of a logit, at most 127

  // Bytes of its text up to the last word; more than 8 MiB are told as so many.
  std::uint32_t text_end() const {
    return std::uint32_t{text_end_high & 0x7fu} << 16 | text_end_low;
  }
  // A hit is in it, or its words say enough for some category.
  bool stands_out() const { return (text_end_high & 0x80) != 0; }
  void SetEnd(std::uint32_t end, bool standing_out) {
    const std::uint32_t told = std::min(end, std::uint32_t{0x7fffff});
    text_end_low = static_cast<std::uint16_t>(told);
    text_end_high = static_cast<std::uint8_t>(told >> 16 | (standing_out ? 0x80u : 0u));
  }

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
#pragma pack(pop)
static_assert(sizeof(MessageScore) == 16);

}  // namespace ebb
