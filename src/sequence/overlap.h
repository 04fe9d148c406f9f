// One category per span: of two counting flags of different categories over the same words of a
// message, one stays (codebook sections 0.3 and 9).
#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

// `flags` = those of one message, ordered by begin. The losers get counts = false and kOverlap.
// Kept both: a complaint about the partner's distance and the demand it stands in ("stop shutting
// me out"), the act and the feeling about it (W9 and N6), and whatever touches the safety lists.
void ResolveOverlaps(const std::vector<Rule>& rules, std::vector<Flag*>* flags);

}  // namespace ebb
