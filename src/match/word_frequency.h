// How common a word is in partner chats: a rough guide to what is met often.
// Decides how fast a search is, never what it finds. Pure and thread-safe.
#pragma once

#include <string_view>

namespace ebb {

// Share of all words, 0 to 1; a small guess for words that were not counted.
double WordShare(std::string_view word);

}  // namespace ebb
