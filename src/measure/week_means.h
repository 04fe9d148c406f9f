// Means over weeks, compared: the weeks are the units, not the messages. What happens in one week
// (a mood, a quarrel, a journey) moves all of its messages together, and neighbouring weeks
// resemble each other; intervals that take every reply for a new fact are far too narrow.
//
// Pure functions, linear in weeks. See statistics.h.
#pragma once

#include <optional>
#include <vector>

#include "measure/statistics.h"

namespace ebb {

// What one week holds: a sum over `count` observations. For a share: sum = how many did.
struct WeekSum {
  double sum = 0;
  double count = 0;
};

struct WeekContrast {
  Estimate estimate;
  double freedom = 1;  // degrees of freedom: as many independent weeks of equal weight, less one
  double p = 1;        // two-sided, of 0
};

// Mean over all observations, against 0. Variance: spread of the weeks about the mean (ratio
// estimator; W. G. Cochran, "Sampling techniques" (1977) 6.3), times the factor that the lag-1
// correlation of the weeks gives the variance of a mean; Student's t by the number of weeks of
// equal weight (L. Kish, "Survey sampling" (1965)) over that factor. Weeks without observations are
// left out; weeks in order of time. Empty with under 4 weeks, or where they do not vary at all.
std::optional<WeekContrast> MeanOfWeeks(const std::vector<WeekSum>& weeks);

// Mean of `now` less that of `before`, each as above with the lag-1 correlation of both together;
// degrees of freedom by Welch and Satterthwaite (Biometrika 34 (1947) 28-35). `floor` is the least
// variance an observation can have about its week's mean, or 0: for a share the binomial's.
enum class WeekVariance { kOfWeeks, kAtLeastBinomial };
std::optional<WeekContrast> NowLessBefore(const std::vector<WeekSum>& before,
                                          const std::vector<WeekSum>& now,
                                          WeekVariance variance = WeekVariance::kOfWeeks);

}  // namespace ebb
