#include "measure/proportions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ebb {
namespace {

constexpr double kHalf = 0.5;

// A share as counts with a half added to both sides.
struct Padded {
  explicit Padded(Share s)
      : yes(static_cast<double>(std::min(s.k, s.n)) + kHalf),
        no(static_cast<double>(s.n - std::min(s.k, s.n)) + kHalf) {}
  double yes;
  double no;
};

Estimate Around(double value, double variance) {
  const double spread = kZ95 * std::sqrt(variance);
  return {value, {value - spread, value + spread}};
}

}  // namespace

double ValueOf(Share share) {
  return static_cast<double>(std::min(share.k, share.n)) / static_cast<double>(share.n);
}

std::optional<Estimate> ShareDifference(Share first, Share second) {
  if (first.n == 0 || second.n == 0) return std::nullopt;
  const double p1 = ValueOf(first), p2 = ValueOf(second);
  const Interval i1 = Wilson(first.k, first.n), i2 = Wilson(second.k, second.n);
  const double difference = p1 - p2;
  return Estimate{difference,
                  {difference - std::hypot(p1 - i1.low, i2.high - p2),
                   difference + std::hypot(i1.high - p1, p2 - i2.low)}};
}

std::optional<Estimate> LogOddsRatio(Share first, Share second) {
  if (first.n == 0 || second.n == 0) return std::nullopt;
  const Padded a(first), b(second);
  return Around(std::log(a.yes / a.no) - std::log(b.yes / b.no),
                1 / a.yes + 1 / a.no + 1 / b.yes + 1 / b.no);
}

std::optional<Estimate> LogRelativeRisk(Share first, Share second) {
  if (first.n == 0 || second.n == 0) return std::nullopt;
  const Padded a(first), b(second);
  const double n1 = static_cast<double>(first.n) + kHalf;
  const double n2 = static_cast<double>(second.n) + kHalf;
  return Around(std::log(a.yes / n1) - std::log(b.yes / n2),
                (1 / a.yes - 1 / n1) + (1 / b.yes - 1 / n2));
}

std::optional<Estimate> LogRateRatio(Events first, Events second) {
  if (!(first.exposure > 0) || !(second.exposure > 0)) return std::nullopt;
  const double a = static_cast<double>(first.events) + kHalf;
  const double b = static_cast<double>(second.events) + kHalf;
  return Around(std::log(a / first.exposure) - std::log(b / second.exposure), 1 / a + 1 / b);
}

Estimate ToLog2(const Estimate& natural) {
  const auto turn = [](double v) { return v / std::numbers::ln2; };
  return {turn(natural.value), {turn(natural.range.low), turn(natural.range.high)}};
}

}  // namespace ebb
