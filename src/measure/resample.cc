#include "measure/resample.h"

#include "base/random.h"
#include "measure/quantile.h"

namespace ebb {

std::optional<Interval> BootstrapInterval(std::size_t units, const UnitStatistic& statistic,
                                          const BootstrapOptions& options) {
  if (units < 2) return std::nullopt;
  Random random(options.seed);
  std::vector<std::size_t> drawn(units);
  std::vector<double> values;
  values.reserve(options.draws);
  for (std::uint32_t d = 0; d < options.draws; ++d) {
    for (std::size_t& unit : drawn) unit = static_cast<std::size_t>(random.Below(units));
    const std::optional<double> value = statistic(drawn);
    if (value) values.push_back(*value);
  }
  if (values.empty() || values.size() * 2 < options.draws) return std::nullopt;
  const double outside = (1 - options.level) / 2;
  return Interval{*Quantile(values, outside), *Quantile(values, 1 - outside)};
}

}  // namespace ebb
