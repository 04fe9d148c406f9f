#include "match/word_frequency.h"

#include <algorithm>
#include <unordered_map>

namespace ebb {
namespace {

struct Row {
  std::string_view word;
  double per_million = 0;
};

constexpr Row kRows[] = {
#include "match/word_frequency.inc"
};

constexpr double kRare = 20e-6;  // below what was counted

double Counted(std::string_view word) {
  static const std::unordered_map<std::string_view, double> kShares = [] {
    std::unordered_map<std::string_view, double> shares;
    for (const Row& row : kRows) shares.emplace(row.word, row.per_million * 1e-6);
    return shares;
  }();
  const auto found = kShares.find(word);
  return found == kShares.end() ? 0 : found->second;
}

}  // namespace

double WordShare(std::string_view word) { return std::max(Counted(word), kRare); }

}  // namespace ebb
