// A talk written week by week, for hand-computed cases of the measures of bids (M3, M4, M16, M17):
// who asked what, and how it was met. Each day opens with small talk of both, so that no week is
// thin; days have room for some thirty exchanges, fewer where nobody answers.
#pragma once

#include <cstdint>
#include <vector>

#include "measure/bids.h"
#include "measure/made_talk.h"

namespace ebb::testing {

// What a message asks, as features.
inline constexpr std::uint32_t kEveryday = kQuestion;
inline constexpr std::uint32_t kFeeling = kDisclosure;
inline constexpr std::uint32_t kPlan = kPlanProposal;
inline constexpr std::uint32_t kHardTopic = kQuestion | kMilestone;

enum class Met : std::uint8_t {
  kToward,
  kMinimal,
  kAway,
  kLate,  // after five waking hours
  kAgainst,
  kTurningAway,  // many words, of distance
};

struct Asked {
  int times = 1;
  int side = 0;  // who asks
  std::uint32_t asks = kEveryday;
  Met met = Met::kToward;
};

class BidScript {
 public:
  explicit BidScript(MadeTalk* talk) : talk_(*talk) {}

  // Weeks must come in order; those between are empty.
  BidScript& Week(int week, const std::vector<Asked>& asked) {
    day_ = kMonday + static_cast<std::uint32_t>(week) * 7 * kDay;
    end_ = day_ + 7 * kDay;
    BeginDay();
    for (const Asked& ask : asked) {
      for (int i = 0; i < ask.times; ++i) Exchange(ask);
    }
    while (NextDay()) {
    }
    return *this;
  }
  BidScript& Weeks(int from, int to, const std::vector<Asked>& asked) {
    for (int week = from; week < to; ++week) Week(week, asked);
    return *this;
  }

 private:
  bool NextDay() {
    if (day_ + kDay >= end_) return false;
    day_ += kDay;
    BeginDay();
    return true;
  }
  void BeginDay() {
    at_ = day_ + 7 * kHour + 30 * kMinute;
    for (int i = 0; i < 6; ++i) talk_.SayAt(at_ += kMinute, i % 2);
    at_ = day_ + 8 * kHour;
  }

  void Exchange(const Asked& ask) {
    const bool silent = ask.met == Met::kAway || ask.met == Met::kLate;
    // Silence needs its four hours before the day ends.
    if (at_ > day_ + (silent ? 13 * kHour : 16 * kHour)) NextDay();
    talk_.SayAt(at_, ask.side, ask.asks);
    const std::uint32_t answered = at_ + (silent ? 5 * kHour : kMinute);
    at_ = answered + 15 * kMinute;
    const int other = 1 - ask.side;
    switch (ask.met) {
      case Met::kAway:
        return;
      case Met::kToward:
        talk_.SayAt(answered, other, 0, 0, 6);
        return;
      case Met::kLate:
        talk_.SayAt(answered, other, kAnswerWord, 0, 6);
        return;
      case Met::kMinimal:
        talk_.SayAt(answered, other, 0, 0, 1);
        return;
      case Met::kAgainst:
        talk_.SayAt(answered, other, 0, kDismissed, 6);
        return;
      case Met::kTurningAway:
        talk_.SayAt(answered, other, 0, kShutDown | kDistanceWorded, 6);
        return;
    }
  }

  MadeTalk& talk_;
  std::uint32_t day_ = 0, end_ = 0, at_ = 0;
};

// A talk whose messages carry no times.
inline void WriteUndated(MadeTalk* talk) {
  for (int i = 0; i < 200; ++i) talk->SayAt(0, i % 2, kQuestion);
}

}  // namespace ebb::testing
