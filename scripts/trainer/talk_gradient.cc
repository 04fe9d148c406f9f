#include "trainer/talk_gradient.h"

#include <algorithm>
#include <cmath>

namespace ebb::trainer {
namespace {

// Rows to columns.
std::vector<float> Turned(const float* from, std::size_t rows, std::size_t columns) {
  std::vector<float> turned(rows * columns);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) turned[j * rows + i] = from[i * columns + j];
  }
  return turned;
}

// What the loss changes by with each of a message's numbers and states.
struct Slopes {
  std::array<float, kMessageNumbers> numbers{};
  std::array<float, kBothStates> states{};
};

// The way back.
class Backward {
 public:
  Backward(const TalkModel& model, const TurnedWeights& turned, float scale, TalkGradient* gradient)
      : model_(model), turned_(turned), scale_(scale), gradient_(*gradient) {}

  double Add(const Talk& talk, const std::vector<Reading>& readings) {
    std::vector<Slopes> slopes(talk.size());
    double loss = 0;
    for (std::size_t i = 0; i < talk.size(); ++i) {
      loss += AddSums(talk[i], readings[i], &slopes[i]);
    }
    for (std::size_t d = 0; d < 2; ++d) WalkBack(d, readings, &slopes);
    for (std::size_t i = 0; i < talk.size(); ++i) AddMessage(readings[i], &slopes[i]);
    return loss;
  }

 private:
  double AddSums(const TalkMessage& message, const Reading& r, Slopes* slopes) {
    std::array<float, kTold> misses;
    double loss = 0;
    for (std::size_t c = 0; c < kTold; ++c) {
      const float said = Sigmoid(r.sums[c]), weight = message.weight[c];
      const float target = message.target[c];
      const float right =
          target * std::log(said + 1e-9f) + (1 - target) * std::log(1 - said + 1e-9f);
      if (weight > 0) loss -= static_cast<double>(weight * right);
      misses[c] = weight * (said - target) * scale_;
    }
    AddTimes<kTold>(1, misses.data(), gradient_.At(model_.at.out_bias));
    for (std::size_t j = 0; j < kBothStates; ++j) {
      const float state = r.steps[j / kStateNumbers].After(j % kStateNumbers);
      slopes->states[j] = r.states_kept[j] * AddOut(j, state * r.states_kept[j], misses);
    }
    for (std::size_t n = 0; n < kMessageNumbers; ++n) {
      slopes->numbers[n] = AddOut(kBothStates + n, r.talk_inputs[n], misses);
    }
    return loss;
  }
  float AddOut(std::size_t row, float input, const std::array<float, kTold>& misses) {
    const std::size_t offset = model_.at.out + row * kTold;
    const float* const weights = model_.numbers.data() + offset;
    AddTimes<kTold>(input, misses.data(), gradient_.At(offset));
    float slope = 0;
    for (std::size_t c = 0; c < kTold; ++c) slope += misses[c] * weights[c];
    return slope;
  }

  // Against the direction it was read in.
  void WalkBack(std::size_t d, const std::vector<Reading>& readings, std::vector<Slopes>* slopes) {
    std::array<float, kStateNumbers> carried{};
    const std::size_t count = readings.size();
    for (std::size_t s = 0; s < count; ++s) {
      const std::size_t i = d == 0 ? count - 1 - s : s;
      StepBack(d, readings[i], &(*slopes)[i], &carried);
    }
  }
  void StepBack(std::size_t d, const Reading& r, Slopes* slopes,
                std::array<float, kStateNumbers>* carried) {
    std::array<float, kGateNumbers> in, from_state;
    for (std::size_t j = 0; j < kStateNumbers; ++j) {
      const float slope = slopes->states[d * kStateNumbers + j] + (*carried)[j];
      (*carried)[j] = GateBack(r.steps[d], j, slope, &in, &from_state);
    }
    AddTimes<kGateNumbers>(1, in.data(), gradient_.At(model_.at.in_bias[d]));
    AddTimes<kStateNumbers>(1, &from_state[2 * kStateNumbers],
                            gradient_.At(model_.at.fresh_bias[d]));
    for (std::size_t g = 0; g < kGateNumbers; ++g) {
      AddTimes<kMessageNumbers>(in[g], &turned_.in[d][g * kMessageNumbers], slopes->numbers.data());
      AddTimes<kStateNumbers>(from_state[g], &turned_.state[d][g * kStateNumbers], carried->data());
    }
    for (std::size_t i = 0; i < kTalkInputs; ++i) {
      float* const to = gradient_.At(model_.at.in[d] + i * kGateNumbers);
      if (r.talk_inputs[i] != 0) AddTimes<kGateNumbers>(r.talk_inputs[i], in.data(), to);
    }
    for (std::size_t i = 0; i < kStateNumbers; ++i) {
      float* const to = gradient_.At(model_.at.state[d] + i * kGateNumbers);
      AddTimes<kGateNumbers>(r.steps[d].before[i], from_state.data(), to);
    }
  }
  // The slope of number j of the state before, as far as it was kept.
  static float GateBack(const StateStep& step, std::size_t j, float slope,
                        std::array<float, kGateNumbers>* in,
                        std::array<float, kGateNumbers>* from_state) {
    const float reset = step.reset[j], keep = step.keep[j], fresh = step.fresh[j];
    const std::size_t keep_at = kStateNumbers + j, fresh_at = 2 * kStateNumbers + j;
    const float to_fresh = slope * (1 - keep) * (1 - fresh * fresh);
    (*in)[j] = (*from_state)[j] = to_fresh * step.fresh_state[j] * reset * (1 - reset);
    (*in)[keep_at] = (*from_state)[keep_at] = slope * (step.before[j] - fresh) * keep * (1 - keep);
    (*in)[fresh_at] = to_fresh;
    (*from_state)[fresh_at] = to_fresh * reset;
    return slope * keep;
  }

  void AddMessage(const Reading& r, Slopes* slopes) {
    std::array<float, kLearnedInputs> inputs{};
    for (std::size_t n = 0; n < kMessageNumbers; ++n) {
      if (r.talk_inputs[n] <= 0) slopes->numbers[n] = 0;
      const float* const weights = &turned_.message[n * kLearnedInputs];
      if (r.talk_inputs[n] > 0) {
        AddTimes<kLearnedInputs>(slopes->numbers[n], weights, inputs.data());
      }
    }
    AddTimes<kMessageNumbers>(1, slopes->numbers.data(), gradient_.At(model_.at.message_bias));
    for (std::size_t i = 0; i < kMessageInputs; ++i) {
      float* const to = gradient_.At(model_.at.message + i * kMessageNumbers);
      if (r.inputs[i] != 0) AddTimes<kMessageNumbers>(r.inputs[i], slopes->numbers.data(), to);
    }
    for (std::size_t i = 0; i < kLearnedInputs; ++i) inputs[i] *= r.inputs_kept[i];
    AddWords(r, inputs);
  }

  void AddWords(const Reading& r, const std::array<float, kLearnedInputs>& slopes) {
    std::vector<float> vectors(r.vectors.size(), 0);
    const float share = 1 / std::sqrt(std::max(static_cast<float>(r.words.size()), 1.0f));
    for (std::size_t i = 0; i < r.words.size(); ++i) {
      AddTimes<kWordNumbers>(share, &slopes[kPatterns], &vectors[i * kWordNumbers]);
    }
    for (std::size_t p = 0; p < kPatterns; ++p) {
      if (r.fits_at[p] < r.words.size() && slopes[p] != 0) AddPattern(r, p, slopes[p], &vectors);
    }
    for (std::size_t i = 0; i < vectors.size(); ++i) vectors[i] *= r.vectors_kept[i];
    for (std::size_t i = 0; i < r.words.size(); ++i) {
      const std::vector<std::size_t>& parts = model_.parts[r.words[i]];
      for (std::size_t p = r.first_parts[i]; p < parts.size(); ++p) {
        AddTimes<kWordNumbers>(1, &vectors[i * kWordNumbers], gradient_.Vector(parts[p]));
      }
    }
  }
  void AddPattern(const Reading& r, std::size_t p, float slope, std::vector<float>* vectors) {
    gradient_.At(model_.at.pattern_bias)[p] += slope;
    for (std::size_t k = 0; k < kPatternWords; ++k) {
      const std::size_t word = r.fits_at[p] + k;  // and one, as in FitPatterns
      if (word < 1 || word > r.words.size()) continue;
      const std::size_t vector = (word - 1) * kWordNumbers;
      const std::size_t weights = p * kPatternInputs + k * kWordNumbers;
      AddTimes<kWordNumbers>(slope, &r.vectors[vector], gradient_.At(model_.at.patterns + weights));
      AddTimes<kWordNumbers>(slope, &turned_.patterns[weights], &(*vectors)[vector]);
    }
  }

  const TalkModel& model_;
  const TurnedWeights& turned_;
  const float scale_;
  TalkGradient& gradient_;
};

}  // namespace

TurnedWeights::TurnedWeights(const TalkModel& model) {
  const float* const numbers = model.numbers.data();
  patterns = Turned(numbers + model.at.patterns, kPatternInputs, kPatterns);
  // Of inputs that no other weight changes nothing is asked.
  message = Turned(numbers + model.at.message, kLearnedInputs, kMessageNumbers);
  for (std::size_t d = 0; d < 2; ++d) {
    in[d] = Turned(numbers + model.at.in[d], kMessageNumbers, kGateNumbers);
    state[d] = Turned(numbers + model.at.state[d], kStateNumbers, kGateNumbers);
  }
}

TalkGradient::TalkGradient(const TalkModel& model)
    : first_(model.at.rest()), rest_(model.at.size - first_, 0), place_of_(model.vectors, 0) {}

void TalkGradient::Clear() {
  std::fill(rest_.begin(), rest_.end(), 0.0f);
  for (const std::size_t vector : met_) place_of_[vector] = 0;
  met_.clear();
  vectors_.clear();
}

void TalkGradient::Add(const TalkGradient& other) {
  for (std::size_t i = 0; i < rest_.size(); ++i) rest_[i] += other.rest_[i];
  for (std::size_t i = 0; i < other.met_.size(); ++i) {
    AddTimes<kWordNumbers>(1, other.OfMet(i), Vector(other.met_[i]));
  }
}

double TalkGradient::SquareSum() const {
  double sum = 0;
  for (const float number : rest_) sum += static_cast<double>(number) * static_cast<double>(number);
  for (const float number : vectors_) {
    sum += static_cast<double>(number) * static_cast<double>(number);
  }
  return sum;
}

float* TalkGradient::Vector(std::size_t vector) {
  if (place_of_[vector] == 0) {
    met_.push_back(vector);
    place_of_[vector] = met_.size();
    vectors_.resize(met_.size() * kWordNumbers, 0);
  }
  return vectors_.data() + (place_of_[vector] - 1) * kWordNumbers;
}

void TalkGradient::TurnPatterns() {
  // They are the first of the rest.
  const std::vector<float> by_input = Turned(rest_.data(), kPatterns, kPatternInputs);
  std::copy(by_input.begin(), by_input.end(), rest_.begin());
}

double AddGradient(const TalkModel& model, const TurnedWeights& turned, const Talk& talk,
                   const TalkNoise& noise, float scale, TalkGradient* gradient) {
  return Backward(model, turned, scale, gradient).Add(talk, ReadForward(model, talk, &noise));
}

}  // namespace ebb::trainer
