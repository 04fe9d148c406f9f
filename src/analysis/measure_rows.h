// The measures of a conversation as rows of the document: names in their sentences, local times,
// and which messages of an episode are shown.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "lexicon/lexicon.h"
#include "measure/measures.h"
#include "measure/weekly.h"
#include "sequence/sequence.h"

namespace ebb {

// Takes the measures of the two partners (participant indices). All arguments are only read.
std::vector<MeasureResult> TakeMeasures(const Conversation& conversation,
                                        const SequenceResult& sequence,
                                        const std::vector<Rule>& rules,
                                        const std::vector<Week>& weeks,
                                        std::array<std::uint16_t, 2> partners,
                                        const MeasureDates& dates, unsigned jobs = 1);

// Names in place of {self}, {other}, {A} and {B}; `side` -1 = the pair. A name is put in as it is:
// braces in it are never read again.
std::string WithNames(const std::string& sentence, int side,
                      const std::array<std::string, 2>& names);

// All but the messages shown: MeasureRow::episodes[i].shown stays empty, and episode i is
// `kept[i]` of the result.
MeasureRow MakeMeasureRow(const MeasureResult& result, const std::array<std::string, 2>& names,
                          std::vector<std::size_t>* kept);

}  // namespace ebb
