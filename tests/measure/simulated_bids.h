// Made talks in which bids are met or not by given chances, for the false-alarm and power figures
// of M3, M4, M14 and M17. Weeks share a mood that lasts (lag-1 correlation .5), evenings share one
// of their own, and hard topics come in bursts: nothing is as independent as coin tosses.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/random.h"
#include "measure/made_talk.h"

namespace ebb::testing {

struct SimulatedCouple {
  int weeks = 48;
  int late_weeks = 16;          // how many of them, the last ones, are "late"
  double unmet = 0.2;           // chance that an everyday bid is not met, at first
  double unmet_end = 0.2;       // and in the late weeks
  double unmet_hard = 0.2;      // of hot and emotional bids
  double silent = 0.5;          // of those not met: no answer at all (everyday and emotional ones)
  double hard = 0.25;           // share of slots that hold a hot or emotional bid
  double hard_end = 0.25;       // in the late weeks
  double mention = 0.05;        // share of everyday bids that name a milestone
  double distance = 0.03;       // chance of a turn with distance
  double distance_near = 0.03;  // of the turn after a mention
  double mood = 0.5;            // spread of the weeks' log odds
  int slots = 3;                // of a day, in which they may talk
  double talk = 1;              // share of these that are used
};

class BidSimulator {
 public:
  BidSimulator(const SimulatedCouple& couple, std::uint64_t seed, MadeTalk* talk)
      : couple_(couple), random_(seed), talk_(*talk) {}

  void Run() {
    double mood = Normal();
    for (int week = 0; week < couple_.weeks; ++week) {
      mood = 0.5 * mood + std::sqrt(0.75) * Normal();
      late_ = week >= couple_.weeks - couple_.late_weeks;
      for (int day = 0; day < 7; ++day) {
        for (int slot = 0; slot < couple_.slots; ++slot) {
          const double evening = 0.5 * Normal();
          if (couple_.talk < 1 && random_.Unit() >= couple_.talk) continue;
          shift_ = couple_.mood * mood + evening;
          now_ = kMonday + static_cast<std::uint32_t>(week * 7 + day) * kDay + 8 * kHour +
                 static_cast<std::uint32_t>(slot) *
                     (855 / static_cast<std::uint32_t>(couple_.slots)) * kMinute;
          Slot();
        }
      }
    }
    // So that the last window is seen.
    Say(0, 0, 0, 5, 2 * kDay);
    Say(1, 0, 0, 5, kMinute);
  }

 private:
  double Normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random_.Unit();
    return sum;
  }
  // A chance moved by the mood.
  bool Toss(double chance) {
    if (chance <= 0) return false;
    const double odds = std::log(chance / (1 - chance)) + shift_;
    return random_.Unit() < 1 / (1 + std::exp(-odds));
  }
  void Say(int side, std::uint32_t features, std::uint32_t codes, std::uint16_t words,
           std::uint32_t pause) {
    now_ += pause;
    talk_.SayAt(now_, side, features, codes, words);
  }
  std::uint32_t DistanceOr0(double chance) { return Toss(chance) ? kDistance : 0; }

  void Slot() {
    const int side = static_cast<int>(random_.Below(2));
    const bool hard = random_.Unit() < (late_ ? couple_.hard_end : couple_.hard);
    if (!hard) {
      const double unmet = late_ ? couple_.unmet_end : couple_.unmet;
      const bool names = random_.Unit() < couple_.mention;
      Exchange(side, names ? kQuestion | kMilestone : std::uint32_t{kQuestion}, 0, unmet,
               couple_.silent, names);
      return;
    }
    if (random_.Unit() < 0.5) {
      Exchange(side, kQuestion | kDisclosure, 0, couple_.unmet_hard, couple_.silent, false);
      return;
    }
    // A burst: each pressing message is answered within minutes, if only in a word.
    const int burst = 1 + static_cast<int>(random_.Below(4));
    for (int i = 0; i < burst; ++i) {
      Exchange(side, kQuestion, kPressed, couple_.unmet_hard, 0, false);
    }
  }

  void Exchange(int side, std::uint32_t features, std::uint32_t codes, double unmet, double silent,
                bool names) {
    Say(side, features, codes, 6, kMinute);
    const bool misses = Toss(unmet);
    if (misses && random_.Unit() < silent) return;
    const double distance = names ? couple_.distance_near : couple_.distance;
    Say(1 - side, 0, DistanceOr0(distance), misses ? 1 : 6, kMinute);
    // Small talk, so that the turns are not all bids.
    Say(side, 0, DistanceOr0(couple_.distance), 5, kMinute);
    Say(1 - side, 0, DistanceOr0(distance), 5, kMinute);
  }

  static constexpr std::uint32_t kDistance = kShutDown | kDistanceWorded;
  SimulatedCouple couple_;
  Random random_;
  MadeTalk& talk_;
  double shift_ = 0;
  bool late_ = false;
  std::uint32_t now_ = 0;
};

// How often claims with these keys were made (they had enough) and said something (p < .05), over
// both sides of `talks` talks.
struct ClaimCount {
  int made = 0, fired = 0;
  double rate() const { return made == 0 ? 0 : static_cast<double>(fired) / made; }
};
template <typename Judge>
ClaimCount CountClaims(const SimulatedCouple& couple, int talks, std::uint64_t seed,
                       MeasureResult (*take)(const MeasureInput&), Judge judge) {
  ClaimCount count;
  for (int i = 0; i < talks; ++i) {
    MadeTalk talk;
    BidSimulator(couple, seed + static_cast<std::uint64_t>(i), &talk).Run();
    const MeasureResult result = take(talk.Input());
    for (const Claim& claim : result.claims) judge(claim, &count);
  }
  return count;
}

// For claims with one key.
struct OfKey {
  const char* key;
  void operator()(const Claim& claim, ClaimCount* count) const {
    if (claim.key != key) return;
    ++count->made;
    count->fired += claim.p < 0.05 ? 1 : 0;
  }
};

}  // namespace ebb::testing
