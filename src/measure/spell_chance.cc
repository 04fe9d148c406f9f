// SpellChance (spell_index.h): the clearest spell of chats that never change.
//
// A draw is a few hundred weeks of up to five parts. Normal values are sums of four uniform ones:
// close enough once averaged, quick, and without a logarithm whose last digit differs between
// machines.
#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "measure/change_point.h"
#include "measure/spell_index.h"
#include "measure/trend.h"

namespace ebb {
namespace {

constexpr double kMostAlikeSpells = 0.8;
constexpr double kMargin = 1.5;  // standard errors added to how alike neighbouring weeks are
constexpr double kLeastSpread = 1e-6;
// Draws as large after which the rest would change nothing (J. Besag, P. Clifford, "Sequential
// Monte Carlo p-values", Biometrika 78 (1991) 301-304).
constexpr std::uint32_t kEnough = 60;
// Chats of more than ten years are drawn less often, so that time stays bounded.
constexpr std::uint32_t kWeeksDrawnInAll = 520'000, kLeastDraws = 499;

double NormalOfFourWords(Random* random) {
  const std::uint64_t bits = random->Next();
  const auto sum = static_cast<double>((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) +
                                       (bits >> 32 & 0xFFFF) + (bits >> 48));
  constexpr double kMean = 2.0 * 65535;
  constexpr double kSpread = 37837.2;  // sqrt(4 * (65536^2 - 1) / 12)
  return (sum - kMean) / kSpread;
}

// The index without its levels: that of the clearest spell, and that of all other weeks.
std::vector<double> WithoutClearestSpell(const std::vector<IndexWeek>& weeks) {
  const ClearestSpell clearest = FindClearestSpell(weeks);
  std::array<double, 2> sum{}, count{};
  const auto level = [&](std::size_t i) {
    const bool inside = i >= clearest.spell.first && i <= clearest.spell.last;
    return clearest.excess > 0 && inside ? 1u : 0u;
  };
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (!weeks[i].known) continue;
    sum[level(i)] += weeks[i].index;
    ++count[level(i)];
  }
  std::vector<double> residuals;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (!weeks[i].known) continue;
    residuals.push_back(weeks[i].index - sum[level(i)] / count[level(i)]);
  }
  return residuals;
}

// Of neighbouring weeks, once a change of level is taken out: a step, or the clearest spell, or
// the mood would seem to last as long as the spell does. Some standard errors more, since it is
// known badly, and what only some of the parts share hides in the noise of the others.
double LikenessOfWeeks(const std::vector<IndexWeek>& weeks) {
  std::vector<double> index;
  for (const IndexWeek& week : weeks) {
    if (week.known) index.push_back(week.index);
  }
  const std::optional<ShapeComparison> shapes = CompareShapes(index);
  if (!shapes) return 0;
  const double with_spell = SerialCorrelationOf(WithoutClearestSpell(weeks), 3).lag1;
  const double margin = kMargin / std::sqrt(static_cast<double>(index.size()));
  return std::min(std::min(shapes->serial.lag1, with_spell) + margin, kMostAlikeSpells);
}

// Of the parts within a week: the mean correlation of their steps from one week to the next, which
// no change of level moves.
double LikenessOfParts(const std::vector<IndexWeek>& weeks) {
  double products = 0, squares = 0;
  for (std::size_t i = 1; i < weeks.size(); ++i) {
    double sum = 0, own = 0, steps = 0;
    for (std::size_t part = 0; part < kSpellParts; ++part) {
      const PartValue &before = weeks[i - 1].far[part], &now = weeks[i].far[part];
      if (!before.known || !now.known) continue;
      const double step = now.value - before.value;
      sum += step;
      own += step * step;
      ++steps;
    }
    if (steps < 2) continue;
    products += (sum * sum - own) / (steps - 1);
    squares += own;
  }
  return squares > 0 ? std::clamp(products / squares, 0.0, 0.9) : 0;
}

class Draws {
 public:
  Draws(const std::vector<IndexWeek>& weeks, std::uint64_t seed)
      : weeks_(weeks), random_(seed), of_weeks_(LikenessOfWeeks(weeks)) {
    const double of_parts = LikenessOfParts(weeks);
    shared_ = std::sqrt(of_parts);
    own_ = std::sqrt(1 - of_parts);
    drawn_.resize(weeks.size());
    parts_.resize(weeks.size());
    for (std::size_t part = 0; part < kSpellParts; ++part) {
      used_[part] = std::any_of(weeks.begin(), weeks.end(),
                                [part](const IndexWeek& w) { return w.far[part].known; });
    }
    for (std::size_t i = 0; i < weeks.size(); ++i) {
      drawn_[i].week = weeks[i].week;
      usual_.push_back(weeks[i].usual);
    }
  }

  double Excess() {
    sums_.assign(weeks_.size(), 0);
    counts_.assign(weeks_.size(), 0);
    Walk(&common_);
    for (std::size_t part = 0; part < kSpellParts; ++part) {
      if (used_[part]) AddPart(part);
    }
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      drawn_[i].known = counts_[i] >= static_cast<int>(kPartsNeeded);
      drawn_[i].index = drawn_[i].known ? sums_[i] / counts_[i] : 0;
    }
    return FindClearestSpell(drawn_).excess;
  }

 private:
  void Walk(std::vector<double>* values) {
    values->resize(weeks_.size());
    const double fresh = std::sqrt(1 - of_weeks_ * of_weeks_);
    double last = NormalOfFourWords(&random_);
    for (double& value : *values) {
      value = last;
      last = of_weeks_ * last + fresh * NormalOfFourWords(&random_);
    }
  }

  void AddPart(std::size_t part) {
    Walk(&values_);
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      parts_[i] = {weeks_[i].far[part].known, shared_ * common_[i] + own_ * values_[i]};
    }
    TakeDistances(usual_, kLeastSpread, &parts_);
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      if (!parts_[i].known) continue;
      sums_[i] += parts_[i].value;
      ++counts_[i];
    }
  }

  const std::vector<IndexWeek>& weeks_;
  Random random_;
  double of_weeks_ = 0, shared_ = 0, own_ = 1;
  std::array<bool, kSpellParts> used_{};
  std::vector<IndexWeek> drawn_;
  std::vector<bool> usual_;
  std::vector<PartValue> parts_;
  std::vector<double> common_, values_, sums_;
  std::vector<int> counts_;
};

}  // namespace

double SpellChance(const std::vector<IndexWeek>& weeks, std::uint64_t seed, std::uint32_t draws) {
  const double excess = FindClearestSpell(weeks).excess;
  if (excess <= 0) return 1;
  draws = std::min(
      draws, std::max<std::uint32_t>(kLeastDraws,
                                     kWeeksDrawnInAll / static_cast<std::uint32_t>(weeks.size())));
  Draws made(weeks, seed);
  std::uint32_t as_large = 0;
  for (std::uint32_t i = 1; i <= draws; ++i) {
    as_large += made.Excess() >= excess ? 1 : 0;
    if (as_large == kEnough) return static_cast<double>(as_large) / i;
  }
  return (1.0 + as_large) / (1.0 + draws);
}

}  // namespace ebb
