#include "trainer/talk_reading.h"

#include <algorithm>

#include "sequence/talk_reader.h"

namespace ebb::trainer {
namespace {

// Four numbers of each draw.
void Draw(float dropout, std::size_t count, TalkRandom* random, float* kept) {
  const float factor = 1 / (1 - dropout);
  const auto from = static_cast<std::uint32_t>(dropout * 65536);
  for (std::size_t i = 0; i < count; i += 4) {
    const std::uint64_t drawn = random->Next();
    for (std::size_t j = 0; j < 4 && i + j < count; ++j) {
      kept[i + j] = ((drawn >> (16 * j)) & 0xffff) >= from ? factor : 0;
    }
  }
}

class Forward {
 public:
  Forward(const TalkModel& model, const TalkNoise* noise) : model_(model), noise_(noise) {}

  std::vector<Reading> Read(const Talk& talk) const {
    std::vector<Reading> readings(talk.size());
    std::vector<TalkRandom> randoms;
    for (std::size_t i = 0; i < talk.size(); ++i) {
      randoms.emplace_back(noise_ == nullptr ? 0 : noise_->seed, i + 1);
      ReadMessage(talk[i], &randoms[i], &readings[i]);
    }
    for (std::size_t d = 0; d < 2; ++d) Walk(d, &readings);
    for (std::size_t i = 0; i < talk.size(); ++i) Sum(&randoms[i], &readings[i]);
    return readings;
  }

 private:
  const float* At(std::size_t offset) const { return model_.numbers.data() + offset; }

  void DrawKept(std::size_t count, TalkRandom* random, float* kept) const {
    std::fill_n(kept, count, 1.0f);
    if (noise_ != nullptr) Draw(noise_->dropout, count, random, kept);
  }

  void ReadMessage(const TalkMessage& message, TalkRandom* random, Reading* r) const {
    ReadWords(message, random, r);
    FitPatterns(r);
    AddMean(r);
    float* const shape = r->inputs.data() + kLearnedInputs;
    for (std::size_t b = 0; b < kFeatureBits; ++b) {
      shape[b] = static_cast<float>((message.bits >> b) & 1);
    }
    for (int c = 0; c < kLengthClasses; ++c) shape[kFeatureBits + c] = message.length_class == c;
    FillNumbers(random, r);
    r->talk_inputs[kMessageNumbers] = message.own;
    r->talk_inputs[kMessageNumbers + 1] = static_cast<float>(MinutesInput(message.minutes)) / 256;
    r->talk_inputs[kMessageNumbers + 2] = message.new_turn;
  }

  void ReadWords(const TalkMessage& message, TalkRandom* random, Reading* r) const {
    const std::size_t count = std::min(message.words.size(), kMostNetWords);
    r->words.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      r->words[i] = static_cast<std::size_t>(message.words[i]);
    }
    r->first_parts.assign(count, 0);
    if (noise_ != nullptr) ForgetWords(random, r);
    r->vectors.assign(count * kWordNumbers, 0);
    r->vectors_kept.resize(r->vectors.size());
    DrawKept(r->vectors.size(), random, r->vectors_kept.data());
    for (std::size_t i = 0; i < count; ++i) {
      const std::vector<std::size_t>& parts = model_.parts[r->words[i]];
      for (std::size_t p = r->first_parts[i]; p < parts.size(); ++p) {
        AddTimes<kWordNumbers>(1, model_.Vector(parts[p]), &r->vectors[i * kWordNumbers]);
      }
    }
    for (std::size_t i = 0; i < r->vectors.size(); ++i) r->vectors[i] *= r->vectors_kept[i];
  }
  void ForgetWords(TalkRandom* random, Reading* r) const {
    for (std::size_t i = 0; i < r->words.size(); ++i) {
      if (random->Share() < noise_->unknown_words) r->words[i] = 0;
      const std::vector<std::size_t>& parts = model_.parts[r->words[i]];
      const bool shares = parts.size() > 1 && parts[0] == r->words[i];
      if (shares && random->Share() < noise_->own_left_out) r->first_parts[i] = 1;
    }
  }

  // Of each pattern the best fit, if it is above 0.
  void FitPatterns(Reading* r) const {
    const std::size_t count = r->words.size();
    std::fill_n(r->inputs.begin(), kPatterns, 0.0f);
    r->fits_at.fill(count);
    for (std::size_t i = 0; i < count; ++i) {
      std::array<float, kPatterns> fit;
      std::copy_n(At(model_.at.pattern_bias), kPatterns, fit.begin());
      for (std::size_t k = 0; k < kPatternWords; ++k) {
        const std::size_t word = i + k;  // and one: the first of the three is the word before
        if (word >= 1 && word <= count) AddFit(&r->vectors[(word - 1) * kWordNumbers], k, &fit);
      }
      for (std::size_t p = 0; p < kPatterns; ++p) {
        if (fit[p] <= r->inputs[p]) continue;
        r->inputs[p] = fit[p];
        r->fits_at[p] = i;
      }
    }
  }
  void AddFit(const float* vector, std::size_t k, std::array<float, kPatterns>* fit) const {
    const float* const weights = At(model_.at.patterns) + k * kWordNumbers * kPatterns;
    for (std::size_t n = 0; n < kWordNumbers; ++n) {
      if (vector[n] != 0) AddTimes<kPatterns>(vector[n], weights + n * kPatterns, fit->data());
    }
  }

  static void AddMean(Reading* r) {
    float* const mean = r->inputs.data() + kPatterns;
    std::fill_n(mean, kWordNumbers, 0.0f);
    const float share = 1 / std::sqrt(std::max(static_cast<float>(r->words.size()), 1.0f));
    for (std::size_t i = 0; i < r->words.size(); ++i) {
      AddTimes<kWordNumbers>(share, &r->vectors[i * kWordNumbers], mean);
    }
  }

  void FillNumbers(TalkRandom* random, Reading* r) const {
    DrawKept(kMessageInputs, random, r->inputs_kept.data());
    std::array<float, kMessageNumbers> sums;
    std::copy_n(At(model_.at.message_bias), kMessageNumbers, sums.begin());
    for (std::size_t i = 0; i < kMessageInputs; ++i) {
      const float input = r->inputs[i] *= r->inputs_kept[i];
      if (input == 0) continue;
      AddTimes<kMessageNumbers>(input, At(model_.at.message) + i * kMessageNumbers, sums.data());
    }
    // Of a message without words the program keeps no numbers.
    const bool told = !r->words.empty();
    for (std::size_t n = 0; n < kMessageNumbers; ++n) {
      r->talk_inputs[n] = told ? std::max(sums[n], 0.0f) : 0;
    }
  }

  // All messages, forward (0) or backward (1).
  void Walk(std::size_t direction, std::vector<Reading>* readings) const {
    std::array<float, kStateNumbers> state{};
    const std::size_t count = readings->size();
    for (std::size_t i = 0; i < count; ++i) {
      Step(direction, &state, &(*readings)[direction == 0 ? i : count - 1 - i]);
    }
  }
  void Step(std::size_t d, std::array<float, kStateNumbers>* state, Reading* r) const {
    std::array<float, kGateNumbers> in, from_state{};
    std::copy_n(At(model_.at.in_bias[d]), kGateNumbers, in.begin());
    for (std::size_t i = 0; i < kTalkInputs; ++i) {
      const float* const weights = At(model_.at.in[d]) + i * kGateNumbers;
      if (r->talk_inputs[i] != 0) AddTimes<kGateNumbers>(r->talk_inputs[i], weights, in.data());
    }
    std::copy_n(At(model_.at.fresh_bias[d]), kStateNumbers, &from_state[2 * kStateNumbers]);
    for (std::size_t i = 0; i < kStateNumbers; ++i) {
      const float* const weights = At(model_.at.state[d]) + i * kGateNumbers;
      AddTimes<kGateNumbers>((*state)[i], weights, from_state.data());
    }
    Gate(in, from_state, state, &r->steps[d]);
  }
  static void Gate(const std::array<float, kGateNumbers>& in,
                   const std::array<float, kGateNumbers>& from_state,
                   std::array<float, kStateNumbers>* state, StateStep* step) {
    step->before = *state;
    for (std::size_t j = 0; j < kStateNumbers; ++j) {
      const std::size_t keep = kStateNumbers + j, fresh = 2 * kStateNumbers + j;
      step->reset[j] = Sigmoid(in[j] + from_state[j]);
      step->keep[j] = Sigmoid(in[keep] + from_state[keep]);
      step->fresh_state[j] = from_state[fresh];
      step->fresh[j] = std::tanh(in[fresh] + step->reset[j] * from_state[fresh]);
      (*state)[j] = step->After(j);
    }
  }

  void Sum(TalkRandom* random, Reading* r) const {
    DrawKept(kBothStates, random, r->states_kept.data());
    for (std::size_t c = 0; c < kTold; ++c) {
      r->sums[c] = At(model_.at.out_bias)[c] + static_cast<float>(model_.prior[c]);
    }
    const float* weights = At(model_.at.out);
    for (std::size_t j = 0; j < kBothStates; ++j, weights += kTold) {
      const float state = r->steps[j / kStateNumbers].After(j % kStateNumbers);
      AddTimes<kTold>(state * r->states_kept[j], weights, r->sums.data());
    }
    for (std::size_t n = 0; n < kMessageNumbers; ++n, weights += kTold) {
      AddTimes<kTold>(r->talk_inputs[n], weights, r->sums.data());
    }
  }

  const TalkModel& model_;
  const TalkNoise* noise_;
};

}  // namespace

std::vector<Reading> ReadForward(const TalkModel& model, const Talk& talk, const TalkNoise* noise) {
  return Forward(model, noise).Read(talk);
}

}  // namespace ebb::trainer
