#include "measure/spell_index.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "measure/quantile.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kUsualWeeks = 12;
constexpr double kFarthest = 3;
constexpr std::size_t kHighNeeded = 2;
constexpr int kDipBridged = 1;      // weeks at or below the mark
constexpr int kUnknownBridged = 2;  // weeks without an index

// Fewest cases in a week for a share to say anything of it.
constexpr std::uint32_t kBidsOfWeek = 4, kPlansOfWeek = 2, kMessagesOfWeek = 5;
// The smallest spread worth calling one, in the units of each part.
constexpr std::array<double, kSpellParts> kFloors = {0.05, 0.10, 0.01, 0.25, 0.005};

PartValue ShareValue(double k, std::uint32_t n, std::uint32_t needed) {
  if (n < needed) return {};
  return {true, k / n};
}

std::array<PartValue, kSpellParts> PartsOf(const SumWeek& week, std::size_t side) {
  const SideWeek& own = week.sides[side];
  std::array<PartValue, kSpellParts> parts;
  parts[0] = ShareValue(own.away + 0.5 * own.minimal, own.asked, kBidsOfWeek);
  parts[1] = ShareValue(own.plans_unmet, own.plans, kPlansOfWeek);
  parts[2] = ShareValue(-1.0 * own.warm_texts, own.texts, kMessagesOfWeek);
  parts[3] = ShareValue(-1.0 * own.bids, week.active_days, 1);
  parts[4] = ShareValue(own.distance_turns, own.turns, kMessagesOfWeek);
  return parts;
}

void TakeMean(IndexWeek* week) {
  double sum = 0;
  std::size_t known = 0;
  for (const PartValue& far : week->far) {
    sum += far.known ? far.value : 0;
    known += far.known ? 1 : 0;
  }
  week->known = known >= kPartsNeeded;
  week->index = week->known ? sum / static_cast<double>(known) : 0;
}

void TakeIndex(const std::vector<bool>& usual, std::vector<IndexWeek>* weeks) {
  std::vector<PartValue> values(weeks->size());
  for (std::size_t part = 0; part < kSpellParts; ++part) {
    for (std::size_t i = 0; i < weeks->size(); ++i) values[i] = (*weeks)[i].parts[part];
    TakeDistances(usual, kFloors[part], &values);
    for (std::size_t i = 0; i < weeks->size(); ++i) (*weeks)[i].far[part] = values[i];
  }
  for (IndexWeek& week : *weeks) TakeMean(&week);
}

// What neighbouring weeks differ by, as the spread of one of them.
double SpreadOfSteps(const std::vector<PartValue>& values) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!values[i - 1].known || !values[i].known) continue;
    steps.push_back((values[i].value - values[i - 1].value) / std::sqrt(2.0));
  }
  const std::optional<RobustScale> scale = RobustScaleOf(steps);
  return scale ? scale->scale : 0;
}

struct IndexSum {
  double sum = 0, weeks = 0;  // of weeks with an index
  double mean() const { return weeks > 0 ? sum / weeks : 0; }
};
IndexSum SumOf(const std::vector<IndexWeek>& weeks, std::size_t from, std::size_t to) {
  IndexSum out;
  for (std::size_t i = from; i < to; ++i) {
    if (!weeks[i].known) continue;
    out.sum += weeks[i].index;
    ++out.weeks;
  }
  return out;
}

}  // namespace

void TakeDistances(const std::vector<bool>& usual, double floor, std::vector<PartValue>* values) {
  std::vector<double> known;
  for (std::size_t i = 0; i < values->size(); ++i) {
    if (usual[i] && (*values)[i].known) known.push_back((*values)[i].value);
  }
  std::optional<RobustScale> scale;
  if (known.size() >= kUsualWeeksNeeded) {
    scale = RobustScaleOf(known, std::max(floor, SpreadOfSteps(*values)));
  }
  for (PartValue& value : *values) {
    const std::optional<double> far =
        scale && value.known ? RobustZ(value.value, *scale) : std::nullopt;
    value = far ? PartValue{true, std::clamp(*far, -kFarthest, kFarthest)} : PartValue{};
  }
}

double MeanIndex(const std::vector<IndexWeek>& weeks, const Spell& spell) {
  return SumOf(weeks, spell.first, spell.last + 1).mean();
}

ClearestSpell FindClearestSpell(const std::vector<IndexWeek>& weeks) {
  ClearestSpell clearest;
  bool any = false;
  const IndexSum all = SumOf(weeks, 0, weeks.size());
  for (const Spell& spell : FindSpells(weeks)) {
    const IndexSum inside = SumOf(weeks, spell.first, spell.last + 1);
    const IndexSum outside{all.sum - inside.sum, all.weeks - inside.weeks};
    const double excess = (inside.mean() - outside.mean()) * std::sqrt(inside.weeks);
    if (any && excess <= clearest.excess) continue;
    any = true;
    clearest.spell = spell;
    clearest.excess = excess;
  }
  return clearest;
}

std::vector<bool> UsualWeeks(const std::vector<SumWeek>& weeks, std::uint32_t begin,
                             std::uint32_t end) {
  std::vector<bool> usual(weeks.size());
  if (begin != 0 && end > begin) {
    for (std::size_t i = 0; i < weeks.size(); ++i) {
      const bool within = weeks[i].week >= WeekNumber(begin) && weeks[i].week <= WeekNumber(end);
      usual[i] = weeks[i].usable && within;
    }
    return usual;
  }
  const auto usable = static_cast<std::size_t>(
      std::count_if(weeks.begin(), weeks.end(), [](const SumWeek& w) { return w.usable; }));
  std::size_t left = std::min(kUsualWeeks, usable / 3);
  // A third of sixteen weeks would be too few to call anything usual.
  left = std::max(left, std::min(usable, kUsualWeeksNeeded));
  for (std::size_t i = 0; i < weeks.size() && left > 0; ++i) {
    if (!weeks[i].usable) continue;
    usual[i] = true;
    --left;
  }
  return usual;
}

std::vector<IndexWeek> IndexOf(int side, const std::vector<SumWeek>& weeks,
                               const std::vector<bool>& usual) {
  std::vector<IndexWeek> index(weeks.size());
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    index[i].week = weeks[i].week;
    index[i].usual = usual[i];
    if (weeks[i].usable) index[i].parts = PartsOf(weeks[i], static_cast<std::size_t>(side));
  }
  TakeIndex(usual, &index);
  return index;
}

std::vector<Spell> FindSpells(const std::vector<IndexWeek>& weeks) {
  std::vector<Spell> spells;
  Spell run;
  std::size_t high = 0;
  int low = 0, unknown = 0;
  const auto close = [&] {
    if (high >= kHighNeeded) spells.push_back(run);
    high = 0;
  };
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (!weeks[i].known) {
      if (++unknown > kUnknownBridged) close();
      continue;
    }
    if (weeks[i].index <= kSpellAbove) {
      if (++low > kDipBridged) close();
      continue;
    }
    if (high == 0) run.first = i;
    run.last = i;
    ++high;
    low = unknown = 0;
  }
  close();
  return spells;
}

}  // namespace ebb
