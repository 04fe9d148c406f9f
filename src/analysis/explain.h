// One plain sentence on why a flag counts or does not. Neutral words (codebook section 11), no
// words of the chat, the same form for both partners.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

// `gate_time` = when the message that made the gate hold was sent, as shown; may be empty.
std::string Explain(const Flag& flag, const Rule& rule, std::string_view gate_time);

// What gates look for: "it comes right after pressure, a complaint or in a conflict".
std::string GatePhrase(Gates gates);

// A category as a thing one can count: "a request for distance".
std::string_view CategoryPhrase(Category category);

}  // namespace ebb
