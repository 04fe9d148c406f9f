#include "measure/reply_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "measure/duration.h"
#include "measure/even_sample.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/quantile.h"
#include "measure/survival.h"
#include "measure/turn_kinds.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMinReplies = 50;
constexpr std::size_t kStretchWaits = 30;  // of each side
constexpr std::size_t kMinOrdinary = 10;   // of the week, to set hard turns against
constexpr std::uint64_t kMinHard = 15;
constexpr double kMinHardFreedom = 7;
constexpr double kLeastMinutes = 0.5;

enum Split { kAll, kAsked, kOrdinary, kHard, kBefore, kNow, kSplits };

using WaitSample = EvenSample<Wait, 2500>;

struct SideTimes {
  std::array<WaitSample, kSplits> waits;
  std::array<std::uint64_t, kSplits> answered{};
  std::vector<WeekSum> before, now;  // log2 of the median of a stretch
  std::vector<WeekSum> hard;         // log2, less the ordinary mean of the week
  std::vector<SeriesPoint> weekly;
};

// Waits of the week at hand and of the stretch, log2 of minutes; of many an even sample.
struct Open {
  EvenSample<double, 500> week;
  std::vector<double> stretch;
  double ordinary_sum = 0, hard_sum = 0;
  std::size_t ordinary = 0, hard = 0;
};

double LogMinutes(double minutes) { return std::log2(std::max(minutes, kLeastMinutes)); }

class Collector {
 public:
  explicit Collector(const MeasureInput& input) : input_(input), periods_(input) {}

  void Read() {
    const Talk& talk = input_.talk;
    for (std::size_t t = 0; t < talk.size(); ++t) {
      const TalkTurn turn = talk.At(t);
      MoveTo(WeekNumber(turn.begin));
      Add(input_.replies.WaitAfter(t, turn), turn, talk.InConflict(t));
    }
    CloseWeek();
  }
  SideTimes& side(int side) { return sides_[static_cast<std::size_t>(side)]; }
  const std::vector<WeekSum>& asymmetry() const { return asymmetry_; }  // side 0 less side 1
  const Periods& periods() const { return periods_; }

 private:
  void MoveTo(std::int32_t week) {
    if (week <= week_) return;  // a late delivery stays where it is
    CloseWeek();
    if (periods_.Of(week) != period_) DropStretch();
    week_ = week;
    period_ = periods_.Of(week);
    counts_ = periods_.Counts(week);
  }

  void Add(const Replies::Wait& wait, const TalkTurn& turn, bool in_conflict) {
    using End = Replies::Wait::End;
    const auto side = static_cast<std::size_t>(1 - turn.side);
    const double minutes = wait.seconds / 60.0;
    const bool ended = wait.end == End::kAnswered;
    const bool hot = IsHot(turn, in_conflict);
    const auto put = [&](Split split) {
      sides_[side].waits[split].Add({minutes, ended});
      sides_[side].answered[split] += ended;
    };
    put(kAll);
    if (IsSubstantive(turn)) put(kAsked);
    put(hot ? kHard : kOrdinary);
    if (period_ == Period::kBefore) put(kBefore);
    if (period_ == Period::kNow) put(kNow);
    if (ended || wait.end == End::kNoAnswer) AddToWeek(LogMinutes(minutes), hot, &open_[side]);
  }

  static void AddToWeek(double log, bool hot, Open* open) {
    open->week.Add(log);
    (hot ? open->hard_sum : open->ordinary_sum) += log;
    ++(hot ? open->hard : open->ordinary);
  }

  void CloseWeek() {
    for (std::size_t side = 0; side < 2; ++side) CloseWeekOf(side);
    const bool full =
        open_[0].stretch.size() >= kStretchWaits && open_[1].stretch.size() >= kStretchWaits;
    if (full) CloseStretch();
  }

  void CloseWeekOf(std::size_t side) {
    Open& open = open_[side];
    if (open.week.seen() > 0) AddPoint(open, &sides_[side].weekly);
    if (counts_ && open.hard > 0 && open.ordinary >= kMinOrdinary) {
      const double usual = open.ordinary_sum / static_cast<double>(open.ordinary);
      const auto hard = static_cast<double>(open.hard);
      sides_[side].hard.push_back({open.hard_sum - hard * usual, hard});
    }
    const std::vector<double>& week = open.week.values();
    if (counts_) open.stretch.insert(open.stretch.end(), week.begin(), week.end());
    open.week.Clear();
    open.ordinary_sum = open.hard_sum = 0;
    open.ordinary = open.hard = 0;
  }

  void AddPoint(const Open& open, std::vector<SeriesPoint>* points) const {
    SeriesPoint point;
    point.week = week_;
    point.n = open.week.seen();
    point.known = point.n >= kStretchWaits;
    if (point.known) point.value = std::exp2(*Median(open.week.values()));
    points->push_back(point);
  }

  void CloseStretch() {
    std::array<double, 2> typical{};
    for (std::size_t side = 0; side < 2; ++side) {
      typical[side] = *Median(std::move(open_[side].stretch));
      if (period_ == Period::kBefore) sides_[side].before.push_back({typical[side], 1});
      if (period_ == Period::kNow) sides_[side].now.push_back({typical[side], 1});
    }
    asymmetry_.push_back({typical[0] - typical[1], 1});
    DropStretch();
  }

  void DropStretch() {
    for (Open& open : open_) open.stretch.clear();
  }

  const MeasureInput& input_;
  Periods periods_;
  std::array<SideTimes, 2> sides_;
  std::array<Open, 2> open_;
  std::vector<WeekSum> asymmetry_;
  std::int32_t week_ = -1;
  Period period_ = Period::kNeither;
  bool counts_ = false;
};

struct SplitName {
  Split split;
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

std::uint64_t MinimumOf(Split split) { return split == kHard ? kMinHard : kMinReplies; }

Figure QuantileFigure(const SideTimes& times, const SplitName& name, double q) {
  const std::uint64_t n = times.answered[name.split];
  Figure missing = NotShown(name.key, name.label, "minutes", n);
  if (n < MinimumOf(name.split)) return missing;
  const auto found = SurvivalQuantile(KaplanMeier(times.waits[name.split].values()), q);
  if (!found.value) return missing;
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

std::optional<WeekContrast> ChangeOf(const SideTimes& times) {
  if (times.answered[kBefore] < kMinReplies || times.answered[kNow] < kMinReplies) return {};
  return NowLessBefore(times.before, times.now);
}

std::optional<WeekContrast> HardOf(const SideTimes& times) {
  if (times.answered[kHard] < kMinHard) return {};
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
  claim.p = change.p;
  claim.text = fmt::format(
      "{{self}}'s typical time to reply was {} in {} and {} before: {} times as long (range {} to "
      "{}; {} and {} replies).",
      Duration(now.value), periods.NowInWords(), Duration(before.value),
      TwoDigits(std::exp2(change.estimate.value)), TwoDigits(std::exp2(change.estimate.range.low)),
      TwoDigits(std::exp2(change.estimate.range.high)), now.n, before.n);
  claim.cannot_tell = "Whether {self}'s time to reply changed cannot be told from these messages.";
  claim.benign = {"New hours, a new job or another habit with the phone change reply times.",
                  "Where more is said in person, messages can wait.",
                  "Time to reply says little about closeness; being free to write says most."};
  return claim;
}

Claim HardClaim(int side, const WeekContrast& hard, std::uint64_t n) {
  Claim claim;
  claim.key = "reply_hard_topics";
  claim.side = side;
  claim.has_p = true;
  claim.p = hard.p;
  claim.text = fmt::format(
      "{{self}}'s replies took {} times as long on hard topics as on ordinary ones of the same "
      "weeks (range {} to {}; {} replies).",
      TwoDigits(std::exp2(hard.estimate.value)), TwoDigits(std::exp2(hard.estimate.range.low)),
      TwoDigits(std::exp2(hard.estimate.range.high)), n);
  claim.cannot_tell =
      "Whether {self} replied sooner or later on hard topics cannot be told from these messages.";
  claim.benign = {
      "Hard topics take longer to think about and to write about.",
      "They tend to come up at other times of the day, when there is less or more time."};
  return claim;
}

void Describe(MeasureResult* result) {
  result->id = "M2";
  result->key = "reply_time";
  result->title = "Time to reply";
  result->weakness =
      "Reply times show above all who was free to write; they say little about closeness.";
}

void FillSide(int side, Collector* collected, MeasureResult* result) {
  SideTimes& times = collected->side(side);
  auto& figures = result->sides[static_cast<std::size_t>(side)];
  figures.push_back(CountFigure("replies", "replies", times.answered[kAll]));
  for (const SplitName& name : kMedians) figures.push_back(QuantileFigure(times, name, 0.5));
  figures.push_back(QuantileFigure(
      times, {kAll, "reply_p90", "time within which nine of ten turns were answered"}, 0.9));
  const auto change = ChangeOf(times);
  const auto hard = HardOf(times);
  figures.push_back(ContrastFigure("asymmetry", "time to reply against the other's",
                                   times.answered[kAll], MeanOfWeeks(collected->asymmetry()),
                                   side == 0 ? 1 : -1));
  figures.push_back(
      ContrastFigure("change", "change of time to reply", times.answered[kNow], change));
  figures.push_back(ContrastFigure("hard_topics", "time to reply on hard topics against ordinary",
                                   times.answered[kHard], hard));
  if (change) {
    auto claim = ChangeClaim(side, figures, *change, collected->periods());
    if (claim) result->claims.push_back(std::move(*claim));
  }
  if (hard) result->claims.push_back(HardClaim(side, *hard, times.answered[kHard]));
  result->series.push_back(
      {"reply_median", "typical time to reply by week", "minutes", side, std::move(times.weekly)});
}

}  // namespace

MeasureResult ReplyTime(const MeasureInput& input) {
  MeasureResult result;
  Describe(&result);
  if (StopsAtGate(input, &result)) return result;
  Collector collected(input);
  collected.Read();
  const std::uint64_t fewer =
      std::min(collected.side(0).answered[kAll], collected.side(1).answered[kAll]);
  if (fewer < kMinReplies) {
    result.note = Needed(fewer, "replies", kMinReplies);
    for (int side = 0; side < 2; ++side) {
      result.sides[static_cast<std::size_t>(side)].push_back(
          CountFigure("replies", "replies", collected.side(side).answered[kAll]));
    }
    return result;
  }
  result.state = MeasureState::kShown;
  for (int side = 0; side < 2; ++side) FillSide(side, &collected, &result);
  if (!input.capabilities.calls) {
    result.note = "This format has no calls: an answer by telephone looks like none.";
  }
  return result;
}

}  // namespace ebb
