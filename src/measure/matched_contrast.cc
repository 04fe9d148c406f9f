#include "measure/matched_contrast.h"

#include <algorithm>
#include <array>

#include "base/random.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kBlocks = 6;  // of four hours
constexpr std::size_t kMostTested = 65536;

int MonthOf(std::uint32_t when) {
  const CivilTime civil = CivilFromSeconds(kEpoch2000 + when);
  return civil.year * 12 + civil.month;
}

std::size_t BlockOf(std::uint32_t when) { return when % 86400 / (86400 / kBlocks); }

// The observations of one month by hours; what is taken leaves its pool from the back.
class MonthPools {
 public:
  MonthPools(const Observed* observed, std::size_t begin, std::size_t end, Random* random) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t block = BlockOf(observed[i].when);
      (observed[i].trigger ? triggers_ : controls_)[block].push_back(i);
    }
    for (std::size_t b = 0; b < kBlocks; ++b) {
      Shuffle(&triggers_[b], random);
      Shuffle(&controls_[b], random);
    }
  }

  void Draw(std::vector<Mark>* marks) {
    // Each block serves its own triggers before those beside it.
    for (std::size_t b = 0; b < kBlocks; ++b) Take(b, b);
    for (std::size_t b = 0; b < kBlocks; ++b) {
      Take(b, (b + 1) % kBlocks);
      Take(b, (b + kBlocks - 1) % kBlocks);
    }
    for (std::size_t b = 0; b < kBlocks; ++b) {
      const std::size_t matched = taken_[b].size() / kControlsPerTrigger;
      for (std::size_t i = 0; i < matched; ++i) (*marks)[triggers_[b][i]] = Mark::kTrigger;
      for (std::size_t i = 0; i < matched * kControlsPerTrigger; ++i) {
        (*marks)[taken_[b][i]] = Mark::kControl;
      }
    }
  }

 private:
  void Take(std::size_t to, std::size_t from) {
    std::vector<std::size_t>& pool = controls_[from];
    const std::size_t wanted = triggers_[to].size() * kControlsPerTrigger - taken_[to].size();
    for (std::size_t left = std::min(wanted, pool.size()); left > 0; --left) {
      taken_[to].push_back(pool.back());
      pool.pop_back();
    }
  }

  std::array<std::vector<std::size_t>, kBlocks> triggers_, controls_, taken_;
};

void Test(const std::vector<Observed>& observed, const std::vector<Mark>& marks,
          const std::vector<std::size_t>& months, std::uint64_t seed, MatchedContrast* contrast) {
  const std::size_t step = observed.size() / kMostTested + 1;
  std::vector<MarkedTurn> turns;
  std::vector<std::size_t> lengths;
  std::size_t begin = 0, next = 0;
  for (const std::size_t month : months) {
    const std::size_t before = turns.size();
    for (; next < begin + month; next += step)
      turns.push_back({observed[next].outcome, marks[next]});
    begin += month;
    lengths.push_back(turns.size() - before);
  }
  ShiftOptions options;
  options.seed = seed;
  const auto test = TestMarkedTurns(turns, lengths, options);
  if (test) contrast->p = test->difference.p;
}

}  // namespace

std::vector<std::size_t> MonthLengths(const std::vector<Observed>& observed) {
  std::vector<std::size_t> lengths;
  int last = -1;
  for (const Observed& o : observed) {
    const int month = MonthOf(o.when);
    if (month != last) lengths.push_back(0);
    last = month;
    ++lengths.back();
  }
  return lengths;
}

std::vector<Mark> DrawControls(const std::vector<Observed>& observed,
                               const std::vector<std::size_t>& months, std::uint64_t seed) {
  std::vector<Mark> marks(observed.size(), Mark::kNone);
  Random random(seed);
  std::size_t begin = 0;
  for (const std::size_t month : months) {
    MonthPools(observed.data(), begin, begin + month, &random).Draw(&marks);
    begin += month;
  }
  return marks;
}

MatchedContrast ContrastMatched(const std::vector<Observed>& observed, std::uint64_t seed) {
  MatchedContrast contrast;
  const std::vector<std::size_t> months = MonthLengths(observed);
  const std::vector<Mark> marks = DrawControls(observed, months, seed);
  for (std::size_t i = 0; i < observed.size(); ++i) {
    contrast.triggers_seen += observed[i].trigger ? 1 : 0;
    if (marks[i] == Mark::kNone) continue;
    Share& share = marks[i] == Mark::kTrigger ? contrast.triggers : contrast.controls;
    ++share.n;
    share.k += observed[i].outcome ? 1 : 0;
  }
  contrast.enough = contrast.triggers.n >= kMinTriggers;
  if (!contrast.enough) return contrast;
  contrast.difference = ShareDifference(contrast.triggers, contrast.controls);
  contrast.log_ratio = LogRelativeRisk(contrast.triggers, contrast.controls);
  contrast.log_odds = LogOddsRatio(contrast.triggers, contrast.controls);
  Test(observed, marks, months, seed, &contrast);
  return contrast;
}

}  // namespace ebb
