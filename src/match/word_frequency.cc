#include "match/word_frequency.h"

#include <algorithm>
#include <unordered_map>

namespace ebb {
namespace {

struct Row {
  std::string_view words;  // one, or two with a blank between
  double per_million = 0;
};

constexpr Row kRows[] = {
#include "match/word_frequency.inc"
};

constexpr double kRare = 20e-6;  // below what was counted

double Counted(std::string_view words) {
  static const std::unordered_map<std::string_view, double> kShares = [] {
    std::unordered_map<std::string_view, double> shares;
    for (const Row& row : kRows) shares.emplace(row.words, row.per_million * 1e-6);
    return shares;
  }();
  const auto found = kShares.find(words);
  return found == kShares.end() ? 0 : found->second;
}

}  // namespace

double WordShare(std::string_view word) { return std::max(Counted(word), kRare); }

std::vector<CommonPair> CommonPairs() {
  std::vector<CommonPair> pairs;
  for (const Row& row : kRows) {
    const std::size_t blank = row.words.find(' ');
    if (blank == row.words.npos) continue;
    const CommonPair pair{row.words.substr(0, blank), row.words.substr(blank + 1),
                          row.per_million * 1e-6};
    if (pair.share > WordShare(pair.left) * WordShare(pair.right)) pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace ebb
