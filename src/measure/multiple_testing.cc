#include "measure/multiple_testing.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace ebb {

std::vector<double> BenjaminiHochberg(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> q(p.size());
  double smallest = 1;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t test = order[rank - 1];
    smallest =
        std::min(smallest, p[test] * static_cast<double>(p.size()) / static_cast<double>(rank));
    q[test] = smallest;
  }
  return q;
}

}  // namespace ebb
