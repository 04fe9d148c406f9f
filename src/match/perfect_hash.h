// Gives each of a set of keys a slot of its own: one look finds a key or tells that it is not
// there.
//
// Groups of keys, the largest first, are each moved until all their slots are free (Belazzougui,
// Botelho and Dietzfelbinger 2009, "hash, displace"). Made once per lexicon, by one thread; cannot
// fail. REQUIRES: no key twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/spelling.h"

namespace ebb {

class PerfectHash {
 public:
  explicit PerfectHash(const std::vector<std::uint64_t>& keys);
  // A power of two.
  std::size_t slots() const { return taken_.size(); }
  // By group; a power of two of them.
  const std::vector<std::uint16_t>& moves() const { return moves_; }
  std::uint32_t SlotOf(std::uint64_t key) const {
    const SpellingHash hash(key);
    return hash.Slot(moves_[hash.Group(moves_.size())], slots());
  }

 private:
  bool Place(const std::vector<std::uint64_t>& keys, std::size_t slots);
  bool PlaceGroup(std::size_t group, const std::vector<std::uint64_t>& keys);

  std::vector<std::uint16_t> moves_;
  std::vector<bool> taken_;
};

}  // namespace ebb
