#include "sequence/talk_reader.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <set>
#include <utility>

#include "sequence/score_cursor.h"
#include "sequence/score_feature.h"

namespace ebb {
namespace {

constexpr int kUnitBits = 12;   // of gates
constexpr int kShareBits = 15;  // of what the two gates let through
constexpr int kStateBits = 14;

constexpr std::int16_t kOne = 256;

// Steps of 1/128 from -8 to 8.
constexpr std::size_t kSteps = 2048;

// e^x for -16 <= x <= 16; its own, so that every machine and compiler comes to the same table.
constexpr double Exp(double x) {
  constexpr int kHalvings = 10, kTerms = 8;
  const double part = x / (1 << kHalvings);
  double term = 1, sum = 1;
  for (int i = 1; i <= kTerms; ++i) {
    term *= part / i;
    sum += term;
  }
  for (int i = 0; i < kHalvings; ++i) sum *= sum;
  return sum;
}

// Of a number that is not below zero.
constexpr std::int32_t Rounded(double number) {
  return (static_cast<std::int32_t>(2 * number) + 1) / 2;
}

struct Curves {
  std::array<std::int32_t, kSteps> logistic{};    // 32768ths
  std::array<std::int32_t, kSteps> hyperbolic{};  // tanh, 16384ths
};
constexpr Curves MakeCurves() {
  Curves curves;
  for (std::size_t i = 0; i < kSteps; ++i) {
    const double x = (static_cast<double>(i) - kSteps / 2.0 + 0.5) / 128;
    const double share = 1 / (1 + Exp(-x));
    const double twice = 1 / (1 + Exp(-2 * x));
    curves.logistic[i] = Rounded(share * (1 << kShareBits));
    curves.hyperbolic[i] = Rounded(twice * (2 << kStateBits)) - (1 << kStateBits);
  }
  return curves;
}
constexpr Curves kCurves = MakeCurves();  // while compiling: no machine's arithmetic is asked

// A layer's weights as DotPairs takes them.
std::vector<std::int16_t> ByPairs(const NetLayer& layer) {
  const std::size_t padded = PaddedForDots(layer.inputs);
  std::vector<std::int16_t> weights(padded * layer.outputs);
  for (std::size_t c = 0; c < padded; ++c) {
    for (std::size_t r = 0; r < layer.outputs; ++r) {
      weights[c / 2 * 2 * layer.outputs + 2 * r + c % 2] = layer.weights[r * padded + c];
    }
  }
  return weights;
}

std::size_t StepOf(std::int32_t gate) {
  constexpr std::int32_t kEdge = 8 << kUnitBits;
  constexpr int kStepBits = kUnitBits - 7;
  return static_cast<std::size_t>(std::clamp(gate, -kEdge, kEdge - 1) + kEdge) >> kStepBits;
}

}  // namespace

std::int16_t MinutesInput(std::int32_t minutes) {
  const auto value = static_cast<std::uint32_t>(1 + std::clamp(minutes, 0, 32767));
  const int whole = std::bit_width(value) - 1;
  const auto steps = static_cast<std::uint32_t>(whole) * 256 + ((value << 8) >> whole) - 256;
  return static_cast<std::int16_t>(steps / 8);
}

void JoinTalkSum(const TalkNet& net, const ScoreSum& read, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) {
    if (i != kAboutPartnerScore) (*sum)[i] = ((*sum)[i] + read[i]) / 2 + net.bias[i];
  }
}

TalkReader::TalkReader(const Timeline& timeline, const TalkNet& net)
    : timeline_(timeline), net_(net) {
  const Conversation& conversation = timeline.conversation();
  const bool whole = conversation.vectors.size() == conversation.scores.size();
  if (net.empty() || conversation.vectors.empty() || !whole) return;
  ScoreCursor scores(timeline, true);
  for (Position p = 0; p < timeline.size(); ++p) {
    const bool scored = scores.position() == p;
    const auto vector = scored ? static_cast<std::uint32_t>(scores.index()) : kNoVector;
    if (!IsNotice(timeline.Facts(p))) talk_.push_back({p, vector});
    if (scored) scores.Next();
  }
  std::set<std::uint16_t> people;
  for (std::size_t p = 0; p < talk_.size() && people.size() <= kMostPeople; ++p) {
    people.insert(SenderAt(p));
  }
  if (people.size() > kMostPeople) talk_.clear();
  if (talk_.empty()) return;
  CutBlocks();
  TurnWeights();
}

// Whether one begins somewhere hangs on the pauses near it alone.
void TalkReader::CutBlocks() {
  const std::size_t size = talk_.size();
  std::vector<std::uint32_t> pauses(size, 0);
  for (std::size_t p = 1; p < size; ++p) {
    pauses[p] = SecondsBetween(timeline_.Facts(talk_[p - 1].position).sent,
                               timeline_.Facts(talk_[p].position).sent);
  }
  const auto longest = [&](std::size_t p) {
    const auto begin = pauses.begin(), at = begin + static_cast<std::ptrdiff_t>(p);
    const auto from = begin + static_cast<std::ptrdiff_t>(p - std::min(p, kNear));
    const auto to = begin + static_cast<std::ptrdiff_t>(std::min(p + kNear + 1, size));
    return *at > 0 && *std::max_element(from, at) < *at && *std::max_element(at, to) == *at;
  };
  begins_.push_back(0);
  for (std::size_t p = 1; p < size; ++p) {
    if (p - begins_.back() == kBlock || longest(p)) begins_.push_back(p);
  }
  begins_.push_back(size);
}

TalkReader::Block TalkReader::BlockOf(std::size_t place) const {
  const auto next = std::upper_bound(begins_.begin(), begins_.end(), place);
  Block block;
  block.begin = *(next - 1);
  block.end = *next;
  block.sender = SenderAt(place);
  return block;
}

void TalkReader::TurnWeights() {
  inputs_.resize(kBlock + 2 * kAround);
  for (std::size_t d = 0; d < own_.size(); ++d) {
    in_pairs_[d] = ByPairs(net_.in[d]);
    state_pairs_[d] = ByPairs(net_.state[d]);
    const NetLayer& in = net_.in[d];
    for (std::size_t r = 0; r < in.outputs; ++r) {
      own_[d][r] = in.weights[r * PaddedForDots(in.inputs) + kMessageNumbers] * kOne;
    }
  }
}

MessageVector TalkReader::VectorAt(std::size_t place) const {
  const std::uint32_t vector = talk_[place].vector;
  return vector == kNoVector ? MessageVector{} : timeline_.conversation().vectors[vector];
}

const ScoreSum& TalkReader::SumOf(std::size_t place) {
  const std::uint16_t sender = SenderAt(place);
  for (const Block& block : blocks_) {
    const bool inside = block.begin <= place && place < block.end;
    if (inside && block.sender == sender) return block.sums[place - block.begin];
  }
  Block& block = blocks_[oldest_];
  oldest_ = (oldest_ + 1) % blocks_.size();
  block = BlockOf(place);
  Read(&block);
  return block.sums[place - block.begin];
}

std::size_t TalkReader::PlaceOf(Position position) const {
  const auto at =
      std::lower_bound(talk_.begin(), talk_.end(), position,
                       [](const Told& told, Position wanted) { return told.position < wanted; });
  return static_cast<std::size_t>(at - talk_.begin());
}

ScoreSum TalkReader::SumWithout(std::size_t place, std::size_t wordless) {
  const std::uint32_t vector = std::exchange(talk_[wordless].vector, kNoVector);
  const auto forget = [&] { inputs_[wordless % inputs_.size()].place = SIZE_MAX; };
  forget();
  Block block = BlockOf(place);
  Read(&block);
  talk_[wordless].vector = vector;
  forget();
  return block.sums[place - block.begin];
}

void TalkReader::Read(Block* block) {
  const std::size_t begin = block->begin, end = block->end;
  std::array<State, kBlock> forward;
  State state{};
  for (std::size_t p = begin - std::min(begin, kAround); p < end; ++p) {
    Step(0, block->sender, p, &state);
    if (p >= begin) forward[p - begin] = state;
  }
  state = {};
  for (std::size_t p = std::min(end + kAround, talk_.size()); p-- > begin;) {
    Step(1, block->sender, p, &state);
    if (p < end && SenderAt(p) == block->sender)
      block->sums[p - begin] = Out(p, forward[p - begin], state);
  }
}

const TalkReader::Inputs& TalkReader::InputsAt(std::size_t place) {
  Inputs& inputs = inputs_[place % inputs_.size()];
  if (inputs.place == place) return inputs;
  inputs.place = place;
  const MessageFacts& facts = timeline_.Facts(talk_[place].position);
  std::array<std::int16_t, PaddedForDots(kTalkInputs)> in{};
  const MessageVector vector = VectorAt(place);
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    in[i] = static_cast<std::int16_t>(vector[i] << 4);
  }
  if (place > 0) {
    const MessageFacts& last = timeline_.Facts(talk_[place - 1].position);
    const std::uint32_t minutes = SecondsBetween(last.sent, facts.sent) / 60;
    in[kMessageNumbers + 1] =
        MinutesInput(static_cast<std::int32_t>(std::min(minutes, std::uint32_t{32767})));
    in[kMessageNumbers + 2] = last.sender != facts.sender ? kOne : std::int16_t{0};
  }
  for (std::size_t d = 0; d < inputs.gates.size(); ++d) {
    const NetLayer& layer = net_.in[d];
    Gates &others = inputs.gates[d][0], &own = inputs.gates[d][1];
    DotPairs(in_pairs_[d].data(), layer.outputs, in.size(), in.data(), others.data());
    std::transform(others.begin(), others.end(), own_[d].begin(), own.begin(), std::plus<>());
    ScaleSums(layer.scale, layer.bias.data(), layer.outputs, others.data());
    ScaleSums(layer.scale, layer.bias.data(), layer.outputs, own.data());
  }
  return inputs;
}

void TalkReader::Step(std::size_t direction, std::uint16_t sender, std::size_t place,
                      State* state) {
  const Gates& of_message = InputsAt(place).gates[direction][SenderAt(place) == sender ? 1 : 0];
  const NetLayer& layer = net_.state[direction];
  Gates of_state;
  DotPairs(state_pairs_[direction].data(), layer.outputs, state->size(), state->data(),
           of_state.data());
  ScaleSums(layer.scale, layer.bias.data(), layer.outputs, of_state.data());
  for (std::size_t i = 0; i < kStateNumbers; ++i) {
    const std::size_t z = kStateNumbers + i, n = 2 * kStateNumbers + i;
    const std::int32_t reset = kCurves.logistic[StepOf(of_message[i] + of_state[i])];
    const std::int32_t update = kCurves.logistic[StepOf(of_message[z] + of_state[z])];
    const auto held = static_cast<std::int32_t>(std::int64_t{reset} * of_state[n] >> kShareBits);
    const std::int32_t fresh = kCurves.hyperbolic[StepOf(of_message[n] + held)];
    const std::int32_t mixed = fresh * ((1 << kShareBits) - update) + (*state)[i] * update;
    (*state)[i] = static_cast<std::int16_t>((mixed + (1 << (kShareBits - 1))) >> kShareBits);
  }
}

ScoreSum TalkReader::Out(std::size_t place, const State& forward, const State& backward) const {
  std::array<std::int16_t, 2 * kStateNumbers> states;
  std::copy(forward.begin(), forward.end(), states.begin());
  std::copy(backward.begin(), backward.end(), states.begin() + kStateNumbers);
  std::array<std::int16_t, PaddedForDots(kMessageNumbers)> message{};
  const MessageVector vector = VectorAt(place);
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    message[i] = static_cast<std::int16_t>(vector[i] << 4);
  }
  ScoreSum by_states, sum;
  net_.out_state.Apply(states.data(), by_states.data());
  net_.out_message.Apply(message.data(), sum.data());
  AddWeights(by_states, &sum);
  return sum;
}

}  // namespace ebb
