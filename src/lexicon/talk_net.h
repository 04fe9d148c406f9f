// The weights of the talk nets: small recurrent networks that read a talk message by message, in
// both directions, and say of each what the decision layer's sums cannot: what its words mean in
// the order they stand in, after all that was said before. Several nets of one make, which differ
// in nothing but the random numbers their training began with, are asked, and the mean of their
// sums counts: what one alone picked up by chance weighs less. Of each:
//
//   words     each a vector of 64 numbers; one for all that are unknown
//   patterns  128 patterns over three words that follow each other; of each, where it fits best
//   message   from these, the mean of the words and the message's shape, 61 numbers
//   states    forward and backward, 64 numbers that change with each message ("gated recurrent
//             unit": K. Cho and others, "Learning phrase representations using RNN
//             encoder-decoder", EMNLP 2014)
//   out       from both states and the message, a sum for each score and for each sub-code of the
//             codebook, 64ths of a logit; the two are joined, see JoinCodes
//
// Trained by scripts/train-scorer on the tuning half of corpora/labelled and words sorted by sense
// by hand: no other text and no other model went in. Kept as a readable file, lexicons/en/talk.tsv,
// whole numbers alone, so that every machine comes to the same. The text pass tells the words of a
// message by their number in the nets' list (NetWords in chat/scores.h), sequence/message_vectors.h
// makes vectors of them, and sequence/talk_reader.h reads these.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
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
inline constexpr std::size_t kMessageNumbers = 61;  // with the next three a multiple of kDotStep
inline constexpr std::size_t kTalkInputs = kMessageNumbers + 3;  // and: whose, minutes, new turn
inline constexpr std::size_t kStateNumbers = 64, kNetGates = 3;
// By counted category: how many sub-codes the codebook has, and one for a label without a number.
inline constexpr std::array<std::size_t, 6> kCodesOf = {10, 9, 9, 10, 9, 14};
inline constexpr std::size_t kSubCodes =
    std::accumulate(kCodesOf.begin(), kCodesOf.end(), std::size_t{0});
// What a net says of a message: the scores, and behind them the sub-codes, category by category.
inline constexpr std::size_t kNetSums = kScores + kSubCodes;
using NetSums = std::array<std::int32_t, kNetSums>;
// Each score and the most likely of its sub-codes (of distance: of the first three categories') in
// one sum: that a message is a certain kind of shutdown can be plain where it is one of all kinds
// that differ. Parts in 256.
inline constexpr std::int32_t kScorePart = 179, kCodePart = 77;
ScoreSum JoinCodes(const NetSums& sums);
// Calls join(score, most) with the largest number of each score's sub-codes. `told` = kNetSums
// numbers or more.
template <typename Number, typename Join>
void ForEachMostOfCodes(const Number* told, Join join) {
  const Number* codes = told + kScores;
  Number of_distance = *codes;
  for (std::size_t c = 0; c < kCodesOf.size(); ++c) {
    const Number most = *std::max_element(codes, codes + kCodesOf[c]);
    join(c, most);
    if (c < kDistanceCategories) of_distance = std::max(of_distance, most);
    codes += kCodesOf[c];
  }
  join(kDistanceScore, of_distance);
}

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

// Of each word its numbers, by its place in the list; the first are of all that are not in it.
// Owned together by all copies, or a view of bytes that live as long as the program.
class WordVectors {
 public:
  WordVectors() = default;
  // REQUIRES: a whole number of words.
  explicit WordVectors(std::vector<std::int8_t> numbers);
  static WordVectors View(std::string_view bytes);

  std::size_t size() const { return bytes_.size() / kWordNumbers; }
  // Of a word that is not there: those of the first. REQUIRES: there is one.
  const std::int8_t* Of(std::size_t word) const {
    const std::size_t place = word < size() ? word : 0;
    return reinterpret_cast<const std::int8_t*>(bytes_.data()) + place * kWordNumbers;
  }
  std::string_view bytes() const { return bytes_; }

 private:
  std::shared_ptr<const std::vector<std::int8_t>> own_;
  std::string_view bytes_;
};

struct TalkNet {
  TalkNet();

  std::int32_t mean_scale = 0;  // of word vectors to 256ths
  WordVectors words;
  std::array<NetLayer, kPatternWords> patterns;  // of the word before, this one, the next: 256ths
  std::vector<std::int32_t> pattern_bias;
  NetLayer message;                   // 256ths
  std::array<NetLayer, 2> in, state;  // forward and backward: gates, 4096ths
  NetLayer out_state, out_message;    // 64ths of a logit
};

struct TalkNets {
  bool empty() const { return nets.empty(); }

  ScoreSum bias{}, sure{};         // of what they and the looks come to; see Scorer::sure
  std::vector<std::string> words;  // the list; its first stands for all that are not in it
  std::vector<TalkNet> nets;
};

inline constexpr std::size_t kMostNets =
    4;  // so that their sums hold in 32 bits, see kMostNetNumber
inline constexpr std::size_t kMostListedWords = 65'536;

// Errors (kLexicon): `name:line: what`.
Result<TalkNets> ParseTalkNets(const std::string& name, std::string_view text);
std::string WriteTalkNets(const TalkNets& nets);
// What the sequence pass needs of them as bytes of this build, and back: all but the list.
// REQUIRES: the bytes outlive what is made of them.
std::string EncodeTalkPart(const TalkNets& nets);
TalkNets DecodeTalkPart(std::string_view bytes);

}  // namespace ebb
