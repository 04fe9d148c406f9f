// Names of senders that look the same on a screen: "Sam", "Sam ", "sam", or with a Cyrillic a.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chat/conversation.h"

namespace ebb {

// Pairs of those who wrote messages; each look-alike once, with the first it resembles. Identical
// names of two people (told apart by their keys) count, too.
std::vector<std::pair<std::string, std::string>> LookAlikes(
    const std::vector<Participant>& participants);

// What to say of them, with the option that would merge the first two; empty if there are none.
std::string LookAlikeNote(const std::vector<Participant>& participants);

}  // namespace ebb
