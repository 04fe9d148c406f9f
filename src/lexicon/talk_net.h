// The weights of the talk net: a small recurrent network that reads a talk message by message, in
// both directions, and says of each what the decision layer's sums cannot: what its words mean in
// the order they stand in, after all that was said before.
//
//   words     each a vector of 64 numbers; one for all that are unknown
//   patterns  128 patterns over three words that follow each other; of each, where it fits best
//   message   from these, the mean of the words and the message's shape, 32 numbers
//   states    forward and backward, 64 numbers that change with each message ("gated recurrent
//             unit": K. Cho and others, "Learning phrase representations using RNN
//             encoder-decoder", EMNLP 2014)
//   out       from both states and the message, a sum for each score, 64ths of a logit
//
// Trained by scripts/train-scorer on the tuning half of corpora/labelled and words sorted by sense
// by hand: no other text and no other model went in. Kept as a readable file, lexicons/en/talk.tsv,
// whole numbers alone, so that every machine comes to the same. match/message_vectors.h makes
// vectors of messages, sequence/talk_reader.h reads them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chat/facts.h"
#include "chat/scores.h"

namespace ebb {

inline constexpr std::size_t kWordNumbers = 64, kPatterns = 128, kPatternWords = 3;
inline constexpr std::size_t kMostNetWords = 60;  // of a message; the rest is not read
inline constexpr std::size_t kShapeNumbers =
    static_cast<std::size_t>(kFeatureBits) + static_cast<std::size_t>(kLengthClasses);
inline constexpr std::size_t kMessageInputs = kPatterns + kWordNumbers + kShapeNumbers;
inline constexpr std::size_t kTalkInputs = kMessageNumbers + 3;  // and: whose, minutes, new turn
inline constexpr std::size_t kStateNumbers = 64, kNetGates = 3;

// One layer: out = (weights x in) * scale / 2^24 + bias, rounded (ScaleSums).
struct NetLayer {
  std::size_t inputs = 0, outputs = 0;
  std::vector<std::int16_t> weights;  // row by row, each padded (base/dot.h); held within 8 bits
  std::vector<std::int32_t> bias;
  std::int32_t scale = 0;

  NetLayer() = default;
  NetLayer(std::size_t in, std::size_t out);
  // `in` = padded with zeros.
  void Apply(const std::int16_t* in, std::int32_t* out) const;
};

struct NetWord {
  std::string name;
  std::array<std::int8_t, kWordNumbers> numbers{};
};

struct TalkNet {
  TalkNet();
  bool empty() const { return out_state.scale == 0; }

  ScoreSum bias{}, sure{};      // of the mean of its sum and the third look's; see Scorer::sure
  std::int32_t mean_scale = 0;  // of word vectors to 256ths
  std::vector<NetWord> words;   // the first stands for all that are unknown
  std::array<NetLayer, kPatternWords> patterns;  // of the word before, this one, the next: 256ths
  std::vector<std::int32_t> pattern_bias;
  NetLayer message;                   // 256ths
  std::array<NetLayer, 2> in, state;  // forward and backward: gates, 4096ths
  NetLayer out_state, out_message;    // 64ths of a logit
};

// Errors (kLexicon): `name:line: what`.
Result<TalkNet> ParseTalkNet(const std::string& name, std::string_view text);
std::string WriteTalkNet(const TalkNet& net);
// What the sequence pass needs of it as bytes of this build, and back.
std::string EncodeTalkPart(const TalkNet& net);
TalkNet DecodeTalkPart(std::string_view bytes);

}  // namespace ebb
