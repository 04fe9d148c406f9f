// How common a word is in partner chats: a rough guide to which words of a pattern are rare.
// Decides how fast a search is, never what it finds. Pure and thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace ebb {

// Share of all words, 0 to 1; a small guess for words that were not counted.
double WordShare(std::string_view word);
// Pairs of neighbours met more often than the shares of their words let expect.
struct CommonPair {
  std::string_view left, right;
  double share = 0;  // of all pairs
};
std::vector<CommonPair> CommonPairs();

}  // namespace ebb
