// Every measure says the same of a talk and of the same talk with the sides swapped.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <tuple>

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

void CheckMirrored(const Simulated& plan, bool danger) {
  MadeTalk made, twin;
  twin.Mirrored();
  for (MadeTalk* talk : {&made, &twin}) {
    testing::Simulate(plan, talk);
    talk->capabilities().calls = true;
    if (danger) talk->danger_weeks() = {1258, 1259, 1260, 1270};
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
