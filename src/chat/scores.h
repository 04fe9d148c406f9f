// What the words of a message say for each category, before the talk around it is read.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "chat/hit.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

// The six counted categories, in their order, and then: is it told of the partner? And: is it any
// of the first three, which share most of what speaks for them?
inline constexpr int kScores = 8;
inline constexpr int kAboutPartnerScore = 6;
inline constexpr int kDistanceScore = 7;
inline constexpr int kDistanceCategories = 3;
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
#if defined(__SSE2__)
    const __m128i low = EighthsOf(sum.data()), high = EighthsOf(sum.data() + 4);
    const __m128i most = _mm_set1_epi16(127), least = _mm_set1_epi16(-127);
    const __m128i held = _mm_max_epi16(_mm_min_epi16(_mm_packs_epi32(low, high), most), least);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(eighths.data()), _mm_packs_epi16(held, held));
#else
    for (std::size_t i = 0; i < eighths.size(); ++i) {
      eighths[i] = static_cast<std::int8_t>(std::clamp(sum[i] / 8, -127, 127));
    }
#endif
  }
  int Sum(int category) const { return 8 * eighths[static_cast<std::size_t>(category)]; }

#if defined(__SSE2__)
 private:
  // Four sums divided by 8, towards zero.
  static __m128i EighthsOf(const std::int32_t* sums) {
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sums));
    const __m128i negative = _mm_and_si128(_mm_srai_epi32(all, 31), _mm_set1_epi32(7));
    return _mm_srai_epi32(_mm_add_epi32(all, negative), 3);
  }
#endif
};
#pragma pack(pop)
static_assert(sizeof(MessageScore) == 16);

// What the talk nets (lexicon/talk_net.h) read of messages, one after the other: of each the
// numbers of its first words in the nets' list, 0 for a word that is not in it. Owns them.
class NetWords {
 public:
  std::size_t size() const { return ends_.size(); }  // messages
  bool empty() const { return ends_.empty(); }
  std::span<const std::uint16_t> Of(std::size_t message) const {
    const std::size_t begin = message == 0 ? 0 : ends_[message - 1];
    return {words_.data() + begin, ends_[message] - begin};
  }

  void AddWord(std::uint16_t number) { words_.push_back(number); }
  void EndMessage() { ends_.push_back(static_cast<std::uint32_t>(words_.size())); }
  void Add(std::span<const std::uint16_t> words) {
    words_.insert(words_.end(), words.begin(), words.end());
    EndMessage();
  }
  void clear() {
    words_.clear();
    ends_.clear();
  }
  void shrink_to_fit() {
    words_.shrink_to_fit();
    ends_.shrink_to_fit();
  }
  bool operator==(const NetWords&) const = default;

 private:
  std::vector<std::uint16_t> words_;  // end to end
  std::vector<std::uint32_t> ends_;   // by message
};

}  // namespace ebb
