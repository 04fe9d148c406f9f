#include "time/civil.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("each day is the one after the day before, from before year 1 to after year 9999") {
  std::int64_t last = DaysFromCivil(-4, 12, 31);
  for (int year = -3; year <= 10004; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysInMonth(year, month); ++day) {
        const std::int64_t days = DaysFromCivil(year, month, day);
        if (days != last + 1) FAIL(year << "-" << month << "-" << day);
        last = days;
      }
    }
  }
  CHECK(DaysFromCivil(1970, 1, 1) == 0);
  CHECK(DaysFromCivil(2000, 3, 1) == 11017);
}

}  // namespace
}  // namespace ebb
