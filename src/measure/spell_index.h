// How far each week of a side lay from that side's own usual weeks, and the runs in which it lay
// far (measures.md M18).
//
// Up to five parts, each turned so that more means more distance: bids not met (away, and half of
// those met in a word or two), invitations declined bare or unanswered, affection (less of it), own
// bids a day (fewer), turns of withdrawal, shutdown or avoidance. Each part is a robust distance
// from the usual weeks (median and MAD, quantile.h), at most 3 either way; the spread is never
// taken smaller than neighbouring weeks of the whole chat differ by, since twelve weeks alone know
// it badly. The index is the mean of the parts that are known that week, three at least. Usual
// weeks: the first twelve usable weeks, the first third if there are fewer than 36, or the dates
// that the reader named.
//
// A spell is a run of usable weeks with an index above 1, two of them at least; one week below does
// not end it, nor do one or two weeks without an index.
//
// Pure functions; linear in weeks but for SpellChance.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "measure/weekly_sums.h"

namespace ebb {

enum class SpellPart : std::uint8_t {
  kUnmetBids,
  kUnmetPlans,
  kLessAffection,
  kFewerBids,
  kDistance
};
inline constexpr std::size_t kSpellParts = 5;

inline constexpr double kSpellAbove = 1;
inline constexpr std::size_t kPartsNeeded = 3;
inline constexpr std::size_t kUsualWeeksNeeded = 6;

struct PartValue {
  bool known = false;
  double value = 0;
};
struct IndexWeek {
  std::int32_t week = 0;  // WeekNumber
  bool usual = false;     // one of the usual weeks
  bool known = false;     // `index` is
  double index = 0;
  std::array<PartValue, kSpellParts> parts{};  // as counted, before any distance is taken
  std::array<PartValue, kSpellParts> far{};    // as distances
};
// Every week of `weeks`. `usual` of the same length.
std::vector<IndexWeek> IndexOf(int side, const std::vector<SumWeek>& weeks,
                               const std::vector<bool>& usual);
// By the rule above, or by dates (seconds since 2000; 0 = none).
std::vector<bool> UsualWeeks(const std::vector<SumWeek>& weeks, std::uint32_t begin,
                             std::uint32_t end);

struct Spell {
  std::size_t first = 0, last = 0;  // in the weeks, both included
  std::size_t weeks() const { return last - first + 1; }
  bool operator==(const Spell&) const = default;
};
std::vector<Spell> FindSpells(const std::vector<IndexWeek>& weeks);

// The mean index of a spell's weeks.
double MeanIndex(const std::vector<IndexWeek>& weeks, const Spell& spell);
// The spell that stands out most from all other weeks, and by how much: (mean index inside - mean
// index outside) * sqrt(weeks inside). Not by its distance from the usual weeks alone: twelve weeks
// that happened to be close would make every other week far, inside and outside alike. The first
// week and 0 if there is no spell.
struct ClearestSpell {
  Spell spell;
  double excess = 0;
};
ClearestSpell FindClearestSpell(const std::vector<IndexWeek>& weeks);

// Distances of one part from the usual weeks, as above. Values in order of weeks, those unknown
// stay unknown; all unknown if under six usual ones are known. `floor`: the least spread.
void TakeDistances(const std::vector<bool>& usual, double floor, std::vector<PartValue>* values);

// How often a chat that never changes would hold a spell that stands out as much: weeks are drawn
// that keep which values are known, how alike neighbouring weeks are and how alike the parts are,
// but have no change of level; distances, usual weeks and spells are then taken as above. p = (1 +
// such draws) / (1 + draws), so never 0; once 60 draws are as large, 60 / draws so far. Same seed,
// same p, on every machine.
double SpellChance(const std::vector<IndexWeek>& weeks, std::uint64_t seed,
                   std::uint32_t draws = 999);

}  // namespace ebb
