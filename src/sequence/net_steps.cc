#include "sequence/net_steps.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "sequence/score_feature.h"
#include "sequence/state_change.h"

namespace ebb {
namespace {

constexpr std::int16_t kOne = 256;
static_assert(kTalkInputs % kDotStep == 0);  // padding would cost as much as more numbers

}  // namespace

std::int16_t MinutesInput(std::int32_t minutes) {
  const auto value = static_cast<std::uint32_t>(1 + std::clamp(minutes, 0, 32767));
  const int whole = std::bit_width(value) - 1;
  const auto steps = static_cast<std::uint32_t>(whole) * 256 + ((value << 8) >> whole) - 256;
  return static_cast<std::int16_t>(steps / 8);
}

PairWeights::PairWeights(const NetLayer& layer) {
  const std::size_t padded = PaddedForDots(layer.inputs);
  constexpr std::size_t kInLine = sizeof(Line) / sizeof(std::int16_t);
  lines_.resize((padded * layer.outputs + kInLine - 1) / kInLine);
  auto* const weights = reinterpret_cast<std::int16_t*>(lines_.data());
  for (std::size_t c = 0; c < padded; ++c) {
    for (std::size_t r = 0; r < layer.outputs; ++r) {
      weights[c / 2 * 2 * layer.outputs + 2 * r + c % 2] = layer.weights[r * padded + c];
    }
  }
}

NetSteps::NetSteps(const Timeline& timeline, const TalkNet& net,
                   const std::vector<ToldMessage>& talk)
    : timeline_(timeline), net_(net), talk_(talk), vectors_(net), inputs_(kBlock + 2 * kAround) {
  for (std::size_t d = 0; d < own_.size(); ++d) {
    in_pairs_[d] = PairWeights(net_.in[d]);
    state_pairs_[d] = PairWeights(net_.state[d]);
    const NetLayer& in = net_.in[d];
    for (std::size_t r = 0; r < in.outputs; ++r) {
      own_[d][r] = in.weights[r * PaddedForDots(in.inputs) + kMessageNumbers] * kOne;
    }
  }
}

void NetSteps::Read(std::size_t begin, std::size_t end, std::uint16_t sender, Sums* sums) {
  std::array<State, kBlock> forward;
  State state{};
  for (std::size_t p = begin - std::min(begin, kAround); p < end; ++p) {
    Step(0, sender, p, &state);
    if (p >= begin) forward[p - begin] = state;
  }
  state = {};
  for (std::size_t p = std::min(end + kAround, talk_.size()); p-- > begin;) {
    Step(1, sender, p, &state);
    if (p < end && FactsAt(p).sender == sender) {
      AddWeights(Out(p, forward[p - begin], state), &(*sums)[p - begin]);
    }
  }
}

NetSteps::Path NetSteps::PathOf(std::size_t begin, std::size_t end, std::uint16_t sender) {
  const std::size_t to = std::min(end + kAround, talk_.size());
  Path path;
  path.from = begin - std::min(begin, kAround);
  path.forward.resize(end - path.from);
  path.backward.resize(to - path.from);
  State state{};
  for (std::size_t p = path.from; p < end; ++p) {
    Step(0, sender, p, &state);
    path.forward[p - path.from] = state;
  }
  state = {};
  for (std::size_t p = to; p-- > begin;) {
    Step(1, sender, p, &state);
    path.backward[p - path.from] = state;
  }
  return path;
}

// Forward only what stands before a message matters, and backward what stands after; what is not
// on the path, not at all.
ScoreSum NetSteps::SumChanged(const Path& path, std::size_t place, std::size_t changed) {
  const std::uint16_t sender = FactsAt(place).sender;
  const std::size_t here = place - path.from, first = changed - path.from;
  State forward = path.forward[here], backward = path.backward[here];
  if (path.from <= changed && changed <= place) {
    forward = first == 0 ? State{} : path.forward[first - 1];
    for (std::size_t p = changed; p <= place; ++p) Step(0, sender, p, &forward);
  }
  if (changed >= place && first < path.backward.size()) {
    backward = first + 1 == path.backward.size() ? State{} : path.backward[first + 1];
    for (std::size_t p = changed + 1; p-- > place;) Step(1, sender, p, &backward);
  }
  return Out(place, forward, backward);
}

// One without words is told as nothing but who wrote when.
void NetSteps::TakeVector(std::size_t place, Inputs* inputs) {
  inputs->numbers = {};
  const std::uint32_t words = talk_[place].words;
  if (words == ToldMessage::kNoWords) return;
  const MessageFacts& facts = FactsAt(place);
  const std::span<const std::uint16_t> read = timeline_.conversation().net_words.Of(words);
  const MessageVector vector = vectors_.Of(read, facts.features, facts.words);
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    inputs->numbers[i] = static_cast<std::int16_t>(vector[i] << 4);
  }
}

const NetSteps::Inputs& NetSteps::InputsAt(std::size_t place) {
  Inputs& inputs = inputs_[place % inputs_.size()];
  if (inputs.place == place) return inputs;
  inputs.place = place;
  TakeVector(place, &inputs);
  if (place > 0) {
    const MessageFacts &facts = FactsAt(place), &last = FactsAt(place - 1);
    const std::uint32_t minutes = SecondsBetween(last.sent, facts.sent) / 60;
    inputs.numbers[kMessageNumbers + 1] =
        MinutesInput(static_cast<std::int32_t>(std::min(minutes, std::uint32_t{32767})));
    inputs.numbers[kMessageNumbers + 2] = last.sender != facts.sender ? kOne : std::int16_t{0};
  }
  for (std::size_t d = 0; d < inputs.gates.size(); ++d) {
    const NetLayer& layer = net_.in[d];
    Gates &others = inputs.gates[d][0], &own = inputs.gates[d][1];
    DotPairs(in_pairs_[d].data(), layer.outputs, inputs.numbers.size(), inputs.numbers.data(),
             others.data());
    std::transform(others.begin(), others.end(), own_[d].begin(), own.begin(), std::plus<>());
    ScaleSums(layer.scale, layer.bias.data(), layer.outputs, others.data());
    ScaleSums(layer.scale, layer.bias.data(), layer.outputs, own.data());
  }
  return inputs;
}

void NetSteps::Step(std::size_t direction, std::uint16_t sender, std::size_t place, State* state) {
  const Gates& of_message =
      InputsAt(place).gates[direction][FactsAt(place).sender == sender ? 1 : 0];
  const NetLayer& layer = net_.state[direction];
  Gates of_state;
  DotPairs(state_pairs_[direction].data(), layer.outputs, state->size(), state->data(),
           of_state.data());
  ScaleSums(layer.scale, layer.bias.data(), layer.outputs, of_state.data());
  ChangeState(of_message, of_state, state);
}

ScoreSum NetSteps::Out(std::size_t place, const State& forward, const State& backward) {
  std::array<std::int16_t, 2 * kStateNumbers> states;
  std::copy(forward.begin(), forward.end(), states.begin());
  std::copy(backward.begin(), backward.end(), states.begin() + kStateNumbers);
  std::array<std::int16_t, PaddedForDots(kMessageNumbers)> message{};
  const Inputs& inputs = InputsAt(place);
  std::copy(inputs.numbers.begin(), inputs.numbers.begin() + kMessageNumbers, message.begin());
  NetSums by_states, sums;
  net_.out_state.Apply(states.data(), by_states.data());
  net_.out_message.Apply(message.data(), sums.data());
  std::transform(sums.begin(), sums.end(), by_states.begin(), sums.begin(), std::plus<>());
  return JoinCodes(sums);
}

}  // namespace ebb
