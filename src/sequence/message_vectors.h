// What a talk net (lexicon/talk_net.h) makes of a message by itself, from its words and its shape,
// before the talk around it is read: numbers without a name, what 61 learned questions come to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/dot.h"
#include "lexicon/talk_net.h"

namespace ebb {

using MessageVector = std::array<std::uint8_t, kMessageNumbers>;  // 16ths, from 0 on

// Makes vectors of messages, one after the other; remembers what the patterns make of some two
// thousand words (1.5 MB, touched as they are met). The net must outlive it. For one thread; no
// errors.
class MessageVectors {
 public:
  explicit MessageVectors(const TalkNet& net);

  // `words` = as NetWords tells them; `features` and `count` = of the message's words: what the
  // format says of it is not asked.
  MessageVector Of(std::span<const std::uint16_t> words, std::uint32_t features,
                   std::uint64_t count);

 private:
  // What a word adds to each pattern as the word before, in the middle and after: 256ths.
  using Parts = std::array<std::array<std::int16_t, kPatterns>, kPatternWords>;
  static constexpr std::size_t kRemembered = 2048;
  static constexpr std::uint16_t kNowhere = 0xFFFF;
  const Parts& PartsOf(std::uint16_t word);
  // Where each pattern fits best.
  void ReadPatterns(std::span<const std::uint16_t> words, std::int16_t* best);
  // The mean of the words' numbers as the net takes it.
  void ReadMean(std::span<const std::uint16_t> words, std::int16_t* out) const;

  const TalkNet& net_;
  std::unique_ptr<Parts[]> parts_;     // in the order words were met; the oldest goes first
  std::vector<std::uint16_t> words_;   // whose they are
  std::vector<std::uint16_t> places_;  // by word, where they are; kNowhere
  std::size_t oldest_ = 0;
  std::vector<Parts> of_message_;  // of its words, with an empty one before and after
};

}  // namespace ebb
