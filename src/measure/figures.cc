#include "measure/figures.h"

#include <utility>

namespace ebb {

Figure ShareFigure(std::string key, std::string label, Share share, bool enough) {
  if (!enough || share.n == 0) return NotShown(std::move(key), std::move(label), "share", share.n);
  const Interval range = Wilson(share.k, share.n);
  return MakeRanged(std::move(key), std::move(label), "share", share.n, ValueOf(share), range.low,
                    range.high);
}

Figure PointsFigure(std::string key, std::string label, std::uint64_t n,
                    const std::optional<Estimate>& difference) {
  if (!difference) return NotShown(std::move(key), std::move(label), "points", n);
  return MakeRanged(std::move(key), std::move(label), "points", n, 100 * difference->value,
                    100 * difference->range.low, 100 * difference->range.high);
}

}  // namespace ebb
