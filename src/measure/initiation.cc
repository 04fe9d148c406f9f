#include "measure/initiation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/proportions.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "sequence/sessions.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMinSessions = 30;
// Of each period, for a claim of change (README: found 80 times in 100).
constexpr std::uint64_t kSessionsToClaim = 60;
constexpr std::size_t kSessionWeeksToClaim = 8;
constexpr std::uint64_t kConflictsForFirstWord = 5;
constexpr std::uint64_t kMinOfWeek = 5;  // for the point of a week

using Openings = std::vector<Opening>;
using Chosen = std::function<bool(const Opening&)>;

// Begun by side 0 and in all.
Share Count(const Openings& openings, const Chosen& chosen) {
  Share share;
  for (const Opening& opening : openings) {
    if (!chosen(opening)) continue;
    ++share.n;
    share.k += opening.side == 0;
  }
  return share;
}

struct Change {
  Share before, now;  // of side 0
  std::optional<WeekContrast> contrast;
  bool enough_to_claim = false;
};

Change ChangeBy(const Openings& openings, const Periods& periods, const Chosen& chosen) {
  std::array<std::map<std::int32_t, WeekSum>, 2> weeks;
  Change change;
  for (const Opening& opening : openings) {
    const Period period = periods.Of(opening.week);
    if (period == Period::kNeither || !chosen(opening)) continue;
    const bool now = period == Period::kNow;
    WeekSum& sum = weeks[now ? 1 : 0][opening.week];
    sum.sum += opening.side == 0;
    sum.count += 1;
    Share& share = now ? change.now : change.before;
    share.k += opening.side == 0;
    ++share.n;
  }
  if (change.before.n < kMinSessions || change.now.n < kMinSessions) return change;
  std::array<std::vector<WeekSum>, 2> sums;
  for (std::size_t i = 0; i < 2; ++i) {
    for (const auto& [week, sum] : weeks[i]) sums[i].push_back(sum);
  }
  change.contrast = NowLessBefore(sums[0], sums[1], WeekVariance::kAtLeastBinomial);
  change.enough_to_claim = change.contrast &&
                           std::min(change.before.n, change.now.n) >= kSessionsToClaim &&
                           std::min(sums[0].size(), sums[1].size()) >= kSessionWeeksToClaim;
  return change;
}

Chosen LongerThan(std::uint32_t pause) {
  return [pause](const Opening& opening) { return opening.pause > pause; };
}

Share Of(int side, Share of_first) {
  return side == 0 ? of_first : Share{of_first.n - of_first.k, of_first.n};
}

Figure ChangeFigure(int side, const Change& change) {
  const std::uint64_t n = change.before.n + change.now.n;
  std::optional<Estimate> points;
  if (change.contrast) {
    const Estimate& first = change.contrast->estimate;
    points = side == 0 ? first : Estimate{-first.value, {-first.range.high, -first.range.low}};
  }
  return PointsFigure("change", "change of the share begun", n, points);
}

class InitiationTeller {
 public:
  InitiationTeller(const MeasureInput& input, MeasureResult* result)
      : periods_(input), openings_(FindOpenings(input.talk, input.clocks)), result_(result) {
    own_ = LongerThan(input.talk.session_gap());
    for (const std::uint32_t hours : {2, 4, 8}) rules_.push_back(LongerThan(hours * kHourSeconds));
  }

  void Tell(double session_hours) {
    const Share all = Count(openings_, own_);
    result_->pair.push_back(CountFigure("conversations", "conversations", all.n));
    result_->pair.push_back(
        MakeFigure("pause", "silence that ends a conversation", "hours", all.n, session_hours));
    if (all.n < kMinSessions) {
      result_->note = Needed(all.n, "conversations", kMinSessions);
      for (int side = 0; side < 2; ++side) AddCounts(side, all);
      return;
    }
    result_->state = MeasureState::kShown;
    const Change change = ChangeBy(openings_, periods_, own_);
    for (int side = 0; side < 2; ++side) AddSide(side, all, change);
    AddShareClaim(all);
    NoteMissing(change);
    if (change.enough_to_claim) AddChangeClaim(change);
  }

 private:
  std::vector<Figure>& Figures(int side) { return result_->sides[static_cast<std::size_t>(side)]; }

  // What a claim of change lacks.
  void NoteMissing(const Change& change) {
    if (change.enough_to_claim || !result_->note.empty()) return;
    const std::uint64_t fewer = std::min(change.before.n, change.now.n);
    result_->note = fewer < kSessionsToClaim
                        ? Needed(fewer, "conversations", kSessionsToClaim) +
                              ", both before and now, to tell a change."
                        : fmt::format("To tell a change, {} weeks are needed both before and now.",
                                      kSessionWeeksToClaim);
  }

  void AddCounts(int side, Share all) {
    Figures(side).push_back(CountFigure("begun", "conversations begun", Of(side, all).k));
  }

  void Add(int side, const char* key, const char* label, const Chosen& chosen,
           std::uint64_t minimum = kMinSessions) {
    AddShare(side, key, label, Of(side, Count(openings_, chosen)), minimum);
  }

  void AddShare(int side, const char* key, const char* label, Share share, std::uint64_t minimum) {
    Figures(side).push_back(ShareFigure(key, label, share, share.n >= minimum));
  }

  void AddSide(int side, Share all, const Change& change) {
    AddCounts(side, all);
    Add(side, "share", "share of conversations begun", own_);
    Add(side, "share_2h", "the same, after two hours of silence", rules_[0]);
    Add(side, "share_4h", "the same, after four hours of silence", rules_[1]);
    Add(side, "share_8h", "the same, after eight hours of silence", rules_[2]);
    Add(side, "share_beyond_greetings", "the same, without mere greetings",
        [this](const Opening& o) { return own_(o) && !o.greeting_only; });
    Add(side, "restarts", "share of first words after more than 12 waking hours",
        [](const Opening& o) { return o.restart; });
    Add(
        side, "after_conflict", "share of first words after a conflict",
        [this](const Opening& o) { return o.after_conflict && !periods_.IsDanger(o.week); },
        kConflictsForFirstWord);
    AddShare(side, "share_before", "share begun before", Of(side, change.before), kMinSessions);
    AddShare(side, "share_now", "share begun now", Of(side, change.now), kMinSessions);
    Figures(side).push_back(ChangeFigure(side, change));
    AddSeries(side);
  }

  void AddSeries(int side) {
    std::map<std::int32_t, Share> weeks;
    for (const Opening& opening : openings_) {
      if (!own_(opening)) continue;
      Share& share = weeks[opening.week];
      ++share.n;
      share.k += opening.side == side;
    }
    Series series{"share", "share of conversations begun by week", "share", side, {}};
    for (const auto& [week, share] : weeks) {
      const bool known = share.n >= kMinOfWeek;
      const double value = ValueOf(share);
      series.points.push_back({week, known, known ? value : 0, share.n});
    }
    result_->series.push_back(std::move(series));
  }

  // Do pauses of 2, 4 and 8 hours say the same of who begins more?
  bool DependsOnRule(Share all) const {
    const auto sign = [](Share share) {
      return share.k * 2 > share.n ? 1 : share.k * 2 < share.n ? -1 : 0;
    };
    return std::any_of(rules_.begin(), rules_.end(), [&](const Chosen& rule) {
      return sign(Count(openings_, rule)) * sign(all) < 0;
    });
  }

  void AddShareClaim(Share all) {
    if (DependsOnRule(all)) {
      result_->note = "Who begins more depends on how long a silence ends a conversation.";
    }
    Claim claim;
    claim.key = "initiation_share";
    claim.side = all.k * 2 > all.n ? 0 : all.k * 2 < all.n ? 1 : -1;
    const Share share = Of(std::max(claim.side, 0), all);
    const std::string who = claim.side < 0 ? "Each of the two" : "{self}";
    claim.text =
        fmt::format("{} began {} conversations; {} in all.", who, OfHundred(share), share.n);
    claim.cannot_tell = "Who begins conversations cannot be told from these messages.";
    claim.benign = {"Whoever is free first in the day tends to begin.",
                    "Greetings by habit count as beginnings; see the row without them."};
    result_->claims.push_back(std::move(claim));
  }

  // A change that turns round with the rule of pauses is none to be told.
  double PUnlessTurned(const WeekContrast& own) const {
    for (const Chosen& rule : rules_) {
      const auto contrast = ChangeBy(openings_, periods_, rule).contrast;
      if (!contrast || contrast->estimate.value * own.estimate.value <= 0) return 1;
    }
    return own.p;
  }

  void AddChangeClaim(const Change& change) {
    const double points = change.contrast->estimate.value;
    Claim claim;
    claim.key = "initiation_change";
    claim.side = points > 0 ? 0 : points < 0 ? 1 : -1;
    claim.has_p = true;
    claim.p = PUnlessTurned(*change.contrast);
    const int side = std::max(claim.side, 0);
    claim.text = fmt::format(
        "Of the conversations in {}, {{self}} began {}, and {} before; {} and {} conversations.",
        periods_.NowInWords(), OfHundred(Of(side, change.now)), OfHundred(Of(side, change.before)),
        change.now.n, change.before.n);
    claim.cannot_tell =
        "Whether one of the two has come to begin more or fewer of the conversations cannot be "
        "told from "
        "these messages.";
    claim.benign = {"New working hours change who is free first.",
                    "Living or travelling together, one begins in person."};
    result_->claims.push_back(std::move(claim));
  }

  Periods periods_;
  Openings openings_;
  MeasureResult* result_;
  Chosen own_;
  std::vector<Chosen> rules_;
};

}  // namespace

MeasureResult Initiation(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M5";
  result.key = "initiation";
  result.title = "Who begins";
  result.weakness =
      "Who begins depends on who is free first; what began by telephone or in the room is unseen.";
  if (StopsAtGate(input, &result)) return result;
  InitiationTeller(input, &result).Tell(input.talk.session_gap() / 3600.0);
  return result;
}

}  // namespace ebb
