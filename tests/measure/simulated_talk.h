// Seeded talks of two people with habits, moods and overdispersed weeks, for tests of symmetry, of
// false alarms (nothing planted) and of power (one thing planted). The same on every machine.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "measure/made_talk.h"
#include "measure/random_values.h"

namespace ebb::testing {

struct Simulated {
  std::uint64_t seed = 1;
  int weeks = 52;
  double sessions = 12;                 // a week
  double turns = 8;                     // a session
  double begins = 0.5;                  // share begun by side 0
  std::array<double, 2> minutes{4, 8};  // median time to reply
  double hot = 0.12;                    // share of sessions on a hard topic
  double alike = 0.4;                   // lag-1 correlation of the weeks' moods
  // Planted.
  // Now: the last twelve weeks, or the last third of fewer than 36.
  double begins_now = -1;  // -1 = as before
  std::array<double, 2> slower_now{1, 1};
  std::array<double, 2> slower_hot{1, 1};
  std::array<double, 2> short_hot{0, 0};  // added to the chance of a reply of a word or two
  double silent_after_conflict = 0;       // chance of three days; side 1 had been written to
};

// Moods by week: mean 0, standard deviation 1.
struct Moods {
  std::vector<double> volume, begins, hot;
  std::array<std::vector<double>, 2> slow, brief;
};

class TalkSimulator {
 public:
  TalkSimulator(const Simulated& plan, MadeTalk* made)
      : plan_(plan), made_(made), random_(plan.seed) {
    const auto n = static_cast<std::size_t>(plan.weeks);
    for (std::vector<double>* mood : {&moods_.volume, &moods_.begins, &moods_.hot, &moods_.slow[0],
                                      &moods_.slow[1], &moods_.brief[0], &moods_.brief[1]}) {
      *mood = Autoregressive(n, plan.alike, &random_);
    }
  }

  void Run() {
    for (int week = 0; week < plan_.weeks; ++week) RunWeek(static_cast<std::size_t>(week));
  }

 private:
  void RunWeek(std::size_t week) {
    week_ = week;
    now_period_ = static_cast<int>(week) >= plan_.weeks - std::min(12, plan_.weeks / 3);
    const double volume = plan_.sessions * std::exp(0.45 * moods_.volume[week] - 0.1);
    std::vector<std::uint32_t> starts;
    for (std::uint64_t k = Poisson(volume, &random_); k > 0; --k) {
      const auto day = static_cast<std::uint32_t>(random_.Below(7));
      const auto second = static_cast<std::uint32_t>(random_.Below(14 * kHour + kHour / 2));
      starts.push_back(kMonday + static_cast<std::uint32_t>(week) * 7 * kDay + day * kDay +
                       8 * kHour + second);
    }
    std::sort(starts.begin(), starts.end());
    for (const std::uint32_t start : starts) {
      if (start < quiet_until_ || start < at_ + 5 * kHour) continue;
      at_ = start;
      RunSession();
    }
  }

  void RunSession() {
    const double wanted = now_period_ && plan_.begins_now >= 0 ? plan_.begins_now : plan_.begins;
    const double logit = std::log(wanted / (1 - wanted)) + 0.3 * moods_.begins[week_];
    int side = Happens(1 / (1 + std::exp(-logit))) ? 0 : 1;
    hot_ = Happens(std::min(0.8, plan_.hot * std::exp(0.5 * moods_.hot[week_] - 0.12)));
    const bool fights = hot_ && Happens(0.5);
    const std::uint64_t turns = 1 + Poisson(plan_.turns * (0.5 + random_.Unit()), &random_);
    const Position first = made_->last() + 1;
    for (std::uint64_t turn = 0; turn < turns; ++turn) {
      if (turn > 0) {
        if (Happens(0.85)) side = 1 - side;
        at_ += Delay(side);
      }
      Say(side, turn);
    }
    if (!fights || turns <= 3) return;
    made_->Conflict(first, made_->last());
    if (Happens(plan_.silent_after_conflict)) {
      at_ += kMinute;
      Say(0, 1);
      quiet_until_ = at_ + 3 * kDay + kDay / 2;
    }
  }

  std::uint32_t Delay(int side) {
    const auto s = static_cast<std::size_t>(side);
    double factor = now_period_ ? plan_.slower_now[s] : 1;
    if (hot_) factor *= plan_.slower_hot[s];
    const double logs = std::log2(60 * plan_.minutes[s] * factor) + 0.5 * moods_.slow[s][week_] +
                        1.8 * Normal(&random_);
    return static_cast<std::uint32_t>(std::clamp(std::exp2(logs), 5.0, 3.5 * kHour));
  }

  void Say(int side, std::uint64_t turn) {
    const auto s = static_cast<std::size_t>(side);
    double brief = 1 / (1 + std::exp(1.5 - 0.5 * moods_.brief[s][week_]));
    if (hot_) brief = std::min(0.95, brief + plan_.short_hot[s]);
    const bool is_short = turn > 0 && Happens(brief);
    const auto words =
        static_cast<std::uint16_t>(is_short ? 1 + random_.Below(2) : 3 + random_.Below(16));
    std::uint32_t features = is_short ? 0 : Features(turn);
    std::uint32_t codes = hot_ && Happens(0.25) ? kPressed : 0u;
    if (hot_) features |= kMilestone;
    if (Happens(0.03)) codes |= 1u << random_.Below(kTurnCodeBits);
    // A word or two names nothing, or it would be an answer to questions and none to other turns.
    const auto drawn = static_cast<std::uint16_t>(1 + random_.Below(40));
    const std::uint16_t stem = is_short ? std::uint16_t{0} : drawn;
    const MessageKind kind = Happens(0.03)    ? MessageKind::kMedia
                             : Happens(0.002) ? MessageKind::kCall
                                              : MessageKind::kText;
    made_->SayAt(at_, side, features, codes, words, {stem, 0}, kind);
    if (!is_short && Happens(0.3)) {
      at_ += 20;
      made_->SayAt(at_, side, Happens(0.2) ? std::uint32_t{kWarmth} : 0u, 0, 4);
    }
  }

  std::uint32_t Features(std::uint64_t turn) {
    std::uint32_t features = 0;
    if (turn == 0 && Happens(0.3)) features |= kGreeting;
    if (Happens(0.25)) features |= kQuestion;
    if (Happens(0.1)) features |= kDisclosure;
    if (Happens(0.15)) features |= kWarmth;
    if (Happens(0.05)) features |= kPlanProposal | kTimeWord;
    if (Happens(0.1)) features |= kAnswerWord;
    if (Happens(0.03)) features |= kDecisionWord | kAgreement;
    if (Happens(0.03)) features |= kNegativeEmotion;
    if (Happens(0.005)) features |= kTravelWord;
    return features;
  }

  bool Happens(double chance) { return random_.Unit() < chance; }

  Simulated plan_;
  MadeTalk* made_;
  Random random_;
  Moods moods_;
  std::size_t week_ = 0;
  std::uint32_t at_ = 0, quiet_until_ = 0;
  bool hot_ = false, now_period_ = false;
};

inline void Simulate(const Simulated& plan, MadeTalk* made) { TalkSimulator(plan, made).Run(); }

// The p value of each claim of a key that rests on a test; `side` -1 = any.
inline std::vector<double> PValues(const MeasureResult& result, const std::string& key,
                                   int side = -1) {
  std::vector<double> p;
  for (const Claim& claim : result.claims) {
    if (claim.key == key && claim.has_p && (side < 0 || claim.side == side)) p.push_back(claim.p);
  }
  return p;
}

// Share of the claims of a key with p < .05 over `runs` talks that differ in their seed; `made` =
// how many claims there were.
template <typename Take>
double ShareFired(Simulated plan, Take take, const std::string& key, int runs, int side = -1,
                  int* claims = nullptr) {
  int fired = 0, all = 0;
  for (int run = 0; run < runs; ++run) {
    plan.seed = 1000 + static_cast<std::uint64_t>(run);
    MadeTalk made;
    Simulate(plan, &made);
    for (const double p : PValues(take(made.Input()), key, side)) {
      ++all;
      fired += p < 0.05;
    }
  }
  if (claims != nullptr) *claims = all;
  return all == 0 ? 0 : static_cast<double>(fired) / all;
}

}  // namespace ebb::testing
