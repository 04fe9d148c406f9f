#include "measure/duration.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("durations in words") {
  CHECK(Duration(.4) == "under a minute");
  CHECK(Duration(1.2) == "a minute");
  CHECK(Duration(12.3) == "12 minutes");
  CHECK(Duration(190) == "3.2 hours");
  CHECK(Duration(3600) == "2.5 days");
}

}  // namespace
}  // namespace ebb
