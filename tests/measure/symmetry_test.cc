// Every measure says the same of a talk and of the same talk with the sides swapped.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <tuple>

#include "measure/simulated_couple.h"
#include "measure/simulated_talk.h"

namespace ebb {
namespace {

using testing::MadeTalk;
using testing::Simulated;

int Swapped(int side) { return side < 0 ? side : 1 - side; }

std::string SwapNames(std::string text) {
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string::npos; ++at) {
    const std::string name = text.substr(at, 3);
    if (name == "{A}" || name == "{B}") text[at + 1] = name == "{A}" ? 'B' : 'A';
  }
  return text;
}

void CheckSame(double a, double b) { CHECK(a == Approx(b).epsilon(1e-9).margin(1e-12)); }

void CheckSame(const std::vector<Figure>& a, const std::vector<Figure>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].key);
    CHECK(a[i].key == b[i].key);
    CHECK(a[i].label == b[i].label);
    CHECK(a[i].unit == b[i].unit);
    CHECK(a[i].n == b[i].n);
    CHECK(a[i].shown == b[i].shown);
    CHECK(a[i].has_range == b[i].has_range);
    CheckSame(a[i].value, b[i].value);
    CheckSame(a[i].low, b[i].low);
    CheckSame(a[i].high, b[i].high);
  }
}

// Of the twin, told of the sides as they were.
std::vector<Claim> Turned(std::vector<Claim> claims) {
  for (Claim& claim : claims) {
    claim.side = Swapped(claim.side);
    claim.text = SwapNames(claim.text);
    claim.cannot_tell = SwapNames(claim.cannot_tell);
  }
  return claims;
}

void Sort(std::vector<Claim>* claims) {
  std::sort(claims->begin(), claims->end(), [](const Claim& a, const Claim& b) {
    return std::tie(a.key, a.side, a.text) < std::tie(b.key, b.side, b.text);
  });
}

void CheckSame(std::vector<Claim> a, std::vector<Claim> b) {
  Sort(&a);
  Sort(&b);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].key);
    CHECK(a[i].key == b[i].key);
    CHECK(a[i].side == b[i].side);
    CHECK(a[i].has_p == b[i].has_p);
    CheckSame(a[i].p, b[i].p);
    CheckSame(a[i].q, b[i].q);
    CHECK(a[i].marked == b[i].marked);
    CHECK(a[i].text == b[i].text);
    CHECK(a[i].cannot_tell == b[i].cannot_tell);
    CHECK(a[i].benign == b[i].benign);
  }
}

void CheckSame(std::vector<Series> a, std::vector<Series> b) {
  for (Series& series : b) series.side = Swapped(series.side);
  const auto before = [](const Series& x, const Series& y) {
    return std::tie(x.key, x.side) < std::tie(y.key, y.side);
  };
  std::stable_sort(a.begin(), a.end(), before);
  std::stable_sort(b.begin(), b.end(), before);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].key);
    CHECK(a[i].key == b[i].key);
    CHECK(a[i].side == b[i].side);
    CHECK(a[i].unit == b[i].unit);
    REQUIRE(a[i].points.size() == b[i].points.size());
    for (std::size_t k = 0; k < a[i].points.size(); ++k) {
      const SeriesPoint &x = a[i].points[k], &y = b[i].points[k];
      const bool same = x.week == y.week && x.known == y.known && x.n == y.n &&
                        x.value == Approx(y.value).epsilon(1e-9).margin(1e-12);
      INFO(x.week);
      CHECK(same);
    }
  }
}

// Of one begin, those of side 0 may come first in both; only the sides tell them apart.
void Sort(std::vector<Episode>* episodes) {
  std::stable_sort(episodes->begin(), episodes->end(), [](const Episode& a, const Episode& b) {
    return std::tie(a.kind, a.first, a.last, a.side, a.tag) <
           std::tie(b.kind, b.first, b.last, b.side, b.tag);
  });
}

void CheckSame(std::vector<Episode> a, std::vector<Episode> b) {
  for (Episode& episode : b) {
    episode.side = Swapped(episode.side);
    episode.ended_by = Swapped(episode.ended_by);
  }
  Sort(&a);
  Sort(&b);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO("episode " << i);
    CHECK(a[i].kind == b[i].kind);
    CHECK(a[i].first == b[i].first);
    CHECK(a[i].last == b[i].last);
    CHECK(a[i].begin == b[i].begin);
    CHECK(a[i].end == b[i].end);
    CHECK(a[i].turns == b[i].turns);
    CHECK(a[i].side == b[i].side);
    CHECK(a[i].ended_by == b[i].ended_by);
    CHECK(a[i].tag == b[i].tag);
    CHECK(a[i].shown == b[i].shown);
    CheckSame(a[i].figures, b[i].figures);
  }
}

// `write` writes the same script twice, the second time told of the other side. The measures that
// showed something go into *shown.
template <typename Write>
void CheckBothWays(Write write, std::set<std::string>* shown) {
  MadeTalk made, twin;
  twin.Mirrored();
  for (MadeTalk* talk : {&made, &twin}) {
    write(talk);
    talk->capabilities().calls = true;
  }
  const std::vector<MeasureResult> results = MeasureTalk(made.Input());
  const std::vector<MeasureResult> turned = MeasureTalk(twin.Input());
  REQUIRE(results.size() == Measures().size());
  REQUIRE(results.size() == turned.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const MeasureResult &a = results[i], &b = turned[i];
    INFO(a.id);
    CHECK(a.id == Measures()[i].id);
    CHECK(a.id == b.id);
    CHECK(a.key == b.key);
    CHECK(a.title == b.title);
    CHECK(a.state == b.state);
    CHECK(a.note == b.note);
    CHECK(a.weakness == b.weakness);
    CheckSame(a.sides[0], b.sides[1]);
    CheckSame(a.sides[1], b.sides[0]);
    CheckSame(a.pair, b.pair);
    CheckSame(a.claims, Turned(b.claims));
    CheckSame(a.series, b.series);
    CheckSame(a.episodes, b.episodes);
    if (shown != nullptr && a.state == MeasureState::kShown && !a.sides[0].empty()) {
      shown->insert(a.id);
    }
  }
}

void CheckMirrored(const Simulated& plan, bool danger) {
  CheckBothWays(
      [&](MadeTalk* talk) {
        testing::Simulate(plan, talk);
        if (danger) talk->danger_weeks() = {1258, 1259, 1260, 1270};
      },
      nullptr);
}

// Topics that side 1 puts off, some with a promise, and that side 0 brings up again.
void PutTopicsOff(MadeTalk* made) {
  using testing::kDay;
  using testing::kMinute;
  for (std::uint16_t topic = 0; topic < 5; ++topic) {
    const std::array<std::uint16_t, 2> stems{static_cast<std::uint16_t>(9000 + 2 * topic),
                                             static_cast<std::uint16_t>(9001 + 2 * topic)};
    for (int time = 0; time < 3; ++time) {
      made->Say(2 * kDay, 0, kQuestion, 0, 8, stems);
      made->Say(kMinute, 0, 0, 0, 8, stems);
      made->Say(2 * kMinute, 1, 0, time == 1 ? kPostponed | kAvoided : kPromisedReturn, 6);
      if (time == 0) made->Say(kDay, 1, 0, 0, 8, stems);
    }
  }
}

// Small words for every message: of side 0 fewer than of side 1.
void AddSmallWords(MadeTalk* made, bool mirrored) {
  for (const MessageFacts& facts : made->chat().facts) {
    StyleCounts counts;
    const bool first = (facts.sender == 0) != mirrored;
    counts.i = first ? 1 : 2;
    counts.we = 1;
    counts.classes[0] = first ? 2 : 3;
    counts.words = 12;
    made->chat().style.push_back(counts);
  }
}

TEST_CASE("symmetry: every measure shows something in one of these talks, and the same both ways") {
  std::set<std::string> shown;
  for (const testing::Planted planted :
       {testing::Planted::kNothing, testing::Planted::kDrift, testing::Planted::kDeflection,
        testing::Planted::kDemandWithdraw, testing::Planted::kRepaired}) {
    testing::WholeCouple couple;
    couple.seed = 77;
    couple.weeks = 70;
    couple.sessions = 22;
    couple.fights = 0.08;
    couple.planted = planted;
    bool mirrored = false;
    INFO("planted " << static_cast<int>(planted));
    CheckBothWays(
        [&](MadeTalk* talk) {
          testing::CoupleSimulator(couple, talk).Run();
          PutTopicsOff(talk);
          AddSmallWords(talk, mirrored);
          talk->dates().milestones = {testing::kMonday + 300 * testing::kDay};
          talk->dates().clock_changes = 2;
          talk->dates().audit.coded_found = {60, 100};
          talk->dates().audit.coded_false = {4, 200};
          talk->dates().audit.counted = {Share{18, 20}, Share{10, 22}};
          if (mirrored) std::swap(talk->dates().audit.counted[0], talk->dates().audit.counted[1]);
          mirrored = true;
        },
        &shown);
  }
  for (const Measure& measure : Measures()) {
    INFO(measure.id);
    CHECK(
        (shown.contains(measure.id) || std::string(measure.id) == "M0"));  // M0: of the pair alone
  }
}

TEST_CASE("symmetry: swapping the two swaps what is said of them") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    Simulated plan;
    plan.seed = seed;
    plan.begins = 0.62;
    plan.short_hot = {0, 0.3};
    plan.slower_hot = {2, 1};
    plan.silent_after_conflict = 0.3;
    plan.hot = 0.25;
    INFO("seed " << seed);
    CheckMirrored(plan, seed == 2);
  }
}

TEST_CASE("symmetry: small and lopsided talks") {
  Simulated small;
  small.weeks = 6;
  CheckMirrored(small, false);
  Simulated lopsided;
  lopsided.begins = 0.95;
  lopsided.turns = 1;
  lopsided.begins_now = 0.2;
  lopsided.slower_now = {4, 1};
  CheckMirrored(lopsided, false);
}

TEST_CASE("symmetry: the same keys of both sides, in the same order") {
  Simulated plan;
  plan.hot = 0.25;
  MadeTalk made;
  testing::Simulate(plan, &made);
  for (const MeasureResult& result : MeasureTalk(made.Input())) {
    INFO(result.id);
    REQUIRE(result.sides[0].size() == result.sides[1].size());
    for (std::size_t i = 0; i < result.sides[0].size(); ++i) {
      CHECK(result.sides[0][i].key == result.sides[1][i].key);
    }
    CHECK_FALSE(result.title.empty());
    CHECK_FALSE(result.weakness.empty());
    CHECK((result.state == MeasureState::kShown || !result.note.empty()));
    for (const Claim& claim : result.claims) {
      INFO(claim.key);
      CHECK_FALSE(claim.text.empty());
      CHECK_FALSE(claim.cannot_tell.empty());
      CHECK(claim.benign.size() >= 1);
      CHECK(claim.benign.size() <= 3);
    }
  }
}

}  // namespace
}  // namespace ebb
