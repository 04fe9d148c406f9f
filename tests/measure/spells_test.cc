#include "measure/spells.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "measure/made_weeks.h"
#include "measure/spell_index.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// '#' far, '.' near, ' ' unknown.
std::vector<IndexWeek> Weeks(const std::string& picture) {
  std::vector<IndexWeek> weeks;
  for (const char c : picture) {
    IndexWeek week;
    week.known = c != ' ';
    week.index = c == '#' ? 1.5 : 0.2;
    weeks.push_back(week);
  }
  return weeks;
}

TEST_CASE("spells: runs, dips and weeks without an index") {
  struct Case {
    const char* picture;
    std::vector<Spell> spells;
  };
  for (const Case& c :
       {Case{"..##..", {{2, 3}}}, Case{"..#...", {}}, Case{".#.#..", {{1, 3}}}, Case{".#..#.", {}},
        Case{".##.##.", {{1, 5}}}, Case{".##..##", {{1, 2}, {5, 6}}}, Case{".# #.", {{1, 3}}},
        Case{".#  #.", {{1, 4}}}, Case{".##   ##", {{1, 2}, {6, 7}}}, Case{"##.##.#", {{0, 6}}},
        Case{"", {}}, Case{"###", {{0, 2}}}}) {
    INFO(c.picture);
    CHECK(FindSpells(Weeks(c.picture)) == c.spells);
  }
}

TEST_CASE("spells: the one that stands out most from all other weeks") {
  // Two far weeks of eight, three of eight: 1.5 against the mean of what is left.
  const ClearestSpell longer = FindClearestSpell(Weeks("..##..###"));
  CHECK(longer.spell == Spell{6, 8});
  CHECK(longer.excess == Approx((1.5 - (4 * 0.2 + 2 * 1.5) / 6) * std::sqrt(3.0)));
  // A dip inside lowers its mean.
  const ClearestSpell dip = FindClearestSpell(Weeks(".##.##."));
  CHECK(dip.spell == Spell{1, 5});
  CHECK(dip.excess == Approx(((4 * 1.5 + 0.2) / 5 - 0.2) * std::sqrt(5.0)));
  CHECK(FindClearestSpell(Weeks("......")).excess == 0);
  CHECK(FindClearestSpell(Weeks("")).excess == 0);
  // Weeks without an index count nowhere.
  CHECK(FindClearestSpell(Weeks(".# #  .")).excess == Approx(1.3 * std::sqrt(2.0)));
  CHECK(MeanIndex(Weeks(".##.##."), {1, 5}) == Approx(6.2 / 5));
}

// The usual weeks were close by chance, so all others are far: that is no spell of theirs.
TEST_CASE("spells: weeks that are all as far stand out from none") {
  CHECK(FindClearestSpell(Weeks("########")).excess == Approx(1.5 * std::sqrt(8.0)));
  std::vector<IndexWeek> weeks = Weeks("..............................");
  for (std::size_t i = 6; i < weeks.size(); ++i) weeks[i].index = 0.9;
  for (std::size_t i = 20; i < 24; ++i) weeks[i].index = 1.2;
  const ClearestSpell clearest = FindClearestSpell(weeks);
  CHECK(clearest.spell == Spell{20, 23});
  CHECK(clearest.excess < 1);
  // One that does not stand out at all is still the one there is.
  std::vector<IndexWeek> low = Weeks("#.#.....");
  low[1].index = -6;
  CHECK(FindClearestSpell(low).spell == Spell{0, 2});
  CHECK(FindClearestSpell(low).excess < 0);
  CHECK(SpellChance(low, 7) == 1);
}

TEST_CASE("spells: the usual weeks") {
  std::vector<SumWeek> weeks(60);
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    weeks[i].week = 1200 + static_cast<std::int32_t>(i);
    weeks[i].usable = i != 3;
  }
  const auto count = [](const std::vector<bool>& usual) {
    return std::count(usual.begin(), usual.end(), true);
  };
  const std::vector<bool> usual = UsualWeeks(weeks, 0, 0);
  CHECK(count(usual) == 12);
  CHECK_FALSE(usual[3]);
  CHECK(usual[12]);
  CHECK_FALSE(usual[13]);
  weeks.resize(25);
  CHECK(count(UsualWeeks(weeks, 0, 0)) == 8);
  weeks.resize(17);
  CHECK(count(UsualWeeks(weeks, 0, 0)) == 6);
}

TEST_CASE("spells: distances from usual weeks, spread from them or from neighbours") {
  std::vector<PartValue> values;
  std::vector<bool> usual;
  for (int i = 0; i < 20; ++i) {
    values.push_back({true, i < 10 ? static_cast<double>(i / 5) : 10.0});
    usual.push_back(i < 10);
  }
  std::vector<PartValue> far = values;
  TakeDistances(usual, 0.1, &far);
  CHECK(far[0].value == Approx(-0.5 / 0.7413).epsilon(0.01));  // MAD of 0 and 1
  CHECK(far[15].value == 3);                                   // no farther
  // Usual weeks that happened to be alike do not make the others far.
  for (int i = 0; i < 20; ++i) {
    values[static_cast<std::size_t>(i)].value = i < 10 ? 5 : 5 + (i % 2 == 0 ? 3 : -3);
  }
  far = values;
  TakeDistances(usual, 0.1, &far);
  CHECK(far[15].value > -3);
  // Under six usual weeks nothing is known.
  std::fill(usual.begin() + 5, usual.end(), false);
  far = values;
  TakeDistances(usual, 0.1, &far);
  CHECK_FALSE(far[15].known);
}

double ChanceOf(const WeekMaker& maker, Random* random, std::uint32_t draws) {
  const std::vector<SumWeek> weeks = maker.Make(random);
  return SpellChance(IndexOf(0, weeks, UsualWeeks(weeks, 0, 0)), 3, draws);
}

TEST_CASE("spells: false alarms of talk that does not change") {
  struct Case {
    std::size_t weeks;
    double lag1;
    int runs;
  };
  Random random(18);
  for (const Case& c : {Case{16, 0.3, 250}, Case{24, 0, 250}, Case{40, 0.3, 200},
                        Case{52, 0.5, 200}, Case{104, 0.3, 60}}) {
    WeekMaker maker;
    maker.weeks = c.weeks;
    maker.lag1 = c.lag1;
    int fired = 0;
    for (int run = 0; run < c.runs; ++run) fired += ChanceOf(maker, &random, 199) < 0.05 ? 1 : 0;
    INFO(c.weeks << " weeks, lag-1 " << c.lag1 << ": " << fired << " of " << c.runs);
    CHECK(fired <= 0.05 * c.runs + 2.8 * std::sqrt(0.05 * 0.95 * c.runs));
  }
}

TEST_CASE("spells: eight weeks a good deal farther away are found from sixteen weeks on") {
  struct Case {
    std::size_t weeks, from;
  };
  for (const Case& c : {Case{16, 8}, Case{40, 32}, Case{40, 18}, Case{80, 40}}) {
    WeekMaker maker;
    maker.weeks = c.weeks;
    maker.lag1 = 0.3;
    maker.away = [c](int side, std::size_t i) {
      return side == 0 && i >= c.from && i < c.from + 8 ? 2 : 0;
    };
    Random random(19);
    int found = 0;
    for (int run = 0; run < 100; ++run) found += ChanceOf(maker, &random, 199) < 0.05 ? 1 : 0;
    INFO(c.weeks << " weeks from " << c.from << ": " << found << " of 100");
    CHECK(found >= 80);
  }
}

TEST_CASE("spells: the chance is the same for a seed and never 0") {
  WeekMaker maker;
  maker.away = [](int side, std::size_t i) { return side == 0 && i >= 30 ? 3.0 : 0; };
  Random random(20);
  const std::vector<SumWeek> weeks = maker.Make(&random);
  const std::vector<IndexWeek> index = IndexOf(0, weeks, UsualWeeks(weeks, 0, 0));
  const double p = SpellChance(index, 7, 199);
  CHECK(p == SpellChance(index, 7, 199));
  CHECK(p >= 1 / 200.0);
  CHECK(p < 0.03);
  CHECK(SpellChance(Weeks("........"), 7) == 1);
}

// Side 1 answers all and is warm; in weeks [from, to) it leaves two of three unanswered, without a
// warm word, and asks nothing.
void Distant(MadeTalk* made, std::uint32_t weeks, std::uint32_t from, std::uint32_t to) {
  Random random(21);
  for (std::uint32_t week = 0; week < weeks; ++week) {
    const bool far = week >= from && week < to;
    for (std::uint32_t k = 0; k < 21; ++k) {
      const std::uint32_t start =
          kMonday + week * 7 * kDay + k / 3 * kDay + (9 + k % 3 * 4) * kHour;
      made->SayAt(start, 0, kQuestion | (random.Below(4) == 0 ? std::uint32_t{kWarmth} : 0u), 0, 6);
      const std::uint64_t ignored = far ? 2 : 0;
      if (random.Below(3) < ignored || random.Below(12) == 0) continue;
      const std::uint32_t ask = !far && random.Below(2) == 0 ? std::uint32_t{kQuestion} : 0u;
      const std::uint32_t warm = !far && random.Below(3) == 0 ? std::uint32_t{kWarmth} : 0u;
      made->SayAt(start + 5 * kMinute, 1, kAnswerWord | ask | warm,
                  far && random.Below(8) == 0 ? std::uint32_t{kWithdrew} : 0u, 6);
      made->SayAt(start + 9 * kMinute, 0, 0, 0, 6);
    }
  }
}

TEST_CASE("spells: of a chat, with dates and what was far") {
  MadeTalk made;
  Distant(&made, 40, 20, 28);
  const MeasureResult result = Spells(made.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK(FigureOf(result.sides[1], "longest_spell").value == Approx(8).margin(1));
  // Eight weeks of some forty; two of them hold too little to tell.
  CHECK(FigureOf(result.sides[1], "in_spells").shown);
  CHECK(FigureOf(result.sides[1], "in_spells").value ==
        Approx(FigureOf(result.sides[1], "longest_spell").value /
               FigureOf(result.sides[1], "weeks").value)
            .margin(0.06));
  CHECK(FigureOf(result.sides[1], "current_spell").value == 0);
  CHECK(result.note.find("The usual weeks are those from the week of 1 January 2024") == 0);
  const auto claim = std::find_if(result.claims.begin(), result.claims.end(),
                                  [](const Claim& c) { return c.side == 1; });
  REQUIRE(claim != result.claims.end());
  CHECK(claim->p < 0.01);
  CHECK(claim->text.find("from the week of 20 May 2024") != std::string::npos);
  CHECK(claim->text.find("fewer messages by {self} held affection") != std::string::npos);
  CHECK(claim->text.find("lasted to the end") == std::string::npos);
  const auto episode = std::find_if(result.episodes.begin(), result.episodes.end(),
                                    [](const Episode& e) { return e.side == 1 && e.turns > 100; });
  REQUIRE(episode != result.episodes.end());
  CHECK(episode->kind == EpisodeKind::kSpell);
  CHECK(episode->tag == "ended");
  CHECK(episode->begin == kMonday + 20 * 7 * kDay + 9 * kHour);
  CHECK(episode->shown.size() <= 6);
  CHECK_FALSE(episode->shown.empty());
}

TEST_CASE("spells: one that lasts to the end is only so long at least") {
  MadeTalk made;
  Distant(&made, 30, 22, 30);
  const MeasureResult result = Spells(made.Input());
  CHECK(FigureOf(result.sides[1], "current_spell").value == Approx(8).margin(1));
  const auto claim = std::find_if(result.claims.begin(), result.claims.end(),
                                  [](const Claim& c) { return c.side == 1; });
  REQUIRE(claim != result.claims.end());
  CHECK(claim->text.find("For at least 8 weeks") == 0);
  CHECK(claim->text.find("It had not ended in the last week that holds enough to tell.") !=
        std::string::npos);
}

TEST_CASE("spells: usual weeks that the reader names") {
  MadeTalk made;
  Distant(&made, 40, 0, 12);
  made.dates().baseline_begin = kMonday + 14 * 7 * kDay;
  made.dates().baseline_end = kMonday + 30 * 7 * kDay;
  const MeasureResult result = Spells(made.Input());
  CHECK(result.note.find("from the week of 8 April 2024 to that of 29 July 2024") !=
        std::string::npos);
  CHECK(FigureOf(result.sides[1], "longest_spell").value >= 8);
  MadeTalk same;
  Distant(&same, 40, 0, 12);  // measured from the far weeks themselves nothing is far
  CHECK(FigureOf(Spells(same.Input()).sides[1], "longest_spell").value == 0);
}

TEST_CASE("spells: minimum data") {
  MadeTalk made;
  Distant(&made, 15, 15, 15);
  const MeasureResult result = Spells(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "15 weeks that hold enough to tell of the 16 needed.");
  CHECK(result.claims.empty());
  CHECK_FALSE(FigureOf(result.sides[0], "longest_spell").shown);
  CHECK_FALSE(FigureOf(result.sides[0], "in_spells").shown);
}

}  // namespace
}  // namespace ebb
