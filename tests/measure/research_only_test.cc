#include "measure/research_only.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMonday;
using testing::MadeTalk;

StyleCounts Style(std::uint8_t i, std::uint8_t we, std::uint8_t articles, std::uint16_t words) {
  StyleCounts counts;
  counts.i = i;
  counts.we = we;
  counts.classes[static_cast<std::size_t>(SmallWords::kArticles)] = articles;
  counts.words = words;
  return counts;
}

// `weeks` weeks of ten messages of each; those of side 0 hold `first`, those of side 1 `second`.
void WriteStyled(int weeks, const StyleCounts& first, const StyleCounts& second, MadeTalk* made) {
  for (int week = 0; week < weeks; ++week) {
    for (int i = 0; i < 20; ++i) {
      made->SayAt(kMonday + static_cast<std::uint32_t>(week) * 7 * kDay +
                      static_cast<std::uint32_t>(i) * 6 * kHour,
                  i % 2);
      made->chat().style.push_back(i % 2 == 0 ? first : second);
    }
  }
}

TEST_CASE("research: off unless asked for") {
  MadeTalk made;
  for (int i = 0; i < 200; ++i) made.Say(kHour, i % 2);
  const MeasureResult result = ResearchOnly(made.Input());
  CHECK(result.state == MeasureState::kUnsupported);
  CHECK(result.note.find("--research") != std::string::npos);
  CHECK(result.claims.empty());
}

TEST_CASE("research: shares of pronouns and style matching, by hand") {
  MadeTalk made;
  // Side 0: 1 I, 1 we, 2 articles of 20 words a message; side 1: 3 I, 1 we, 1 article of 20.
  WriteStyled(24, Style(1, 1, 2, 20), Style(3, 1, 1, 20), &made);
  const MeasureResult result = ResearchOnly(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  const Figure we = FigureOf(result.sides[0], "we_share");
  CHECK(we.n == 480);
  CHECK(we.value == Approx(0.5));
  CHECK(FigureOf(result.sides[1], "we_share").value == Approx(0.25));
  CHECK(FigureOf(result.sides[1], "i_share").value == Approx(0.75));
  CHECK(FigureOf(result.sides[0], "we_ahead").value == Approx(25));
  CHECK(FigureOf(result.sides[1], "we_ahead").value == Approx(-25));
  // Eight classes without a word are alike: 1. Articles: 1 - .05 / (.15 + .0001).
  const double matching = (8 + 1 - 0.05 / 0.1501) / 9;
  const Figure alike = FigureOf(result.pair, "style_matching");
  CHECK(alike.value == Approx(matching));
  CHECK(alike.n == 6);
  CHECK(alike.low == Approx(matching));  // all stretches alike
  REQUIRE(result.series.size() == 1);
  CHECK(result.series[0].points.size() == 6);
}

TEST_CASE("research: words of other languages are not counted") {
  MadeTalk made;
  WriteStyled(24, Style(1, 1, 2, 20), Style(3, 1, 1, 20), &made);
  for (std::size_t i = 0; i < made.chat().facts.size(); i += 4) {
    made.chat().facts[i].features |= kOtherLanguage;  // half of side 0
  }
  const MeasureResult result = ResearchOnly(made.Input());
  CHECK(FigureOf(result.sides[0], "we_share").n == 240);
  CHECK(FigureOf(result.sides[1], "we_share").n == 960);
}

TEST_CASE("research: too little") {
  MadeTalk made;
  WriteStyled(6, Style(1, 0, 1, 3), Style(1, 0, 1, 3), &made);  // 180 words of each, 60 pronouns
  const MeasureResult result = ResearchOnly(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK_FALSE(FigureOf(result.pair, "style_matching").shown);
  CHECK_FALSE(FigureOf(result.sides[0], "we_share").shown);
}

}  // namespace
}  // namespace ebb
