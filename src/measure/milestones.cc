#include "measure/milestones.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/milestone_turns.h"
#include "measure/statistics.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::int32_t kStretch = 8;  // weeks
constexpr std::uint64_t kTextsOfAStretch = 100;
constexpr std::uint64_t kWeeksOfAStretch = 4;
constexpr std::uint64_t kOtherWeeksNeeded = 12;
constexpr std::uint64_t kMilestoneSeed = 1014;
constexpr std::uint64_t kTurnsShifted = 200'000'000;  // in all, so that time stays bounded

const char* const kDistanceWords = "withdrawal, shutdown or avoidance";

bool Enough(const MilestoneWeek& sum) {
  return sum.mentions >= kMentionsNeeded && sum.near().n >= kNearTurnsNeeded;
}

Figure RatioFigure(const MilestoneTurns& side, bool enough) {
  const char* key = "milestone_ratio";
  const char* label = "near talk of milestones against elsewhere";
  const std::uint64_t n = side.Sum().near().n;
  const std::optional<double> ratio = enough ? MilestoneRatio(side.weeks) : std::nullopt;
  if (!ratio) return NotShown(key, label, "ratio", n);
  const std::optional<Interval> range = MilestoneRange(side.weeks);
  if (!range) return MakeFigure(key, label, "ratio", n, *ratio);
  return MakeRanged(key, label, "ratio", n, *ratio, range->low, range->high);
}

void AddTextFigures(const MilestoneTurns& side, std::vector<Figure>* figures) {
  const MilestoneWeek sum = side.Sum();
  const bool enough = Enough(sum);
  const auto share = [&](const char* key, const char* label, Share of) {
    figures->push_back(ShareFigure(key, label, of, enough && of.n >= kNearTurnsNeeded));
  };
  figures->push_back(CountFigure("mentions", "mentions of milestones by the other", sum.mentions));
  share("near", "answers with distance, near such a mention", sum.near());
  share("elsewhere", "answers with distance, elsewhere", sum.elsewhere);
  figures->push_back(RatioFigure(side, enough));
  share("near_pressed", "near a mention that came with pressure", sum.near_pressed);
  share("near_plain", "near a mention without pressure", sum.near_plain);
}

std::string RatioWords(const Figure& ratio) {
  if (ratio.has_range) return TimesAsOften(ratio.value, {ratio.low, ratio.high});
  return SignificantDigits(ratio.value) + " times as often";
}

Claim TextClaim(int side, const MilestoneTurns& turns, const Figure& ratio, double p) {
  const MilestoneWeek sum = turns.Sum();
  Claim claim;
  claim.key = "near_milestones";
  claim.side = side;
  claim.has_p = true;
  claim.p = p;
  claim.text = fmt::format(
      "After {{other}} named a milestone, {} of {{self}} came {} as elsewhere in the same weeks: "
      "in {} of {} answers near such talk.",
      kDistanceWords, RatioWords(ratio), sum.near().k, sum.near().n);
  claim.cannot_tell = fmt::format(
      "Whether {{self}} drew back more after {{other}} named a milestone than elsewhere cannot be "
      "told from this chat ({} of {} answers near such talk held {}).",
      sum.near().k, sum.near().n, kDistanceWords);
  claim.benign = {"Big decisions are often kept for talking face to face.",
                  "A mention that comes with pressure may be answered for its pressure.",
                  "Milestones are found by words; some concern other people."};
  return claim;
}

void AddTextMode(int side, const MilestoneTurns& turns, MeasureResult* result) {
  std::vector<Figure>& figures = result->sides[static_cast<std::size_t>(side)];
  AddTextFigures(turns, &figures);
  const auto is_ratio = [](const Figure& figure) { return figure.key == "milestone_ratio"; };
  const Figure ratio = *std::find_if(figures.begin(), figures.end(), is_ratio);
  if (!ratio.shown) return;
  ShiftOptions options;
  options.seed = kMilestoneSeed;
  options.draws = static_cast<std::uint32_t>(
      std::clamp<std::uint64_t>(kTurnsShifted / (turns.turns.size() + 1), 200, 2000));
  const auto test = TestMarkedTurns(turns.turns, turns.blocks, options);
  if (test) result->claims.push_back(TextClaim(side, turns, ratio, test->difference.p));
}

// Flagged messages of `count` weeks from `first` on; thin weeks are left out.
struct Stretch {
  std::uint64_t flagged = 0, texts = 0, weeks = 0;

  bool enough() const { return weeks >= kWeeksOfAStretch && texts >= kTextsOfAStretch; }
  double rate() const { return 100 * static_cast<double>(flagged) / static_cast<double>(texts); }
};

class WeekCalendar {
 public:
  WeekCalendar(const std::vector<Week>& weeks, std::size_t side) : side_(side) {
    for (const Week& week : weeks) {
      if (!week.undated) weeks_.push_back(&week);
    }
  }

  // The eight weeks before `week`, which counts from the first one.
  Stretch Before(std::int32_t week) const {
    Stretch stretch;
    for (std::int32_t i = week - kStretch; i < week; ++i) {
      if (i < 0 || i >= size() || At(i).thin) continue;
      const PartnerWeek& own = At(i).partners[side_];
      stretch.flagged += own.distance.high;
      stretch.texts += own.texts;
      ++stretch.weeks;
    }
    return stretch;
  }
  std::optional<double> Rise(std::int32_t week) const {
    if (week < 2 * kStretch || week > size()) return std::nullopt;
    const Stretch now = Before(week), before = Before(week - kStretch);
    if (!now.enough() || !before.enough()) return std::nullopt;
    return now.rate() - before.rate();
  }
  std::int32_t size() const { return static_cast<std::int32_t>(weeks_.size()); }
  // Of a date; may lie outside.
  std::int32_t IndexOf(std::uint32_t date) const {
    return weeks_.empty() ? -1 : WeekNumber(date) - weeks_.front()->number;
  }

 private:
  const Week& At(std::int32_t i) const { return *weeks_[static_cast<std::size_t>(i)]; }
  std::size_t side_;
  std::vector<const Week*> weeks_;
};

struct OneDate {
  std::optional<double> rise;
  Stretch before, baseline;
  std::uint64_t others = 0, as_large = 0;  // other weeks, and those with a rise as large
};

OneDate LookAt(const WeekCalendar& calendar, std::uint32_t date) {
  OneDate one;
  const std::int32_t at = calendar.IndexOf(date);
  one.rise = calendar.Rise(at);
  if (!one.rise) return one;
  one.before = calendar.Before(at);
  one.baseline = calendar.Before(at - kStretch);
  for (std::int32_t week = 0; week <= calendar.size(); ++week) {
    const std::optional<double> rise = week == at ? std::nullopt : calendar.Rise(week);
    if (!rise) continue;
    ++one.others;
    one.as_large += *rise >= *one.rise ? 1 : 0;
  }
  return one;
}

Figure RateFigure(std::string key, std::string label, const Stretch& stretch, bool shown) {
  if (!shown) return NotShown(std::move(key), std::move(label), "per 100", stretch.texts);
  const Interval range = Wilson(stretch.flagged, stretch.texts);
  return MakeRanged(std::move(key), std::move(label), "per 100", stretch.texts, stretch.rate(),
                    100 * range.low, 100 * range.high);
}

Claim DateClaim(int side, const std::string& key, const std::string& day, const OneDate& one) {
  Claim claim;
  claim.key = key;
  claim.side = side;
  claim.text = fmt::format(
      "In the eight weeks before {} {} of 100 messages of {{self}} held {}; in the eight before "
      "those {}. Of {} other weeks of this chat {} show a rise as large. This is one case and "
      "proves nothing.",
      day, SignificantDigits(one.before.rate()), kDistanceWords,
      SignificantDigits(one.baseline.rate()), one.others, one.as_large);
  claim.cannot_tell = fmt::format(
      "Whether the weeks before {} differed for {{self}} cannot be told from this chat.", day);
  claim.benign = {"Weeks before a big date are busy ones.",
                  "What else went on in those weeks is not in the figures."};
  return claim;
}

// True if anything can be shown.
bool AddDate(int side, std::size_t number, std::uint32_t date, const WeekCalendar& calendar,
             MeasureResult* result) {
  const OneDate one = LookAt(calendar, date);
  const bool shown = one.rise && one.others >= kOtherWeeksNeeded;
  const std::string day = FormatDate(kEpoch2000 + date);
  const std::string key = fmt::format("date_{}", number + 1);
  std::vector<Figure>& figures = result->sides[static_cast<std::size_t>(side)];
  figures.push_back(
      RateFigure(key + "_before", "the eight weeks before " + day, one.before, shown));
  figures.push_back(RateFigure(key + "_baseline", "the eight before those", one.baseline, shown));
  const std::string label = "other weeks with a rise as large";
  const double share =
      one.others == 0 ? 0 : static_cast<double>(one.as_large) / static_cast<double>(one.others);
  figures.push_back(shown ? MakeFigure(key + "_as_large", label, "share", one.others, share)
                          : NotShown(key + "_as_large", label, "share", one.others));
  if (shown) result->claims.push_back(DateClaim(side, key, day, one));
  return shown;
}

bool AddCalendarMode(int side, const MeasureInput& input, MeasureResult* result) {
  const WeekCalendar calendar(input.weeks, static_cast<std::size_t>(side));
  const std::vector<std::uint32_t>& dates = input.dates.milestones;
  bool any = false;
  for (std::size_t i = 0; i < std::min(dates.size(), kMostMilestoneDates); ++i) {
    any = AddDate(side, i, dates[i], calendar, result) || any;
  }
  return any;
}

void Conclude(const std::array<MilestoneTurns, 2>& sides, bool any, MeasureResult* result) {
  const bool left_out = sides[0].left_out || sides[1].left_out;
  if (any) {
    result->state = MeasureState::kShown;
    if (left_out) result->note = "Weeks with signs of danger are left out.";
    return;
  }
  if (left_out) {
    result->state = MeasureState::kSuppressed;
    result->note = "Weeks with signs of danger are left out, and the others hold too little.";
    return;
  }
  const std::uint64_t most = std::max(sides[0].Sum().mentions, sides[1].Sum().mentions);
  if (most < kMentionsNeeded) {
    result->note = Needed(most, "mentions of milestones", kMentionsNeeded) + " of one side.";
  } else {
    result->note = "Too few answers follow the mentions of milestones.";
  }
}

}  // namespace

MeasureResult MilestoneProximity(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M14";
  result.key = "milestones";
  result.title = "Distance near talk of milestones";
  result.weakness =
      "Milestones are found by words, some concern other people, and big decisions are often "
      "talked "
      "over in person.";
  if (StopsAtGate(input, &result)) return result;
  const std::array<MilestoneTurns, 2> sides = FindMilestoneTurns(input);
  bool any = false;
  for (int side = 0; side < 2; ++side) {
    const MilestoneTurns& own = sides[static_cast<std::size_t>(side)];
    AddTextMode(side, own, &result);
    any = AddCalendarMode(side, input, &result) || any || Enough(own.Sum());
  }
  Conclude(sides, any, &result);
  return result;
}

}  // namespace ebb
