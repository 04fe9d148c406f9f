#include "trainer/talk_export.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/dot.h"
#include "trainer/talk_reading.h"

namespace ebb::trainer {
namespace {

constexpr double kMostSteps = 127, kHeld = 0.9995;
// Numbers as the layers hold them; see the header.
constexpr double kNumberUnit = 256, kStateUnit = 16384, kGateUnit = 4096, kSumUnit = 64;
constexpr double kScaleUnit = 1 << 24;  // of NetLayer::scale

std::int32_t Whole(double number) { return static_cast<std::int32_t>(std::lround(number)); }

// How large a step is so that all but the few largest weights are held.
double StepOf(std::vector<float> weights) {
  if (weights.empty()) return 1;
  for (float& weight : weights) weight = std::abs(weight);
  const double rank = std::ceil(kHeld * static_cast<double>(weights.size() - 1));
  const auto at = weights.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(weights.begin(), at, weights.end());
  return *at > 0 ? static_cast<double>(*at) / kMostSteps : 1;
}

double StepsOf(float weight, double step) {
  return std::clamp(std::round(static_cast<double>(weight) / step), -kMostSteps, kMostSteps);
}

// `weights` stand by input; `unit` = what one of the input's units is in the output's.
void FillWeights(const float* weights, double unit, NetLayer* layer) {
  const double step = StepOf(std::vector<float>(weights, weights + layer->inputs * layer->outputs));
  const std::size_t padded = PaddedForDots(layer->inputs);
  for (std::size_t i = 0; i < layer->inputs; ++i) {
    for (std::size_t o = 0; o < layer->outputs; ++o) {
      layer->weights[o * padded + i] =
          static_cast<std::int16_t>(StepsOf(weights[i * layer->outputs + o], step));
    }
  }
  layer->scale = Whole(step * unit * kScaleUnit);
}

void FillBias(const float* bias, std::size_t count, double unit, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = Whole(static_cast<double>(bias[i]) * unit);
}

// Words of which one of the models learned nothing count as unknown.
std::vector<std::size_t> KnownWords(const std::vector<TalkModel>& models) {
  std::vector<std::size_t> known = {0};
  for (std::size_t w = 1; w < models[0].parts.size(); ++w) {
    const bool learned = std::all_of(models.begin(), models.end(), [w](const TalkModel& model) {
      return model.parts[w][0] != 0;
    });
    if (learned) known.push_back(w);
  }
  return known;
}

double WordStep(const TalkModel& model, const std::vector<std::size_t>& known) {
  std::vector<float> all;
  for (const std::size_t w : known) {
    const auto numbers = model.NumbersOf(w);
    all.insert(all.end(), numbers.begin(), numbers.end());
  }
  return StepOf(std::move(all));
}

WordVectors WordsOf(const TalkModel& model, const std::vector<std::size_t>& known, double step) {
  std::vector<std::int8_t> all;
  for (const std::size_t w : known) {
    for (const float number : model.NumbersOf(w)) {
      all.push_back(static_cast<std::int8_t>(StepsOf(number, step)));
    }
  }
  return WordVectors(std::move(all));
}

void FillStates(const TalkModel& model, TalkNet* net) {
  const float* const numbers = model.numbers.data();
  for (std::size_t d = 0; d < net->in.size(); ++d) {
    NetLayer& in = net->in[d];
    NetLayer& state = net->state[d];
    FillWeights(numbers + model.at.in[d], kGateUnit / kNumberUnit, &in);
    FillBias(numbers + model.at.in_bias[d], in.outputs, kGateUnit, in.bias.data());
    FillWeights(numbers + model.at.state[d], kGateUnit / kStateUnit, &state);
    // Only the last gate, the fresh state, has a bias on this side: it is reset with the rest.
    FillBias(numbers + model.at.fresh_bias[d], kStateNumbers, kGateUnit,
             state.bias.data() + (kNetGates - 1) * kStateNumbers);
  }
}

void FillSums(const TalkModel& model, TalkNet* net) {
  std::vector<float> told;  // without what is told in training alone
  for (std::size_t i = 0; i < kBothStates + kMessageNumbers; ++i) {
    const float* const row = model.numbers.data() + model.at.out + i * kTold;
    told.insert(told.end(), row, row + kNetSums);
  }
  const float* const weights = told.data();
  FillWeights(weights, kSumUnit / kStateUnit, &net->out_state);
  FillWeights(weights + net->out_state.inputs * net->out_state.outputs, kSumUnit / kNumberUnit,
              &net->out_message);
  for (std::size_t c = 0; c < kNetSums; ++c) {
    const auto bias = static_cast<double>(model.numbers[model.at.out_bias + c]);
    net->out_state.bias[c] = Whole((bias + model.prior[c]) * kSumUnit);
  }
}

TalkNet ToTalkNet(const TalkModel& model, const std::vector<std::size_t>& known) {
  TalkNet net;
  const float* const numbers = model.numbers.data();
  const double word_step = WordStep(model, known);
  net.words = WordsOf(model, known, word_step);
  // Words are summed in steps, and the sum times 65536ths of a share is rounded to 256ths.
  net.mean_scale = Whole(word_step * kScaleUnit);
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    FillWeights(numbers + model.at.patterns + k * kWordNumbers * kPatterns, word_step * kNumberUnit,
                &net.patterns[k]);
  }
  FillBias(numbers + model.at.pattern_bias, kPatterns, kNumberUnit, net.pattern_bias.data());
  FillWeights(numbers + model.at.message, 1, &net.message);
  FillBias(numbers + model.at.message_bias, kMessageNumbers, kNumberUnit, net.message.bias.data());
  FillStates(model, &net);
  FillSums(model, &net);
  return net;
}

}  // namespace

TalkNets ToTalkNets(const std::vector<TalkModel>& models, const std::vector<std::string>& words) {
  TalkNets nets;
  const std::vector<std::size_t> known = KnownWords(models);
  for (const std::size_t w : known) nets.words.push_back(w == 0 ? "-" : words[w]);
  for (const TalkModel& model : models) nets.nets.push_back(ToTalkNet(model, known));
  return nets;
}

}  // namespace ebb::trainer
