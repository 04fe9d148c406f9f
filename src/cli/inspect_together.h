// What several exports of one chat give together: for `ebb inspect` with more than one of them.
#pragma once

#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/load.h"
#include "base/result.h"

namespace ebb {

// The exports joined, with what recurs counted and listed: time, sender, place and id, no words.
// As text the first twenty, as JSON the first MergedChat::kMostListed. Takes the conversations out
// of what was read. If they cannot be joined (a chat must be chosen), that is said in their place.
std::string TogetherText(std::vector<std::vector<LoadedInput>> by_path,
                         const AnalyzeOptions& options);
std::string TogetherJson(std::vector<std::vector<LoadedInput>> by_path,
                         const AnalyzeOptions& options);

}  // namespace ebb
