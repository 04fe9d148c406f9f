// Weeks of two people without a chat behind them, for simulations of the weekly measures: moods
// that last, days of more and of less talk, and nothing that changes unless it is asked for.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "measure/random_values.h"
#include "measure/weekly_sums.h"

namespace ebb {

struct WeekMaker {
  std::size_t weeks = 40;
  double messages = 120;  // of a side, a week
  double mood = 0.5;      // coefficient of variation of the counts of a week
  double lean = 0.4;      // spread of the shares, in logits
  double lag1 = 0.3;      // of both
  // By side and week: how many times the usual messages and words; how many logits the side is
  // farther away.
  std::function<double(int, std::size_t)> volume = [](int, std::size_t) { return 1.0; };
  std::function<double(int, std::size_t)> away = [](int, std::size_t) { return 0.0; };

  std::vector<SumWeek> Make(Random* random) const {
    std::vector<SumWeek> made(weeks);
    for (std::size_t i = 0; i < weeks; ++i) {
      made[i].week = 1200 + static_cast<std::int32_t>(i);
      made[i].usable = true;
      made[i].active_days = 7;
    }
    const double spread = std::sqrt(std::log(1 + mood * mood));
    const std::vector<double> talk = Autoregressive(weeks, lag1, random);
    for (int side = 0; side < 2; ++side) {
      const std::vector<double> busy = Autoregressive(weeks, lag1, random);
      const std::vector<double> far = Autoregressive(weeks, lag1, random);
      for (std::size_t i = 0; i < weeks; ++i) {
        const double both = std::sqrt(0.5) * (talk[i] + busy[i]);
        const double factor = std::exp(spread * both - spread * spread / 2) * volume(side, i);
        Fill(factor, lean * far[i] + away(side, i), side, random, &made[i]);
      }
    }
    return made;
  }

 private:
  static double Share(double usual, double logits) {
    return 1 / (1 + std::exp(-(std::log(usual / (1 - usual)) + logits)));
  }
  static std::uint32_t Of(std::uint32_t n, double share, Random* random) {
    return static_cast<std::uint32_t>(Binomial(n, share, random));
  }
  void Fill(double factor, double far, int side, Random* random, SumWeek* week) const {
    SideWeek& own = week->sides[static_cast<std::size_t>(side)];
    own.messages = static_cast<std::uint32_t>(Poisson(messages * factor, random));
    own.words = 6 * own.messages;
    own.turns = own.messages / 2;
    own.texts = own.messages;
    own.warm_texts = Of(own.texts, Share(0.15, -far), random);
    own.practical_turns = Of(own.turns, Share(0.2, far), random);
    own.distance_turns = Of(own.turns, Share(0.03, far), random);
    own.mending_turns = Of(own.turns, Share(0.05, -far), random);
    own.sessions = static_cast<std::uint32_t>(Poisson(12 * Share(0.5, -far) * 2, random));
    const std::uint32_t bids = Of(own.turns, Share(0.4, -far), random);
    own.bids = bids;
    own.emotional_bids = Of(bids, Share(0.4, -far), random);
    own.asked = static_cast<std::uint32_t>(Poisson(messages * factor * 0.2, random));
    own.toward = Of(own.asked, Share(0.75, -far), random);
    own.away = Of(own.asked - own.toward, 0.7, random);
    own.minimal = own.asked - own.toward - own.away;
    own.plans = Of(own.asked, 0.1, random);
    own.plans_unmet = Of(own.plans, Share(0.3, far), random);
  }
};

}  // namespace ebb
