#include "measure/demand_withdraw.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/matched_contrast.h"
#include "measure/periods.h"
#include "measure/statistics.h"
#include "measure/wording.h"
#include "sequence/conflict_spans.h"
#include "sequence/turn_kinds.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kTurnsLookedAt = 400000;
constexpr std::size_t kExamples = 3;
constexpr std::uint64_t kMatchSeed = 10;

bool Presses(std::uint32_t codes) {
  return (codes & (kPressed | kComplained)) != 0 && (codes & kOpenedGently) == 0;
}

// A time or a thing is all that some questions want.
bool IsCurt(const TalkTurn& asked, const TalkTurn& reply) {
  if (!IsMinimal(reply) || reply.Shows(kLaughter)) return false;
  return !asked.Shows(kQuestion) || (reply.stems[0] == 0 && !reply.Shows(kTimeWord));
}

// What one side's turns were followed by.
struct Steps {
  std::vector<Observed> first;   // turns of the side: was distance next?
  std::vector<Observed> second;  // replies of the other: was pressing next?
  std::uint64_t in_danger = 0;   // pressing turns left out
};

class StepFinder {
 public:
  explicit StepFinder(const MeasureInput& input)
      : input_(input),
        talk_(input.talk),
        periods_(input),
        stride_(input.talk.size() / kTurnsLookedAt + 1) {}

  std::array<Steps, 2> Find() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      if (t > 0 && talk_.Side(t - 1) == talk_.Side(t)) continue;
      const bool presses = Presses(talk_.Codes(t));
      if (presses || MayBeOrdinary(t)) Look(t, presses);
    }
    return std::move(steps_);
  }

 private:
  bool MayBeOrdinary(std::size_t t) const {
    return t % stride_ == 0 && (talk_.Codes(t) & ~kDistanceWorded) == 0 && !talk_.InConflict(t);
  }

  void Look(std::size_t t, bool presses) {
    const TalkTurn turn = talk_.At(t);
    if (!presses && (!IsSubstantive(turn) || turn.Shows(kMilestone))) return;
    Steps& steps = steps_[static_cast<std::size_t>(turn.side)];
    if (periods_.IsDanger(WeekNumber(turn.begin))) {
      steps.in_danger += presses ? 1 : 0;
      return;
    }
    const Replies::Wait wait = input_.replies.WaitAfter(t, turn.end);
    if (wait.end == Replies::Wait::End::kUnseen) return;
    bool distance = wait.end == Replies::Wait::End::kNoAnswer;
    if (wait.end == Replies::Wait::End::kAnswered) {
      const TalkTurn reply = talk_.At(wait.answer);
      distance = reply.Has(kDistanceCodes | kDistanceWorded) || IsCurt(turn, reply);
      if (!presses) LookFurther(wait.answer, reply, distance, &steps);
    }
    steps.first.push_back({turn.begin, static_cast<std::uint32_t>(t), presses, distance});
  }

  void LookFurther(std::size_t t, const TalkTurn& reply, bool distance, Steps* steps) const {
    if (talk_.last_time() - reply.end < kDaySeconds) return;
    const std::size_t next = talk_.NextOfOther(t);
    if (next == Talk::kNone) return;
    const bool soon = SecondsBetween(reply.end, talk_.Begin(next)) <= kDaySeconds;
    steps->second.push_back(
        {reply.begin, static_cast<std::uint32_t>(t), distance, soon && Presses(talk_.Codes(next))});
  }

  const MeasureInput& input_;
  const Talk& talk_;
  const Periods periods_;
  const std::size_t stride_;
  std::array<Steps, 2> steps_;
};

Figure RangedFigure(const char* key, const char* label, const char* unit, std::uint64_t n,
                    const std::optional<Estimate>& estimate, double (*scale)(double)) {
  if (!estimate) return NotShown(key, label, unit, n);
  return MakeRanged(key, label, unit, n, scale(estimate->value), scale(estimate->range.low),
                    scale(estimate->range.high));
}

double Ratio(double log) { return std::exp(log); }
double Doublings(double log) { return log / std::log(2.0); }

const char* MoreOrLess(const MatchedContrast& c) {
  return c.difference->value >= 0 ? "more often" : "less often";
}

std::string PressingMet(const MatchedContrast& c) {
  return fmt::format(
      "{} pressing or complaining messages of {{self}} were met by {{other}} with a word or two, "
      "with words of distance or with no answer in time {} than {} ordinary ones of the same "
      "months and hours",
      c.triggers.n, MoreOrLess(c), c.controls.n);
}

std::string DistanceMet(const MatchedContrast& c) {
  return fmt::format(
      "Within a day of {} short or distant replies of {{other}} to ordinary messages, {{self}} "
      "wrote a pressing or complaining message {} than after other replies",
      c.triggers.n, MoreOrLess(c));
}

struct LabelledKey {
  const char *key, *label;
};
// How one of the two steps is named and told.
struct StepWords {
  const char* claim;
  LabelledKey after_trigger, after_control, difference;
  std::string (*told)(const MatchedContrast&);
  const char* whether;
  std::vector<std::string> benign;
};

StepWords FirstStep() {
  return {"pressing_then_distance",
          {"distance_after_pressing", "met with distance"},
          {"distance_after_ordinary", "ordinary messages met with distance"},
          {"difference", "difference of the two"},
          PressingMet,
          "Whether {other} met pressing messages of {self} differently from ordinary ones",
          {"An evening that was hard for both brings pressing and short answers alike.",
           "Going quiet under pressure can be a way of not making things worse.",
           "The answer may have been given in person."}};
}

StepWords SecondStep() {
  return {"distance_then_pressing",
          {"pressing_after_distance", "pressed within a day of distance"},
          {"pressing_after_other", "pressed within a day of another reply"},
          {"pressing_difference", "difference of the two"},
          DistanceMet,
          "Whether {self} pressed more after short or distant replies of {other}",
          {"A short reply can leave open what still has to be settled that day.",
           "Pressing can be a way of staying in touch."}};
}

void AddShares(const StepWords& words, const MatchedContrast& c, std::vector<Figure>* figures) {
  const auto share = [&](const LabelledKey& name, Share of) {
    figures->push_back(ShareFigure(name.key, name.label, of, c.enough));
  };
  share(words.after_trigger, c.triggers);
  share(words.after_control, c.controls);
  figures->push_back(
      PointsFigure(words.difference.key, words.difference.label, c.triggers.n, c.difference));
}

void AddFigures(const MatchedContrast& first, const MatchedContrast& second,
                std::vector<Figure>* figures) {
  const std::uint64_t n = first.triggers.n;
  figures->push_back(
      CountFigure("pressing", "pressing or complaining messages looked at", first.triggers_seen));
  AddShares(FirstStep(), first, figures);
  figures->push_back(RangedFigure("ratio", "the one as a multiple of the other", "ratio", n,
                                  first.log_ratio, Ratio));
  figures->push_back(RangedFigure("odds", "odds, one against the other", "doublings", n,
                                  first.log_odds, Doublings));
  AddShares(SecondStep(), second, figures);
}

Claim StepClaim(const StepWords& words, int side, const MatchedContrast& c) {
  Claim claim;
  claim.key = words.claim;
  claim.side = side;
  claim.has_p = true;
  claim.p = Cautious(c.p);
  claim.text = fmt::format("{}: {} against {}.", words.told(c), OfHundred(c.triggers),
                           OfHundred(c.controls));
  claim.cannot_tell =
      fmt::format("{} cannot be told from {} of them.", words.whether, c.triggers.n);
  claim.benign = words.benign;
  return claim;
}

Claim LoopClaim(int side, const MatchedContrast& first, const MatchedContrast& second) {
  Claim claim;
  claim.key = "loop";
  claim.side = side;
  claim.has_p = true;
  const bool both = first.difference->value > 0 && second.difference->value > 0;
  claim.p = both ? Cautious(std::max(first.p, second.p)) : 1;
  claim.text =
      "Both steps came more often than after ordinary messages: pressing by {self} was followed by "
      "distance from {other}, and distance by pressing. Where it begins, messages do not show.";
  claim.cannot_tell =
      "Whether pressing by {self} and distance from {other} fed each other cannot be told.";
  claim.benign = {"A matter that has to be settled comes back until it is.",
                  "One of the two may need more time, the other a sooner answer."};
  return claim;
}

// Up to three pressing turns that were answered with distance, evenly drawn.
void AddExamples(const MeasureInput& input, const std::vector<Observed>& observed,
                 std::vector<Episode>* episodes) {
  std::vector<std::size_t> answered;
  for (const Observed& o : observed) {
    if (!o.trigger || !o.outcome) continue;
    if (input.replies.AnswerTo(o.turn) != Talk::kNone) answered.push_back(o.turn);
  }
  const std::size_t wanted = std::min(kExamples, answered.size());
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::size_t t = answered[(2 * i + 1) * answered.size() / (2 * wanted)];
    const TalkTurn turn = input.talk.At(t);
    const TalkTurn reply = input.talk.At(input.talk.NextOfOther(t));
    Episode episode;
    episode.kind = EpisodeKind::kExchange;
    episode.first = turn.first;
    episode.last = reply.last;
    episode.begin = turn.begin;
    episode.end = reply.end;
    episode.turns = 2;
    episode.side = turn.side;
    episode.tag = "pressing, then distance";
    episode.shown = {MessageToQuote(input.talk, turn), MessageToQuote(input.talk, reply)};
    episodes->push_back(std::move(episode));
  }
}

void Tell(const MeasureInput& input, const std::array<Steps, 2>& steps, MeasureResult* result) {
  std::uint64_t most = 0;
  for (int side = 0; side < 2; ++side) {
    const auto s = static_cast<std::size_t>(side);
    // The same seed for both: neither side's draws differ from what they were if it were the other.
    const MatchedContrast first = ContrastMatched(steps[s].first, kMatchSeed);
    MatchedContrast second;
    if (first.enough) second = ContrastMatched(steps[s].second, kMatchSeed);
    AddFigures(first, second, &result->sides[s]);
    AddExamples(input, steps[s].first, &result->episodes);
    most = std::max(most, first.triggers.n);
    if (first.enough) result->claims.push_back(StepClaim(FirstStep(), side, first));
    if (second.enough) result->claims.push_back(StepClaim(SecondStep(), side, second));
    if (first.enough && second.enough) result->claims.push_back(LoopClaim(side, first, second));
  }
  result->state = result->claims.empty() ? MeasureState::kNotEnough : MeasureState::kShown;
  std::sort(result->episodes.begin(), result->episodes.end(),
            [](const Episode& a, const Episode& b) { return a.first < b.first; });
  if (most < kMinTriggers) {
    result->note = Needed(most, "pressing or complaining messages of one of the two", kMinTriggers);
  } else if (!input.capabilities.calls) {
    result->note = "The format has no calls, so a call in place of an answer is not seen.";
  }
}

}  // namespace

MeasureResult DemandWithdraw(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M10";
  result.key = "push_and_pull";
  result.title = "Push and pull";
  result.weakness =
      "What follows a message need not come from it: a hard evening brings both, and calls and "
      "talks in person are not seen.";
  if (StopsAtGate(input, &result)) return result;
  const std::array<Steps, 2> steps = StepFinder(input).Find();
  const auto pressed = [](const Steps& s) {
    return std::any_of(s.first.begin(), s.first.end(), [](const Observed& o) { return o.trigger; });
  };
  if (steps[0].in_danger + steps[1].in_danger > 0 && !pressed(steps[0]) && !pressed(steps[1])) {
    result.state = MeasureState::kSuppressed;
    result.note = "Left out: these weeks hold signs of danger.";
    return result;
  }
  Tell(input, steps, &result);
  return result;
}

}  // namespace ebb
