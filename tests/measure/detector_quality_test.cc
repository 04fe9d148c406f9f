#include "measure/detector_quality.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "measure/made_talk.h"
#include "measure/research_only.h"

namespace ebb {
namespace {

TEST_CASE("corrected share: by hand") {
  struct Case {
    double observed, s, f, expected;
  };
  for (const Case& c :
       {Case{0.030, 0.60, 0.02, 0.01724}, Case{0.015, 0.60, 0.02, 0}, Case{0.5, 1, 0, 0.5},
        Case{0.9, 0.8, 0.1, 1}, Case{0.2, 0.2, 0, 1}, Case{0.12, 0.5, 0.02, 0.20833}}) {
    const std::optional<double> corrected = RoganGladen(c.observed, c.s, c.f);
    REQUIRE(corrected);
    CHECK(*corrected == Approx(c.expected).margin(1e-5));
  }
  CHECK_FALSE(RoganGladen(0.3, 0.2, 0.2));
  CHECK_FALSE(RoganGladen(0.3, 0.1, 0.2));
}

TEST_CASE("corrected share: the range holds the truth, and is as wide as theory says") {
  // Delta method: var = (p(1-p)/n + x^2 s(1-s)/ns + (1-x)^2 f(1-f)/nf) / (s - f)^2.
  const Share observed{1200, 10000}, found{120, 200}, wrong{20, 1000};
  const std::optional<Estimate> corrected = CorrectedShare(observed, found, wrong);
  REQUIRE(corrected);
  const double x = (0.12 - 0.02) / 0.58;
  CHECK(corrected->value == Approx(x));
  const double variance =
      (0.12 * 0.88 / 10000 + x * x * 0.6 * 0.4 / 200 + (1 - x) * (1 - x) * 0.02 * 0.98 / 1000) /
      (0.58 * 0.58);
  const double half = (corrected->range.high - corrected->range.low) / 2;
  CHECK(half == Approx(1.96 * std::sqrt(variance)).epsilon(0.1));
  CHECK(corrected->range.low < x);
  CHECK(corrected->range.high > x);
}

TEST_CASE("corrected share: the same for a seed, none for a detector that tells nothing") {
  const Share observed{30, 1000}, found{30, 50}, wrong{1, 50};
  const std::optional<Estimate> a = CorrectedShare(observed, found, wrong);
  const std::optional<Estimate> b = CorrectedShare(observed, found, wrong);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->range.low == b->range.low);
  CHECK(a->range.high == b->range.high);
  CHECK(a->range.low == 0);  // a low share and few coded messages: perhaps none at all
  CHECK_FALSE(CorrectedShare(observed, {1, 50}, {30, 50}));
  CHECK_FALSE(CorrectedShare({0, 0}, found, wrong));
}

TEST_CASE("side by side: not where one is read ten points worse") {
  CHECK(MayStandSideBySide({40, 60}, {45, 60}));
  CHECK_FALSE(MayStandSideBySide({40, 60}, {47, 60}));
  CHECK_FALSE(MayStandSideBySide({40, 60}, {0, 0}));
}

// "| .69 / .23 |" in the rows of the whole detector on test chats: the lowest of each column.
struct QualityRow {
  double all_precision = 1, all_recall = 1, sure_precision = 1, sure_recall = 1;
};

QualityRow PublishedRow() {
  std::ifstream file(EBB_SOURCE_DIR "/lexicons/README.md");
  REQUIRE(file.good());
  QualityRow lowest;
  int rows = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.find("| test, ") != 0 || line.find("| whole |") == std::string::npos) continue;
    std::vector<std::string> cells;
    std::istringstream parts(line);
    for (std::string cell; std::getline(parts, cell, '|');) cells.push_back(cell);
    REQUIRE(cells.size() > 11);
    const auto pair = [&](std::size_t i) {
      const std::size_t slash = cells[i].find('/');
      return std::pair{std::stod(cells[i].substr(0, slash)), std::stod(cells[i].substr(slash + 1))};
    };
    const auto all = pair(10), sure = pair(11);
    lowest.all_precision = std::min(lowest.all_precision, all.first);
    lowest.all_recall = std::min(lowest.all_recall, all.second);
    lowest.sure_precision = std::min(lowest.sure_precision, sure.first);
    lowest.sure_recall = std::min(lowest.sure_recall, sure.second);
    ++rows;
  }
  REQUIRE(rows >= 2);
  return lowest;
}

TEST_CASE("detector quality: says unaudited, and the figures that are published") {
  testing::MadeTalk made;
  made.Say(0, 0);
  const MeasureResult result = DetectorQuality(made.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK(result.note.find("Unaudited") == 0);
  const auto value = [&](const std::string& key) {
    const auto at = std::find_if(result.pair.begin(), result.pair.end(),
                                 [&](const Figure& f) { return f.key == key; });
    REQUIRE(at != result.pair.end());
    return at->value;
  };
  const QualityRow published = PublishedRow();
  CHECK(value("sure_precision") == Approx(published.sure_precision));
  CHECK(value("sure_recall") == Approx(published.sure_recall));
  CHECK(value("precision") == Approx(published.all_precision));
  CHECK(value("recall") == Approx(published.all_recall));
}

TEST_CASE("detector quality: shares of the two side by side only where an audit allows it") {
  testing::MadeTalk made;
  for (int i = 0; i < 40; ++i) made.Say(3600, i % 2);
  made.dates().audit.coded_found = {40, 50};
  made.dates().audit.coded_false = {0, 50};
  for (const bool alike : {true, false}) {
    made.dates().audit.counted = {Share{28, 30}, alike ? Share{27, 30} : Share{15, 30}};
    const MeasureResult result = DetectorQuality(made.Input());
    for (const std::vector<Figure>& side : result.sides) {
      std::size_t told = 0;
      for (const Figure& figure : side) {
        if (!figure.key.starts_with("distance_")) continue;
        ++told;
        CHECK(figure.shown == alike);
      }
      CHECK(told == 2);
    }
  }
}

TEST_CASE("research only: left out, and says so") {
  testing::MadeTalk made;
  made.Say(0, 0);
  const MeasureResult result = ResearchOnly(made.Input());
  CHECK(result.state == MeasureState::kUnsupported);
  CHECK_FALSE(result.note.empty());
  CHECK(result.pair.empty());
  CHECK(result.claims.empty());
}

}  // namespace
}  // namespace ebb
