// Seeded talks with conflicts, pressing, distance and repair, for the measures of sequences (M9 to
// M12, M19): what is planted is the link between them, everything else are habits and moods.
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

struct ConflictPlan {
  std::uint64_t seed = 1;
  int weeks = 60;
  double sessions = 14;    // a week
  double conflict = 0.05;  // share of sessions that are a conflict, on average
  double alike = 0.5;      // lag-1 correlation of the moods of weeks
  double pressing = 0.02;  // of turns in ordinary sessions; in conflicts a third
  double distance = 0.04;  // of turns, words of distance
  double curt = 0.15;      // of turns, one or two words
  double mending = 0.03;   // of turns; in and for a day after conflicts four times as much
  std::array<double, 2> warm{0.2, 0.15};
  // Planted.
  double curt_after_pressing = 0;     // added chance, side 1 answering side 0
  double pressing_after_curt = 0;     // added chance, side 0 after a curt or distant reply
  double quieter_after_conflict = 1;  // sessions of the three days after, times this
  double colder_after_conflict = 1;   // warmth of the three days after, times this
  double slower_after_conflict = 1;   // delays of the three days after, times this
  double apart_after_conflict = 1;  // odds of words of distance of the three days after, times this
  // Log odds per standard deviation of the week before.
  double conflict_feeds_distance = 0;
  double distance_feeds_conflict = 0;
};

class ConflictSimulator {
 public:
  ConflictSimulator(const ConflictPlan& plan, MadeTalk* made)
      : plan_(plan), made_(made), random_(plan.seed) {
    const auto n = static_cast<std::size_t>(plan.weeks);
    for (std::vector<double>* mood : {&volume_, &strife_, &apart_}) {
      *mood = Autoregressive(n, plan.alike, &random_);
    }
  }

  void Run() {
    for (std::size_t week = 0; week < volume_.size(); ++week) RunWeek(week);
  }

 private:
  void RunWeek(std::size_t week) {
    week_ = week;
    const double fed = plan_.conflict_feeds_distance * ConflictOfLastWeek();
    distance_ = Logistic(Logit(plan_.distance) + 0.5 * apart_[week] + fed);
    conflict_turns_.push_back(0);
    calm_turns_.push_back(0);
    distant_turns_.push_back(0);
    std::vector<std::uint32_t> starts;
    const double mean = plan_.sessions * std::exp(0.45 * volume_[week] - 0.1);
    for (std::uint64_t k = Poisson(mean, &random_); k > 0; --k) {
      const auto day = static_cast<std::uint32_t>(random_.Below(7));
      const auto second = static_cast<std::uint32_t>(random_.Below(14 * kHour));
      starts.push_back(kMonday + static_cast<std::uint32_t>(week) * 7 * kDay + day * kDay +
                       8 * kHour + second);
    }
    std::sort(starts.begin(), starts.end());
    for (const std::uint32_t start : starts) {
      if (start < at_ + 5 * kHour) continue;
      if (IsAfterConflict(start) && !Happens(plan_.quieter_after_conflict)) continue;
      at_ = start;
      RunSession();
    }
  }

  void RunSession() {
    const double fed = plan_.distance_feeds_conflict * DistanceOfLastWeek();
    const double strife = plan_.conflict * std::exp(0.9 * strife_[week_] - 0.4 + fed);
    fights_ = Happens(std::min(0.6, strife));
    int side = Happens(0.5) ? 0 : 1;
    const Position first = static_cast<Position>(made_->chat().facts.size());
    const std::uint64_t turns = 4 + Poisson(8, &random_);
    last_ = {};
    for (std::uint64_t turn = 0; turn < turns; ++turn) {
      if (turn > 0) {
        if (Happens(0.9)) side = 1 - side;
        const double slower = IsAfterConflict(at_) ? plan_.slower_after_conflict : 1;
        at_ += static_cast<std::uint32_t>(slower *
                                          static_cast<double>(60 + random_.Below(30 * kMinute)));
      }
      Say(side);
    }
    if (!fights_) return;
    made_->Conflict(first, made_->last());
    conflict_turns_.back() += static_cast<double>(turns);
    conflict_end_ = at_;
  }

  void Say(int side) {
    const bool answers = last_.side == 1 - side;
    double curt = plan_.curt, pressing = fights_ ? 0.33 : plan_.pressing;
    if (answers && side == 1 && last_.presses) curt += plan_.curt_after_pressing;
    if (answers && side == 0 && last_.distant) pressing += plan_.pressing_after_curt;
    const bool presses = Happens(pressing);
    const bool is_curt = Happens(curt);
    const double apart = IsAfterConflict(at_) ? std::log(plan_.apart_after_conflict) : 0;
    const bool distant = Happens(Logistic(Logit(distance_) + apart));
    if (!fights_) {
      calm_turns_.back() += 1;
      distant_turns_.back() += distant ? 1 : 0;
    }
    std::uint32_t codes = 0, features = 0;
    if (presses) codes |= kPressed | (Happens(0.3) ? std::uint32_t{kHarsh} : 0u);
    if (distant) codes |= kShutDown | kDistanceWorded;
    const bool tender = fights_ || (conflict_end_ != 0 && at_ - conflict_end_ < kDay);
    if (!presses && !distant && Happens(plan_.mending * (tender ? 4 : 1))) {
      codes |= kMended | (Happens(0.5) ? std::uint32_t{kWarmMending} : 0u);
    }
    if (!is_curt) features = Features(side);
    const auto words =
        static_cast<std::uint16_t>(is_curt ? 1 + random_.Below(2) : 3 + random_.Below(20));
    made_->SayAt(at_, side, features, codes, words);
    last_ = {side, presses, distant || is_curt};
  }

  std::uint32_t Features(int side) {
    const double colder = IsAfterConflict(at_) ? plan_.colder_after_conflict : 1;
    std::uint32_t features = 0;
    if (Happens(plan_.warm[static_cast<std::size_t>(side)] * colder)) features |= kWarmth;
    if (Happens(0.3)) features |= kQuestion;
    if (Happens(0.1)) features |= kAgreement;
    if (fights_ && Happens(0.4)) features |= kNegativeEmotion;
    return features;
  }

  bool IsAfterConflict(std::uint32_t when) const {
    return conflict_end_ != 0 && !fights_ && when - conflict_end_ < 4 * kDay + kDay / 2;
  }

  double ConflictOfLastWeek() const {
    if (week_ == 0) return 0;
    return (conflict_turns_[week_ - 1] - 8) / 12;  // about its mean and deviation
  }

  // Outside of conflicts, about its mean and deviation.
  double DistanceOfLastWeek() const {
    if (week_ == 0 || calm_turns_[week_ - 1] == 0) return 0;
    return (distant_turns_[week_ - 1] / calm_turns_[week_ - 1] - plan_.distance) /
           (0.8 * plan_.distance);
  }

  static double Logit(double share) { return std::log(share / (1 - share)); }
  static double Logistic(double x) { return 1 / (1 + std::exp(-x)); }
  bool Happens(double chance) { return random_.Unit() < chance; }

  struct Said {
    int side = -1;
    bool presses = false, distant = false;
  };

  const ConflictPlan plan_;
  MadeTalk* made_;
  Random random_;
  std::vector<double> volume_, strife_, apart_, conflict_turns_, calm_turns_, distant_turns_;
  std::size_t week_ = 0;
  std::uint32_t at_ = 0, conflict_end_ = 0;
  double distance_ = 0;
  bool fights_ = false;
  Said last_;
};

// How often a measure's claim of a key was made and how often its p was under .05, over seeds.
struct ClaimRate {
  int claims = 0, fired = 0;
  double share() const { return claims == 0 ? 0 : static_cast<double>(fired) / claims; }
};

template <typename Take>
ClaimRate RateOf(ConflictPlan plan, Take take, const std::string& key, int runs, int side) {
  ClaimRate rate;
  for (int run = 0; run < runs; ++run) {
    plan.seed = 500 + static_cast<std::uint64_t>(run);
    MadeTalk made;
    ConflictSimulator(plan, &made).Run();
    for (const Claim& claim : take(made.Input()).claims) {
      if (claim.key != key || (side != -2 && claim.side != side)) continue;
      ++rate.claims;
      rate.fired += claim.p < 0.05 ? 1 : 0;
    }
  }
  return rate;
}

}  // namespace ebb::testing
