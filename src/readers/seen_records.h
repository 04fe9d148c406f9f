// Remembers which records came already, by hash: for exports that repeat themselves.
// Eight to thirty-two bytes a record. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ebb {

class SeenRecords {
 public:
  // True if `hash` is new.
  bool Add(std::uint64_t hash) {
    if ((count_ + 1) * 2 > slots_.size()) Grow();
    if (!Put(hash == 0 ? 1 : hash)) return false;
    ++count_;
    return true;
  }
  bool Has(std::uint64_t hash) const {
    return !slots_.empty() && slots_[Slot(hash == 0 ? 1 : hash)] != 0;
  }

 private:
  // Where `hash` is or would be.
  std::size_t Slot(std::uint64_t hash) const {
    std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  bool Put(std::uint64_t hash) {
    std::uint64_t& slot = slots_[Slot(hash)];
    if (slot == hash) return false;
    slot = hash;
    return true;
  }
  void Grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    for (const std::uint64_t hash : old) {
      if (hash != 0) Put(hash);
    }
  }

  std::vector<std::uint64_t> slots_;  // a power of two; 0 = free
  std::size_t count_ = 0;
};

}  // namespace ebb
