#include "measure/side_evidence.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace ebb {
namespace {

MeasureResult Shown(const char* id, std::vector<Figure> figures, int side = 0) {
  MeasureResult result;
  result.id = id;
  result.state = MeasureState::kShown;
  result.sides[static_cast<std::size_t>(side)] = std::move(figures);
  return result;
}

MeasureResult ResultOfReading(const char* key, int side = 0, bool has_p = false,
                              bool marked = false) {
  MeasureResult result;
  result.id = "M17";
  result.state = MeasureState::kShown;
  Claim claim;
  claim.key = key;
  claim.side = side;
  claim.has_p = has_p;
  claim.marked = marked;
  result.claims = {claim};
  return result;
}

Figure Ranged(const char* key, double value, double low, double high) {
  return MakeRanged(key, "", "", 40, value, low, high);
}

// The claims added beside the reading.
std::vector<Claim> Added(std::vector<MeasureResult> others, MeasureResult reading) {
  const std::size_t own = reading.claims.size();
  others.push_back(std::move(reading));
  AddSideEvidence(&others);
  const std::vector<Claim>& claims = others.back().claims;
  return {claims.begin() + static_cast<std::ptrdiff_t>(own), claims.end()};
}

bool Says(const Claim& claim, const char* words) {
  return claim.text.find(words) != std::string::npos;
}

struct EvidenceCase {
  const char* what;
  MeasureResult result;
  const char* key;  // of the claim; null if there is none
};

// With what the measure itself claims of side 0.
MeasureResult Claiming(MeasureResult result, const char* key, bool marked,
                       const char* beside = "") {
  Claim claim;
  claim.key = key;
  claim.side = 0;
  claim.has_p = true;
  claim.marked = marked;
  claim.beside = beside;
  result.claims = {claim};
  return result;
}

TEST_CASE("side evidence: what goes with which pattern, and what tells nothing") {
  const auto spells = [](std::uint64_t count, double longest) {
    return Shown("M18", {CountFigure("spells", "", count),
                         MakeFigure("longest_spell", "", "weeks", 40, longest)});
  };
  const MeasureResult step = Shown("M15", {Ranged("toward_slope", -2, -3, -0.1),
                                           MakeFigure("toward_step_week", "", "weeks", 40, 20)});
  const EvidenceCase cases[] = {
      {"more near milestones", Shown("M14", {Ranged("milestone_ratio", 2.5, 1.1, 4)}),
       "side_M14_deflection"},
      {"a range down to one", Shown("M14", {Ranged("milestone_ratio", 2.5, 1, 4)}), nullptr},
      {"less near milestones", Shown("M14", {Ranged("milestone_ratio", 0.4, 0.2, 0.8)}), nullptr},
      {"a ratio without a range", Shown("M14", {MakeFigure("milestone_ratio", "", "ratio", 40, 9)}),
       nullptr},
      {"a ratio not shown", Shown("M14", {NotShown("milestone_ratio", "", "ratio", 3)}), nullptr},
      {"more after conflicts", Shown("M11", {Ranged("distance_change", 1, 0.1, 2)}),
       "side_M11_deflection"},
      {"as much after conflicts", Shown("M11", {Ranged("distance_change", 1, 0, 2)}), nullptr},
      {"fewer taken up, little by little", Shown("M15", {Ranged("toward_slope", -2, -3, -0.1)}),
       "side_M15_absence"},
      {"fewer taken up, at once, with nothing near it", step, nullptr},
      {"the same beside a conflict", Claiming(step, "drift_toward_step", true, "a conflict"),
       "side_M15_deflection"},
      {"the same of another series", Claiming(step, "drift_words_step", true, "a conflict"),
       nullptr},
      {"a slope of which the measure says that it cannot be told",
       Claiming(Shown("M15", {Ranged("toward_slope", -2, -3, -0.1)}), "drift_toward_gradual",
                false),
       nullptr},
      {"a slope whose claim is marked",
       Claiming(Shown("M15", {Ranged("toward_slope", -2, -3, -0.1)}), "drift_toward_gradual", true),
       "side_M15_absence"},
      {"milestones left open",
       Claiming(Shown("M14", {Ranged("milestone_ratio", 2.5, 1.1, 4)}), "near_milestones", false),
       nullptr},
      {"conflicts left open",
       Claiming(Shown("M11", {Ranged("distance_change", 1, 0.1, 2)}), "distance_after_conflict",
                false),
       nullptr},
      {"spells left open", Claiming(spells(1, 12), "spell", false), nullptr},
      {"spells of which one is marked", Claiming(spells(1, 12), "spell", true), "side_M18_absence"},
      {"a step whose week is not shown",
       Shown("M15",
             {Ranged("toward_slope", -2, -3, -0.1), NotShown("toward_step_week", "", "weeks", 40)}),
       "side_M15_absence"},
      {"a slope that may be none", Shown("M15", {Ranged("toward_slope", -2, -3, 0)}), nullptr},
      {"more taken up", Shown("M15", {Ranged("toward_slope", 2, 1, 3)}), nullptr},
      {"one spell of twelve weeks", spells(1, 12), "side_M18_absence"},
      {"one of eleven", spells(1, 11), nullptr},
      {"two short ones", spells(2, 4), "side_M18_deflection"},
      {"two, one of five weeks", spells(2, 5), nullptr},
      {"one short one", spells(1, 4), nullptr},
      {"two, one of them of a quarter", spells(2, 13), "side_M18_absence"},
      {"no spells", spells(0, 0), nullptr},
      {"promises kept", Shown("M13", {Ranged("kept_share", 0.8, 0.51, 0.9)}),
       "side_M13_deflection"},
      {"promises kept half of the time", Shown("M13", {Ranged("kept_share", 0.8, 0.5, 0.9)}),
       nullptr},
      {"promises not kept", Shown("M13", {Ranged("kept_share", 0.1, 0, 0.2)}), nullptr},
      {"another measure", Shown("M2", {Ranged("milestone_ratio", 2.5, 1.1, 4)}), nullptr},
  };
  for (const EvidenceCase& c : cases) {
    INFO(c.what);
    const std::vector<Claim> claims = Added({c.result}, ResultOfReading("reading_unclear"));
    REQUIRE(claims.size() == (c.key != nullptr ? 1u : 0u));
    if (c.key == nullptr) continue;
    CHECK(claims[0].key == c.key);
    CHECK(claims[0].side == 0);
    CHECK_FALSE(claims[0].has_p);
    CHECK_FALSE(Says(claims[0], "neither"));
    CHECK(claims[0].text.find("{self}") != std::string::npos);
  }
}

TEST_CASE("side evidence: whether it agrees with what is said of the reading") {
  const MeasureResult milestones = Shown("M14", {Ranged("milestone_ratio", 2.5, 1.4, 4)});
  struct Said {
    MeasureResult reading;
    const char* words;
  };
  const Said cases[] = {
      {ResultOfReading("reading_deflection", 0, true, true),
       "looks like deflection, which fits the reading above."},
      {ResultOfReading("reading_both", 0, true, true),
       "looks like deflection, which fits the reading above."},
      {ResultOfReading("reading_absence", 0, true, true),
       "looks like deflection, which does not fit the reading above"},
      {ResultOfReading("reading_absence", 0, false, false),
       "looks like deflection, which does not fit the reading above"},
      {ResultOfReading("reading_unclear"), "looks like deflection; by itself it decides nothing."},
      // Not marked: the report says "mixed" in its place.
      {ResultOfReading("reading_absence", 0, true, false),
       "looks like deflection; by itself it decides nothing."},
  };
  for (const Said& c : cases) {
    const std::vector<Claim> claims = Added({milestones}, c.reading);
    INFO(c.reading.claims[0].key << ": " << c.words);
    REQUIRE(claims.size() == 1);
    CHECK(Says(claims[0], c.words));
    CHECK(Says(claims[0], "2.5 times as often (range 1.4 to 4.0)"));
  }
}

TEST_CASE("side evidence: doublings are said as multiples, falls without a minus") {
  const auto text = [](MeasureResult result) {
    return Added({std::move(result)}, ResultOfReading("reading_unclear"))[0].text;
  };
  CHECK_THAT(text(Shown("M11", {Ranged("distance_change", 1, 0.5, 2)})),
             Catch::Contains("words of distance 2.0 times as often (range 1.4 to 4.0) as in the "
                             "days before"));
  CHECK_THAT(text(Shown("M15", {Ranged("toward_slope", -4.5, -7.4, -1.7)})),
             Catch::Contains("4.5 of 100 fewer every four weeks (range 1.7 to 7.4), little by"));
}

TEST_CASE("side evidence: of each side its own figures, in a fixed order") {
  MeasureResult both = Shown("M14", {Ranged("milestone_ratio", 1, 0.5, 2)});
  both.sides[1] = {Ranged("milestone_ratio", 3, 2, 5)};
  const MeasureResult returns = Shown("M13", {Ranged("kept_share", 0.9, 0.8, 1)}, 1);
  // Side 0 has nothing that tells; side 1 has two.
  MeasureResult reading = ResultOfReading("reading_unclear", 0);
  CHECK(Added({returns, both}, reading).empty());
  reading.claims.push_back(reading.claims[0]);
  reading.claims[1].side = 1;
  const std::vector<Claim> claims = Added({returns, both}, reading);
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].key == "side_M14_deflection");
  CHECK(claims[1].key == "side_M13_deflection");
  CHECK(claims[0].side == 1);
  CHECK(claims[1].side == 1);
}

TEST_CASE("side evidence: nothing without a reading, or from what is not shown") {
  MeasureResult milestones = Shown("M14", {Ranged("milestone_ratio", 2.5, 1.4, 4)});
  MeasureResult none = ResultOfReading("reading_unclear");
  none.claims.clear();
  CHECK(Added({milestones}, none).empty());
  milestones.state = MeasureState::kSuppressed;
  CHECK(Added({milestones}, ResultOfReading("reading_deflection")).empty());
  std::vector<MeasureResult> without{milestones};
  AddSideEvidence(&without);
  CHECK(without.size() == 1);
  CHECK(without[0].claims.empty());
}

}  // namespace
}  // namespace ebb
