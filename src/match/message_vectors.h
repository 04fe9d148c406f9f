// What the talk net is told of a message (lexicon/talk_net.h), from its words as they are compared
// and its shape.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "chat/scores.h"
#include "lexicon/talk_net.h"
#include "match/message_view.h"
#include "match/program.h"

namespace ebb {

// Fills program->{word_numbers, net_weights, net_numbers}. REQUIRES: the words are numbered.
void FillTalkNet(const TalkNet& net, const std::unordered_map<std::string, WordId>& ids,
                 Program* program);
inline bool ReadsTalk(const Program& program) { return program.net_numbers.size() > 0; }

// Makes vectors of messages, one after the other; remembers what the patterns make of common words
// (1.5 MB, taken when it is first used). For one thread, and one program until Clear. No errors.
class MessageVectors {
 public:
  void Clear();
  // `words` = as compared; `features` and `count` = of the
  // message's words; what the format says of it is not asked. REQUIRES: ReadsTalk(program).
  MessageVector Of(const Program& program, const Buffer<Canon>& words, std::uint32_t features,
                   std::uint64_t count);

 private:
  // What a word adds to each pattern as the word before, in the middle and after: 256ths.
  using Parts = std::array<std::array<std::int16_t, kPatterns>, kPatternWords>;
  static constexpr std::size_t kRemembered = 2048;  // a power of two
  const Parts& PartsOf(const Program& program, WordId word);
  // Where each pattern fits best.
  void ReadPatterns(const Program& program, const Buffer<Canon>& words, std::int16_t* best);

  std::unique_ptr<Parts[]> parts_;
  std::vector<WordId> remembered_;  // of which word they are
  std::vector<Parts> of_message_;   // of its words, with an empty one before and after
};

}  // namespace ebb
