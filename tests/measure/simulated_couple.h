// Seeded whole chats of two people who differ for good (one slower, warmer, curter than the other),
// with moods that last for weeks, hard topics, conflicts, holidays, and in some chats fewer and
// fewer messages of both: what a report of a couple without a change looks like, and of one with a
// change planted. For the shares of reports in src/measure/README.md.
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

enum class Planted : std::uint8_t {
  kNothing,
  kDrift,       // side 1, in a line: warmth, bids and first words fall, more is left unanswered
  kDeflection,  // side 1, on hard topics and feelings: no answer or a word, slowly, with distance
  kDemandWithdraw,  // side 1 curt after pressing of side 0, side 0 presses after curt replies
  kRepaired,        // side 1: ten weeks far away in the middle, then as before, and mending
};

// Of one side, for good.
struct Temper {
  double minutes = 6;     // typical time to reply
  double curt = 0.15;     // replies of a word or two
  double warm = 0.15;     // turns with warmth
  double asks = 0.25;     // turns with a question
  double tells = 0.08;    // turns that disclose something
  double unmet = 0.12;    // turns of the other at which it breaks off, or ...
  double presses = 0.02;  // turns outside of conflicts
  double apart = 0.03;    // turns with words of distance
};

struct WholeCouple {
  std::uint64_t seed = 1;
  int weeks = 60;
  double sessions = 14;  // a week
  double turns = 8;      // a session
  double begins = 0.5;   // share begun by side 0
  double hard = 0.15;    // share of sessions on a hard topic
  double fights = 0.05;  // share of sessions that are a conflict
  double alike = 0.4;    // lag-1 correlation of the weeks' moods
  int holidays = 0;      // stretches of one or two weeks with few messages
  bool thins_out = false;
  std::array<Temper, 2> tempers;
  Planted planted = Planted::kNothing;
};

// Two people of some kind or other, of ten weeks to three years.
inline WholeCouple DrawCouple(std::uint64_t seed) {
  Random random(seed * 7919 + 17);
  const auto between = [&random](double low, double high) {
    return low * std::pow(high / low, random.Unit());
  };
  WholeCouple couple;
  couple.seed = seed;
  couple.weeks = static_cast<int>(between(10, 157));
  couple.sessions = between(5, 30);
  couple.turns = between(5, 14);
  couple.begins = 0.3 + 0.4 * random.Unit();
  couple.hard = between(0.05, 0.25);
  couple.fights = between(0.01, 0.08);
  couple.alike = 0.2 + 0.4 * random.Unit();
  couple.holidays = couple.weeks / 26 + static_cast<int>(random.Below(2));
  couple.thins_out = random.Below(6) == 0;
  for (Temper& temper : couple.tempers) {
    temper = {between(2, 25),      between(0.06, 0.35), between(0.05, 0.35), between(0.12, 0.4),
              between(0.04, 0.15), between(0.05, 0.3),  between(0.01, 0.04), between(0.01, 0.06)};
  }
  return couple;
}

class CoupleSimulator {
 public:
  CoupleSimulator(const WholeCouple& couple, MadeTalk* made)
      : couple_(couple), made_(made), random_(couple.seed) {
    const auto n = static_cast<std::size_t>(couple.weeks);
    volume_ = Autoregressive(n, couple.alike, &random_);
    strife_ = Autoregressive(n, couple.alike, &random_);
    first_ = Autoregressive(n, couple.alike, &random_);
    for (std::vector<double>& mood : warm_) mood = Autoregressive(n, couple.alike, &random_);
    for (std::vector<double>& mood : away_) mood = Autoregressive(n, couple.alike, &random_);
    for (std::vector<double>& mood : slow_) mood = Autoregressive(n, couple.alike, &random_);
    quiet_.resize(n, 1);
    for (int i = 0; i < couple.holidays; ++i) {
      const std::size_t at = random_.Below(n);
      quiet_[at] = 0.1;
      if (at + 1 < n && random_.Below(2) == 0) quiet_[at + 1] = 0.1;
    }
  }

  void Run() {
    for (week_ = 0; week_ < volume_.size(); ++week_) RunWeek();
  }

 private:
  struct Said {
    int side = -1;
    bool presses = false, distant = false, feels = false;
  };
  enum class Topic : std::uint8_t { kEveryday, kHard, kConflict };

  double Place() const {
    return static_cast<double>(week_) / std::max(1.0, static_cast<double>(couple_.weeks - 1));
  }
  // How far a side has moved away, in logits: by what is planted.
  double Moved(int side) const {
    if (side != 1) return 0;
    if (couple_.planted == Planted::kDrift) return 2.5 * Place();
    const int from = couple_.weeks / 2 - 5;
    const int week = static_cast<int>(week_);
    const bool far = week >= from && week < from + 10;
    return couple_.planted == Planted::kRepaired && far ? 2.5 : 0;
  }
  // Answers to something hard, or about feelings.
  bool Deflects(int side) const {
    return side == 1 && (topic_ != Topic::kEveryday || last_.feels) &&
           couple_.planted == Planted::kDeflection;
  }
  bool InLoop() const { return couple_.planted == Planted::kDemandWithdraw; }

  void RunWeek() {
    double mean = couple_.sessions * quiet_[week_] * std::exp(0.4 * volume_[week_] - 0.08);
    if (couple_.thins_out) mean *= std::exp(-1.5 * Place());
    std::vector<std::uint32_t> starts;
    for (std::uint64_t k = Poisson(mean, &random_); k > 0; --k) {
      const auto day = static_cast<std::uint32_t>(random_.Below(7));
      const auto second = static_cast<std::uint32_t>(random_.Below(14 * kHour));
      starts.push_back(kMonday + static_cast<std::uint32_t>(week_) * 7 * kDay + day * kDay +
                       8 * kHour + second);
    }
    std::sort(starts.begin(), starts.end());
    for (const std::uint32_t start : starts) {
      if (start < at_ + 5 * kHour) continue;
      at_ = start;
      RunSession();
    }
  }

  void RunSession() {
    const double kind = random_.Unit();
    const double strife = std::min(0.4, couple_.fights * std::exp(0.7 * strife_[week_] - 0.25));
    topic_ = kind < strife                  ? Topic::kConflict
             : kind < strife + couple_.hard ? Topic::kHard
                                            : Topic::kEveryday;
    const double begins = Logit(couple_.begins) + 0.3 * first_[week_] + 0.7 * Moved(1);
    int side = Happens(Logistic(begins)) ? 0 : 1;
    const std::uint64_t turns = 2 + Poisson(couple_.turns * (0.5 + random_.Unit()), &random_);
    const auto first = static_cast<Position>(made_->chat().facts.size());
    last_ = {};
    std::uint64_t said = 0;
    for (; said < turns; ++said) {
      if (said > 0) {
        if (Happens(0.88)) side = 1 - side;
        const bool silent = last_.side != side && IsUnmet(side) && Happens(0.4);
        if (silent) break;
        at_ += Delay(side);
      }
      Say(side, said, said + 1 == turns);
    }
    if (topic_ != Topic::kConflict || said < 4) return;
    made_->Conflict(first, made_->last());
    conflict_end_ = at_;
  }

  bool IsUnmet(int side) {
    const auto s = static_cast<std::size_t>(side);
    double odds = Logit(couple_.tempers[s].unmet) + 0.4 * away_[s][week_] + Moved(side);
    if (Deflects(side)) odds += 2.5;
    return Happens(Logistic(odds));
  }

  std::uint32_t Delay(int side) {
    const auto s = static_cast<std::size_t>(side);
    double logs =
        std::log2(60 * couple_.tempers[s].minutes) + 0.4 * slow_[s][week_] + 1.8 * Normal(&random_);
    if (Deflects(side)) logs += 1.5;
    return static_cast<std::uint32_t>(std::clamp(std::exp2(logs), 5.0, 3.5 * kHour));
  }

  void Say(int side, std::uint64_t turn, bool is_last) {
    const auto s = static_cast<std::size_t>(side);
    const Temper& temper = couple_.tempers[s];
    const bool answers = last_.side == 1 - side;
    const double moved = Moved(side);
    double curt = Logit(temper.curt) + 0.3 * away_[s][week_] + 0.5 * moved;
    double presses = topic_ == Topic::kConflict ? 0.3
                     : topic_ == Topic::kHard   ? 2 * temper.presses
                                                : temper.presses;
    double apart = Logit(temper.apart) + 0.4 * away_[s][week_] + moved;
    if (Deflects(side) && answers) {
      curt += 3.2;
      apart += 2;
    }
    if (InLoop() && answers && side == 1 && last_.presses) curt += 2.5;
    if (InLoop() && answers && side == 0 && last_.distant) presses += 0.25;
    const bool is_curt = turn > 0 && Happens(Logistic(curt));
    Said said{side, Happens(presses), Happens(Logistic(apart))};
    std::uint32_t features = is_curt ? 0 : Features(side, turn);
    // Who says goodbye asks for nothing.
    if (is_last) features &= ~std::uint32_t{kQuestion | kDisclosure | kPlanProposal};
    std::uint32_t codes = 0;
    if (said.presses) codes |= kPressed | (Happens(0.3) ? std::uint32_t{kHarsh} : 0u);
    if (said.distant) codes |= kShutDown | kDistanceWorded;
    if (said.presses || said.distant) features &= ~std::uint32_t{kWarmth};
    if (topic_ == Topic::kHard && Happens(0.5)) features |= kMilestone;
    const bool tender = conflict_end_ != 0 && at_ - conflict_end_ < 2 * kDay;
    if (codes == 0 && Happens(tender ? 0.12 : 0.02)) codes |= kMended;
    const auto words =
        static_cast<std::uint16_t>(is_curt ? 1 + random_.Below(2) : 3 + random_.Below(18));
    const auto stem = static_cast<std::uint16_t>(is_curt ? 0 : 1 + random_.Below(60));
    const MessageKind kind = Happens(0.03) ? MessageKind::kMedia : MessageKind::kText;
    made_->SayAt(at_, side, features, codes, words, {stem, 0}, kind);
    said.distant = said.distant || is_curt;
    said.feels = (features & kDisclosure) != 0;
    last_ = said;
  }

  std::uint32_t Features(int side, std::uint64_t turn) {
    const auto s = static_cast<std::size_t>(side);
    const Temper& temper = couple_.tempers[s];
    const auto chance = [&](double usual) { return Happens(Logistic(Logit(usual) - Moved(side))); };
    std::uint32_t features = 0;
    if (turn == 0 && Happens(0.3)) features |= kGreeting;
    if (Happens(Logistic(Logit(temper.warm) + 0.4 * warm_[s][week_] - Moved(side)))) {
      features |= kWarmth;
    }
    if (chance(temper.asks)) features |= kQuestion;
    if (chance(temper.tells)) features |= kDisclosure;
    if (chance(0.05)) features |= kPlanProposal | kTimeWord;
    if (Happens(0.1)) features |= kAnswerWord;
    if (Happens(0.04)) features |= kAgreement;
    if (Happens(0.06)) features |= kTimeWord;
    if (Happens(0.004)) features |= kTravelWord;
    if (Happens(topic_ == Topic::kConflict ? 0.3 : 0.02)) features |= kNegativeEmotion;
    return features;
  }

  static double Logit(double share) { return std::log(share / (1 - share)); }
  static double Logistic(double x) { return 1 / (1 + std::exp(-x)); }
  bool Happens(double chance) { return random_.Unit() < chance; }

  const WholeCouple couple_;
  MadeTalk* made_;
  Random random_;
  std::vector<double> volume_, strife_, first_, quiet_;
  std::array<std::vector<double>, 2> warm_, away_, slow_;
  std::size_t week_ = 0;
  std::uint32_t at_ = 0, conflict_end_ = 0;
  Topic topic_ = Topic::kEveryday;
  Said last_;
};

}  // namespace ebb::testing
