#include "measure/reply_waits.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "measure/quantile.h"
#include "sequence/turn_kinds.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kMinOrdinary = 10;  // of the week, to set hard turns against
constexpr double kLeastMinutes = 0.5;

// Waits of the week at hand and of the stretch, log2 of minutes; of many an even sample.
struct Open {
  EvenSample<double, 500> week;
  std::vector<double> stretch;
  double ordinary_sum = 0, hard_sum = 0;
  std::size_t ordinary = 0, hard = 0;
};

double LogMinutesOf(std::uint32_t seconds) {
  return std::log2(std::max(seconds / 60.0, kLeastMinutes));
}

// Most waits are short, and there are as many as turns: their logarithms are taken once.
class LogMinutes {
 public:
  LogMinutes() {
    for (std::size_t i = 0; i < short_.size(); ++i) {
      short_[i] = LogMinutesOf(static_cast<std::uint32_t>(i));
    }
  }
  double operator()(std::uint32_t seconds) const {
    return seconds < short_.size() ? short_[seconds] : LogMinutesOf(seconds);
  }

 private:
  std::array<double, 2048> short_{};
};

class Collector {
 public:
  Collector(const MeasureInput& input, const Periods& periods) : input_(input), periods_(periods) {}

  WaitsOfBoth Read() {
    const Talk& talk = input_.talk;
    for (std::size_t t = 0; t < talk.size(); ++t) {
      const TalkTurn turn = talk.At(t);
      MoveTo(WeekNumber(turn.begin));
      // A turn that asks for nothing and that its writer follows up is no wait.
      const bool goes_on = t + 1 < talk.size() && talk.Side(t + 1) == turn.side;
      if (goes_on && !IsSubstantive(turn)) continue;
      Add(input_.replies.WaitAfter(t, turn.end), turn, talk.InConflict(t));
    }
    CloseWeek();
    return std::move(found_);
  }

 private:
  void MoveTo(std::int32_t week) {
    if (week <= week_) return;  // a late delivery stays where it is
    CloseWeek();
    week_ = week;
    period_ = periods_.Of(week);
    counts_ = periods_.Counts(week);
    if (!counts_ || period_ == stretch_period_) return;
    DropStretch();
    stretch_period_ = period_;
  }

  void Add(const Replies::Wait& wait, const TalkTurn& turn, bool in_conflict) {
    using End = Replies::Wait::End;
    const auto side = static_cast<std::size_t>(1 - turn.side);
    const bool ended = wait.end == End::kAnswered;
    const bool hot = IsHot(turn, in_conflict);
    ReplyWaits& waits = found_.sides[side];
    const auto put = [&](ReplySplit split) {
      waits.waits[split].AddMade([&] { return Wait{wait.seconds / 60.0, ended}; });
      waits.answered[split] += ended;
    };
    put(kAll);
    if (IsSubstantive(turn)) put(kAsked);
    put(hot ? kHard : kOrdinary);
    if (period_ == Period::kBefore) put(kBefore);
    if (period_ == Period::kNow) put(kNow);
    if (ended || wait.end == End::kNoAnswer)
      AddToWeek(log_minutes_(wait.seconds), hot, &open_[side]);
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
    if (open.week.seen() > 0) AddPoint(open, &found_.sides[side].weekly);
    if (counts_ && open.hard > 0 && open.ordinary >= kMinOrdinary) {
      const double usual = open.ordinary_sum / static_cast<double>(open.ordinary);
      const auto hard = static_cast<double>(open.hard);
      found_.sides[side].hard.push_back({open.hard_sum - hard * usual, hard});
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
      if (stretch_period_ == Period::kBefore)
        found_.sides[side].before.push_back({typical[side], 1});
      if (stretch_period_ == Period::kNow) found_.sides[side].now.push_back({typical[side], 1});
    }
    found_.asymmetry.push_back({typical[0] - typical[1], 1});
    DropStretch();
  }

  void DropStretch() {
    for (Open& open : open_) open.stretch.clear();
  }

  const MeasureInput& input_;
  const Periods& periods_;
  const LogMinutes log_minutes_;
  WaitsOfBoth found_;
  std::array<Open, 2> open_;
  std::int32_t week_ = -1;
  Period period_ = Period::kNeither, stretch_period_ = Period::kNeither;
  bool counts_ = false;
};

}  // namespace

WaitsOfBoth CollectWaits(const MeasureInput& input, const Periods& periods) {
  return Collector(input, periods).Read();
}

}  // namespace ebb
