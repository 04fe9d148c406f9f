#include "measure/post_conflict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "measure/calm_windows.h"
#include "measure/gate.h"
#include "measure/hour_counts.h"
#include "measure/quantile.h"
#include "measure/rank.h"
#include "measure/survival.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr std::uint64_t kConflictsForChange = 5, kMinForRange = 10;
constexpr std::uint64_t kConflictsToClaim = 12;  // README: found 80 times in 100
constexpr std::size_t kMostConflicts = 200;
constexpr std::uint32_t kMinForRate = 10;  // messages or turns in a stretch
constexpr double kRateWeight = 20;
constexpr std::size_t kRepliesOfAWindow = 5;
constexpr std::size_t kTurnsOfWindow = 64;
constexpr std::uint32_t kUsualDays = 28, kWatchedDays = 14;
constexpr std::uint32_t kMinUsual = 50, kMinConversation = 5;

enum Aspect : std::size_t { kMessages, kWarm, kDelay, kDistance };
constexpr std::size_t kAspects = 4;

struct AspectWords {
  const char *key, *label;
  const char *more, *less, *unit;  // of the sentence
  const char* benign;
};
constexpr std::array<AspectWords, kAspects> kWords = {{
    {"messages", "messages", "wrote more messages", "wrote fewer messages", "as many",
     "Two people who talk it over in person write less."},
    {"warmth", "warm messages per 100", "wrote warm words more often",
     "wrote warm words less often", "as often", "Warmth after a conflict may be shown in person."},
    {"delay", "time to reply", "took longer to reply", "took less long to reply", "as long",
     "A few days of much work or travel slow replies down as well."},
    {"distance", "words of distance per 100 turns", "used words of distance more often",
     "used words of distance less often", "as often",
     "Asking for some time after a conflict can be a way of looking after both."},
}};

// log2 levels of one side in stretches of time.
class Levels {
 public:
  explicit Levels(const MeasureInput& input) : input_(input), hours_(input.talk) {}

  // `rate`: of events, that rates are drawn to.
  std::optional<double> Of(Aspect aspect, int side, const TimeWindows& windows, double rate) const {
    if (aspect == kDelay) return Delay(side, windows);
    const Events events = Count(aspect, side, windows);
    if (aspect == kMessages) {
      return std::log2(events.of / static_cast<double>(windows.size()) + 0.5);
    }
    if (events.of < kMinForRate) return std::nullopt;
    return std::log2((events.events + kRateWeight * rate) / (events.of + kRateWeight));
  }
  // True if these stretches say something of the aspect. Where not one warm message or word of
  // distance fell into either, the two levels differ by how much was written alone.
  bool Tells(Aspect aspect, int side, const TimeWindows& windows) const {
    if (aspect != kWarm && aspect != kDistance) return true;
    return Count(aspect, side, windows).events > 0;
  }
  // Of all the days around a conflict and those it is set against.
  double Rate(Aspect aspect, int side, const DaysAround& days) const {
    Events sum = Count(aspect, side, {days.before, days.after});
    for (const TimeWindows* windows : {&days.calm_before, &days.calm_after}) {
      const Events more = Count(aspect, side, *windows);
      sum.events += more.events;
      sum.of += more.of;
    }
    return std::max(sum.events, 0.5) / (sum.of + 1);
  }
  std::uint32_t Messages(std::uint32_t begin, std::uint32_t end) const {
    return hours_.Between(0, begin, end).messages + hours_.Between(1, begin, end).messages;
  }
  std::uint32_t Warm(std::uint32_t begin, std::uint32_t end) const {
    return hours_.Between(0, begin, end).warm + hours_.Between(1, begin, end).warm;
  }

 private:
  struct Events {
    double events = 0, of = 0;
  };
  Events Count(Aspect aspect, int side, const TimeWindows& windows) const {
    Events sum;
    for (const TimeWindow& window : windows) {
      const HourCount count = hours_.Between(side, window.begin, window.end);
      sum.events += aspect == kWarm ? count.warm : count.distance;
      sum.of += aspect == kDistance ? count.turns : count.messages;
    }
    return sum;
  }

  std::size_t TurnFrom(std::uint32_t when) const {
    std::size_t low = 0, high = input_.talk.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (input_.talk.Begin(middle) < when) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  // Of replies of `side`: from the last turn of the other before each.
  std::optional<double> Delay(int side, const TimeWindows& windows) const {
    std::vector<double> minutes;
    for (const TimeWindow& window : windows) {
      const std::size_t begin = TurnFrom(window.begin), end = TurnFrom(window.end);
      // Odd, so that turns that alternate are not all of one side.
      const std::size_t step = (end - begin) / kTurnsOfWindow | 1;
      for (std::size_t t = begin; t < end; t += step) AddDelay(side, t, &minutes);
    }
    if (minutes.size() < kRepliesOfAWindow) return std::nullopt;
    return std::log2(*Median(std::move(minutes)) + 1);
  }

  void AddDelay(int side, std::size_t t, std::vector<double>* minutes) const {
    const Talk& talk = input_.talk;
    if (talk.Side(t) == side || (t + 1 < talk.size() && talk.Side(t + 1) != side)) return;
    const Replies::Wait wait = input_.replies.WaitAfter(t, talk.End(t));
    if (wait.end == Replies::Wait::End::kAnswered || wait.end == Replies::Wait::End::kNoAnswer) {
      minutes->push_back(wait.seconds / 60.0);
    }
  }

  const MeasureInput& input_;
  const ChatHours hours_;
};

struct Changes {
  std::vector<double> after, change;  // doublings, one per conflict that tells
};

Changes ChangesOf(Aspect aspect, int side, const std::vector<DaysAround>& conflicts,
                  const Levels& levels) {
  Changes changes;
  for (const DaysAround& days : conflicts) {
    if (!days.usable) continue;
    const double rate = levels.Rate(aspect, side, days);
    const auto after = levels.Of(aspect, side, {days.after}, rate);
    const auto calm_after = levels.Of(aspect, side, days.calm_after, rate);
    const auto before = levels.Of(aspect, side, {days.before}, rate);
    const auto calm_before = levels.Of(aspect, side, days.calm_before, rate);
    if (!after || !calm_after || !before || !calm_before) continue;
    const double more_after = *after - *calm_after;
    TimeWindows all_after = days.calm_after;
    all_after.push_back(days.after);
    if (levels.Tells(aspect, side, all_after)) changes.after.push_back(more_after);
    if (!levels.Tells(aspect, side, {days.before, days.after})) continue;
    changes.change.push_back(more_after - (*before - *calm_before));
  }
  return changes;
}

// The order statistics that the sign test cannot tell from the median.
Interval MedianRange(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::size_t k = 0;
  while (2 * (k + 1) < values.size() && SignTest(values.size() - k, k) <= 0.05) ++k;
  if (k > 0) --k;
  return {values[k], values[values.size() - 1 - k]};
}

Figure MedianFigure(const std::string& key, const std::string& label,
                    const std::vector<double>& values) {
  if (values.size() < kConflictsForChange) return NotShown(key, label, "doublings", values.size());
  const double median = *Median(values);
  if (values.size() < kMinForRange) {
    return MakeFigure(key, label, "doublings", values.size(), median);
  }
  const Interval range = MedianRange(values);
  return MakeRanged(key, label, "doublings", values.size(), median, range.low, range.high);
}

Claim ClaimOf(int side, const AspectWords& words, const std::vector<double>& change) {
  const double median = *Median(change);
  const Interval range = MedianRange(change);
  Claim claim;
  claim.key = std::string(words.key) + "_after_conflict";
  claim.side = side;
  claim.has_p = true;
  claim.p = SignTest(change);
  claim.text = fmt::format(
      "In the three waking days after {} stretches of conflict, {{self}} {} than in the three "
      "before, each set against the same days of calm weeks: {} times {} (range {} to {}).",
      change.size(), median > 0 ? words.more : words.less, SignificantDigits(std::exp2(median)),
      words.unit, SignificantDigits(std::exp2(range.low)),
      SignificantDigits(std::exp2(range.high)));
  claim.cannot_tell = fmt::format(
      "Whether {{self}} {} or the opposite after stretches of conflict cannot be told from {} of "
      "them.",
      words.more, change.size());
  claim.benign = {words.benign};
  return claim;
}

// Hours until the two wrote as warmly as in the four weeks before.
class Recovery {
 public:
  Recovery(const MeasureInput& input, const Levels& levels) : input_(input), levels_(levels) {}

  std::optional<Wait> After(const ConflictCluster& cluster) const {
    const std::uint32_t since = cluster.begin - std::min(cluster.begin, kUsualDays * kDaySeconds);
    const std::uint32_t messages = levels_.Messages(since, cluster.begin);
    const std::uint32_t warm = levels_.Warm(since, cluster.begin);
    if (messages < kMinUsual || warm == 0) return std::nullopt;
    const std::uint32_t until = std::min(cluster.next, cluster.end + kWatchedDays * kDaySeconds);
    const std::uint32_t found = FirstWarmTalk(cluster, until, warm, messages);
    if (found != 0) return Wait{Hours(cluster.end, found), true};
    return Wait{Hours(cluster.end, until), false};
  }

 private:
  static double Hours(std::uint32_t from, std::uint32_t to) {
    return SecondsBetween(from, to) / static_cast<double>(kHourSeconds);
  }

  struct Conversation {
    std::uint64_t messages = 0, warm = 0;
    std::uint32_t first_warm = 0, last = 0;
  };

  std::uint32_t FirstWarmTalk(const ConflictCluster& cluster, std::uint32_t until,
                              std::uint64_t warm, std::uint64_t messages) const {
    const Timeline& timeline = input_.talk.timeline();
    const auto is_warm = [&](const Conversation& talk) {
      return talk.messages >= kMinConversation && talk.warm * messages >= warm * talk.messages;
    };
    Conversation talk;
    for (Position p = input_.talk.At(cluster.last_turn).last + 1; p < timeline.size(); ++p) {
      const MessageFacts& facts = timeline.Facts(p);
      if (IsNotice(facts) || input_.talk.SideOf(facts) < 0 || facts.sent == 0) continue;
      if (facts.sent >= until) break;
      if (SecondsBetween(talk.last, facts.sent) > input_.talk.session_gap()) {
        if (is_warm(talk)) return talk.first_warm;
        talk = {};
      }
      talk.last = facts.sent;
      ++talk.messages;
      if ((facts.features & kWarmth) == 0) continue;
      ++talk.warm;
      if (talk.first_warm == 0) talk.first_warm = facts.sent;
    }
    return is_warm(talk) ? talk.first_warm : 0;
  }

  const MeasureInput& input_;
  const Levels& levels_;
};

void AddRecovery(const MeasureInput& input, const Levels& levels,
                 const std::vector<ConflictCluster>& clusters, MeasureResult* result) {
  constexpr const char *kKey = "recovery", *kLabel = "time until as warm as usual";
  const Recovery recovery(input, levels);
  std::vector<Wait> waits;
  for (const ConflictCluster& cluster : clusters) {
    if (const auto wait = recovery.After(cluster)) waits.push_back(*wait);
  }
  const std::size_t n = waits.size();
  const SurvivalQuantileResult median = SurvivalQuantile(KaplanMeier(std::move(waits)), 0.5);
  if (n < kConflictsForChange || !median.value) {
    result->pair.push_back(NotShown(kKey, kLabel, "hours", n));
  } else if (n < kMinForRange || !std::isfinite(median.range.high)) {
    result->pair.push_back(MakeFigure(kKey, kLabel, "hours", n, *median.value));
  } else {
    result->pair.push_back(
        MakeRanged(kKey, kLabel, "hours", n, *median.value, median.range.low, median.range.high));
  }
}

std::vector<ConflictCluster> UsableClusters(std::vector<ConflictCluster> clusters) {
  std::erase_if(clusters, [](const ConflictCluster& cluster) { return cluster.dangerous; });
  if (clusters.size() <= kMostConflicts) return clusters;
  std::vector<ConflictCluster> drawn;
  for (std::size_t i = 0; i < kMostConflicts; ++i) {
    drawn.push_back(clusters[i * clusters.size() / kMostConflicts]);
  }
  return drawn;
}

// Returns the most conflicts that any of its changes rests on.
std::uint64_t AddSide(const MeasureInput& input, int side,
                      const std::vector<ConflictCluster>& clusters,
                      const std::vector<ConflictSpan>& spans, const Levels& levels,
                      MeasureResult* result) {
  std::vector<DaysAround> days;
  days.reserve(clusters.size());
  for (const ConflictCluster& cluster : clusters) {
    days.push_back(DaysAroundConflict(input, side, cluster, spans));
  }
  std::vector<Figure>& figures = result->sides[static_cast<std::size_t>(side)];
  std::uint64_t most = 0;
  for (std::size_t a = 0; a < kAspects; ++a) {
    const AspectWords& words = kWords[a];
    const Changes changes = ChangesOf(static_cast<Aspect>(a), side, days, levels);
    const std::string key = words.key, label = words.label;
    figures.push_back(
        MedianFigure(key + "_after", label + " after, against calm weeks", changes.after));
    figures.push_back(
        MedianFigure(key + "_change", label + ", after against before", changes.change));
    most = std::max<std::uint64_t>(most, changes.change.size());
    if (changes.change.size() >= kConflictsForChange) result->state = MeasureState::kShown;
    if (changes.change.size() >= kConflictsToClaim) {
      result->claims.push_back(ClaimOf(side, words, changes.change));
    }
  }
  return most;
}

}  // namespace

MeasureResult PostConflictChange(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M11";
  result.key = "after_conflict";
  result.title = "The days after a conflict";
  result.weakness =
      "Fewer messages may mean that the two talked in person, and what helped or hurt out of the "
      "chat is not seen.";
  if (StopsAtGate(input, &result)) return result;
  const std::vector<ConflictSpan> spans = ConflictSpans(input.talk, input.danger_weeks);
  const std::vector<ConflictCluster> all = ClusterConflicts(input, spans);
  const std::vector<ConflictCluster> clusters = UsableClusters(all);
  if (clusters.empty() && !all.empty()) {
    result.state = MeasureState::kSuppressed;
    result.note = "Left out: these weeks hold signs of danger.";
    return result;
  }
  result.pair.push_back(
      CountFigure("conflicts", "stretches of conflict at least three days apart", clusters.size()));
  if (clusters.size() < kConflictsForChange) {
    result.note = Needed(clusters.size(), "stretches of conflict at least three days apart",
                         kConflictsForChange);
    return result;
  }
  const Levels levels(input);
  AddRecovery(input, levels, clusters, &result);
  std::uint64_t most = 0;
  for (int side = 0; side < 2; ++side) {
    most = std::max(most, AddSide(input, side, clusters, spans, levels, &result));
  }
  if (result.state == MeasureState::kNotEnough) {
    result.note = "Too few of the conflicts have calm weeks before them to compare with.";
  } else if (most < kConflictsToClaim) {
    result.note = Needed(most, "conflicts with calm weeks before them", kConflictsToClaim) +
                  " to tell a change.";
  }
  return result;
}

}  // namespace ebb
