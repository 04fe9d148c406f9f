#include "measure/wording.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("wording: two significant digits") {
  struct Case {
    double value;
    const char* words;
  };
  const Case cases[] = {
      {0, "0"},     {0.0523, "0.052"}, {0.4, "0.40"},         {3.44, "3.4"},  {9.96, "10"},
      {13.4, "13"}, {99.6, "100"},     {134, "130"},          {0.996, "1.0"}, {1, "1.0"},
      {100, "100"}, {-2.34, "-2.3"},   {1e-9, "0.0000000010"}};
  for (const Case& c : cases) CHECK(SignificantDigits(c.value) == c.words);
}

TEST_CASE("wording: shares, ratios and counts") {
  CHECK(OfHundred(0.131, {0.0923, 0.18}) == "13 of 100 (range 9.2 to 18)");
  CHECK(OfHundred(MakeRanged("k", "l", "share", 9, 0.5, 0, 1)) == "50 of 100 (range 0 to 100)");
  CHECK(TimesAsOften(2.42, {1.51, 3.84}) == "2.4 times as often (range 1.5 to 3.8)");
  CHECK(SayCount(1, "message", "messages") == "1 message");
  CHECK(SayCount(0, "message", "messages") == "0 messages");
}

}  // namespace
}  // namespace ebb
