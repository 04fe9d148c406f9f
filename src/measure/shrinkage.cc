#include "measure/shrinkage.h"

#include <boost/math/distributions/gamma.hpp>

namespace ebb {

std::optional<Estimate> ShrunkenRate(std::uint64_t events, std::uint64_t messages, double long_run,
                                     double prior) {
  if (!(long_run >= 0) || !(prior > 0)) return std::nullopt;
  const double shape = static_cast<double>(events) + prior * long_run;
  const double weight = static_cast<double>(messages) + prior;
  if (shape == 0) return Estimate{};
  const boost::math::gamma_distribution<double> posterior(shape, 1 / weight);
  return Estimate{
      shape / weight,
      {boost::math::quantile(posterior, 0.025), boost::math::quantile(posterior, 0.975)}};
}

}  // namespace ebb
