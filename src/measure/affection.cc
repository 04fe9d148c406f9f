#include "measure/affection.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "measure/affection_weeks.h"
#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"

namespace ebb {
namespace {

struct OutcomeWords {
  PlanOutcome outcome;
  const char* key;
  const char* label;
};
constexpr OutcomeWords kOutcomes[] = {
    {PlanOutcome::kAccepted, "plans_accepted", "taken up"},
    {PlanOutcome::kCountered, "plans_countered", "met with another time or idea"},
    {PlanOutcome::kDeclinedWarm, "plans_declined_warm", "declined warmly or with a reason"},
    {PlanOutcome::kDeclinedBare, "plans_declined_bare", "declined without warmth or reason"},
    {PlanOutcome::kNoAnswer, "plans_unanswered", "not answered"},
    {PlanOutcome::kOtherwise, "plans_otherwise", "answered, neither yes nor no to be seen"},
};

constexpr const char* kAffectionLabel = "messages with affection, of 100";

Figure AffectionFigure(const AffectionWeeks& weeks, const AffectionWeek& sum) {
  const char* key = "affection_rate";
  if (sum.texts < kTextsForAffection) {
    return NotShown(key, kAffectionLabel, "per 100", sum.texts);
  }
  std::vector<WeekSum> sums;
  for (const AffectionWeek& week : weeks) {
    sums.push_back({static_cast<double>(week.warm), static_cast<double>(week.texts)});
  }
  const Interval wilson = Wilson(sum.warm, sum.texts);
  const std::optional<WeekContrast> mean = MeanOfWeeks(sums);
  // The wider of the two, so that few weeks do not look surer than their messages.
  const double low = mean ? std::min(mean->estimate.range.low, wilson.low) : wilson.low;
  const double high = mean ? std::max(mean->estimate.range.high, wilson.high) : wilson.high;
  return MakeRanged(key, kAffectionLabel, "per 100", sum.texts,
                    100 * static_cast<double>(sum.warm) / sum.texts, 100 * std::max(low, 0.0),
                    100 * std::min(high, 1.0));
}

void AddPlans(const AffectionWeek& sum, std::vector<Figure>* figures) {
  figures->push_back(
      CountFigure("proposals", "proposals of the other to spend time together", sum.proposals()));
  const auto share = [&](const char* key, const char* label, std::uint32_t count) {
    const bool enough = sum.proposals() >= kProposalsNeeded;
    figures->push_back(ShareFigure(key, label, {count, sum.proposals()}, enough));
  };
  for (const OutcomeWords& words : kOutcomes) {
    share(words.key, words.label, sum.Of(words.outcome));
  }
  share("plans_turned_down", "declined bare or not answered", sum.turned_down());
  figures->push_back(
      CountFigure("touch_declined", "touch or closeness declined in words", sum.touch_declined));
}

Claim AffectionClaim(int side, const Figure& rate) {
  Claim claim;
  claim.key = "affection";
  claim.side = side;
  claim.text = fmt::format(
      "{} of 100 messages of {{self}} held an affectionate word, a pet name, a kiss or a heart "
      "(range {} to {}).",
      SignificantDigits(rate.value), SignificantDigits(rate.low), SignificantDigits(rate.high));
  claim.cannot_tell = "How much affection {self} wrote cannot be told from this chat.";
  claim.benign = {"Affection that is spoken or shown is not in the chat.",
                  "Some end each message with a kiss, some never write one."};
  return claim;
}

// "took up 16, declined 2 without warmth or reason": what happened at all.
std::string Outcomes(const AffectionWeek& sum) {
  std::string words;
  for (const OutcomeWords& outcome : kOutcomes) {
    const std::uint32_t count = sum.Of(outcome.outcome);
    if (count == 0) continue;
    if (!words.empty()) words += ", ";
    words += fmt::format("{} {}", count, outcome.label);
  }
  return words;
}

Claim PlansClaim(int side, const AffectionWeek& sum) {
  Claim claim;
  claim.key = "plans";
  claim.side = side;
  claim.text =
      fmt::format("{{other}} proposed time together {} times. What became of it with {{self}}: {}.",
                  sum.proposals(), Outcomes(sum));
  claim.cannot_tell = "What became of proposals of {other} cannot be told from this chat.";
  claim.benign = {"Some proposals are answered in person or by turning up.",
                  "A proposal is found by its words; some are said in passing."};
  return claim;
}

Series WeeklyAffection(int side, const AffectionWeeks& weeks) {
  constexpr std::uint32_t kTextsOfAWeek = 30;
  Series series;
  series.key = "affection_rate";
  series.label = kAffectionLabel;
  series.unit = "per 100";
  series.side = side;
  for (const AffectionWeek& week : weeks) {
    const bool known = week.texts >= kTextsOfAWeek;
    const double value = known ? 100 * static_cast<double>(week.warm) / week.texts : 0;
    series.points.push_back({week.week, known, value, week.texts});
  }
  return series;
}

// True if something can be shown of this side.
bool AddSide(int side, const AffectionWeeks& weeks, MeasureResult* result) {
  const AffectionWeek sum = SumOf(weeks);
  std::vector<Figure>& figures = result->sides[static_cast<std::size_t>(side)];
  const Figure rate = AffectionFigure(weeks, sum);
  figures.push_back(rate);
  AddPlans(sum, &figures);
  if (rate.shown) {
    result->claims.push_back(AffectionClaim(side, rate));
    result->series.push_back(WeeklyAffection(side, weeks));
  }
  const bool plans = sum.proposals() >= kProposalsNeeded;
  if (plans) result->claims.push_back(PlansClaim(side, sum));
  return rate.shown || plans;
}

std::string Missing(const std::array<AffectionWeeks, 2>& weeks) {
  const AffectionWeek a = SumOf(weeks[0]), b = SumOf(weeks[1]);
  return Needed(std::max(a.texts, b.texts), "messages with text", kTextsForAffection) + " and " +
         Needed(std::max(a.proposals(), b.proposals()), "proposals", kProposalsNeeded) +
         " of one side.";
}

}  // namespace

MeasureResult AffectionAndPlans(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M16";
  result.key = "affection_and_plans";
  result.title = "Affection and plans together";
  result.weakness =
      "Affection and answers that are spoken are not in the chat, and yes and no are told by words "
      "only.";
  if (StopsAtGate(input, &result)) return result;
  const std::array<AffectionWeeks, 2> weeks = AffectionByWeek(input);
  bool any = false;
  for (int side = 0; side < 2; ++side) {
    any = AddSide(side, weeks[static_cast<std::size_t>(side)], &result) || any;
  }
  if (!any) {
    result.note = Missing(weeks);
    return result;
  }
  result.state = MeasureState::kShown;
  if (!input.capabilities.calls) {
    result.note =
        "This format keeps no calls: a proposal answered by calling counts as not answered.";
  }
  return result;
}

}  // namespace ebb
