#include "analysis/compare.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "measure/statistics.h"

namespace ebb {
namespace {

Figure Share(std::uint64_t k, std::uint64_t n) {
  const Interval range = Wilson(k, n);
  return MakeRanged("share", "share", "share", n, static_cast<double>(k) / static_cast<double>(n),
                    range.low, range.high);
}

TEST_CASE("compare: two shares by Newcombe's method") {
  // Newcombe 1998, table II, method 10: 56/70 and 48/80 differ by .20 (.0524 to .3339).
  const Figure change = ChangeOf(Share(48, 80), Share(56, 70));
  CHECK(change.unit == "points");
  CHECK(change.n == 150);
  CHECK(change.value == Approx(20));
  CHECK(change.low == Approx(5.24).margin(0.01));
  CHECK(change.high == Approx(33.39).margin(0.01));
  // And 0/10 and 9/10 the other way round: -.90 ... and the mirrored interval.
  const Figure forth = ChangeOf(Share(3, 10), Share(9, 10)),
               back = ChangeOf(Share(9, 10), Share(3, 10));
  CHECK(forth.value == Approx(-back.value));
  CHECK(forth.low == Approx(-back.high));
}

TEST_CASE("compare: times are compared as doublings") {
  const Figure before = MakeRanged("median", "reply", "minutes", 60, 10, 8, 12.5);
  const Figure after = MakeRanged("median", "reply", "minutes", 60, 40, 32, 50);
  const Figure change = ChangeOf(before, after);
  CHECK(change.unit == "doublings");
  CHECK(change.value == Approx(2));
  CHECK(change.low == Approx(2 - std::hypot(std::log2(1.25), std::log2(1.25))));
  CHECK(change.high == Approx(2 + std::hypot(std::log2(1.25), std::log2(1.25))));
}

TEST_CASE("compare: a figure that is not shown on one side has no change") {
  const Figure none = NotShown("share", "share", "share", 2);
  CHECK_FALSE(ChangeOf(none, Share(3, 10)).shown);
  CHECK_FALSE(ChangeOf(Share(3, 10), none).shown);
}

Analysis Sample(const char* first, const char* second) {
  Analysis a;
  a.tool_version = "1";
  a.lexicon_hash = "abc";
  for (const char* name : {first, second}) {
    Partner partner;
    partner.name = name;
    partner.distance.shown = true;
    partner.distance.messages = 300;
    partner.distance.per_100 = 4;
    partner.distance.low = 2;
    partner.distance.high = 7;
    a.partners.push_back(partner);
  }
  a.coverage.first = "2024-01-01T10:00:00";
  a.coverage.last = "2024-03-01T10:00:00";
  MeasureRow measure;
  measure.id = "M5";
  measure.partners = {{Share(10, 40), CountFigure("n", "sessions", 40)},
                      {Share(30, 40), CountFigure("n", "sessions", 40)}};
  a.measures.push_back(measure);
  return a;
}

TEST_CASE("compare: rates and figures with a range, by partner; counts are left out") {
  const Result<Comparison> comparison = CompareAnalyses(Sample("Ann", "Ben"), Sample("Ann", "Ben"));
  REQUIRE(comparison.ok());
  CHECK(comparison->before == "2024-01-01 to 2024-03-01");
  REQUIRE(comparison->rows.size() == 4);
  CHECK(comparison->rows[0].measure == "M1");
  CHECK(comparison->rows[0].change.value == 0);
  CHECK(comparison->rows[2].measure == "M5");
  CHECK(comparison->rows[3].partner == 1);
}

TEST_CASE(
    "compare: of a slow change its level and its slope; where it broke is of its own period") {
  Analysis before = Sample("Ann", "Ben"), after = before;
  const auto drift = [](double level, double slope) {
    MeasureRow row;
    row.id = "M15";
    row.partners.assign(2, {});
    for (auto& figures : row.partners) {
      figures = {MakeRanged("words_before", "words", "per day", 12, level, level - 1, level + 1),
                 MakeRanged("words_now", "words", "per day", 12, level, level - 1, level + 1),
                 MakeRanged("words_level", "words", "per day", 40, level, level - 3, level + 3),
                 MakeRanged("words_slope", "words", "percent", 40, slope, slope - 4, slope + 4)};
    }
    return row;
  };
  before.measures = {drift(90, 0)};
  after.measures = {drift(50, -6)};
  const Result<Comparison> comparison = CompareAnalyses(before, after);
  REQUIRE(comparison.ok());
  std::vector<ChangeRow> rows;
  for (const ChangeRow& row : comparison->rows) {
    if (row.measure == "M15") rows.push_back(row);
  }
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].before.key == "words_level");
  CHECK(rows[0].change.value == Approx(-40));
  CHECK(rows[0].change.low == Approx(-40 - std::hypot(3, 3)));
  CHECK(rows[1].before.key == "words_slope");
  CHECK(rows[1].change.unit == "percent");
  CHECK(rows[1].change.value == Approx(-6));
}

TEST_CASE("compare: other people or other rules are refused") {
  const Result<Comparison> people = CompareAnalyses(Sample("Ann", "Ben"), Sample("Ben", "Ann"));
  REQUIRE_FALSE(people.ok());
  CHECK(people.error().kind == ErrorKind::kUsage);
  Analysis other = Sample("Ann", "Ben");
  other.lexicon_hash = "def";
  CHECK_FALSE(CompareAnalyses(Sample("Ann", "Ben"), other).ok());
  CHECK_FALSE(CompareAnalyses(Analysis(), Analysis()).ok());
}

}  // namespace
}  // namespace ebb
