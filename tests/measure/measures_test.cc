#include "measure/measures.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "measure/find.h"
#include "measure/simulated_talk.h"

namespace ebb {
namespace {

using testing::MadeTalk;
using testing::Simulated;

Claim Tested(double p) {
  Claim claim;
  claim.has_p = true;
  claim.p = p;
  return claim;
}

TEST_CASE("measures: q of all claims together, those without a test left alone") {
  std::vector<MeasureResult> results(2);
  results[0].claims = {Tested(.01), Claim{}, Tested(.5)};
  results[1].claims = {Tested(.03), Tested(.9)};
  MarkClaims(&results);
  // By hand: .01 * 4 / 1, .03 * 4 / 2, .5 * 4 / 3, .9.
  CHECK(results[0].claims[0].q == Approx(.04));
  CHECK(results[1].claims[0].q == Approx(.06));
  CHECK(results[0].claims[2].q == Approx(2.0 / 3));
  CHECK(results[1].claims[1].q == Approx(.9));
  CHECK(results[0].claims[0].marked);
  CHECK(results[1].claims[0].marked);
  CHECK_FALSE(results[0].claims[2].marked);
  CHECK_FALSE(results[0].claims[1].marked);
  CHECK(results[0].claims[1].q == 1);
}

TEST_CASE("measures: one of each, in the order of their numbers") {
  std::set<std::string> seen;
  int last = -1;
  for (const Measure& measure : Measures()) {
    CHECK(seen.insert(measure.id).second);
    const int number = std::stoi(std::string(measure.id).substr(1));
    CHECK(number > last);
    last = number;
  }
}

// On three threads too.
TEST_CASE("measures: the same again, bit by bit") {
  Simulated plan;
  plan.hot = 0.25;
  MadeTalk made;
  testing::Simulate(plan, &made);
  const MeasureInput input = made.Input();
  const std::vector<MeasureResult> once = MeasureTalk(input), again = MeasureTalk(input, 3);
  REQUIRE(once.size() == again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    INFO(once[i].id);
    CHECK(once[i].key != "");
    REQUIRE(once[i].claims.size() == again[i].claims.size());
    for (std::size_t k = 0; k < once[i].claims.size(); ++k) {
      CHECK(once[i].claims[k].p == again[i].claims[k].p);
      CHECK(once[i].claims[k].text == again[i].claims[k].text);
    }
  }
}

// Sentences of any measure, of any talk: never about a person, only about messages.
TEST_CASE("measures: words that no sentence holds") {
  const char* kNever[] = {"toxic",   "avoidant", "neglect", "stonewall", "score",
                          "health",  "blame",    "fault",   "narciss",   "manipul",
                          "passive", "asleep",   "sleep",   "online"};
  Simulated plan;
  plan.hot = 0.3;
  plan.begins_now = .2;
  plan.short_hot = {0.3, 0};
  plan.silent_after_conflict = .5;
  MadeTalk made;
  testing::Simulate(plan, &made);
  for (const MeasureResult& result : MeasureTalk(made.Input())) {
    std::string all = result.title + result.note + result.weakness;
    for (const Claim& claim : result.claims) {
      all += claim.text + claim.cannot_tell;
      for (const std::string& benign : claim.benign) all += benign;
    }
    for (const auto* figures : {&result.sides[0], &result.sides[1], &result.pair}) {
      for (const Figure& figure : *figures) all += figure.label;
    }
    for (const char* word : kNever) {
      INFO(result.id << " " << word);
      CHECK(all.find(word) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace ebb
