// The first screen: what changed, what stands out, which way the answers point, what to try.
#include "report/glance.h"

#include <catch2/catch.hpp>

#include "report/claim_texts.h"
#include "report/figure_text.h"
#include "report/hours_table.h"
#include "report/report.h"
#include "report/sample_analysis.h"
#include "report/steps.h"

namespace ebb {
namespace {

using Catch::Contains;

MeasureRow* MeasureOf(Analysis* a, const std::string& id) {
  for (MeasureRow& measure : a->measures) {
    if (measure.id == id) return &measure;
  }
  return nullptr;
}

TEST_CASE("what changed: the week, the direction and both levels; else why it cannot be told") {
  Analysis a = SampleAnalysis();
  const auto changes = ChangeTexts(a, 1);
  REQUIRE(changes.size() == 1);
  CHECK(
      changes[0] ==
      "Lower since the week of 29 April 2024: taking up what the other asks or shares (75% \u2192 "
      "52%, first 10 weeks \u2192 last 10).");
  REQUIRE(ChangeTexts(a, 0).size() == 1);
  CHECK(ChangeTexts(a, 0)[0] == "No change over the weeks can be told from this chat.");

  MeasureRow* drift = MeasureOf(&a, "M15");
  Claim gradual = drift->claims[1];
  gradual.key = "drift_words_gradual";
  drift->partners[1][3] = MakeFigure("words_before", "", "per day", 10, 20);
  drift->partners[1][4] = MakeFigure("words_now", "", "per day", 10, 10.2);
  drift->claims = {gradual};
  CHECK(ChangeTexts(a, 1)[0] ==
        "Lower, little by little: words written (20 \u2192 10 a day, first 10 weeks \u2192 last "
        "10).");
  drift->claims[0].key = "drift_words";
  CHECK_THAT(ChangeTexts(a, 1)[0], Contains("Lower, at once or little by little: words"));
  // A series this version has no words for: its own sentence.
  drift->claims[0].key = "drift_new";
  CHECK(ChangeTexts(a, 1)[0] == drift->claims[0].text);
  drift->claims.clear();
  CHECK_THAT(ChangeTexts(a, 0)[0], Contains("Not enough data to tell"));
  drift->state = "suppressed";
  CHECK_THAT(ChangeTexts(a, 0)[0], Contains("left out"));
  a.measures.clear();
  CHECK(ChangeTexts(a, 0).empty());
}

TEST_CASE("what changed: runs of weeks far from the usual") {
  Analysis a = SampleAnalysis();
  a.measures.clear();
  MeasureRow spells;
  spells.id = "M18";
  spells.key = "spells";
  spells.state = "shown";
  spells.partners = {{},
                     {MakeFigure("clearest_first", "", "week number", 5, 1262),
                      MakeFigure("clearest_last", "", "week number", 5, 1266)}};
  Claim claim;
  claim.key = "spell";
  claim.side = 1;
  claim.has_p = claim.marked = true;
  spells.claims = {claim};
  a.measures = {spells};
  CHECK(ChangeTexts(a, 1)[0] ==
        "Away from the usual for 5 weeks: from the week of 4 March 2024 to that of 1 April 2024.");
  // Another run of as many weeks goes on; then this one.
  spells.partners[1].push_back(MakeFigure("current_spell", "", "weeks", 31, 5));
  spells.partners[1].push_back(MakeFigure("current_last", "", "week number", 5, 1300));
  CHECK(ChangeText(spells, spells.claims[0]).starts_with("Away from the usual for 5 "));
  spells.partners[1].back().value = 1266;
  CHECK(ChangeText(spells, spells.claims[0]).starts_with("Away from the usual for at least 5 "));
}

TEST_CASE("what stands out: marked tests alone, of each side, and the words where there is none") {
  Analysis a = SampleAnalysis();
  CHECK(StandingClaims(a, 0).size() == 1);
  CHECK(StandingClaims(a, 1).size() == 2);
  CHECK(StandingClaims(a, -1).empty());
  CHECK(ComparisonsMade(a) == 5);
  CHECK_THAT(ChanceText(a), Contains("5 comparisons were made"));
  for (const std::string& report : {WriteHtml(a), WriteMarkdown(a)}) {
    CHECK_THAT(report, Contains("What stands out"));
    CHECK_THAT(report, Contains("took up less"));
    CHECK_THAT(report, !Contains("Nothing stands out more than"));
  }
  CHECK_THAT(WriteHtml(a), Contains("<a href=\"#push_and_pull\">Push and pull</a>"));
  // A test that says something else than its sentence was made all the same, also after saving.
  a.measures.back().claims.emplace_back();
  a.measures.back().claims.back().looked = true;
  CHECK(ComparisonsMade(a) == 6);
  const Result<Analysis> back = ReadJson(WriteJson(a), "a.json");
  REQUIRE(back);
  CHECK(ComparisonsMade(*back) == 6);
  for (MeasureRow& measure : a.measures) {
    for (Claim& claim : measure.claims) claim.marked = false;
  }
  for (const std::string& report : {WriteHtml(a), WriteMarkdown(a), WriteTerminal(a, {})}) {
    CHECK_THAT(report, Contains("Nothing stands out more than chance would give"));
  }
}

TEST_CASE("the reading of both partners in the same words") {
  Analysis a = SampleAnalysis();
  MeasureRow* reading = MeasureOf(&a, "M17");
  struct Case {
    const char* key;
    bool has_p, marked;
    const char* said;
  };
  const Case cases[] = {{"reading_absence", false, false, "More like absence"},
                        {"reading_absence", true, true, "More like absence"},
                        {"reading_absence", true, false, "Mixed or not enough data"},
                        {"reading_deflection", true, true, "More like deflection"},
                        {"reading_both", true, true, "Both patterns"},
                        {"reading_unclear", false, false, "Mixed or not enough data"},
                        {"side_M15_absence", false, false, "Not enough data"}};
  for (const Case& c : cases) {
    INFO(c.key << c.has_p << c.marked);
    for (int side = 0; side < 2; ++side) {
      reading->claims.resize(1);
      reading->claims[0].key = c.key;
      reading->claims[0].side = side;
      reading->claims[0].has_p = c.has_p;
      reading->claims[0].marked = c.marked;
      CHECK(ReadingText(a, side) == c.said);
      CHECK(ReadingText(a, 1 - side) == "Not enough data");
    }
  }
  reading->state = "suppressed";
  CHECK(ReadingText(a, 0) == "Left out");
}

TEST_CASE("figures: a unit once, whole weeks without a decimal") {
  const auto text = [](const char* unit, double value, double low, double high) {
    return FigureText(MakeRanged("k", "l", unit, 9, value, low, high));
  };
  CHECK(text("points", 19, 3.9, 34) == "+19 points (+3.9 to +34 points)");
  CHECK(text("per day", 1.7, 1.5, 1.9) == "1.7 a day (1.5 to 1.9 a day)");
  CHECK(text("minutes", 12, 9, 17) == "12 min (9.0 to 17 min)");
  CHECK(text("minutes", 80, 60, 400) == "80 min (60 min to 6.7 hours)");
  CHECK(text("share", 0.61, 0.52, 0.7) == "61% (52% to 70%)");
  CHECK(text("doublings", 1, 0, 2) == "\u00D72.0 (\u00D71.0 to \u00D74.0)");
  CHECK(FigureText(MakeFigure("k", "l", "weeks", 1, 5)) == "5 weeks");
  CHECK(FigureText(MakeFigure("k", "l", "words", 1, 5.5)) == "5.5 words");
  CHECK(FigureText(NotShown("k", "l", "share", 1)) == "too few");
  CHECK(FigureText(NotShown("k", "l", "week number", 1)) == "none clear");
}

TEST_CASE("rows that nobody's cell shows are one line; the tables of the CSV keep them") {
  const Analysis a = SampleAnalysis();
  for (const MeasureRow& measure : a.measures) {
    if (measure.id != "M15") continue;
    const FigureRows rows = RowsOfSides(measure);
    CHECK(rows.shown.size() == 3);
    CHECK(rows.folded ==
          "Too few to say: words (first weeks, last weeks). No clear week: words, week of the "
          "step.");
  }
  MeasureRow half;
  half.partners = {{NotShown("k", "l", "share", 1)}, {CountFigure("k", "l", 3)}};
  CHECK(RowsOfSides(half).shown.size() == 1);
  CHECK(RowsOfSides(half).folded.empty());
  CHECK_THAT(WriteHtml(a), !Contains("<th scope=\"row\">words, first weeks"));
  CHECK_THAT(WriteMeasuresCsv(a, {}), Contains("words_before"));
}

TEST_CASE("claims: shared harmless readings once, what cannot be told last") {
  MeasureRow measure;
  Claim said;
  said.text = "One.";
  said.benign = {"Reason"};
  Claim other = said;
  other.text = "Two.";
  Claim untold;
  untold.has_p = true;
  untold.text = "Never said.";
  untold.cannot_tell = "Cannot be told.";
  untold.benign = {"Never"};
  measure.claims = {untold, said, other};
  const ClaimTexts texts = TextsOf(measure);
  REQUIRE(texts.told.size() == 1);
  CHECK(texts.told[0].said == std::vector<std::string_view>{"One.", "Two."});
  CHECK(texts.told[0].benign == "Other readings: Reason.");
  CHECK(texts.untold == std::vector<std::string_view>{"Cannot be told."});
}

TEST_CASE("hours: the pair's 168 hours make a map and a table, fewer make none") {
  Analysis a = SampleAnalysis();
  MeasureRow* measure = MeasureOf(&a, "M0");
  const auto hours = ReadHours(*measure);
  REQUIRE(hours.has_value());
  CHECK(hours->most == 167);
  CHECK(hours->messages[1][10] == 34);
  CHECK(hours->InPart(0, 0) == 0);
  CHECK(hours->InPart(0, 1) == 7 + 8 + 9 + 10 + 11);
  const std::string html = WriteHtml(a);
  CHECK_THAT(html, Contains("Tuesday, 10:00 to 11:00: 34 messages"));
  CHECK_THAT(html, !Contains("hour 34"));
  CHECK_THAT(WriteMarkdown(a), Contains("| Monday | 0 | 45 |"));
  measure->pair.pop_back();
  CHECK_FALSE(ReadHours(*measure).has_value());
  CHECK_THAT(WriteHtml(a), !Contains("fullest hour"));
}

TEST_CASE("the loop is drawn for both in the same form, with counts") {
  const std::string html = WriteHtml(SampleAnalysis());
  CHECK_THAT(html, Contains("met with distance: <strong>22 of 40</strong>"));
  CHECK_THAT(html, Contains("ordinary messages: 24 of 120"));
  CHECK_THAT(html, Contains("pressed within a day of distance: <strong>too few to say</strong>"));
  std::size_t figures = 0;
  for (std::size_t at = 0; (at = html.find("<figure class=\"loop\">", at)) != std::string::npos;
       ++at) {
    ++figures;
  }
  CHECK(figures == 2);
}

TEST_CASE("the method says how far the marks can be trusted and what is not computed") {
  for (const std::string& report : {WriteHtml(SampleAnalysis()), WriteMarkdown(SampleAnalysis())}) {
    const std::size_t method = report.find("Method and limits");
    REQUIRE(method != std::string::npos);
    CHECK(report.find("Trust of M20", method) != std::string::npos);
    CHECK(report.find("Trust of M21", method) != std::string::npos);
    CHECK(report.find("What the chat covers", method) != std::string::npos);
  }
}

TEST_CASE("steps are tied to what was seen, and none stands beside danger") {
  Analysis a = SampleAnalysis();
  const auto has = [&a](std::string_view lead) {
    for (const Step& step : StepsToTry(a)) {
      if (step.lead == lead) return true;
    }
    return false;
  };
  CHECK(has("Keep what helps."));
  CHECK(has("A pause with an end."));
  CHECK_FALSE(has("A little, often."));
  CHECK_FALSE(has("Name a day."));
  MeasureOf(&a, "M10")->claims[0].marked = false;
  MeasureOf(&a, "M17")->claims[0].key = "reading_absence";
  MeasureRow topics;
  topics.id = "M13";
  topics.partners = {{CountFigure("put_off", "", 2)}, {CountFigure("put_off", "", 1)}};
  a.measures.push_back(topics);
  CHECK_FALSE(has("A pause with an end."));
  CHECK(has("A little, often."));
  CHECK(has("Name a day."));
  CHECK_THAT(WriteHtml(a), Contains("3 topics were put off."));
  a.safety.any = true;
  CHECK(StepsToTry(a).empty());
}

TEST_CASE("both partners stand in one chart, on one scale, in whatever order the series come") {
  Analysis a = SampleAnalysis();
  a.measures.resize(1);
  std::vector<SeriesRow>& series = a.measures[0].series;
  series.clear();
  const auto add = [&](const char* key, const char* label, int side) {
    SeriesRow& row = series.emplace_back(SeriesRow{key, label, "share", side, {}});
    for (const char* start : {"2024-01-01", "2024-01-29"}) {
      row.points.push_back({start, true, side == 0 ? 0.25 : 0.75, 20});
    }
  };
  for (const int side : {0, 1}) {
    add("taken_up", "taken up", side);
    add("taken_up_4_weeks", "taken up, by four weeks", side);
    add("begun", "begun", side);
  }
  for (WeekRow& week : a.weeks) {  // the signs have charts of their own
    for (WeekPartner& partner : week.partners) partner.signs.clear();
  }
  const std::string html = WriteHtml(a);
  std::size_t charts = 0;
  for (std::size_t at = 0; (at = html.find("<figure class=\"lines\">", at)) != std::string::npos;) {
    ++charts;
    at += 10;
  }
  CHECK(charts == 2);
  CHECK_THAT(html, Contains("taken up, by four weeks: 0% to 75%"));
  CHECK_THAT(html, Contains("begun: 0% to 75%"));
  CHECK_THAT(html, !Contains("taken up: 0%"));
}

TEST_CASE("glance: how far the flags can be trusted, published or checked by hand") {
  Analysis a;
  a.partners.resize(2);
  a.partners[0].name = "Kit";
  a.partners[1].name = "Robin";
  CHECK(TrustText(a).empty());
  MeasureRow row;
  row.id = "M20";
  row.partners.resize(2);
  row.pair = {MakeFigure("sure_precision", "right", "share", 0, 0.714)};
  a.measures = {row};
  CHECK(TrustText(a) ==
        "On test chats about 71 of 100 sure flags were right; those of this chat are unaudited.");
  a.measures[0].partners[0] = {MakeRanged("audited_right", "right", "share", 30, 0.9, 0.74, 0.97)};
  a.measures[0].partners[1] = {NotShown("audited_right", "right", "share", 3)};
  const std::string text = TrustText(a);
  CHECK(text.find("Of Kit's flags that were checked by hand, 90%") == 0);
  CHECK(text.find("Robin") == std::string::npos);
}

}  // namespace
}  // namespace ebb
