#include "measure/words.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("words: two significant digits") {
  struct Case {
    double value;
    const char* text;
  };
  for (const Case& c :
       {Case{0, "0"}, Case{4.14, "4.1"}, Case{4.0, "4"}, Case{41.4, "41"}, Case{123.4, "120"},
        Case{0.616, "0.62"}, Case{0.6, "0.6"}, Case{9.96, "10"}, Case{99.6, "100"},
        Case{0.0996, "0.1"}, Case{-2.34, "-2.3"}, Case{12345, "12000"}, Case{0.00123, "0.0012"}}) {
    CHECK(TwoDigits(c.value) == c.text);
  }
}

TEST_CASE("words: shares and durations") {
  CHECK(OfHundred(.614) == "61 of 100");
  CHECK(OfHundred(.0041) == "0.41 of 100");
  CHECK(RangeOfHundred({.523, .698}) == "52 to 70");
  CHECK(Duration(.4) == "under a minute");
  CHECK(Duration(1.2) == "a minute");
  CHECK(Duration(12.3) == "12 minutes");
  CHECK(Duration(190) == "3.2 hours");
  CHECK(Duration(3600) == "2.5 days");
}

}  // namespace
}  // namespace ebb
