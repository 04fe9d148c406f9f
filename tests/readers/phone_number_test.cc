#include "readers/phone_number.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("numbers without their signs") {
  CHECK(PlainNumber("+44 (7700) 900-123") == "+447700900123");
  CHECK(PlainNumber("0044 7700 900123") == "+447700900123");
  CHECK(PlainNumber("\u202a+44\u00a07700\u00a0900123\u202c") == "+447700900123");
  CHECK(PlainNumber("07700/900.123") == "07700900123");
  CHECK(PlainNumber("0012") == "0012");
  for (const char* none : {"", "+", "Ada", "44+7", "ada@x.org", "7700 ext 5"}) {
    INFO(none);
    CHECK(PlainNumber(none).empty());
  }
}

TEST_CASE("numbers are compared without guessing a country") {
  struct Case {
    const char* a;
    const char* b;
    NumberMatch match;
  };
  const Case cases[] = {
      {"+447700900123", "+447700900123", NumberMatch::kSame},
      {"07700900123", "07700900123", NumberMatch::kSame},
      {"07700900123", "+447700900123", NumberMatch::kPossible},
      {"7700900123", "+447700900123", NumberMatch::kPossible},
      {"447700900123", "+447700900123", NumberMatch::kPossible},
      {"+447700900123", "+497700900123", NumberMatch::kDifferent},
      {"07700900123", "7700900123", NumberMatch::kDifferent},
      {"900123", "+447700900123", NumberMatch::kDifferent},
      {"0900123", "+44900123", NumberMatch::kDifferent},
      {"00900123", "+447700900123", NumberMatch::kDifferent},
      {"", "", NumberMatch::kDifferent},
  };
  for (const Case& c : cases) {
    INFO(c.a << " " << c.b);
    CHECK(CompareNumbers(c.a, c.b) == c.match);
    CHECK(CompareNumbers(c.b, c.a) == c.match);
  }
}

}  // namespace
}  // namespace ebb
