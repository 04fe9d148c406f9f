#include "trainer/talk_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <future>
#include <numbers>
#include <numeric>
#include <thread>
#include <utility>

#include "trainer/talk_gradient.h"

namespace ebb::trainer {
namespace {

// Gradients are summed in so many parts, each in order, however many cores there are: floating
// point sums depend on it.
constexpr std::size_t kLanes = 4;
constexpr float kMeanDecay = 0.9f, kSquareDecay = 0.999f;
constexpr float kRising = 0.15f;                        // this part of the steps
constexpr float kFirstRate = 0.04f, kLastRate = 1e-4f;  // of the highest
constexpr float kWordSpread = 0.1f;                     // of word vectors at first

float RateAt(float part) {
  const auto half_wave = [](float x) {
    return 0.5f - 0.5f * std::cos(std::numbers::pi_v<float> * x);
  };
  if (part < kRising) return kFirstRate + (1 - kFirstRate) * half_wave(part / kRising);
  return kLastRate + 1 - half_wave((part - kRising) / (1 - kRising));
}

// The log of the odds of each score's, and each detail's, being so.
std::array<double, kTold> PriorOf(const std::vector<const Talk*>& talks) {
  std::array<double, kTold> so{}, all{}, prior{};
  for (const Talk* const talk : talks) {
    for (const TalkMessage& message : *talk) {
      for (std::size_t c = 0; c < prior.size(); ++c) {
        all[c] += static_cast<double>(message.weight[c]);
        so[c] += static_cast<double>(message.weight[c] * message.target[c]);
      }
    }
  }
  for (std::size_t c = 0; c < prior.size(); ++c) {
    const double share = all[c] > 0 ? std::clamp(so[c] / all[c], 1e-3, 0.5) : 0.5;
    prior[c] = std::log(share / (1 - share));
  }
  return prior;
}

void DrawWeights(TalkRandom* random, TalkModel* model) {
  const auto draw = [&](std::size_t from, std::size_t inputs, std::size_t outputs,
                        std::size_t spread_over) {
    const float most = 1 / std::sqrt(static_cast<float>(spread_over));
    for (std::size_t i = 0; i < inputs * outputs; ++i) {
      model->numbers[from + i] = (2 * random->Share() - 1) * most;
    }
  };
  for (std::size_t i = 0; i < model->at.rest(); ++i) {
    model->numbers[i] = kWordSpread * random->Normal();
  }
  constexpr std::size_t kAround = kPatternWords * kWordNumbers, kAll = kNetGates * kStateNumbers;
  constexpr std::size_t kOutInputs = 2 * kStateNumbers + kMessageNumbers;
  draw(model->at.patterns, kAround, kPatterns, kAround);
  draw(model->at.message, kMessageInputs, kMessageNumbers, kMessageInputs);
  for (std::size_t d = 0; d < 2; ++d) {
    draw(model->at.in[d], kTalkInputs, kAll, kStateNumbers);
    draw(model->at.state[d], kStateNumbers, kAll, kStateNumbers);
  }
  draw(model->at.out, kOutInputs, kTold, kOutInputs);
}

// Of vectors no talk held nothing is known; a word that has no other counts as unknown.
void ForgetUnmet(TalkModel* model) {
  for (std::vector<std::size_t>& parts : model->parts) {
    std::erase_if(parts, [&](std::size_t part) { return !model->met[part]; });
    if (parts.empty()) parts.push_back(0);
  }
}

class Adam {
 public:
  Adam(float rate, float decay, TalkModel* model)
      : rate_(rate),
        decay_(decay),
        model_(*model),
        means_(model->numbers.size(), 0),
        squares_(model->numbers.size(), 0),
        last_step_(model->vectors, 0) {}

  // `part` = of all steps, done.
  void Step(const TalkGradient& gradient, float part) {
    ++steps_;
    rate_now_ = rate_ * RateAt(part);
    clip_ = static_cast<float>(std::min(1.0, 1 / (std::sqrt(gradient.SquareSum()) + 1e-6)));
    mean_share_ = 1 - std::pow(kMeanDecay, static_cast<float>(steps_));
    square_share_ = 1 - std::pow(kSquareDecay, static_cast<float>(steps_));
    Update(model_.at.rest(), gradient.rest().data(), gradient.rest().size());
    for (std::size_t i = 0; i < gradient.met().size(); ++i) {
      const std::size_t vector = gradient.met()[i];
      CatchUp(vector);
      Update(vector * kWordNumbers, gradient.OfMet(i), kWordNumbers);
    }
  }

 private:
  void Update(std::size_t from, const float* gradient, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const float slope = gradient[i] * clip_;
      float& mean = means_[from + i];
      float& square = squares_[from + i];
      float& number = model_.numbers[from + i];
      mean = kMeanDecay * mean + (1 - kMeanDecay) * slope;
      square = kSquareDecay * square + (1 - kSquareDecay) * slope * slope;
      const float step = (mean / mean_share_) / (std::sqrt(square / square_share_) + 1e-8f);
      number -= rate_now_ * (step + decay_ * number);
    }
  }
  // Steps a word vector was not met in only fade what is known of its gradient.
  void CatchUp(std::size_t vector) {
    const std::size_t missed = steps_ - 1 - last_step_[vector];
    model_.met[vector] = true;
    last_step_[vector] = steps_;
    if (missed == 0) return;
    const float mean_fade = std::pow(kMeanDecay, static_cast<float>(missed));
    const float square_fade = std::pow(kSquareDecay, static_cast<float>(missed));
    for (std::size_t i = vector * kWordNumbers; i < (vector + 1) * kWordNumbers; ++i) {
      means_[i] *= mean_fade;
      squares_[i] *= square_fade;
    }
  }

  const float rate_, decay_;
  TalkModel& model_;
  std::vector<float> means_, squares_;
  std::vector<std::size_t> last_step_;
  std::size_t steps_ = 0;
  float rate_now_ = 0, clip_ = 1, mean_share_ = 1, square_share_ = 1;
};

class Training {
 public:
  Training(const std::vector<const Talk*>& talks, const TalkTrainingOptions& options,
           TalkModel* model)
      : talks_(talks),
        options_(options),
        model_(*model),
        adam_(options.rate, options.decay, model),
        lanes_(kLanes, TalkGradient(*model)),
        order_(talks.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  void RunEpoch(int epoch, TalkRandom* random) {
    for (std::size_t i = order_.size(); i > 1; --i) {
      std::swap(order_[i - 1], order_[random->Next() % i]);
    }
    double loss = 0;
    std::size_t messages = 0;
    const std::size_t a_step = options_.talks_a_step, steps = (order_.size() + a_step - 1) / a_step;
    for (std::size_t s = 0; s < steps; ++s) {
      const std::size_t to = std::min((s + 1) * a_step, order_.size());
      const std::size_t here = MessagesOf(s * a_step, to);
      messages += here;
      loss += SumGradients(epoch, s * a_step, to, 1 / static_cast<float>(here));
      const float done = static_cast<float>(s) / static_cast<float>(steps);
      const float part = (static_cast<float>(epoch) + done) / static_cast<float>(options_.epochs);
      adam_.Step(lanes_[0], part);
    }
    if (options_.prints) {
      std::printf("talk net, epoch %d: loss %.4f\n", epoch + 1,
                  loss / static_cast<double>(messages));
    }
  }

 private:
  std::size_t MessagesOf(std::size_t from, std::size_t to) const {
    std::size_t messages = 0;
    for (std::size_t i = from; i < to; ++i) messages += talks_[order_[i]]->size();
    return messages;
  }

  // Of the talks from..to-1 in order_, into the first lane. Returns the loss.
  double SumGradients(int epoch, std::size_t from, std::size_t to, float scale) {
    const TurnedWeights turned(model_);
    std::array<double, kLanes> losses{};
    const std::size_t threads =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kLanes);
    const auto run = [&](std::size_t first) {
      for (std::size_t lane = first; lane < kLanes; lane += threads) {
        lanes_[lane].Clear();
        for (std::size_t i = from + lane; i < to; i += kLanes) {
          losses[lane] += AddTalk(turned, epoch, order_[i], scale, &lanes_[lane]);
        }
      }
    };
    std::vector<std::future<void>> others;
    for (std::size_t t = 1; t < threads; ++t) {
      others.push_back(std::async(std::launch::async, run, t));
    }
    run(0);
    for (std::future<void>& other : others) other.get();
    for (std::size_t lane = 1; lane < kLanes; ++lane) lanes_[0].Add(lanes_[lane]);
    lanes_[0].TurnPatterns();
    return std::accumulate(losses.begin(), losses.end(), 0.0);
  }

  // Every other time only a part of the talk: up to a third is left off at either end.
  double AddTalk(const TurnedWeights& turned, int epoch, std::size_t talk, float scale,
                 TalkGradient* gradient) const {
    const Talk& whole = *talks_[talk];
    const auto round = static_cast<std::uint64_t>(epoch);
    const TalkNoise noise{options_.dropout, options_.unknown_words, options_.own_left_out,
                          options_.seed * 1000003 + round * 100000 + talk};
    TalkRandom random(options_.seed * 31 + round, talk, 5);
    if ((random.Next() & 1) == 0) return AddGradient(model_, turned, whole, noise, scale, gradient);
    const auto draw = [&] {
      return static_cast<std::ptrdiff_t>(random.Next() % (whole.size() / 3 + 1));
    };
    const std::ptrdiff_t before = draw(), after = draw();
    const Talk part(whole.begin() + before, whole.end() - after);
    return AddGradient(model_, turned, part, noise, scale, gradient);
  }

  const std::vector<const Talk*>& talks_;
  const TalkTrainingOptions& options_;
  TalkModel& model_;
  Adam adam_;
  std::vector<TalkGradient> lanes_;
  std::vector<std::size_t> order_;
};

}  // namespace

TalkModel TrainTalkModel(const std::vector<const Talk*>& talks, const WordParts& parts,
                         const TalkTrainingOptions& options) {
  TalkModel model(parts);
  TalkRandom random(options.seed, 99);
  model.prior = PriorOf(talks);
  DrawWeights(&random, &model);
  Training training(talks, options, &model);
  for (int epoch = 0; epoch < options.epochs; ++epoch) training.RunEpoch(epoch, &random);
  ForgetUnmet(&model);
  return model;
}

}  // namespace ebb::trainer
