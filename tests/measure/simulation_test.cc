// The study of whole reports: in talks where nothing is planted, how many reports mark anything,
// and how often each claim fires. `EBB_SIMULATED_TALKS=N` takes N talks of each kind instead of the
// few that a test run can afford, and prints the table of src/measure/README.md.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "measure/measures.h"
#include "measure/simulated_bids.h"
#include "measure/simulated_couple.h"
#include "measure/simulated_talk.h"

namespace ebb {
namespace {

using testing::MadeTalk;

struct Tally {
  int made = 0, fired = 0, marked = 0;
};

// Claims whose key tells what the test found are one family, or only those that fired would be
// counted.
std::string FamilyOf(const MeasureResult& result, const Claim& claim) {
  std::string key = claim.key;
  for (const char* found : {"_gradual", "_step", "_stretch"}) {
    if (key.ends_with(found)) key.resize(key.size() - std::string(found).size());
  }
  if (key.starts_with("reading")) key = "reading";
  return result.id + " " + key;
}

struct Study {
  int reports = 0, with_mark = 0;
  std::map<std::string, Tally> claims;  // by measure and key

  // `ids`: the measures looked at; empty = all.
  void Add(const std::vector<MeasureResult>& results, const std::set<std::string>& ids) {
    ++reports;
    bool any = false;
    for (const MeasureResult& result : results) {
      if (!ids.empty() && ids.count(result.id) == 0) continue;
      for (const Claim& claim : result.claims) {
        if (!claim.has_p && !claim.key.starts_with("reading")) continue;
        Tally& tally = claims[FamilyOf(result, claim)];
        ++tally.made;
        tally.fired += claim.has_p && claim.p < 0.05 ? 1 : 0;
        tally.marked += claim.marked ? 1 : 0;
        any = any || claim.marked;
      }
    }
    with_mark += any ? 1 : 0;
  }

  void Print(const char* name) const {
    std::printf("%s: %d reports, %d with a mark\n", name, reports, with_mark);
    for (const auto& [key, tally] : claims) {
      std::printf("  %-40s made %5d, p < .05 in %.1f of 100, marked %d\n", key.c_str(), tally.made,
                  100.0 * tally.fired / tally.made, tally.marked);
    }
  }
};

int Talks() {
  const char* asked = std::getenv("EBB_SIMULATED_TALKS");
  return asked == nullptr ? 60 : std::atoi(asked);
}

// What `n` trials of chance `p` stay below but for one time in about two hundred.
double AtMost(double p, int n) { return p + 2.6 * std::sqrt(p * (1 - p) / n); }

double AtLeast(double p, int n) { return p - 2.6 * std::sqrt(p * (1 - p) / n); }

// `take` makes one talk of a seed and a number of weeks.
template <typename Make>
Study Run(const std::set<std::string>& ids, Make make) {
  Study study;
  for (const int weeks : {30, 56, 104}) {
    for (int run = 0; run < Talks(); ++run) {
      MadeTalk made;
      make(static_cast<std::uint64_t>(71'000 + run), weeks, &made);
      study.Add(MeasureTalk(made.Input()), ids);
    }
  }
  return study;
}

void CheckNull(const char* name, const Study& study) {
  if (std::getenv("EBB_SIMULATED_TALKS") != nullptr) study.Print(name);
  INFO(name << ": " << study.with_mark << " of " << study.reports << " reports mark something");
  CHECK(study.with_mark <= AtMost(0.10, study.reports) * study.reports);
  int made = 0;
  for (const auto& [key, tally] : study.claims) {
    made += tally.made;
    INFO(key << ": " << tally.fired << " of " << tally.made);
    CHECK(tally.fired <= AtMost(0.05, tally.made) * tally.made + 1);
  }
  CHECK(made >= study.reports);  // otherwise nothing was tested
}

TEST_CASE("simulation: talks of habits and moods without an effect mark next to nothing") {
  CheckNull("talks of habits and moods", Run({}, [](std::uint64_t seed, int weeks, MadeTalk* made) {
              testing::Simulated plan;
              plan.seed = seed;
              plan.weeks = weeks;
              plan.hot = 0.15;
              testing::Simulate(plan, made);
            }));
}

// The answers of this simulator are shorter on hard topics by its making: only what is about bids
// is without an effect.
TEST_CASE("simulation: bids met by moods alone mark next to nothing") {
  CheckNull("bids met by moods alone",
            Run({"M3", "M4", "M14", "M17"}, [](std::uint64_t seed, int weeks, MadeTalk* made) {
              testing::SimulatedCouple couple;
              couple.weeks = weeks;
              couple.late_weeks = weeks / 3;
              testing::BidSimulator(couple, seed, made).Run();
            }));
}

int AskedOr(int otherwise) {
  const char* asked = std::getenv("EBB_SIMULATED_TALKS");
  return asked == nullptr ? otherwise : std::atoi(asked);
}

// In a chat that thins out the numbers of words and bids a day do fall: these two claims are true
// there.
void DropTrueOfThinning(std::vector<MeasureResult>* results) {
  for (MeasureResult& result : *results) {
    std::erase_if(result.claims, [](const Claim& claim) {
      return claim.key.starts_with("drift_words") || claim.key.starts_with("drift_emotional_bids");
    });
  }
}

TEST_CASE("simulation: of couples of all kinds without a change one report in ten marks anything") {
  Study study;
  for (int run = 0; run < AskedOr(300); ++run) {
    const testing::WholeCouple couple =
        testing::DrawCouple(5'000 + static_cast<std::uint64_t>(run));
    MadeTalk made;
    testing::CoupleSimulator(couple, &made).Run();
    std::vector<MeasureResult> results = MeasureTalk(made.Input());
    if (couple.thins_out) DropTrueOfThinning(&results);
    study.Add(results, {});
  }
  CheckNull("couples of all kinds", study);
}

// What the report should mark where something is planted: any of these claims, of this side.
struct PlantedCouple {
  testing::Planted planted;
  const char* name;
  const char* key;  // a beginning
  int side;
  double least;  // share of reports that mark it
};
struct PlantedCount {
  int reports = 0, made = 0, found = 0, marked = 0;  // of these: reports with a claim that ...

  void Add(const std::vector<MeasureResult>& results, const PlantedCouple& couple) {
    bool any = false, small = false, mark = false;
    for (const MeasureResult& result : results) {
      for (const Claim& claim : result.claims) {
        // Of readings any was made where there was enough for one.
        const std::string key = couple.key;
        const bool reads = key.starts_with("reading_") && claim.key.starts_with("reading_");
        if (claim.side == couple.side && reads) any = true;
        if (claim.side != couple.side || !claim.key.starts_with(key)) continue;
        any = true;
        small = small || claim.p < 0.05;
        mark = mark || claim.marked;
      }
    }
    ++reports;
    made += any ? 1 : 0;
    found += small ? 1 : 0;
    marked += mark ? 1 : 0;
  }
};

// Couples who write every day.
PlantedCount CountPlanted(const PlantedCouple& planted, int weeks, int reports) {
  PlantedCount count;
  for (int run = 0; run < reports; ++run) {
    testing::WholeCouple couple = testing::DrawCouple(9'000 + static_cast<std::uint64_t>(run));
    couple.weeks = weeks;
    couple.sessions = std::max(couple.sessions, 15.0);
    couple.thins_out = false;
    couple.planted = planted.planted;
    // Who deflects answers everyday messages well.
    if (planted.planted == testing::Planted::kDeflection) {
      couple.tempers[1].unmet = couple.tempers[1].curt = 0.06;
    }
    MadeTalk made;
    testing::CoupleSimulator(couple, &made).Run();
    count.Add(MeasureTalk(made.Input()), planted);
  }
  return count;
}

constexpr PlantedCouple kPlantedCouples[] = {
    {testing::Planted::kDrift, "drift", "drift_", 1, 0.8},
    {testing::Planted::kDeflection, "deflection", "reading_deflection", 1, 0.8},
    {testing::Planted::kDemandWithdraw, "demand and withdraw", "pressing_then_distance", 0, 0.8},
    {testing::Planted::kRepaired, "far away for ten weeks, then repaired", "spell", 1, 0.8},
};

TEST_CASE("simulation: what is planted in whole couples is marked among all comparisons") {
  const int reports = AskedOr(15);
  for (const PlantedCouple& couple : kPlantedCouples) {
    for (const int weeks : {52, 104}) {
      const PlantedCount count = CountPlanted(couple, weeks, reports);
      if (std::getenv("EBB_SIMULATED_TALKS") != nullptr) {
        const auto of = [&](int n) { return 100.0 * n / reports; };
        std::printf("| %s | %s | %d | %.0f %% | %.0f %% | %.0f %% |\n", couple.name, couple.key,
                    weeks, of(count.made), of(count.found), of(count.marked));
      }
      INFO(couple.name << ", " << weeks << " weeks: made " << count.made << ", found "
                       << count.found << ", marked " << count.marked << " of " << count.reports);
      CHECK(count.marked >= AtLeast(couple.least, reports) * reports);
    }
  }
}

}  // namespace
}  // namespace ebb
