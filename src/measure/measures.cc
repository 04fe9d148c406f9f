#include "measure/measures.h"

#include "measure/conflict_episodes.h"
#include "measure/cross_lag.h"
#include "measure/demand_withdraw.h"
#include "measure/post_conflict.h"
#include "measure/repair.h"

namespace ebb {

const std::vector<Measure>& Measures() {
  static const std::vector<Measure> kMeasures = {
      {"M9", ConflictEpisodes},   {"M10", DemandWithdraw}, {"M11", PostConflictChange},
      {"M12", CrossLag},          {"M19", RepairAttempts},
  };
  return kMeasures;
}

std::vector<MeasureResult> MeasureTalk(const MeasureInput& input) {
  std::vector<MeasureResult> results;
  results.reserve(Measures().size());
  for (const Measure& measure : Measures()) results.push_back(measure.take(input));
  return results;
}

}  // namespace ebb
