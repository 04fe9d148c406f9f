// Does a weekly series drift (measures M5, M15)? Slope, and tests of a trend.
//
// Neighbouring weeks resemble each other, and a test that takes them for independent fires far
// too often: 25 % instead of 5 % at a lag-1 correlation of .5. So each test here has a form
// that widens its variance by what the lag-1 correlation says; tests/measure/false_alarms_test.cc
// measures both. A test that does not fire says "cannot tell", never "no trend".
//
// Pure functions; quadratic in the number of weeks. See statistics.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "measure/proportions.h"
#include "measure/statistics.h"

namespace ebb {

// Lag-1 correlation of values about their mean, as it is found, without any correction; 0 where
// they never vary. REQUIRES: there are values.
double RawLag1(const std::vector<double>& residuals);

// By how much the variance of a trend over n weeks grows if they follow an AR(1) process with
// residuals like these: at least 1; 1 for under 4 values. The lag-1 correlation is taken from the
// residuals and corrected for its bias towards 0, which a fit of `parameters` coefficients makes
// (F. H. C. Marriott, J. A. Pope, Biometrika 41 (1954) 390-402); a negative one counts as 0, so
// that no interval is ever narrower than for independent weeks. `noise`: the share of the variance
// that is known to be independent from week to week (the coin tosses in a share of few events), in
// [0, 1). It hides part of the correlation of what lies below; as little then tells of it, half a
// standard error is added.
struct SerialCorrelation {
  double lag1 = 0;     // corrected, without the noise, in [0, 0.95] (with noise: 0.8)
  double factor = 1;   // of the variance
  double freedom = 1;  // as many independent weeks would tell as much, less the line's two
};
SerialCorrelation SerialCorrelationOf(const std::vector<double>& residuals, int parameters,
                                      double noise = 0);

enum class Serial { kIndependent, kLag1 };

// Mann-Kendall test of a monotonic trend in values in order of time; gaps (thin weeks left out) do
// no harm. Empty for under 4 values or over 4,000. All ties: s = 0, p = 1. The normal approximation
// with continuity correction is good from about 10 values. kLag1 multiplies the variance by the
// factor of the residuals from the Theil-Sen line: Hamed and Rao's correction restricted to lag 1,
// the further autocorrelations being those of an AR(1) process and not the sample's, most of which
// are noise in a series of a year. What the estimate itself may be off is met by Student's t with
// `serial.freedom`. With 24 weeks and more and a correlation of up to .6 at most 5 % of trendless
// series are called a trend (.8: 8 % at 24 weeks). Yue and Pilon's prewhitening was not taken: it
// keeps the trend at the price of false alarms. Sources: H. B. Mann, Econometrica 13 (1945)
// 245-259; M. G. Kendall, "Rank correlation methods" (1975) (ties); K. H. Hamed, A. R. Rao, "A
// modified Mann-Kendall trend test for autocorrelated data", Journal of Hydrology 204 (1998)
// 182-196; S. Yue, C. Wang, Water Resources Management 18 (2004) 201-218.
struct KendallTrend {
  std::int64_t s = 0;   // rising pairs less falling pairs
  double variance = 0;  // of s, with ties and serial correlation
  SerialCorrelation serial;
  double z = 0;
  double p = 1;  // two-sided
};
std::optional<KendallTrend> MannKendall(const std::vector<double>& values,
                                        Serial serial = Serial::kLag1);

// Theil-Sen slope of y over x (week numbers: change per week): the median of the slopes of all
// pairs with different x, with Sen's 95 % interval. kLag1 widens it as in Mann-Kendall, which makes
// the two agree; x must then be in order of time. `intercept` is the median of y - slope * x. Empty
// if sizes differ, under 2 different x, or over 4,000 points (the pairs are kept; 77 years of
// weeks). The ends of the interval are slopes of pairs; with under about 6 points it spans them
// all. Source: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63
// (1968) 1379-1389.
struct TheilSenLine {
  Estimate slope;
  double intercept = 0;
  SerialCorrelation serial;
};
std::optional<TheilSenLine> TheilSen(const std::vector<double>& x, const std::vector<double>& y,
                                     Serial serial = Serial::kLag1);

// Cochran-Armitage test of a trend in a share k/n over ordered weeks. Shares of few weeks with many
// events vary more than coin tosses would (moods, topics), and the plain test takes that for a
// trend.
enum class ShareVariance {
  kBinomial,       // the textbook test, of independent events
  kOverdispersed,  // spread of the weeks about the line (sandwich, or binomial if that is larger),
                   // Student's t with weeks - 2 degrees of freedom
  kSerial,         // the same, times the factor of the lag-1 correlation of the weeks, what is
                   // binomial in them being noise, and its degrees of freedom
};
// What caution costs: a fall from .50 to .25 in 20 events a week (their number varying by half) is
// found, by the three in turn, in 90, 82 and 75 % of series of 24 weeks that are coin tosses; where
// the log odds of a week stray by .4 with lag-1 .2, in 80, 58 and 40 %, of 52 weeks in 96, 89 and
// 72 %; but without a fall the first two fire too often there. kSerial keeps to 5 % up to a lag-1
// correlation of .5 below the coin tosses (7 % at 24 weeks), kOverdispersed at 0 only.
struct ShareTrend {
  double slope = 0;       // change of the share per unit of x, weighted least squares
  Interval slope_range;   // 95 %, by the variance asked for
  double dispersion = 1;  // Pearson chi-square about the line / (weeks - 2); 1 = binomial
  SerialCorrelation serial;
  double z = 0;  // slope / its standard error (Student's t for the second and third kind)
  double p = 1;  // two-sided
};
// Weeks without events are left out. Empty if sizes differ or fewer than 3 weeks with events at 2
// different x are left; p = 1 if the share is 0 or 1 in every week.
// Sources: W. G. Cochran, Biometrics 10 (1954) 417-451; P. Armitage, Biometrics 11 (1955) 375-386;
// overdispersion: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986) 13-22, with residuals enlarged by
// their leverage (L. A. Mancl, T. A. DeRouen, Biometrics 57 (2001) 126-134).
std::optional<ShareTrend> CochranArmitage(const std::vector<double>& x,
                                          const std::vector<Share>& weeks,
                                          ShareVariance variance = ShareVariance::kSerial);

}  // namespace ebb
