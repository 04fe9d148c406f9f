#include "measure/selectivity.h"

#include <catch2/catch.hpp>
#include <string>

#include "measure/milestones.h"
#include "measure/side_evidence.h"
#include "measure/simulated_bids.h"
#include "measure/unanswered_bids.h"

namespace ebb {
namespace {

TEST_CASE("selectivity: the four readings") {
  struct Case {
    double everyday, hard, silent;
    Interval range;
    bool up;
    Reading reading;
  };
  const Case cases[] = {
      {0.1, 0.4, 0.05, {0.1, 0.5}, false, Reading::kDeflection},
      {0.1, 0.4, 0.05, {-0.1, 0.5}, false, Reading::kUnclear},
      {0.3, 0.8, 0.1, {0.3, 0.6}, false, Reading::kUnclear},
      {0.3, 0.8, 0.1, {0.3, 0.6}, true, Reading::kBoth},
      {0.3, 0.35, 0.1, {-0.1, 0.2}, true, Reading::kAbsence},
      {0.45, 0.5, 0.3, {-0.1, 0.2}, false, Reading::kAbsence},
      {0.45, 0.5, 0.1, {-0.1, 0.2}, false, Reading::kUnclear},  // words, not silence
      {0.3, 0.35, 0.1, {-0.1, 0.2}, false, Reading::kUnclear},
      {0.5, 0.1, 0.5, {-0.5, -0.2}, true, Reading::kUnclear},
  };
  for (const Case& c : cases) {
    CHECK(ReadingOf({c.everyday, c.hard, c.silent, c.range, c.up}) == c.reading);
  }
}

TEST_CASE("side evidence: said by key, with whether it agrees") {
  MeasureResult milestones, reading;
  milestones.id = "M14";
  milestones.state = reading.state = MeasureState::kShown;
  milestones.sides[0] = {MakeRanged("milestone_ratio", "", "ratio", 40, 2.5, 1.4, 4)};
  reading.id = "M17";
  Claim claim;
  claim.key = "reading_deflection";
  claim.side = 0;
  claim.has_p = claim.marked = true;
  reading.claims = {claim};
  std::vector<MeasureResult> results{milestones, reading};
  AddSideEvidence(&results);
  REQUIRE(results[1].claims.size() == 2);
  CHECK(results[1].claims[1].key == "side_M14_deflection");
  CHECK(results[1].claims[1].text.find("agrees with the reading") != std::string::npos);
}

}  // namespace
}  // namespace ebb
