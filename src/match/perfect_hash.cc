#include "match/perfect_hash.h"

#include <algorithm>

namespace ebb {

PerfectHash::PerfectHash(const std::vector<std::uint64_t>& keys) {
  std::size_t slots = 64;
  while (slots * 3 < keys.size() * 4) slots *= 2;
  while (!Place(keys, slots)) slots *= 2;
}

bool PerfectHash::Place(const std::vector<std::uint64_t>& keys, std::size_t slots) {
  moves_.assign(slots / 4, 0);
  taken_.assign(slots, false);
  std::vector<std::vector<std::uint64_t>> groups(moves_.size());
  for (const std::uint64_t key : keys) {
    groups[SpellingHash(key).Group(groups.size())].push_back(key);
  }
  std::vector<std::size_t> order(groups.size());
  for (std::size_t g = 0; g < order.size(); ++g) order[g] = g;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return groups[a].size() > groups[b].size();
  });
  return std::all_of(order.begin(), order.end(),
                     [&](std::size_t g) { return PlaceGroup(g, groups[g]); });
}

bool PerfectHash::PlaceGroup(std::size_t group, const std::vector<std::uint64_t>& keys) {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t move = 0; move <= 0xffff; ++move) {
    slots.clear();
    for (const std::uint64_t key : keys) {
      slots.push_back(SpellingHash(key).Slot(static_cast<std::uint16_t>(move), taken_.size()));
    }
    std::sort(slots.begin(), slots.end());
    const bool free =
        std::adjacent_find(slots.begin(), slots.end()) == slots.end() &&
        std::none_of(slots.begin(), slots.end(), [&](std::uint32_t s) { return taken_[s]; });
    if (!free) continue;
    for (const std::uint32_t slot : slots) taken_[slot] = true;
    moves_[group] = static_cast<std::uint16_t>(move);
    return true;
  }
  return false;
}

}  // namespace ebb
