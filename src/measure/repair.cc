#include "measure/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/proportions.h"
#include "measure/repair_attempts.h"
#include "measure/survival.h"
#include "measure/wording.h"
#include "sequence/conflict_spans.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMinAttempts = 10, kConflictsForRepair = 5;
constexpr std::uint32_t kRepairWatched = 72 * kHourSeconds;
constexpr std::size_t kRepairExamples = 3, kRepairExamplesIfFew = 6;

bool IsAround(const RepairAttempt& attempt) { return attempt.context != RepairContext::kEveryday; }

// What is said of one side.
class SideOfRepair {
 public:
  SideOfRepair(const MeasureInput& input, int side, const RepairTally& tally,
               const std::vector<ConflictSpan>& spans)
      : input_(input), side_(side), spans_(spans) {
    for (const RepairAttempt& attempt : tally.attempts) {
      if (attempt.side == side) attempts_.push_back(attempt);
    }
    grand_gestures_ = tally.grand_gestures[static_cast<std::size_t>(side)];
  }

  std::vector<Figure> Figures() const {
    std::vector<Figure> figures;
    const auto count = [&](const char* key, const char* label, auto chosen) {
      figures.push_back(CountFigure(key, label, Of(chosen).k));
    };
    count("attempts", "attempts to mend", [](const RepairAttempt&) { return true; });
    count("in_conflict", "of these, in a conflict",
          [](const RepairAttempt& a) { return a.context == RepairContext::kInConflict; });
    count("after_conflict", "of these, within three days after one",
          [](const RepairAttempt& a) { return a.context == RepairContext::kAfterConflict; });
    count("everyday", "of these, on other days",
          [](const RepairAttempt& a) { return !IsAround(a); });
    figures.push_back(PerConflict());
    AddReceptions(&figures);
    figures.push_back(FirstAttempt());
    figures.push_back(
        Shown("early", "in the first third of a conflict",
              Of([](const RepairAttempt& a) { return a.early; },
                 [](const RepairAttempt& a) { return a.context == RepairContext::kInConflict; })));
    figures.push_back(Shown("affective", "with warmth, apology or humour",
                            Of([](const RepairAttempt& a) { return a.affective; })));
    figures.push_back(CountFigure("grand_gestures", "grand gestures (apart)", grand_gestures_));
    return figures;
  }

  Share TakenUp(bool around) const { return Received(Reception::kTakenUp, around); }
  bool EnoughConflicts() const { return spans_.size() >= kConflictsForRepair; }

  void AddExamples(std::size_t most, std::vector<Episode>* episodes) const {
    std::vector<RepairAttempt> chosen = Taken(true);
    if (chosen.empty()) chosen = Taken(false);
    if (chosen.empty()) chosen = attempts_;
    const std::size_t wanted = std::min(most, chosen.size());
    for (std::size_t i = 0; i < wanted; ++i) {
      const RepairAttempt& attempt = chosen[(2 * i + 1) * chosen.size() / (2 * wanted)];
      episodes->push_back(Example(attempt));
    }
  }

 private:
  static bool Any(const RepairAttempt&) { return true; }

  template <typename Chosen>
  Share Of(Chosen chosen) const {
    return Of(chosen, Any);
  }
  template <typename Chosen, typename Among>
  Share Of(Chosen chosen, Among among) const {
    Share share;
    for (const RepairAttempt& attempt : attempts_) {
      if (!among(attempt)) continue;
      ++share.n;
      share.k += chosen(attempt) ? 1 : 0;
    }
    return share;
  }

  Share Received(Reception reception, bool around) const {
    return Of([reception](const RepairAttempt& a) { return a.reception == reception; },
              [around](const RepairAttempt& a) {
                return a.reception != Reception::kUnseen && (!around || IsAround(a));
              });
  }

  static Figure Shown(const char* key, const char* label, Share share) {
    return ShareFigure(key, label, share, share.n >= kMinAttempts);
  }

  Figure AroundFigure(const char* key, const char* label, Reception reception) const {
    const Share share = Received(reception, true);
    if (!EnoughConflicts()) return NotShown(key, label, "share", share.n);
    return Shown(key, label, share);
  }

  void AddReceptions(std::vector<Figure>* figures) const {
    figures->push_back(Shown("accepted", "taken up by the other, of all attempts",
                             Received(Reception::kTakenUp, false)));
    figures->push_back(
        AroundFigure("accepted_around", "taken up, in or after a conflict", Reception::kTakenUp));
    figures->push_back(AroundFigure("rejected_around", "turned down, in or after a conflict",
                                    Reception::kRejected));
    figures->push_back(AroundFigure("missed_around", "without a reply, in or after a conflict",
                                    Reception::kMissed));
    figures->push_back(AroundFigure(
        "otherwise_around", "replied to otherwise, in or after a conflict", Reception::kOtherwise));
  }

  Figure PerConflict() const {
    constexpr const char *kKey = "per_conflict", *kLabel = "attempts per conflict";
    const std::size_t n = spans_.size();
    if (n < kConflictsForRepair) return NotShown(kKey, kLabel, "number", n);
    std::vector<double> counts(n);
    for (const RepairAttempt& attempt : attempts_) {
      if (IsAround(attempt)) counts[attempt.conflict] += 1;
    }
    double sum = 0, squares = 0;
    for (const double c : counts) sum += c;
    const double mean = sum / static_cast<double>(n);
    for (const double c : counts) squares += (c - mean) * (c - mean);
    const auto freedom = static_cast<double>(n - 1);
    const double spread =
        StudentPoint95(freedom) * std::sqrt(squares / freedom / static_cast<double>(n));
    return MakeRanged(kKey, kLabel, "number", n, mean, std::max(0.0, mean - spread), mean + spread);
  }

  Figure FirstAttempt() const {
    constexpr const char *kKey = "first_attempt",
                         *kLabel = "time until the first attempt after one";
    std::vector<Wait> waits;
    auto attempt = attempts_.begin();
    for (std::size_t s = 0; s < spans_.size(); ++s) {
      while (attempt != attempts_.end() && attempt->turn <= spans_[s].last) ++attempt;
      const std::uint32_t next =
          s + 1 < spans_.size() ? spans_[s + 1].begin : input_.talk.last_time();
      const std::uint32_t until = Waking(spans_[s].end, next);
      const std::uint32_t waited =
          attempt == attempts_.end() ? kRepairWatched : Waking(spans_[s].end, attempt->when);
      const bool ended = waited < std::min(until, kRepairWatched);
      waits.push_back({std::min({waited, until, kRepairWatched}) / double{kHourSeconds}, ended});
    }
    const std::size_t n = waits.size();
    const SurvivalQuantileResult median = SurvivalQuantile(KaplanMeier(std::move(waits)), 0.5);
    if (n < kConflictsForRepair || !median.value) return NotShown(kKey, kLabel, "hours", n);
    if (!std::isfinite(median.range.high)) {
      return MakeFigure(kKey, kLabel, "hours", n, *median.value);
    }
    return MakeRanged(kKey, kLabel, "hours", n, *median.value, median.range.low, median.range.high);
  }

  std::uint32_t Waking(std::uint32_t from, std::uint32_t to) const {
    return input_.clocks[static_cast<std::size_t>(side_)].Between(from, to);
  }

  std::vector<RepairAttempt> Taken(bool around) const {
    std::vector<RepairAttempt> taken;
    for (const RepairAttempt& attempt : attempts_) {
      if (attempt.reception == Reception::kTakenUp && (!around || IsAround(attempt))) {
        taken.push_back(attempt);
      }
    }
    return taken;
  }

  Episode Example(const RepairAttempt& attempt) const {
    const Talk& talk = input_.talk;
    const TalkTurn turn = talk.At(attempt.turn);
    Episode episode;
    episode.kind = EpisodeKind::kExchange;
    episode.first = turn.first;
    episode.last = turn.last;
    episode.begin = turn.begin;
    episode.end = turn.end;
    episode.turns = 1;
    episode.side = side_;
    episode.tag = attempt.reception == Reception::kTakenUp ? "repair, taken up" : "repair";
    episode.shown.push_back(MessageToQuote(talk, turn));
    const std::size_t answer = input_.replies.AnswerTo(attempt.turn);
    if (answer == Talk::kNone) return episode;
    const TalkTurn reply = talk.At(answer);
    episode.last = reply.last;
    episode.end = reply.end;
    episode.turns = 2;
    episode.shown.push_back(MessageToQuote(talk, reply));
    return episode;
  }

  const MeasureInput& input_;
  const int side_;
  const std::vector<ConflictSpan>& spans_;
  std::vector<RepairAttempt> attempts_;
  std::uint64_t grand_gestures_ = 0;
};

Claim AcceptedClaim(const char* key, const char* when, int side, Share share) {
  Claim claim;
  claim.key = key;
  claim.side = side;
  claim.text = fmt::format("{{other}} took up {} of {} attempts of {{self}} to mend{}: {}.",
                           share.k, share.n, when, OfHundred(share));
  claim.cannot_tell = "How attempts of {self} to mend were received cannot be told.";
  claim.benign = {"An attempt can be taken up in person, by a call or by a quiet evening together.",
                  "Some time may be needed before a repair can be answered."};
  return claim;
}

void AddClaims(const SideOfRepair& one, int side, std::vector<Claim>* claims) {
  const Share all = one.TakenUp(false), around = one.TakenUp(true);
  if (all.n >= kMinAttempts) {
    claims->push_back(AcceptedClaim("accepted", " or to come closer", side, all));
  }
  if (around.n >= kMinAttempts && one.EnoughConflicts()) {
    claims->push_back(AcceptedClaim("accepted_around",
                                    " in a conflict or in the three days after it", side, around));
  }
}

}  // namespace

MeasureResult RepairAttempts(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M19";
  result.key = "repair";
  result.title = "Attempts to mend";
  result.weakness =
      "How an attempt was received is read from the words of the reply; what was said or done in "
      "person is not seen.";
  if (StopsAtGate(input, &result)) return result;
  const std::vector<ConflictSpan> spans =
      WithoutDanger(ConflictSpans(input.talk, input.danger_weeks));
  const RepairTally tally = FindRepairs(input, spans);
  if (tally.attempts.empty() && tally.in_danger > 0) {
    result.state = MeasureState::kSuppressed;
    result.note = "Left out: these weeks hold signs of danger.";
    return result;
  }
  const bool enough = tally.attempts.size() >= kMinAttempts;
  if (enough) result.state = MeasureState::kShown;
  if (!enough) {
    result.note = Needed(tally.attempts.size(), "attempts to mend", kMinAttempts);
  } else if (spans.size() < kConflictsForRepair) {
    result.note = Needed(spans.size(), "stretches of conflict", kConflictsForRepair) +
                  " to say how attempts were received around them";
  } else if (!input.capabilities.calls) {
    result.note = "The format has no calls, so an attempt answered by a call counts as missed.";
  }
  result.pair.push_back(CountFigure("conflicts", "stretches of conflict", spans.size()));
  for (int side = 0; side < 2; ++side) {
    const SideOfRepair one(input, side, tally, spans);
    result.sides[static_cast<std::size_t>(side)] = one.Figures();
    if (enough) AddClaims(one, side, &result.claims);
    one.AddExamples(enough ? kRepairExamples : kRepairExamplesIfFew, &result.episodes);
  }
  std::sort(result.episodes.begin(), result.episodes.end(),
            [](const Episode& a, const Episode& b) { return a.first < b.first; });
  return result;
}

}  // namespace ebb
