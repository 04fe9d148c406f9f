// How long until an answer, when some never came or came after the window (measure M2): the
// Kaplan-Meier estimate. Leaving the unanswered out would make everybody look quick.
//
// Pure functions of plain data, n log n; see statistics.h. Units are those of the times.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "measure/statistics.h"

namespace ebb {

struct Wait {
  double time = 0;    // >= 0
  bool ended = true;  // false: still waiting at `time`, the end unseen (right-censored)
};

// The curve falls at the times of ends and nowhere else. A wait that breaks off at the very time
// another ends was still at risk then.
struct SurvivalStep {
  double time = 0;
  std::uint64_t at_risk = 0;
  std::uint64_t ends = 0;
  double survival = 1;   // share still waiting right after `time`
  double greenwood = 0;  // sum of d/(n(n-d)) so far; infinite where survival is 0
};

// Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53
// (1958) 457-481. No waits, or none that ended: no steps.
std::vector<SurvivalStep> KaplanMeier(std::vector<Wait> waits);

// 95 % interval of the survival at a step, from Greenwood's variance of log(-log S): inside [0, 1]
// whatever the step (J. D. Kalbfleisch, R. L. Prentice, "The statistical analysis of failure time
// data" (1980) 15). [0, 1] where the variance is not defined (survival 0).
Interval SurvivalRange(const SurvivalStep& step);

// Time by which a share q of the waits has ended. Where the curve is level at exactly 1 - q, the
// middle of that level, so that without censoring the median is the usual one.
struct SurvivalQuantileResult {
  std::optional<double> value;  // empty: fewer than q are known to have ended
  Interval range;               // high is infinite where the data set no bound
};

// The interval holds the times whose survival cannot be told from 1 - q (R. Brookmeyer, J. Crowley,
// "A confidence interval for the median survival time", Biometrics 38 (1982) 29-41, with the
// log-log variance, as R's survfit(conf.type = "log-log") has it). Where even
// the lower bound of the curve stays above 1 - q, low is the last end seen. REQUIRES: 0 < q < 1.
SurvivalQuantileResult SurvivalQuantile(const std::vector<SurvivalStep>& steps, double q);

}  // namespace ebb
