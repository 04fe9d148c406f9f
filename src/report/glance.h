// What the first screen says beside the rates, in the same form for both partners: what changed,
// what stands out, and which way the answers point. Plain text; the writer escapes it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

// A claim that rests on a test and is marked, with the measure it belongs to. Into the Analysis.
struct Standing {
  const MeasureRow* measure;
  const Claim* claim;
};
// Of that side; -1 = of the two together. In the order of the report.
std::vector<Standing> StandingClaims(const Analysis& analysis, int side);
std::uint64_t ComparisonsMade(const Analysis& analysis);

// "Lower since the week of 17 June 2024: ...", one per marked change (M15) and run of weeks (M18);
// else one sentence that no change can be told, or why not. Empty where no measure was taken.
std::vector<std::string> ChangeTexts(const Analysis& analysis, int side);

// One claim of these in the same short words; empty for claims of other measures.
std::string ChangeText(const MeasureRow& measure, const Claim& claim);

// Which way the missing answers of a side point (M17).
enum class Reading : unsigned char {
  kNotTaken,
  kLeftOut,  // because some messages mention danger
  kNoData,
  kUnclear,
  kAbsence,
  kDeflection,
  kBoth
};
Reading ReadingOf(const Analysis& analysis, int side);
// "More like absence", "Not enough data"; empty where the measure was not taken.
std::string_view ReadingText(const Analysis& analysis, int side);

// How many of the sure flags are right, as checked by hand in this chat or as published (M20);
// empty where no measure was taken.
std::string TrustText(const Analysis& analysis);

// Of how many comparisons, and what chance may still have made of them.
std::string ChanceText(const Analysis& analysis);
// "4 of 31 figures changed ..."; empty where no periods were compared.
std::string ComparedText(const Analysis& analysis);

extern const std::string_view kNothingStandsOut;

}  // namespace ebb
