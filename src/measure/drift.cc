#include "measure/drift.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "measure/drift_series.h"
#include "measure/gate.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::int32_t kBinWeeks = 4;
constexpr std::uint32_t kUsableInBin = 2;
constexpr std::int32_t kNearWeeks = 2;
constexpr std::int32_t kHalfYear = 26;
constexpr double kStepBelow = 0.05;

struct KindWords {
  DriftKind kind;
  const char* key;
  const char* label;
  const char* unit;
  const char* subject;  // of the sentence; followed by "went from"
  std::array<const char*, 2> benign;
};

constexpr KindWords kKinds[] = {
    {DriftKind::kDistance,
     "distance",
     "turns with withdrawal, shutdown or avoidance",
     "share",
     "the share of what {self} wrote that held withdrawal, shutdown or avoidance",
     {"Hard months at work or at home bring more of it without being about the two.",
      "Some marks are wrong, and most of what people would mark is in words the rules miss."}},
    {DriftKind::kMending,
     "mending",
     "turns with an attempt to mend or to come closer",
     "share",
     "the share of what {self} wrote that held an attempt to mend or to come closer",
     {"A calm time leaves less to mend, a hard one more.",
      "What is mended in person is not in the chat."}},
    {DriftKind::kEmotionalBids,
     "emotional_bids",
     "messages that showed feelings or asked for closeness, per day",
     "per day",
     "the number of messages a day in which {self} showed feelings or asked for closeness",
     {"Feelings may be told more in person or in calls than before.",
      "A calm time gives less to tell than a hard one."}},
    {DriftKind::kAffection,
     "affection",
     "messages with words or signs of affection",
     "share",
     "the share of messages by {self} with words or signs of affection",
     {"Pet names and hearts wear off in most chats while the rest of the affection does not.",
      "A new phone or app changes which signs are at hand."}},
    {DriftKind::kInitiation,
     "initiation",
     "share of conversations begun",
     "share",
     "the share of conversations that {self} began",
     {"Whoever has more free time, or wakes first, begins more often.",
      "A new job or new hours move it without anything else changing."}},
    {DriftKind::kToward,
     "toward",
     "share of what the other asked or shared that was taken up",
     "share",
     "the share of what {other} asked or shared that {self} took up in the chat",
     {"Questions may have been answered by phone or in person.",
      "Busy weeks make late answers, which count as none."}},
    {DriftKind::kWords,
     "words",
     "words written, per day",
     "per day",
     "the number of words a day that {self} wrote",
     {"People who live together or call more write less.",
      "Voice notes are not counted as words."}},
    {DriftKind::kPractical,
     "practical",
     "share of turns about errands and times",
     "share",
     "the share of what {self} wrote that was about errands and times",
     {"A home, a child or a move in common fills a chat with errands.",
      "Plans for time together are full of hours and places too."}},
};

std::string Level(DriftKind kind, double value) {
  return IsShare(kind) ? SignificantDigits(100 * value) + " of 100" : SignificantDigits(value);
}

// "9.8 % of the first level less every four weeks (range 3.1 to 16)"; a range that holds 0 keeps
// its signs.
std::string SlopeInWords(const KindWords& words, const Estimate& slope) {
  const char* unit = IsShare(words.kind) ? "points" : "% of the first level";
  const bool falls = slope.range.high < 0, one_way = falls || slope.range.low > 0;
  if (!one_way) {
    return fmt::format(
        "{} {} every four weeks (range {} to {})", SignificantDigits(100 * slope.value), unit,
        SignificantDigits(100 * slope.range.low), SignificantDigits(100 * slope.range.high));
  }
  const double low = falls ? -slope.range.high : slope.range.low;
  const double high = falls ? -slope.range.low : slope.range.high;
  return fmt::format("{} {} {} every four weeks (range {} to {})",
                     SignificantDigits(100 * std::fabs(slope.value)), unit, falls ? "less" : "more",
                     SignificantDigits(100 * low), SignificantDigits(100 * high));
}

// What lies near a break, in words.
class Landmarks {
 public:
  Landmarks(const MeasureInput& input, const std::vector<SumWeek>& weeks) {
    for (const std::uint32_t date : input.dates.milestones) named_.push_back(WeekNumber(date));
    for (const ConflictEpisode& conflict : input.talk.conflicts()) {
      const std::uint32_t sent = input.talk.timeline().Facts(conflict.first).sent;
      if (sent != 0) conflicts_.push_back(WeekNumber(sent));
    }
    const auto near = std::count_if(weeks.begin(), weeks.end(), [&](const SumWeek& week) {
      return Near(conflicts_, week.week);
    });
    conflicts_tell_ = 3 * static_cast<std::size_t>(near) <= weeks.size();
  }

  std::string Of(std::int32_t week) const {
    if (Near(named_, week)) return "a date you named";
    if (conflicts_tell_ && Near(conflicts_, week)) return "a conflict";
    return "";
  }

 private:
  static bool Near(const std::vector<std::int32_t>& dates, std::int32_t week) {
    return std::any_of(dates.begin(), dates.end(),
                       [week](std::int32_t date) { return std::abs(date - week) <= kNearWeeks; });
  }
  std::vector<std::int32_t> named_, conflicts_;
  bool conflicts_tell_ = false;
};

std::string Capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

// What is told by a level before and after a week. A line that rises or falls is never told so,
// even where the break has the smaller p.
bool IsOfBreak(const Drift& drift) {
  if (drift.shape == DriftShape::kGradual || drift.shape == DriftShape::kStretch) return false;
  return drift.shape == DriftShape::kStep || drift.p_break < drift.p_trend;
}

std::string ClaimText(const KindWords& words, const Drift& drift, const std::string& beside) {
  const auto level = [&](double value) { return Level(words.kind, value); };
  std::string text = Capitalised(words.subject);
  if (drift.shape == DriftShape::kStretch) {
    return text + fmt::format(
                      " was {} from the week of {} to that of {}, and {} in the weeks "
                      "before and after.",
                      level(drift.level_inside), SayWeek(drift.stretch_first),
                      SayWeek(drift.stretch_last), level(drift.level_outside));
  }
  if (IsOfBreak(drift)) {
    text +=
        fmt::format(" went from {} before the week of {} to {} from then on",
                    level(drift.level_before), SayWeek(drift.break_week), level(drift.level_after));
    if (!beside.empty()) text += ", within two weeks of " + beside;
    text += drift.shape == DriftShape::kStep
                ? "; it looks like a step."
                : "; whether at once or little by little cannot be told.";
    return text;
  }
  text += fmt::format(" went from {} in the first {} weeks to {} in the last {}",
                      level(drift.before), drift.ends, level(drift.now), drift.ends);
  if (drift.slope) text += ", " + SlopeInWords(words, *drift.slope);
  text += drift.shape == DriftShape::kGradual ? ", little by little."
                                              : "; whether at once or little by little cannot be "
                                                "told.";
  return text;
}

const char* ShapeSuffix(DriftShape shape) {
  switch (shape) {
    case DriftShape::kStep:
      return "_step";
    case DriftShape::kGradual:
      return "_gradual";
    case DriftShape::kStretch:
      return "_stretch";
    case DriftShape::kCannotTell:
      break;
  }
  return "";
}

Claim ClaimOf(const KindWords& words, int side, const Drift& drift, const Landmarks& landmarks) {
  Claim claim;
  claim.key = fmt::format("drift_{}{}", words.key, ShapeSuffix(drift.shape));
  claim.side = side;
  claim.has_p = true;
  claim.p = drift.p;
  if (IsOfBreak(drift)) claim.beside = landmarks.Of(drift.break_week);
  claim.text = ClaimText(words, drift, claim.beside);
  claim.cannot_tell =
      fmt::format("Whether {} changed over time cannot be told from this chat.", words.subject);
  claim.benign.assign(words.benign.begin(), words.benign.end());
  claim.benign.emplace_back("The first half year of a chat is expected to change.");
  return claim;
}

std::string KeyOf(const KindWords& words, const char* what) {
  return fmt::format("{}_{}", words.key, what);
}

Figure SlopeFigure(const KindWords& words, const Drift& drift) {
  const bool share = IsShare(words.kind);
  const std::string label = std::string(words.label) + (share ? ", change in four weeks"
                                                              : ", change in four weeks in % of "
                                                                "the first level");
  const char* unit = share ? "points" : "percent";
  if (!drift.slope) return NotShown(KeyOf(words, "slope"), label, unit, drift.weeks);
  const Estimate& slope = *drift.slope;
  return MakeRanged(KeyOf(words, "slope"), label, unit, drift.weeks, 100 * slope.value,
                    100 * slope.range.low, 100 * slope.range.high);
}

Figure BreakFigure(const KindWords& words, const Drift& drift) {
  const std::string label = std::string(words.label) + ", week of the step";
  const bool clear = drift.enough && drift.shape == DriftShape::kStep && drift.p < kStepBelow;
  if (!clear) return NotShown(KeyOf(words, "step_week"), label, "week number", drift.weeks);
  return MakeFigure(KeyOf(words, "step_week"), label, "week number", drift.weeks, drift.break_week);
}

// A level over `weeks` weeks.
Figure LevelFigure(const KindWords& words, const char* what, const char* when, bool shown,
                   std::uint64_t weeks, double level, const std::optional<Interval>& range) {
  const std::string label = std::string(words.label) + when;
  if (!shown) return NotShown(KeyOf(words, what), label, words.unit, weeks);
  if (!range) return MakeFigure(KeyOf(words, what), label, words.unit, weeks, level);
  return MakeRanged(KeyOf(words, what), label, words.unit, weeks, level, range->low, range->high);
}

// A stretch that is told: its weeks, and the level in it and in all others.
void AddStretch(const KindWords& words, const Drift& drift, std::vector<Figure>* figures) {
  const bool clear = drift.shape == DriftShape::kStretch && drift.p < kStepBelow;
  const auto add = [&](const char* what, const char* when, std::int32_t week) {
    const std::string label = std::string(words.label) + when;
    figures->push_back(clear
                           ? MakeFigure(KeyOf(words, what), label, "week number", drift.weeks, week)
                           : NotShown(KeyOf(words, what), label, "week number", drift.weeks));
  };
  add("stretch_first", ", first week of a stretch", drift.stretch_first);
  add("stretch_last", ", last week of it", drift.stretch_last);
  const std::uint64_t inside = drift.stretch_weeks;
  figures->push_back(LevelFigure(words, "in_stretch", ", in it", clear, inside, drift.level_inside,
                                 drift.inside_range));
  figures->push_back(LevelFigure(words, "outside", ", in all other weeks", clear,
                                 drift.weeks - inside, drift.level_outside, drift.outside_range));
}

void AddFigures(const KindWords& words, const Drift& drift, std::vector<Figure>* figures) {
  const std::uint64_t n = drift.enough ? drift.ends : drift.weeks;
  figures->push_back(LevelFigure(words, "before", ", first weeks", drift.enough, n, drift.before,
                                 drift.before_range));
  figures->push_back(
      LevelFigure(words, "now", ", last weeks", drift.enough, n, drift.now, drift.now_range));
  figures->push_back(LevelFigure(words, "level", ", all weeks", drift.has_level, drift.weeks,
                                 drift.level, drift.level_range));
  figures->push_back(SlopeFigure(words, drift));
  figures->push_back(BreakFigure(words, drift));
  if (MayComeAndGo(words.kind)) AddStretch(words, drift, figures);
}

struct Bin {
  double sum = 0, count = 0;
  std::uint32_t usable = 0;
};

SeriesPoint PointOf(std::int32_t week, const Bin& bin, std::uint32_t needed) {
  const bool known = bin.usable >= needed && bin.count > 0;
  return {week, known, known ? bin.sum / bin.count : 0,
          static_cast<std::uint64_t>(known ? bin.count : 0)};
}

// One point for every `step` weeks from the first on, known where `needed` of them are usable.
Series SeriesOf(const KindWords& words, const char* suffix, int side,
                const std::vector<SumWeek>& weeks, std::int32_t step, std::uint32_t needed) {
  Series series;
  series.key = std::string(words.key) + suffix;
  series.label = words.label;
  series.unit = words.unit;
  series.side = side;
  std::vector<Bin> bins((weeks.size() + static_cast<std::size_t>(step) - 1) /
                        static_cast<std::size_t>(step));
  for (const DriftWeek& week : DriftWeeks(words.kind, side, weeks)) {
    Bin& bin = bins[static_cast<std::size_t>((week.week - weeks.front().week) / step)];
    bin.sum += week.sum;
    bin.count += week.count;
    ++bin.usable;
  }
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const std::int32_t first = weeks.front().week + static_cast<std::int32_t>(i) * step;
    series.points.push_back(PointOf(first, bins[i], needed));
  }
  return series;
}

// The sides whose drift is told: both, or of a share that one has and the other lacks the one whose
// fell, since the two say the same.
bool IsTold(DriftKind kind, const std::array<Drift, 2>& drifts, int side) {
  if (kind != DriftKind::kInitiation) return true;
  const auto change = [&](int s) {
    const Drift& drift = drifts[static_cast<std::size_t>(s)];
    return drift.slope ? drift.slope->value : 0.0;
  };
  return change(side) < change(1 - side);
}

void AddKind(const KindWords& words, const std::vector<SumWeek>& weeks, const Landmarks& landmarks,
             MeasureResult* result) {
  std::array<Drift, 2> drifts;
  for (int side = 0; side < 2; ++side) {
    Drift& drift = drifts[static_cast<std::size_t>(side)];
    drift =
        DriftOf(DriftWeeks(words.kind, side, weeks), IsShare(words.kind), MayComeAndGo(words.kind));
    AddFigures(words, drift, &result->sides[static_cast<std::size_t>(side)]);
  }
  for (int side = 0; side < 2; ++side) {
    result->series.push_back(SeriesOf(words, "", side, weeks, 1, 1));
  }
  for (int side = 0; side < 2; ++side) {
    result->series.push_back(SeriesOf(words, "_4_weeks", side, weeks, kBinWeeks, kUsableInBin));
    result->series.back().label += ", by four weeks";
  }
  for (int side = 0; side < 2; ++side) {
    const Drift& drift = drifts[static_cast<std::size_t>(side)];
    if (!drift.enough || !IsTold(words.kind, drifts, side)) continue;
    result->claims.push_back(ClaimOf(words, side, drift, landmarks));
    result->state = MeasureState::kShown;
  }
}

void NoteState(const std::vector<SumWeek>& weeks, MeasureResult* result) {
  std::uint64_t usable = 0, early = 0;
  for (const SumWeek& week : weeks) {
    usable += week.usable ? 1 : 0;
    early += week.usable && week.week < weeks.front().week + kHalfYear ? 1 : 0;
  }
  if (usable < kDriftMinWeeks) {
    result->note = Needed(usable, "weeks with enough messages", kDriftMinWeeks) + ".";
  } else if (result->state != MeasureState::kShown) {
    result->note = fmt::format("No series has the {} events a week that are needed.",
                               SignificantDigits(kDriftMinEvents));
  } else {
    result->note = fmt::format(
        "{} of the {} weeks lie in the first half year of the chat, which is expected to change.",
        early, usable);
  }
}

}  // namespace

MeasureResult SlowChange(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M15";
  result.key = "slow_change";
  result.title = "Change over the whole chat";
  result.weakness =
      "Living together, a new job, a child or another app change all of these without anything "
      "being wrong; a line says nothing of why.";
  if (StopsAtGate(input, &result)) return result;
  const std::vector<SumWeek> weeks = SumWeeks(input);
  const Landmarks landmarks(input, weeks);
  for (const KindWords& words : kKinds) AddKind(words, weeks, landmarks, &result);
  NoteState(weeks, &result);
  return result;
}

}  // namespace ebb
