#include "measure/reply_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "measure/duration.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/reply_waits.h"
#include "measure/statistics.h"
#include "measure/survival.h"
#include "measure/week_means.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr std::uint64_t kRepliesForMedian = 50;
constexpr std::uint64_t kHardReplies = 15;
constexpr double kMinHardFreedom = 7;
// Where times are to the minute a shorter wait is mostly rounding.
constexpr double kLeastToTheMinute = 2;
// For a claim (README: found 80 times in 100).
constexpr std::size_t kStretchesToCompare = 8;
constexpr std::uint64_t kHardToClaim = 30;
constexpr double kFreedomToClaim = 8;

struct SplitName {
  ReplySplit split;
  const char* key;
  const char* label;
};
constexpr SplitName kMedians[] = {
    {kAll, "reply_median", "typical time to reply"},
    {kAsked, "reply_median_asked", "typical time to reply to questions and longer messages"},
    {kOrdinary, "reply_median_ordinary", "typical time to reply on ordinary topics"},
    {kHard, "reply_median_hard", "typical time to reply on hard topics"},
    {kBefore, "reply_median_before", "typical time to reply before"},
    {kNow, "reply_median_now", "typical time to reply now"},
};

std::uint64_t MinimumOf(ReplySplit split) {
  return split == kHard ? kHardReplies : kRepliesForMedian;
}

Figure QuantileFigure(const ReplyWaits& times, const SplitName& name, double q, double least) {
  const std::uint64_t n = times.answered[name.split];
  Figure missing = NotShown(name.key, name.label, "minutes", n);
  if (n < MinimumOf(name.split)) return missing;
  const auto found = SurvivalQuantile(KaplanMeier(times.waits[name.split].values()), q);
  if (!found.value || *found.value < least) return missing;
  Figure figure = MakeFigure(name.key, name.label, "minutes", n, *found.value);
  if (!std::isfinite(found.range.high)) return figure;
  figure.has_range = true;
  figure.low = found.range.low;
  figure.high = found.range.high;
  return figure;
}

Figure ContrastFigure(const char* key, const char* label, std::uint64_t n,
                      const std::optional<WeekContrast>& contrast, double sign = 1) {
  if (!contrast) return NotShown(key, label, "doublings", n);
  Interval range = contrast->estimate.range;
  if (sign < 0) range = {-range.high, -range.low};
  return MakeRanged(key, label, "doublings", n, sign * contrast->estimate.value, range.low,
                    range.high);
}

std::optional<WeekContrast> ChangeOf(const ReplyWaits& times) {
  if (times.answered[kBefore] < kRepliesForMedian || times.answered[kNow] < kRepliesForMedian)
    return {};
  return NowLessBefore(times.before, times.now);
}

std::optional<WeekContrast> HardOf(const ReplyWaits& times) {
  if (times.answered[kHard] < kHardReplies) return {};
  auto contrast = MeanOfWeeks(times.hard);
  if (contrast && contrast->freedom < kMinHardFreedom) return {};
  return contrast;
}

std::optional<Claim> ChangeClaim(int side, const std::vector<Figure>& figures,
                                 const WeekContrast& change, const Periods& periods) {
  const auto find = [&](const char* key) -> const Figure& {
    return *std::find_if(figures.begin(), figures.end(),
                         [&](const Figure& f) { return f.key == key; });
  };
  const Figure &now = find("reply_median_now"), &before = find("reply_median_before");
  if (!now.shown || !before.shown) return {};
  Claim claim;
  claim.key = "reply_change";
  claim.side = side;
  claim.has_p = true;
  claim.p = Cautious(change.p);
  claim.text = fmt::format(
      "{{self}}'s typical time to reply was {} in {} and {} before: {} times as long (range {} to "
      "{}; {} and {} replies).",
      Duration(now.value), periods.NowInWords(), Duration(before.value),
      SignificantDigits(std::exp2(change.estimate.value)),
      SignificantDigits(std::exp2(change.estimate.range.low)),
      SignificantDigits(std::exp2(change.estimate.range.high)), now.n, before.n);
  claim.cannot_tell = "Whether {self}'s time to reply changed cannot be told from these messages.";
  claim.benign = {"New hours, a new job or another habit with the phone change reply times.",
                  "Where more is said in person, messages can wait.",
                  "Time to reply says little about closeness; being free to write says most."};
  return claim;
}

// A fact; not told where the median is not known.
std::optional<Claim> TypicalClaim(int side, const std::vector<Figure>& figures) {
  const auto typical = std::find_if(figures.begin(), figures.end(), [](const Figure& figure) {
    return figure.key == "reply_median";
  });
  if (typical == figures.end() || !typical->shown) return std::nullopt;
  Claim claim;
  claim.key = "reply_typical";
  claim.side = side;
  std::string range;
  if (typical->has_range) {
    range = fmt::format("range {} to {}; ", Duration(typical->low), Duration(typical->high));
  }
  claim.text = fmt::format("{{self}}'s typical time to reply was {} ({}{} replies).",
                           Duration(typical->value), range, typical->n);
  claim.cannot_tell = "{self}'s typical time to reply cannot be told from these messages.";
  claim.benign = {"Work and the hours of the day decide most of it."};
  return claim;
}

bool AnyTest(const std::vector<Claim>& claims) {
  return std::any_of(claims.begin(), claims.end(), [](const Claim& claim) { return claim.has_p; });
}

Claim HardClaim(int side, const WeekContrast& hard, std::uint64_t n) {
  Claim claim;
  claim.key = "reply_hard_topics";
  claim.side = side;
  claim.has_p = true;
  claim.p = Cautious(hard.p);
  claim.text = fmt::format(
      "{{self}}'s replies took {} times as long on hard topics as on ordinary ones of the same "
      "weeks (range {} to {}; {} replies).",
      SignificantDigits(std::exp2(hard.estimate.value)),
      SignificantDigits(std::exp2(hard.estimate.range.low)),
      SignificantDigits(std::exp2(hard.estimate.range.high)), n);
  claim.cannot_tell =
      "Whether {self} replied sooner or later on hard topics cannot be told from these messages.";
  claim.benign = {
      "Hard topics take longer to think about and to write about.",
      "They tend to come up at other times of the day, when there is less or more time."};
  return claim;
}

std::string MissingToClaim(const WaitsOfBoth& both) {
  std::size_t most = 0;
  for (const ReplyWaits& times : both.sides) {
    most = std::max(most, std::min(times.before.size(), times.now.size()));
  }
  if (most >= kStretchesToCompare) return {};
  return Needed(most, "stretches of whole weeks with 30 replies of each", kStretchesToCompare) +
         ", both before and now, to tell a change.";
}

void Describe(MeasureResult* result) {
  result->id = "M2";
  result->key = "reply_time";
  result->title = "Time to reply";
  result->weakness =
      "Reply times show above all who was free to write; they say little about closeness.";
}

void FillSide(int side, const Periods& periods, double least, WaitsOfBoth* both,
              MeasureResult* result) {
  ReplyWaits& times = both->sides[static_cast<std::size_t>(side)];
  auto& figures = result->sides[static_cast<std::size_t>(side)];
  figures.push_back(CountFigure("replies", "replies", times.answered[kAll]));
  for (const SplitName& name : kMedians) figures.push_back(QuantileFigure(times, name, 0.5, least));
  figures.push_back(QuantileFigure(
      times, {kAll, "reply_p90", "time within which nine of ten turns were answered"}, 0.9, least));
  const auto change = ChangeOf(times);
  const auto hard = HardOf(times);
  figures.push_back(ContrastFigure("asymmetry", "time to reply against the other's",
                                   times.answered[kAll], MeanOfWeeks(both->asymmetry),
                                   side == 0 ? 1 : -1));
  figures.push_back(
      ContrastFigure("change", "change of time to reply", times.answered[kNow], change));
  figures.push_back(ContrastFigure("hard_topics", "time to reply on hard topics against ordinary",
                                   times.answered[kHard], hard));
  if (auto typical = TypicalClaim(side, figures)) result->claims.push_back(std::move(*typical));
  if (change && std::min(times.before.size(), times.now.size()) >= kStretchesToCompare) {
    auto claim = ChangeClaim(side, figures, *change, periods);
    if (claim) result->claims.push_back(std::move(*claim));
  }
  if (hard && times.answered[kHard] >= kHardToClaim && hard->freedom >= kFreedomToClaim) {
    result->claims.push_back(HardClaim(side, *hard, times.answered[kHard]));
  }
  result->series.push_back(
      {"reply_median", "typical time to reply by week", "minutes", side, std::move(times.weekly)});
}

// Says why a typical time is missing though there are replies enough for one.
void NoteMinutes(const WaitsOfBoth& both, MeasureResult* result) {
  for (std::size_t side = 0; side < 2; ++side) {
    const auto wait = SurvivalQuantile(KaplanMeier(both.sides[side].waits[kAll].values()), 0.5);
    if (!wait.value || *wait.value >= kLeastToTheMinute) continue;
    result->note += std::string(result->note.empty() ? "" : " ") +
                    "This format has times to the minute only: waits that are mostly under two "
                    "minutes cannot be told.";
    return;
  }
}

// Nights do not count as waiting. Whose are assumed is not said.
void NoteNights(const MeasureInput& input, MeasureResult* result) {
  if (!input.clocks[0].assumed() && !input.clocks[1].assumed()) return;
  result->note += std::string(result->note.empty() ? "" : " ") +
                  "Too little is written to tell which hours are nights: 23 to 7 is taken.";
}

}  // namespace

MeasureResult ReplyTime(const MeasureInput& input) {
  MeasureResult result;
  Describe(&result);
  if (StopsAtGate(input, &result)) return result;
  const Periods periods(input);
  WaitsOfBoth both = CollectWaits(input, periods);
  const std::uint64_t fewer = std::min(both.sides[0].answered[kAll], both.sides[1].answered[kAll]);
  if (fewer < kRepliesForMedian) {
    result.note = Needed(fewer, "replies", kRepliesForMedian);
    for (std::size_t side = 0; side < 2; ++side) {
      result.sides[side].push_back(
          CountFigure("replies", "replies", both.sides[side].answered[kAll]));
    }
    return result;
  }
  result.state = MeasureState::kShown;
  const double least = input.capabilities.seconds ? 0 : kLeastToTheMinute;
  for (int side = 0; side < 2; ++side) FillSide(side, periods, least, &both, &result);
  if (!input.capabilities.calls) {
    result.note = "This format has no calls: an answer by telephone looks like none.";
  } else if (!AnyTest(result.claims)) {
    result.note = MissingToClaim(both);
  }
  if (!input.capabilities.seconds) NoteMinutes(both, &result);
  NoteNights(input, &result);
  return result;
}

}  // namespace ebb
