// What a reader should know before the numbers: the plain sentences of Analysis::notes, and where
// the clock comes from.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/analyze.h"
#include "analysis/load.h"
#include "analysis/merge_parts.h"

namespace ebb {

// Sets clock, zone and zone_origin from what the inputs' clocks saw.
void DescribeClock(const std::vector<LoadedInput*>& inputs, Analysis* analysis);

// Decides coverage.pair (measures.md M22) and coverage.maybe_truncated.
void JudgeCoverage(Analysis* analysis);

// Sentences on the options that change results.
std::vector<std::string> ListOptions(const AnalyzeOptions& options);

// REQUIRES: all the rest of `analysis` is filled.
void WriteNotes(const std::vector<LoadedInput*>& inputs, const MergedChat& chat,
                const std::vector<Participant>& participants, Analysis* analysis);

}  // namespace ebb
