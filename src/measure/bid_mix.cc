#include "measure/bid_mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "measure/bid_change.h"
#include "measure/bid_weeks.h"
#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr BidTypeWords kMixOfTypes[] = {
    {BidType::kNeutral, "everyday_share", "of that, everyday matters"},
    {BidType::kEmotional, "feelings_share", "of that, feelings, care and affection"},
    {BidType::kPlan, "plans_share", "of that, invitations and plans"},
    {BidType::kHot, "hot_share", "of that, hard topics"},
};

// Days on which anyone of the two began a turn, by week from the first one.
std::vector<std::uint32_t> ActiveDays(const Talk& talk, std::size_t weeks) {
  std::vector<std::uint32_t> days(weeks);
  const std::int32_t first = WeekNumber(talk.first_time());
  std::uint32_t last_day = 0;
  for (std::size_t t = 0; t < talk.size(); ++t) {
    const std::uint32_t begin = talk.Begin(t);
    if (begin / kDaySeconds <= last_day) continue;
    last_day = begin / kDaySeconds;
    const std::int32_t week = WeekNumber(begin) - first;
    if (week >= 0 && static_cast<std::size_t>(week) < weeks) ++days[static_cast<std::size_t>(week)];
  }
  return days;
}

Figure BidRateFigure(const BidWeeks& weeks, const std::vector<std::uint32_t>& days, bool enough) {
  const char* key = "bids_per_day";
  const char* label = "messages that asked for something, per day with messages";
  std::vector<WeekSum> sums;
  WeekSum all;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    sums.push_back({static_cast<double>(weeks[i].All().all()), static_cast<double>(days[i])});
    all.sum += sums.back().sum;
    all.count += sums.back().count;
  }
  const auto n = static_cast<std::uint64_t>(all.count);
  if (!enough || n == 0) return NotShown(key, label, "per day", n);
  const std::optional<WeekContrast> mean = MeanOfWeeks(sums);
  if (!mean) return MakeFigure(key, label, "per day", n, all.sum / all.count);
  const Interval& range = mean->estimate.range;
  return MakeRanged(key, label, "per day", n, mean->estimate.value, std::max(range.low, 0.0),
                    range.high);
}

void AddMix(const BidWeek& sum, bool enough, std::vector<Figure>* figures) {
  const std::uint64_t bids = sum.All().all();
  for (const BidTypeWords& words : kMixOfTypes) {
    const std::uint64_t count = sum.Of(words.type).all();
    figures->push_back(ShareFigure(words.key, words.label, {count, bids}, enough));
  }
}

// Bids about feelings among those that are not hot.
WeekSum FeelingsOf(const BidWeek& week) {
  const double hot = week.Of(BidType::kHot).all();
  return {static_cast<double>(week.Of(BidType::kEmotional).all()), week.All().all() - hot};
}

Claim FeelingsClaim(int side, const std::string& now, const BidChange& change) {
  Claim claim;
  claim.key = "feelings_change";
  claim.side = side;
  claim.has_p = true;
  claim.p = change.contrast->p;
  claim.text = fmt::format(
      "In {} {} of 100 of what {{self}} asked or shared was about feelings, care or affection; "
      "before that {}.",
      now, SignificantDigits(100 * change.now.sum / change.now.count),
      change.BeforeInWords(100 * change.before.sum / change.before.count));
  claim.cannot_tell = fmt::format(
      "Whether feelings made up a larger or smaller part of what {{self}} asked in {} cannot be "
      "told from this chat.",
      now);
  claim.benign = {"Feelings may have been talked about in person or in calls.",
                  "Moving in together, a child or a new job fills a chat with errands."};
  return claim;
}

BidChange AddFeelingsChange(int side, const Periods& periods, const BidWeeks& weeks,
                            MeasureResult* result) {
  BidChange change = CompareBids(periods, weeks, FeelingsOf);
  result->sides[static_cast<std::size_t>(side)].push_back(PointsFigure(
      "feelings_change", "change in the part about feelings", change.bids(), change.estimate()));
  if (change.enough_to_claim) {
    result->claims.push_back(FeelingsClaim(side, periods.NowInWords(), change));
  }
  return change;
}

Claim BidsMadeClaim(int side, const BidWeek& sum, const Figure& rate) {
  Claim claim;
  claim.key = "bids_made";
  claim.side = side;
  claim.text = fmt::format(
      "{{self}} asked or shared something {} times, about {} a day on days with messages; {} of "
      "these were about feelings, care or affection, {} were invitations or plans, {} touched a "
      "hard topic.",
      sum.All().all(), SignificantDigits(rate.value), sum.Of(BidType::kEmotional).all(),
      sum.Of(BidType::kPlan).all(), sum.Of(BidType::kHot).all());
  claim.cannot_tell = "How much {self} asked of {other} cannot be told from this chat.";
  claim.benign = {"Some ask across the table what others ask by message.",
                  "People differ in how much they ask by message at all."};
  return claim;
}

Series WeeklyBids(int side, const BidWeeks& weeks, const std::vector<std::uint32_t>& days) {
  Series series;
  series.key = "bids_per_day";
  series.label = "messages that asked for something, per day with messages";
  series.unit = "per day";
  series.side = side;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const std::uint32_t bids = weeks[i].All().all();
    const bool known = days[i] > 0;
    const double value = known ? static_cast<double>(bids) / days[i] : 0;
    series.points.push_back({weeks[i].week, known, value, days[i]});
  }
  return series;
}

bool Enough(const BidWeeks& weeks) {
  std::uint64_t bids = 0, filled = 0;
  for (const BidWeek& week : weeks) {
    bids += week.All().all();
    filled += week.All().all() > 0 ? 1 : 0;
  }
  return bids >= kBidsForMix && filled >= kWeeksForMix;
}

}  // namespace

MeasureResult BidMix(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M4";
  result.key = "bid_mix";
  result.title = "What each asked of the other, and how often";
  result.weakness =
      "Questions, links and photos are counted, not understood; what is asked in person is not in "
      "the chat.";
  if (StopsAtGate(input, &result)) return result;
  const Periods periods(input);
  const std::array<BidWeeks, 2> by_answerer = BidsByWeek(input);
  const std::vector<std::uint32_t> days = ActiveDays(input.talk, by_answerer[0].size());
  bool any = false;
  std::array<BidChange, 2> changes;
  std::uint64_t most = 0;
  for (int side = 0; side < 2; ++side) {
    const BidWeeks& weeks = by_answerer[static_cast<std::size_t>(1 - side)];
    const BidWeek sum = SumOf(weeks);
    const bool enough = Enough(weeks);
    any = any || enough;
    most = std::max<std::uint64_t>(most, sum.All().all());
    std::vector<Figure>& figures = result.sides[static_cast<std::size_t>(side)];
    figures.push_back(
        CountFigure("bids_made", "messages that asked for something", sum.All().all()));
    figures.push_back(BidRateFigure(weeks, days, enough));
    const Figure rate = figures.back();
    AddMix(sum, enough, &figures);
    changes[static_cast<std::size_t>(side)] = AddFeelingsChange(side, periods, weeks, &result);
    if (!enough) continue;
    result.claims.push_back(BidsMadeClaim(side, sum, rate));
    result.series.push_back(WeeklyBids(side, weeks, days));
  }
  if (any) {
    result.state = MeasureState::kShown;
    result.note = MissingToTellChange(changes);
  } else {
    result.note = Needed(most, "messages that asked for something", kBidsForMix) +
                  ", over four weeks, of one side.";
  }
  return result;
}

}  // namespace ebb
