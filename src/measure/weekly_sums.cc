#include "measure/weekly_sums.h"

#include "measure/affection_weeks.h"
#include "measure/week_facts.h"
#include "time/civil.h"

namespace ebb {
namespace {

class Adder {
 public:
  explicit Adder(const MeasureInput& input) : input_(input), talk_(input.talk) {
    first_ = WeekNumber(talk_.first_time());
    const std::int32_t last = WeekNumber(talk_.last_time());
    weeks_.resize(static_cast<std::size_t>(last - first_) + 1);
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      weeks_[i].week = first_ + static_cast<std::int32_t>(i);
    }
  }

  std::vector<SumWeek> Take() {
    for (const Week& week : input_.weeks) {
      SumWeek* sum = week.undated ? nullptr : Find(week.number);
      if (sum != nullptr) sum->usable = !week.thin && !week.incomplete;
    }
    for (const std::int32_t week : input_.danger_weeks) {
      if (SumWeek* const sum = Find(week)) sum->danger = true;
    }
    AddTurns();
    for (const Bid& bid : input_.bids) AddBid(bid);
    AddAffection();
    return std::move(weeks_);
  }

 private:
  // A clock that ran back may leave a turn before the first one.
  SumWeek* Find(std::int32_t week) {
    const std::int64_t at = std::int64_t{week} - first_;
    if (at < 0 || at >= static_cast<std::int64_t>(weeks_.size())) return nullptr;
    return &weeks_[static_cast<std::size_t>(at)];
  }

  void AddTurns() {
    std::uint32_t end = 0, day = 0;
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const TalkTurn turn = talk_.At(t);
      SumWeek* week = Find(WeekNumber(turn.begin));
      const bool opens = t == 0 || SecondsBetween(end, turn.begin) > talk_.session_gap();
      end = turn.end;
      if (week == nullptr) continue;
      week->active_days += turn.begin / kDaySeconds > day ? 1 : 0;
      day = std::max(day, turn.begin / kDaySeconds);
      SideWeek& side = week->sides[static_cast<std::size_t>(turn.side)];
      side.messages += turn.messages;
      side.words += turn.words;
      ++side.turns;
      side.practical_turns += IsPractical(turn) ? 1 : 0;
      side.distance_turns += turn.Has(kDistanceCodes) ? 1 : 0;
      side.mending_turns += turn.Has(kMended) ? 1 : 0;
      side.sessions += opens ? 1 : 0;
    }
  }

  void AddBid(const Bid& bid) {
    SumWeek* week = Find(WeekNumber(talk_.Begin(bid.turn)));
    if (week == nullptr) return;
    const int side = talk_.Side(bid.turn);
    SideWeek& maker = week->sides[static_cast<std::size_t>(side)];
    SideWeek& asked = week->sides[static_cast<std::size_t>(1 - side)];
    ++maker.bids;
    maker.emotional_bids += bid.type == BidType::kEmotional ? 1 : 0;
    ++asked.asked;
    asked.toward += bid.met == BidAnswer::kToward ? 1 : 0;
    asked.minimal += bid.met == BidAnswer::kMinimal ? 1 : 0;
    asked.away += bid.met == BidAnswer::kAway ? 1 : 0;
    asked.against += bid.met == BidAnswer::kAgainst ? 1 : 0;
  }

  void AddAffection() {
    const std::array<std::vector<AffectionWeek>, 2> affection = AffectionByWeek(input_);
    for (std::size_t side = 0; side < 2; ++side) {
      for (const AffectionWeek& from : affection[side]) {
        SumWeek* week = Find(from.week);
        if (week == nullptr) continue;
        SideWeek& to = week->sides[side];
        to.texts = from.texts;
        to.warm_texts = from.warm;
        to.plans = from.proposals();
        to.plans_unmet = from.turned_down();
      }
    }
  }

  const MeasureInput& input_;
  const Talk& talk_;
  std::int32_t first_ = 0;
  std::vector<SumWeek> weeks_;
};

}  // namespace

bool IsPractical(const TalkTurn& turn) {
  constexpr std::uint32_t kErrands = kTimeWord | kPracticalReason | kTravelWord | kDecisionWord;
  constexpr std::uint32_t kOfTheTwo =
      kWarmth | kFeelingQuestion | kNegativeEmotion | kDisclosure | kLaughter | kMilestone;
  constexpr std::uint32_t kMarked = kDistanceCodes | kComplained | kPressed | kMended;
  return turn.Shows(kErrands) && !turn.Shows(kOfTheTwo) && !turn.Has(kMarked);
}

std::vector<SumWeek> SumWeeks(const MeasureInput& input) {
  return input.facts != nullptr ? input.facts->Sums(input) : CountWeeks(input);
}

std::vector<SumWeek> CountWeeks(const MeasureInput& input) {
  if (!input.talk.dated()) return {};
  return Adder(input).Take();
}

}  // namespace ebb
