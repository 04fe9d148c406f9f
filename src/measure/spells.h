// M18: how long a side has been, or was, farther away than in its own usual weeks.
//
// Formulas: spell_index.h. For each side: number of spells, the share of weeks in them (range:
// WeekShareFigure; for setting two periods side by side, each against its own usual weeks), the
// longest and the current one (weeks,
// first to last week of the run), and recovery = weeks from the end of a spell to the first week
// whose index is back at 0 or below, as a Kaplan-Meier median (spells after which the chat ends or
// stays above only say "at least so long"). A spell is current if the last week with an index is in
// it; it then lasted at least so long.
// The run that stands out most (spell_index.h): its first and last week; the claim is about it.
// Test: SpellChance, the spell that stands out most from all other weeks against chats that never
// change.
// Units: weeks; the index is in spreads of the usual weeks.
// Minimum: 16 weeks with an index and six usual weeks.
// Source: measures.md M18; no study validates it. How long is too long is left to the reader.
// Weakness: all rests on the usual weeks; if these were unusual (a new couple, a holiday), so is
// everything measured from them. Their dates are in the note and can be named.
// False alarms and power: tests/measure/spells_test.cc.
//
// Pure function of a talk; one pass over the turns; the test takes a tenth of a second for ten
// years, and mostly much less.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kSpellWeeks = 16;

MeasureResult Spells(const MeasureInput& input);

}  // namespace ebb
