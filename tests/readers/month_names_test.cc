#include "readers/month_names.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("months are known by name in many languages") {
  CHECK(MonthOfAnyName("March") == 3);
  CHECK(MonthOfAnyName("M\u00c4RZ") == 3);
  CHECK(MonthOfAnyName("janv") == 1);
  CHECK(MonthOfAnyName("Ekim") == 10);
  CHECK(MonthOfAnyName("\u0444\u0435\u0432\u0440\u0430\u043b\u044f") == 2);
  CHECK(MonthOfAnyName("grudnia") == 12);
  CHECK(MonthOfAnyName("lipca") == 7);
  CHECK(MonthOfAnyName("lipnja") == 6);
  for (const char* none : {"", "m", "monday", "9", "\xff"}) CHECK(MonthOfAnyName(none) == 0);
}

}  // namespace
}  // namespace ebb
