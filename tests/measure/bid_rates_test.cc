// How often the claims of M3, M4, M14 and M17 fire where nothing is planted, and where one strong
// thing is: simulated couples with lasting moods and bursts. Table: src/measure/README.md.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "measure/bid_mix.h"
#include "measure/milestones.h"
#include "measure/selectivity.h"
#include "measure/simulated_bids.h"
#include "measure/unanswered_bids.h"

namespace ebb {
namespace {

using testing::ClaimCount;
using testing::CountClaims;
using testing::OfKey;
using testing::SimulatedCouple;

// Readings with this key among all readings; `made` counts all that rest on anything.
struct Read {
  const char* key;
  void operator()(const Claim& claim, ClaimCount* count) const {
    if (!claim.key.starts_with("reading_")) return;
    ++count->made;
    const bool said = !claim.has_p || claim.p < 0.05;
    count->fired += claim.key == key && said ? 1 : 0;
  }
};

// One in twenty, and what chance adds to it in so few talks (two standard errors).
void CheckFalseAlarms(const ClaimCount& count, int least) {
  INFO(count.fired << " of " << count.made);
  CHECK(count.made >= least);
  CHECK(count.rate() <= 0.05 + 2 * std::sqrt(0.05 * 0.95 / count.made));
}

constexpr int kCouplesDrawn = 40;

TEST_CASE("rates of bids: with nothing planted at most one in twenty fires") {
  for (const int weeks : {36, 60}) {
    for (const double mood : {0.5, 0.8}) {
      SimulatedCouple couple;
      couple.weeks = weeks;
      couple.mention = 0.1;
      couple.mood = mood;
      INFO(weeks << " weeks, mood " << mood);
      CheckFalseAlarms(
          CountClaims(couple, kCouplesDrawn, 1000, UnansweredBids, OfKey{"away_change"}), 60);
      CheckFalseAlarms(CountClaims(couple, kCouplesDrawn, 2000, BidMix, OfKey{"feelings_change"}),
                       60);
      CheckFalseAlarms(
          CountClaims(couple, kCouplesDrawn, 3000, MilestoneProximity, OfKey{"near_milestones"}),
          60);
      for (const char* key : {"reading_absence", "reading_deflection", "reading_both"}) {
        INFO(key);
        CheckFalseAlarms(CountClaims(couple, kCouplesDrawn, 4000, Selectivity, Read{key}), 60);
      }
    }
  }
}

double Found(const SimulatedCouple& couple, MeasureResult (*take)(const MeasureInput&),
             const char* key) {
  const bool reading = std::string(key).starts_with("reading_");
  const ClaimCount count = reading ? CountClaims(couple, 30, 7, take, Read{key})
                                   : CountClaims(couple, 30, 7, take, OfKey{key});
  CHECK(count.made >= 40);
  return count.rate();
}

TEST_CASE("rates of bids: what is planted is found four times in five") {
  SimulatedCouple silent;
  silent.weeks = 36;
  silent.late_weeks = 12;
  silent.unmet = silent.unmet_hard = 0.1;
  silent.unmet_end = 0.6;
  silent.silent = 1;
  CHECK(Found(silent, UnansweredBids, "away_change") >= 0.8);

  SimulatedCouple thinned;
  thinned.weeks = 36;
  thinned.late_weeks = 12;
  thinned.hard = 0.4;
  thinned.hard_end = 0.05;
  CHECK(Found(thinned, BidMix, "feelings_change") >= 0.8);

  SimulatedCouple milestones;
  milestones.weeks = 36;
  milestones.mention = 0.1;
  milestones.distance_near = 0.2;
  CHECK(Found(milestones, MilestoneProximity, "near_milestones") >= 0.8);

  SimulatedCouple absent;
  absent.unmet = 0.15;
  absent.unmet_end = 0.5;
  absent.unmet_hard = 0.3;
  CHECK(Found(absent, Selectivity, "reading_absence") >= 0.8);

  SimulatedCouple deflecting;
  deflecting.unmet = deflecting.unmet_end = 0.12;
  deflecting.unmet_hard = 0.45;
  CHECK(Found(deflecting, Selectivity, "reading_deflection") >= 0.8);

  SimulatedCouple both;
  both.unmet = 0.05;
  both.unmet_end = 0.5;
  both.unmet_hard = 0.8;
  CHECK(Found(both, Selectivity, "reading_both") >= 0.8);
}

}  // namespace
}  // namespace ebb
