#include "base/parallel.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <vector>

namespace ebb {

TEST_CASE("every piece of work is done once, however many threads there are") {
  for (const unsigned jobs : {0u, 1u, 2u, 5u, 64u}) {
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{200}}) {
      CAPTURE(jobs, count);
      std::vector<int> done(count, 0);  // each piece writes to a place of its own
      std::atomic<std::size_t> calls{0};
      RunInParallel(jobs, count, [&](std::size_t i) {
        ++done[i];
        ++calls;
      });
      CHECK(calls == count);
      CHECK(done == std::vector<int>(count, 1));
    }
  }
}

TEST_CASE("pieces are handed out in order") {
  std::vector<std::size_t> order;
  RunInParallel(1, 4, [&](std::size_t i) { order.push_back(i); });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3});
}

}  // namespace ebb
