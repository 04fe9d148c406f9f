// What word lists and the shape of a message say of it: features, language, and its two longest
// words of no list, which may stand for its topic.
//
// Values and pure functions, used by the word reader alone and written here so that its loops hold
// them inline. No errors.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/buffer.h"
#include "chat/facts.h"
#include "match/message_view.h"
#include "match/spelling.h"
#include "text/plain_words.h"

namespace ebb {

inline constexpr std::uint32_t kEnglishList = 1;

// The two longest words that no language list holds; ties go to the later one.
struct LongestWords {
  std::uint64_t first = 0, second = 0;  // length << 32 | word

  void Offer(std::uint64_t length, std::uint32_t word, bool fit) {
    constexpr std::uint64_t kShortest = 4;  // letters of a word that may stand for a topic
    const auto taken = static_cast<std::uint64_t>(fit & (length >= kShortest));
    const std::uint64_t candidate = (length << 32 | word) * taken;
    second = std::max(second, std::min(first, candidate));
    first = std::max(first, candidate);
  }
};

// What a word counts for, by its list: English in the lower half, any other in the upper one.
inline constexpr std::array<std::uint64_t, 16> kLanguageCounts = [] {
  std::array<std::uint64_t, 16> counts{};
  counts.fill(std::uint64_t{1} << 32);
  counts[0] = 0;
  counts[kEnglishList] = 1;
  return counts;
}();

// What the word lists say of a message.
struct ListCount {
  std::uint32_t features = 0;
  std::uint64_t languages = 0;  // sum of kLanguageCounts
  LongestWords longest;

  void Add(const Spelling& spelling, std::uint64_t length, std::uint32_t word, bool fit) {
    features |= spelling.features;
    const std::uint32_t language = spelling.features >> kLanguageShift;
    languages += kLanguageCounts[language];
    longest.Offer(length, word, fit & (language == 0));
  }
  std::uint32_t Features(std::uint64_t words, std::uint64_t foreign_words) const {
    return (features & kFeatureMask) | LanguageFeature(words, foreign_words);
  }

 private:
  std::uint32_t LanguageFeature(std::uint64_t words, std::uint64_t foreign_words) const {
    constexpr unsigned kEnough = 4;  // words; shorter messages say nothing
    if (words < kEnough) return 0;
    if (foreign_words * 2 > words) return kOtherLanguage;
    if (languages == 0) return 0;
    const std::uint64_t english = languages & 0xffffffff, other = languages >> 32;
    return english >= other ? kEnglish : kOtherLanguage;
  }
};

inline bool Shouts(const PlainWords& words, std::string_view text) {
  if (!words.inner_capital()) return false;
  bool last = false;
  for (std::uint32_t i = 0; i < words.count(); ++i) {
    const bool capitals = AllCapitals(words[i].of(text));
    if (capitals && last) return true;
    last = capitals;
  }
  return false;
}

// Features that come from punctuation and shape, not from word lists.
inline std::uint32_t ShapeOf(const PlainWords& words, std::string_view text) {
  std::uint32_t features = 0;
  if (words.question()) features |= kQuestion;
  if (words.mark_run() || Shouts(words, text)) features |= kShouting;
  if (EndsInPeriod(text)) features |= kFinalPeriod;
  if (words.count() <= kWholeWords) features |= kMinimal;
  return features;
}

inline std::uint32_t ShapeOf(const MessageView& view) {
  std::uint32_t features = 0;
  const Buffer<Token>& tokens = view.tokens.list;
  std::uint8_t breaks = view.tokens.after;
  unsigned capitals = 0;
  bool shouting = false;
  for (const Token& token : tokens) {
    breaks |= token.before;
    capitals = token.capitals ? capitals + 1 : 0;
    shouting = shouting || capitals >= 2;
  }
  if ((breaks & kBreakQuestion) != 0) features |= kQuestion;
  if (shouting || (breaks & kBreakRun) != 0) features |= kShouting;
  if (view.tokens.final_period) features |= kFinalPeriod;
  if (view.tokens.link) features |= kLink;
  if (view.written_words <= kWholeWords && !view.tokens.link) features |= kMinimal;
  if (view.written_words == 0 && !tokens.empty()) features |= kEmojiOnly;
  return features;
}

}  // namespace ebb
