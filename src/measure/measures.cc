#include "measure/measures.h"

namespace ebb {

const std::vector<Measure>& Measures() {
  static const std::vector<Measure> kMeasures = {};
  return kMeasures;
}

std::vector<MeasureResult> MeasureTalk(const MeasureInput& input) {
  std::vector<MeasureResult> results;
  results.reserve(Measures().size());
  for (const Measure& measure : Measures()) results.push_back(measure.take(input));
  return results;
}

}  // namespace ebb
