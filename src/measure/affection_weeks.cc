#include "measure/affection_weeks.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "measure/week_facts.h"
#include "time/civil.h"

namespace ebb {
namespace {

// Counts what is in the weeks of the talk.
class Counter {
 public:
  explicit Counter(const Talk& talk) : talk_(talk), first_(WeekNumber(talk.first_time())) {
    const std::int32_t last = std::max(WeekNumber(talk.last_time()), first_);
    for (AffectionWeeks& weeks : sides_) {
      weeks.resize(static_cast<std::size_t>(last - first_) + 1);
      for (std::size_t i = 0; i < weeks.size(); ++i) {
        weeks[i].week = first_ + static_cast<std::int32_t>(i);
      }
    }
  }

  void CountMessages() {
    const Timeline& timeline = talk_.timeline();
    for (Position p = 0; p < timeline.size(); ++p) {
      const MessageFacts& facts = timeline.Facts(p);
      const int side = talk_.SideOf(facts);
      if (side < 0 || facts.sent == 0 || IsNotice(facts)) continue;
      const bool warm = (facts.features & kWarmth) != 0;
      if (facts.words == 0 && !warm && (facts.features & kEmojiOnly) == 0) continue;
      AffectionWeek& week = At(side, facts.sent);
      ++week.texts;
      week.warm += warm ? 1 : 0;
    }
  }

  void CountTouch() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      if ((talk_.Codes(t) & kTouchDeclined) == 0) continue;
      ++At(talk_.Side(t), talk_.Begin(t)).touch_declined;
    }
  }

  void CountPlan(const Bid& bid) {
    // Everyday bids propose nothing.
    if (bid.type == BidType::kNeutral) return;
    const TalkTurn turn = talk_.At(bid.turn);
    if (!turn.Shows(kPlanProposal)) return;
    const auto outcome = static_cast<std::size_t>(Outcome(bid));
    ++At(1 - turn.side, turn.begin).plans[outcome];
  }

  std::array<AffectionWeeks, 2> Take() { return std::move(sides_); }

 private:
  PlanOutcome Outcome(const Bid& bid) const {
    if (bid.answered()) return OutcomeOf(talk_.At(bid.answer()));
    // Met without a turn of its own: by a call.
    return bid.met == BidAnswer::kToward ? PlanOutcome::kOtherwise : PlanOutcome::kNoAnswer;
  }

  AffectionWeek& At(int side, std::uint32_t sent) {
    AffectionWeeks& weeks = sides_[static_cast<std::size_t>(side)];
    const std::int32_t offset = WeekNumber(sent) - first_;
    const auto last = static_cast<std::int32_t>(weeks.size()) - 1;
    return weeks[static_cast<std::size_t>(std::clamp(offset, 0, last))];
  }

  const Talk& talk_;
  std::int32_t first_;
  std::array<AffectionWeeks, 2> sides_;
};

}  // namespace

std::uint32_t AffectionWeek::proposals() const {
  return std::accumulate(plans.begin(), plans.end(), 0u);
}

AffectionWeek& AffectionWeek::operator+=(const AffectionWeek& other) {
  texts += other.texts;
  warm += other.warm;
  touch_declined += other.touch_declined;
  for (std::size_t i = 0; i < kPlanOutcomes; ++i) plans[i] += other.plans[i];
  return *this;
}

std::array<AffectionWeeks, 2> AffectionByWeek(const MeasureInput& input) {
  return input.facts != nullptr ? input.facts->Affection(input) : CountAffection(input);
}

std::array<AffectionWeeks, 2> CountAffection(const MeasureInput& input) {
  if (!input.talk.dated()) return {};
  Counter counter(input.talk);
  counter.CountMessages();
  counter.CountTouch();
  for (const Bid& bid : input.bids) counter.CountPlan(bid);
  return counter.Take();
}

AffectionWeek SumOf(const AffectionWeeks& weeks) {
  AffectionWeek sum;
  for (const AffectionWeek& week : weeks) sum += week;
  return sum;
}

PlanOutcome OutcomeOf(const TalkTurn& reply) {
  const bool softened = reply.Shows(kWarmth | kPracticalReason);
  if (reply.Has(kDeclinedBare)) {
    return softened ? PlanOutcome::kDeclinedWarm : PlanOutcome::kDeclinedBare;
  }
  if (reply.Has(kAccepted) || reply.Shows(kAgreement | kDecisionWord)) {
    return PlanOutcome::kAccepted;
  }
  if (reply.Shows(kPracticalReason)) return PlanOutcome::kDeclinedWarm;
  if (reply.Shows(kTimeWord | kPlanProposal)) return PlanOutcome::kCountered;
  return PlanOutcome::kOtherwise;
}

}  // namespace ebb
