#include "measure/measures.h"

#include "base/parallel.h"
#include "measure/affection.h"
#include "measure/bid_mix.h"
#include "measure/conflict_episodes.h"
#include "measure/coverage.h"
#include "measure/cross_lag.h"
#include "measure/demand_withdraw.h"
#include "measure/detector_quality.h"
#include "measure/drift.h"
#include "measure/effort.h"
#include "measure/hours.h"
#include "measure/initiation.h"
#include "measure/milestones.h"
#include "measure/multiple_testing.h"
#include "measure/post_conflict.h"
#include "measure/postponed_topics.h"
#include "measure/repair.h"
#include "measure/reply_time.h"
#include "measure/research_only.h"
#include "measure/selectivity.h"
#include "measure/short_replies.h"
#include "measure/side_evidence.h"
#include "measure/silences.h"
#include "measure/spells.h"
#include "measure/unanswered_bids.h"
#include "measure/week_facts.h"

namespace ebb {
namespace {

constexpr double kMarkedBelow = 0.10;

}  // namespace

const std::vector<Measure>& Measures() {
  static const std::vector<Measure> kMeasures = {
      {"M0", HoursOfTheChat},      {"M2", ReplyTime},
      {"M3", UnansweredBids},      {"M4", BidMix},
      {"M5", Initiation},          {"M6", EffortBalance},
      {"M7", ShortReplies},        {"M8", Silences},
      {"M9", ConflictEpisodes},    {"M10", DemandWithdraw},
      {"M11", PostConflictChange}, {"M12", CrossLag},
      {"M13", PostponedTopics},    {"M14", MilestoneProximity},
      {"M15", SlowChange},         {"M16", AffectionAndPlans},
      {"M17", Selectivity},        {"M18", Spells},
      {"M19", RepairAttempts},     {"M20", DetectorQuality},
      {"M21", ResearchOnly},       {"M22", ChatCoverage},
  };
  return kMeasures;
}

void MarkClaims(std::vector<MeasureResult>* results) {
  std::vector<Claim*> tested;
  std::vector<double> p;
  for (MeasureResult& result : *results) {
    for (Claim& claim : result.claims) {
      if (!claim.has_p && !claim.looked) continue;
      tested.push_back(&claim);
      p.push_back(claim.has_p ? claim.p : 1);
    }
  }
  const std::vector<double> q = BenjaminiHochberg(p);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    if (!tested[i]->has_p) continue;
    tested[i]->q = q[i];
    tested[i]->marked = q[i] < kMarkedBelow;
  }
}

std::vector<MeasureResult> MeasureTalk(const MeasureInput& input, unsigned jobs) {
  const std::vector<Measure>& measures = Measures();
  std::vector<MeasureResult> results(measures.size());
  WeekFacts facts;
  MeasureInput shared = input;
  shared.facts = &facts;
  RunInParallel(jobs, measures.size(),
                [&](std::size_t m) { results[m] = measures[m].take(shared); });
  MarkClaims(&results);
  AddSideEvidence(&results);
  return results;
}

}  // namespace ebb
