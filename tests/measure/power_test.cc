// For each claim that rests on a test: how often it fires with nothing planted, and how often it
// finds one strong effect, in talks that hold about as much as the claim asks for and no more.
// `EBB_SIMULATED_TALKS=N build/tests/test_measure "simulation: claims*"` takes N talks of each
// and prints the table of src/measure/README.md; EBB_SIMULATED_CLAIM=stretch takes the claims of
// that name alone.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "measure/bid_mix.h"
#include "measure/cross_lag.h"
#include "measure/demand_withdraw.h"
#include "measure/drift_series.h"
#include "measure/initiation.h"
#include "measure/made_weeks.h"
#include "measure/milestones.h"
#include "measure/post_conflict.h"
#include "measure/reply_time.h"
#include "measure/selectivity.h"
#include "measure/short_replies.h"
#include "measure/silences.h"
#include "measure/simulated_bids.h"
#include "measure/simulated_conflicts.h"
#include "measure/simulated_talk.h"
#include "measure/spell_index.h"
#include "measure/unanswered_bids.h"

namespace ebb {
namespace {

using testing::BidSimulator;
using testing::ConflictPlan;
using testing::ConflictSimulator;
using testing::MadeTalk;
using testing::Simulated;
using testing::SimulatedCouple;

// What one talk says of a claim: made (there was enough), found (p < .05), and on how much it
// rests.
struct Outcome {
  int made = 0, found = 0;
  double amount = 0;

  void Count(bool fired, double of) {
    ++made;
    found += fired ? 1 : 0;
    amount += of;
  }
  double share() const { return made == 0 ? 0 : static_cast<double>(found) / made; }
  Outcome& operator+=(const Outcome& other) {
    made += other.made;
    found += other.found;
    amount += other.amount;
    return *this;
  }
};

struct ClaimStudy {
  const char* claim;   // as in the README
  const char* data;    // the minimum
  const char* effect;  // planted
  std::function<Outcome(std::uint64_t seed, bool planted)> talk;
};

using MeasureTaker = MeasureResult (*)(const MeasureInput&);

// Claims of one key; `side`: whose are counted where an effect is planted. `amount`: a figure whose
// n is counted with them.
struct OfClaim {
  const char* key;
  MeasureTaker take;
  int side;
  const char* amount;

  Outcome Look(MadeTalk* made, bool planted) const {
    const MeasureResult result = take(made->Input());
    Outcome outcome;
    for (const Claim& claim : result.claims) {
      const bool reading = std::string(key).starts_with("reading_");
      if (reading ? !claim.key.starts_with("reading_") : claim.key != key) continue;
      if (planted && side >= 0 && claim.side != side) continue;
      const bool said =
          reading ? claim.key == key && (!claim.has_p || claim.p < 0.05) : claim.p < 0.05;
      const Figure* figure = FigureIn(result, claim.side, amount);
      outcome.Count(said, figure == nullptr ? 0 : static_cast<double>(figure->n));
    }
    return outcome;
  }

 private:
  static const Figure* FigureIn(const MeasureResult& result, int of, const std::string& key) {
    const Figure* found = nullptr;
    for (const Figure& figure : result.sides[static_cast<std::size_t>(of < 0 ? 0 : of)]) {
      if (figure.key == key) found = &figure;
    }
    for (const Figure& figure : result.pair) {
      if (figure.key == key) found = &figure;
    }
    return found;
  }
};
// Studies by each of the simulators: what all talks share, and what is planted.
template <typename Plant>
std::function<Outcome(std::uint64_t, bool)> RhythmTalks(Simulated plan, OfClaim claim,
                                                        Plant plant) {
  return [=](std::uint64_t seed, bool planted) {
    Simulated one = plan;
    one.seed = seed;
    if (planted) plant(&one);
    MadeTalk made;
    testing::Simulate(one, &made);
    return claim.Look(&made, planted);
  };
}
template <typename Plant>
std::function<Outcome(std::uint64_t, bool)> BidTalks(SimulatedCouple plan, OfClaim claim,
                                                     Plant plant) {
  return [=](std::uint64_t seed, bool planted) {
    SimulatedCouple one = plan;
    if (planted) plant(&one);
    MadeTalk made;
    BidSimulator(one, seed, &made).Run();
    return claim.Look(&made, planted);
  };
}
template <typename Plant>
std::function<Outcome(std::uint64_t, bool)> ConflictTalks(ConflictPlan plan, OfClaim claim,
                                                          Plant plant) {
  return [=](std::uint64_t seed, bool planted) {
    ConflictPlan one = plan;
    one.seed = seed;
    if (planted) plant(&one);
    MadeTalk made;
    ConflictSimulator(one, &made).Run();
    return claim.Look(&made, planted);
  };
}

// A share of ten events a week, or a rate of ten on average, over just as many weeks as are asked
// for.
Outcome DriftStudy(bool share, double from, double to, std::uint64_t seed, bool planted) {
  Random random(seed);
  const std::size_t n = kDriftMinWeeks;
  const std::vector<double> mood = Autoregressive(n, 0.3, &random);
  const std::vector<double> busy = Autoregressive(n, 0.3, &random);
  std::vector<DriftWeek> series;
  for (std::size_t i = 0; i < n; ++i) {
    const double place = planted ? static_cast<double>(i) / static_cast<double>(n - 1) : 0;
    const double level = from + (to - from) * place;
    const double volume = std::exp(0.47 * busy[i] - 0.11);
    const std::uint64_t events = 1 + Poisson((share ? kDriftMinEvents : level) * volume, &random);
    DriftWeek week;
    week.week = 1200 + static_cast<std::int32_t>(i);
    week.events = static_cast<std::uint32_t>(events);
    week.count = share ? static_cast<double>(events) : 7;
    const double odds = std::log(level / (1 - level)) + 0.4 * mood[i];
    week.sum =
        static_cast<double>(share ? Binomial(events, 1 / (1 + std::exp(-odds)), &random) : events);
    series.push_back(week);
  }
  const Drift drift = DriftOf(series, share);
  Outcome outcome;
  if (drift.enough) outcome.Count(drift.p < 0.05, static_cast<double>(drift.weeks));
  return outcome;
}

// The same share, and a third of the weeks in the middle of another one.
Outcome StretchStudy(double usual, double within, std::uint64_t seed, bool planted) {
  Random random(seed);
  const std::size_t n = kStretchMinWeeks;
  const std::vector<double> mood = Autoregressive(n, 0.3, &random);
  const std::vector<double> busy = Autoregressive(n, 0.3, &random);
  std::vector<DriftWeek> series;
  for (std::size_t i = 0; i < n; ++i) {
    const double level = planted && i >= 16 && i < 32 ? within : usual;
    const double odds = std::log(level / (1 - level)) + 0.4 * mood[i];
    const std::uint64_t events =
        1 + Poisson(kDriftMinEvents * std::exp(0.47 * busy[i] - 0.11), &random);
    DriftWeek week;
    week.week = 1200 + static_cast<std::int32_t>(i);
    week.events = static_cast<std::uint32_t>(events);
    week.count = static_cast<double>(events);
    week.sum = static_cast<double>(Binomial(events, 1 / (1 + std::exp(-odds)), &random));
    series.push_back(week);
  }
  const Drift drift = DriftOf(series, true, true);
  Outcome outcome;
  if (drift.enough) outcome.Count(drift.p < 0.05, static_cast<double>(drift.weeks));
  return outcome;
}

Outcome SpellStudy(std::uint64_t seed, bool planted) {
  WeekMaker maker;
  maker.weeks = 16;
  if (planted) {
    maker.away = [](int side, std::size_t i) { return side == 0 && i >= 8 ? 2.0 : 0.0; };
  }
  Random random(seed);
  const std::vector<SumWeek> weeks = maker.Make(&random);
  const std::vector<IndexWeek> index = IndexOf(0, weeks, UsualWeeks(weeks, 0, 0));
  Outcome outcome;
  outcome.Count(SpellChance(index, 0x18) < 0.05, 16);
  return outcome;
}

// Sizes are such that about half of the talks have enough, and few have much more.
std::vector<ClaimStudy> RhythmStudies() {
  Simulated reply, hard, begins, silent;
  reply.weeks = 36;
  reply.sessions = 12;
  hard.weeks = 26;
  hard.sessions = 14;
  hard.hot = 0.08;
  begins.weeks = 30;
  begins.sessions = 11;
  begins.turns = 5;
  begins.begins = 0.7;
  silent.weeks = 40;
  silent.sessions = 60;
  silent.turns = 5;
  return {
      {"reply_change (M2)", "8 stretches of 30 replies in each period", "three times as long",
       RhythmTalks(reply, {"reply_change", ReplyTime, 1, "change"},
                   [](Simulated* p) {
                     p->slower_now = {1, 3};
                   })},
      {"reply_hard_topics (M2)", "30 hard turns over 9 weeks' worth", "three times as long",
       RhythmTalks(hard, {"reply_hard_topics", ReplyTime, 1, "hard_topics"},
                   [](Simulated* p) {
                     p->slower_hot = {1, 3};
                   })},
      {"initiation_change (M5)", "60 conversations in 8 weeks of each period",
       "begun: 70 of 100, then 25",
       RhythmTalks(begins, {"initiation_change", Initiation, 1, "change"},
                   [](Simulated* p) { p->begins_now = 0.25; })},
      {"short_replies_hard (M7)", "40 hard turns over 9 weeks' worth", "30 points more",
       RhythmTalks(hard, {"short_replies_hard", ShortReplies, 1, "extra_on_hard"},
                   [](Simulated* p) {
                     p->short_hot = {0, 0.3};
                   })},
      {"silence_after_conflict (M8)", "3 long silences in 8 weeks and more",
       "three days after one conflict in four, a chat of nearly every day",
       RhythmTalks(silent, {"silence_after_conflict", Silences, 1, "silences"},
                   [](Simulated* p) { p->silent_after_conflict = 0.25; })},
  };
}

std::vector<ClaimStudy> BidStudies() {
  SimulatedCouple away, feelings, milestones, thirds, readings;
  away.weeks = feelings.weeks = 30;
  away.late_weeks = feelings.late_weeks = 10;
  away.unmet = away.unmet_end = away.unmet_hard = 0.1;
  away.silent = 1;
  feelings.hard = feelings.hard_end = 0.4;
  milestones.weeks = 20;
  milestones.mention = 0.1;
  milestones.talk = 0.85;
  readings.weeks = 24;
  readings.talk = 0.35;
  readings.hard = readings.hard_end = 0.3;
  readings.unmet = readings.unmet_end = readings.unmet_hard = 0.12;
  readings.silent = 0.8;
  thirds = readings;
  thirds.weeks = 33;
  thirds.late_weeks = 11;
  thirds.talk = 0.9;
  const auto reading = [](const char* key) {
    return OfClaim{key, Selectivity, -1, "everyday_bids"};
  };
  return {
      {"away_change (M3)", "80 bids in 8 weeks of each period", "unanswered: 10 of 100, then 60",
       BidTalks(away, {"away_change", UnansweredBids, -1, "away_change"},
                [](SimulatedCouple* p) { p->unmet_end = 0.6; })},
      {"feelings_change (M4)", "80 bids in 8 weeks of each period",
       "about feelings: 25 of 100, then 3",
       BidTalks(feelings, {"feelings_change", BidMix, -1, "feelings_change"},
                [](SimulatedCouple* p) { p->hard_end = 0.05; })},
      {"near_milestones (M14)", "15 mentions, 10 answers near them",
       "distance: 3 of 100, near 25 of 100",
       BidTalks(milestones, {"near_milestones", MilestoneProximity, -1, "mentions"},
                [](SimulatedCouple* p) { p->distance_near = 0.25; })},
      {"reading_absence (M17), a rise", "50 everyday bids in 10 weeks of each third, 20 hard",
       "everyday unmet: 12 of 100, then 70; hard 40",
       BidTalks(thirds, reading("reading_absence"),
                [](SimulatedCouple* p) {
                  p->unmet_end = 0.7;
                  p->unmet_hard = 0.4;
                })},
      {"reading_absence (M17), a level", "60 everyday, 20 hard bids", "all unmet: 60 of 100",
       BidTalks(readings, reading("reading_absence"),
                [](SimulatedCouple* p) { p->unmet = p->unmet_end = p->unmet_hard = 0.6; })},
      {"reading_deflection (M17)", "60 everyday, 20 hard bids",
       "unmet: everyday 12 of 100, hard 60",
       BidTalks(readings, reading("reading_deflection"),
                [](SimulatedCouple* p) { p->unmet_hard = 0.6; })},
      {"reading_both (M17)", "50 everyday bids in 10 weeks of each third, 20 hard",
       "everyday unmet: 5 of 100, then 60; hard 90",
       BidTalks(thirds, reading("reading_both"),
                [](SimulatedCouple* p) {
                  p->unmet = 0.05;
                  p->unmet_end = 0.6;
                  p->unmet_hard = 0.9;
                })},
  };
}

std::vector<ClaimStudy> SequenceStudies() {
  ConflictPlan pressing, distance, loop, after, weekly;
  pressing.weeks = loop.weeks = 22;
  distance.weeks = 18;
  after.weeks = 56;
  after.conflict = 0.04;
  after.distance = 0.08;
  weekly.weeks = 50;
  weekly.conflict = weekly.distance = 0.06;
  const auto after_conflict = [&after](const char* claim, const char* key, const char* amount,
                                       const char* effect, auto plant) {
    return ClaimStudy{claim, "12 conflicts with calm weeks", effect,
                      ConflictTalks(after, {key, PostConflictChange, -1, amount}, plant)};
  };
  return {
      {"pressing_then_distance (M10)", "40 triggers, 120 controls", "30 points more",
       ConflictTalks(pressing, {"pressing_then_distance", DemandWithdraw, 0, "difference"},
                     [](ConflictPlan* p) { p->curt_after_pressing = 0.3; })},
      {"distance_then_pressing (M10)", "40 triggers, 120 controls, both steps", "15 points more",
       ConflictTalks(distance, {"distance_then_pressing", DemandWithdraw, 0, "pressing_difference"},
                     [](ConflictPlan* p) { p->pressing_after_curt = 0.15; })},
      {"loop (M10)", "40 triggers, 120 controls, both steps", "30 and 25 points more",
       ConflictTalks(loop, {"loop", DemandWithdraw, 0, "difference"},
                     [](ConflictPlan* p) {
                       p->curt_after_pressing = 0.3;
                       p->pressing_after_curt = 0.25;
                     })},
      after_conflict("messages_after_conflict (M11)", "messages_after_conflict", "messages_change",
                     "a tenth of the conversations",
                     [](ConflictPlan* p) { p->quieter_after_conflict = 0.1; }),
      after_conflict("warmth_after_conflict (M11)", "warmth_after_conflict", "warmth_change",
                     "a tenth as often", [](ConflictPlan* p) { p->colder_after_conflict = 0.1; }),
      after_conflict("delay_after_conflict (M11)", "delay_after_conflict", "delay_change",
                     "three times as long", [](ConflictPlan* p) { p->slower_after_conflict = 3; }),
      after_conflict("distance_after_conflict (M11)", "distance_after_conflict", "distance_change",
                     "six times the odds", [](ConflictPlan* p) { p->apart_after_conflict = 6; }),
      {"conflict_then_distance (M12)", "40 weeks, 36 pairs, 8 with each",
       "a rank correlation of .6",
       ConflictTalks(weekly, {"conflict_then_distance", CrossLag, -1, "conflict_then_distance"},
                     [](ConflictPlan* p) { p->conflict_feeds_distance = 1; })},
      {"distance_then_conflict (M12)", "40 weeks, 36 pairs, 8 with each",
       "a rank correlation of .6",
       ConflictTalks(weekly, {"distance_then_conflict", CrossLag, -1, "distance_then_conflict"},
                     [](ConflictPlan* p) { p->distance_feeds_conflict = 2; })},
  };
}

std::vector<ClaimStudy> WeekStudies() {
  return {
      {"drift of a share (M15)", "32 weeks, 10 events a week", "from .50 to .10, in a line",
       [](std::uint64_t seed, bool planted) { return DriftStudy(true, 0.5, 0.1, seed, planted); }},
      {"drift of a rate (M15)", "32 weeks, 10 events a week", "to a tenth, in a line",
       [](std::uint64_t seed, bool planted) {
         return DriftStudy(false, planted ? 20 : 11, 2, seed, planted);
       }},
      {"a stretch of a share (M15)", "48 weeks, 10 events a week, 24 marked and not",
       "16 weeks of .50, else .10",
       [](std::uint64_t seed, bool planted) { return StretchStudy(0.1, 0.5, seed, planted); }},
      {"spell (M18)", "16 weeks, 6 of them usual", "8 weeks, odds of each part a seventh",
       SpellStudy},
  };
}

std::vector<ClaimStudy> AllStudies() {
  std::vector<ClaimStudy> all;
  for (std::vector<ClaimStudy> some :
       {RhythmStudies(), BidStudies(), SequenceStudies(), WeekStudies()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

// What `n` trials of chance `p` stay within but for one time in about two hundred.
double ErrorOf(double p, int n) { return 2.6 * std::sqrt(p * (1 - p) / n); }

void PrintRow(const ClaimStudy& study, const Outcome& null, const Outcome& strong) {
  std::printf("| %s | %s | %.0f | %s | %.1f %% of %d | %.0f %% of %d |\n", study.claim, study.data,
              null.amount / std::max(null.made, 1), study.effect, 100 * null.share(), null.made,
              100 * strong.share(), strong.made);
  std::fflush(stdout);
}

TEST_CASE("simulation: claims at their minimum data, nothing planted and one strong effect") {
  const char* asked = std::getenv("EBB_SIMULATED_TALKS");
  const char* only = std::getenv("EBB_SIMULATED_CLAIM");
  const int talks = asked == nullptr ? 40 : std::atoi(asked);
  for (const ClaimStudy& study : AllStudies()) {
    if (only != nullptr && std::string_view(study.claim).find(only) == std::string::npos) continue;
    Outcome null, strong;
    for (int i = 0; i < talks; ++i) {
      null += study.talk(40'000 + static_cast<std::uint64_t>(i), false);
      strong += study.talk(80'000 + static_cast<std::uint64_t>(i), true);
    }
    if (asked != nullptr) PrintRow(study, null, strong);
    INFO(study.claim << ": nothing planted " << null.found << " of " << null.made << ", planted "
                     << strong.found << " of " << strong.made);
    CHECK(strong.made > 0);
    CHECK(null.found <= (0.05 + ErrorOf(0.05, std::max(null.made, 1))) * null.made + 1);
    CHECK(strong.found >= (0.8 - ErrorOf(0.8, std::max(strong.made, 1))) * strong.made - 1);
  }
}

}  // namespace
}  // namespace ebb
