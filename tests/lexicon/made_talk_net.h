// Talk nets of seeded random weights, whose numbers are about as large as those of a trained one:
// each curve is met in the middle and at both ends.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/dot.h"
#include "lexicon/talk_net.h"

namespace ebb::testing {

// The engine alone is the same everywhere, the standard library's distributions may not be.
using NetRandom = std::mt19937;

inline std::size_t NumberBelow(NetRandom* random, std::size_t most) { return (*random)() % most; }
inline std::int32_t NumberWithin(NetRandom* random, std::int32_t most) {
  const auto numbers = static_cast<std::size_t>(2 * most + 1);
  return static_cast<std::int32_t>(NumberBelow(random, numbers)) - most;
}

// `scale` up to a quarter more; each bias within `most_bias`.
inline void FillMadeLayer(NetRandom* random, std::int32_t scale, std::int32_t most_bias,
                          NetLayer* layer) {
  for (std::size_t row = 0; row < layer->outputs; ++row) {
    for (std::size_t i = 0; i < layer->inputs; ++i) {
      layer->weights[row * PaddedForDots(layer->inputs) + i] =
          static_cast<std::int16_t>(NumberWithin(random, 127));
    }
  }
  for (std::int32_t& bias : layer->bias) bias = NumberWithin(random, most_bias);
  layer->scale = scale + static_cast<std::int32_t>(
                             NumberBelow(random, static_cast<std::size_t>(scale / 4 + 1)));
}

// Of so many words, and one more, the first, that stands for all others.
inline TalkNet MadeTalkNet(std::uint32_t seed, std::size_t words) {
  NetRandom random(seed);
  TalkNet net;
  net.mean_scale = 150'000;
  std::vector<std::int8_t> numbers((words + 1) * kWordNumbers);
  for (std::int8_t& number : numbers) number = static_cast<std::int8_t>(NumberWithin(&random, 127));
  net.words = WordVectors(std::move(numbers));
  for (NetLayer& layer : net.patterns) FillMadeLayer(&random, 60'000, 0, &layer);
  for (std::int32_t& bias : net.pattern_bias) bias = NumberWithin(&random, 128);
  FillMadeLayer(&random, 30'000, 256, &net.message);
  for (std::size_t d = 0; d < net.in.size(); ++d) {
    FillMadeLayer(&random, 300'000, 2'000, &net.in[d]);
    FillMadeLayer(&random, 8'000, 1'000, &net.state[d]);
  }
  FillMadeLayer(&random, 256, 100, &net.out_state);
  FillMadeLayer(&random, 6'000, 20, &net.out_message);
  for (NetLayer& layer : net.patterns) layer.bias.assign(layer.bias.size(), 0);
  return net;
}

inline TalkNets MadeTalkNets(std::uint32_t seed, const std::vector<std::string>& words,
                             std::size_t count = 2) {
  NetRandom random(seed);
  TalkNets nets;
  for (std::int32_t& bias : nets.bias) bias = NumberWithin(&random, 50);
  for (std::int32_t& sure : nets.sure) sure = NumberWithin(&random, 300);
  nets.words.emplace_back("-");
  nets.words.insert(nets.words.end(), words.begin(), words.end());
  for (std::size_t n = 0; n < count; ++n) {
    nets.nets.push_back(
        MadeTalkNet(1'000 * (static_cast<std::uint32_t>(n) + 1) + seed, words.size()));
  }
  return nets;
}

}  // namespace ebb::testing
