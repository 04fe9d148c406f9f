// The words the document uses for values of the program. Stable: they are read by other programs.
#pragma once

#include <string>
#include <string_view>

#include "chat/hit.h"
#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

std::string_view AboutName(About about);                 // "self", "partner", "both"
std::string_view ModalityName(Modality modality);        // "asserted", "negated", ...
std::string_view StrengthName(Strength strength);        // "strong", "weak"
std::string_view ConfidenceName(Confidence confidence);  // "high", "low"
std::string_view ReasonName(Reason reason);              // "ungated", "gate_held", ...
// "A" to "Z", then "AA", "AB", ...
std::string LetterId(std::size_t index);

// The reason of a flag that does not count: its modality where that decided.
std::string_view VoidName(const Flag& flag);

}  // namespace ebb
