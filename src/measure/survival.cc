#include "measure/survival.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace ebb {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSame = 1e-9;  // a product of millions of factors is off by this much at most

// Index of the first step where `reached` holds; steps.size() if none.
template <typename Test>
std::size_t First(const std::vector<SurvivalStep>& steps, Test reached) {
  return static_cast<std::size_t>(std::find_if(steps.begin(), steps.end(), reached) -
                                  steps.begin());
}

// First time where the curve, or a bound of it, is at 1 - q or under: the middle of the level if it
// is at 1 - q exactly. `at` gives the height at a step.
template <typename Height>
std::optional<double> Crossing(const std::vector<SurvivalStep>& steps, double q, Height at) {
  const double target = 1 - q;
  const std::size_t i =
      First(steps, [&](const SurvivalStep& s) { return at(s) <= target + kSame; });
  if (i == steps.size()) return std::nullopt;
  const bool level = at(steps[i]) >= target - kSame && i + 1 < steps.size();
  return level ? (steps[i].time + steps[i + 1].time) / 2 : steps[i].time;
}

}  // namespace

std::vector<SurvivalStep> KaplanMeier(std::vector<Wait> waits) {
  std::sort(waits.begin(), waits.end(),
            [](const Wait& a, const Wait& b) { return a.time < b.time; });
  std::vector<SurvivalStep> steps;
  SurvivalStep step;
  for (std::size_t begin = 0, end = 0; begin < waits.size(); begin = end) {
    std::uint64_t ends = 0;
    for (end = begin; end < waits.size() && waits[end].time == waits[begin].time; ++end) {
      ends += waits[end].ended ? 1 : 0;
    }
    if (ends == 0) continue;
    step.time = waits[begin].time;
    step.at_risk = waits.size() - begin;
    step.ends = ends;
    const double risk = static_cast<double>(step.at_risk), left = risk - static_cast<double>(ends);
    step.survival *= left / risk;
    step.greenwood += left > 0 ? static_cast<double>(ends) / (risk * left) : kInfinity;
    steps.push_back(step);
  }
  return steps;
}

Interval SurvivalRange(const SurvivalStep& step) {
  if (!(step.survival > 0) || !(step.survival < 1)) return {0, 1};
  const double log_survival = std::log(step.survival);
  const double spread = kZ95 * std::sqrt(step.greenwood) / std::fabs(log_survival);
  return {std::exp(log_survival * std::exp(spread)), std::exp(log_survival * std::exp(-spread))};
}

SurvivalQuantileResult SurvivalQuantile(const std::vector<SurvivalStep>& steps, double q) {
  SurvivalQuantileResult result;
  result.value = Crossing(steps, q, [](const SurvivalStep& s) { return s.survival; });
  const double last = steps.empty() ? 0 : steps.back().time;
  result.range.low =
      Crossing(steps, q, [](const SurvivalStep& s) { return SurvivalRange(s).low; }).value_or(last);
  result.range.high = Crossing(steps, q, [](const SurvivalStep& s) {
                        return SurvivalRange(s).high;
                      }).value_or(kInfinity);
  return result;
}

}  // namespace ebb
