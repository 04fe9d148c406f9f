#include "measure/measures.h"

#include "measure/effort.h"
#include "measure/hours.h"
#include "measure/initiation.h"
#include "measure/milestones.h"
#include "measure/multiple_testing.h"
#include "measure/post_conflict.h"
#include "measure/repair.h"
#include "measure/reply_time.h"
#include "measure/selectivity.h"
#include "measure/short_replies.h"
#include "measure/side_evidence.h"
#include "measure/silences.h"
#include "measure/unanswered_bids.h"

namespace ebb {
namespace {

constexpr double kMarkedBelow = 0.10;

}  // namespace

const std::vector<Measure>& Measures() {
  static const std::vector<Measure> kMeasures = {
      HEAD{"M0", HoursOfTheChat},  {"M2", ReplyTime},
      {"M3", UnansweredBids},      {"M4", BidMix},
      {"M5", Initiation},          {"M6", EffortBalance},
      {"M7", ShortReplies},        {"M8", Silences},
      {"M14", MilestoneProximity}, {"M16", AffectionAndPlans},
      {"M17", Selectivity},
=======
      {"M0", HoursOfTheChat},      {"M2", ReplyTime},
      {"M5", Initiation},          {"M6", EffortBalance},
      {"M7", ShortReplies},        {"M8", Silences},
      {"M9", ConflictEpisodes},    {"M10", DemandWithdraw},
      {"M11", PostConflictChange}, {"M12", CrossLag},
      {"M19", RepairAttempts},
>>>>>>> r/mc
  };
  return kMeasures;
}

void MarkClaims(std::vector<MeasureResult>* results) {
  std::vector<Claim*> tested;
  std::vector<double> p;
  for (MeasureResult& result : *results) {
    for (Claim& claim : result.claims) {
      if (!claim.has_p) continue;
      tested.push_back(&claim);
      p.push_back(claim.p);
    }
  }
  const std::vector<double> q = BenjaminiHochberg(p);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    tested[i]->q = q[i];
    tested[i]->marked = q[i] < kMarkedBelow;
  }
}

std::vector<MeasureResult> MeasureTalk(const MeasureInput& input) {
  std::vector<MeasureResult> results;
  results.reserve(Measures().size());
  for (const Measure& measure : Measures()) results.push_back(measure.take(input));
  MarkClaims(&results);
  AddSideEvidence(&results);
  return results;
}

}  // namespace ebb
