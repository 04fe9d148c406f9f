// Cochran-Armitage (trend.h): the score test as a weighted regression of weekly shares.
#include <algorithm>
#include <cmath>
#include <utility>

#include "measure/trend.h"

namespace ebb {
namespace {

struct TrendWeek {
  double x = 0, n = 0, share = 0;
};

// Weighted line through the shares, x measured from its weighted mean.
struct Fit {
  std::vector<TrendWeek> weeks;
  double total = 0;   // events
  double mean = 0;    // share of all
  double spread = 0;  // sum of n (x - mean x)^2
  double slope = 0;
  std::vector<double> residuals;  // of the line
};

std::vector<TrendWeek> Filled(const std::vector<double>& x, const std::vector<Share>& weeks) {
  std::vector<TrendWeek> filled;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (weeks[i].n == 0) continue;
    const double n = static_cast<double>(weeks[i].n);
    filled.push_back({x[i], n, static_cast<double>(std::min(weeks[i].k, weeks[i].n)) / n});
  }
  return filled;
}

Fit FitLine(std::vector<TrendWeek> weeks) {
  Fit fit;
  fit.weeks = std::move(weeks);
  double mean_x = 0;
  for (const TrendWeek& w : fit.weeks) {
    fit.total += w.n;
    fit.mean += w.n * w.share;
    mean_x += w.n * w.x;
  }
  fit.mean /= fit.total;
  mean_x /= fit.total;
  double product = 0;
  for (TrendWeek& w : fit.weeks) {
    w.x -= mean_x;
    fit.spread += w.n * w.x * w.x;
    product += w.n * w.x * (w.share - fit.mean);
  }
  fit.slope = fit.spread > 0 ? product / fit.spread : 0;
  for (const TrendWeek& w : fit.weeks)
    fit.residuals.push_back(w.share - fit.mean - fit.slope * w.x);
  return fit;
}

double Dispersion(const Fit& fit) {
  double chi_square = 0;
  for (std::size_t i = 0; i < fit.weeks.size(); ++i) {
    chi_square += fit.weeks[i].n * fit.residuals[i] * fit.residuals[i];
  }
  return chi_square / (fit.mean * (1 - fit.mean)) / static_cast<double>(fit.weeks.size() - 2);
}

// Variance of the slope from the squares of the residuals, each made larger by what its own week
// pulled the line towards itself.
double Sandwich(const Fit& fit) {
  double sum = 0;
  for (std::size_t i = 0; i < fit.weeks.size(); ++i) {
    const TrendWeek& w = fit.weeks[i];
    const double leverage = w.n / fit.total + w.n * w.x * w.x / fit.spread;
    if (leverage > 0.999) continue;  // the line goes through this week: no residual is left
    const double pull = w.n * w.x * fit.residuals[i] / (1 - leverage);
    sum += pull * pull;
  }
  return sum / (fit.spread * fit.spread);
}

// What a binomial share would vary anyway is noise; the rest may last from week to week.
SerialCorrelation SerialOf(const Fit& fit, double dispersion) {
  std::vector<double> standardised;
  for (std::size_t i = 0; i < fit.weeks.size(); ++i) {
    standardised.push_back(fit.residuals[i] * std::sqrt(fit.weeks[i].n));
  }
  return SerialCorrelationOf(standardised, 2, 1 / std::max(dispersion, 1.0));
}

void Judge(double variance, double points, double p, ShareTrend* trend) {
  const double error = std::sqrt(variance);
  trend->slope_range = {trend->slope - points * error, trend->slope + points * error};
  trend->p = p;
}

}  // namespace

std::optional<ShareTrend> CochranArmitage(const std::vector<double>& x,
                                          const std::vector<Share>& weeks, ShareVariance kind) {
  if (x.size() != weeks.size()) return std::nullopt;
  const Fit fit = FitLine(Filled(x, weeks));
  if (fit.weeks.size() < 3 || !(fit.spread > 0)) return std::nullopt;
  ShareTrend trend;
  trend.slope = fit.slope;
  if (fit.mean == 0 || fit.mean == 1) return trend;
  trend.dispersion = Dispersion(fit);
  const double binomial = fit.mean * (1 - fit.mean) / fit.spread;
  if (kind == ShareVariance::kBinomial) {
    trend.z = fit.slope / std::sqrt(binomial);
    Judge(binomial, kZ95, NormalTwoSided(trend.z), &trend);
    return trend;
  }
  trend.serial.freedom = static_cast<double>(fit.weeks.size() - 2);
  if (kind == ShareVariance::kSerial) trend.serial = SerialOf(fit, trend.dispersion);
  const double variance = std::max(Sandwich(fit), binomial) * trend.serial.factor;
  trend.z = fit.slope / std::sqrt(variance);
  Judge(variance, StudentPoint95(trend.serial.freedom),
        StudentTwoSided(trend.z, trend.serial.freedom), &trend);
  return trend;
}

}  // namespace ebb
