// What is known of two people as rows of a table spell them, so that little is done for a row whose
// two were there before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ebb {

// Forgets some where there are more than a few thousand. Bounded memory. One thread.
template <typename Value>
class TablePairCache {
 public:
  // Null if it is not known. Lives until the next Put or Clear.
  Value* Find(std::string_view one, std::string_view other) {
    if (entries_.empty()) return nullptr;
    // Two people that talk to each other for long.
    for (const std::size_t last : last_) {
      if (entries_[last].Is(one, other)) return &entries_[last].value;
    }
    const std::size_t begin = BucketOf(one, other);
    for (std::size_t i = begin; i < begin + kWays; ++i) {
      if (!entries_[i].Is(one, other)) continue;
      last_[1] = std::exchange(last_[0], i);
      return &entries_[i].value;
    }
    return nullptr;
  }
  // Does nothing for names longer than any. REQUIRES: Find gave null.
  void Put(std::string_view one, std::string_view other, Value value) {
    if (one.size() + other.size() > kLongest) return;
    if (used_ * 2 >= entries_.size() && entries_.size() < kMost) Grow();
    Entry& entry = FreeOf(BucketOf(one, other));
    entry.both.assign(one).append(other);
    entry.one = one.size();
    entry.value = std::move(value);
  }
  void Clear() {
    entries_.clear();
    used_ = last_[0] = last_[1] = 0;
  }

 private:
  static constexpr std::size_t kWays = 4, kFewest = 64, kMost = 4096,
                               kLongest = 400;  // sizes are powers of two

  struct Entry {
    std::string both;
    std::size_t one = kLongest + 1;  // how much of it is the first name; more: nothing is here
    Value value{};

    bool Is(std::string_view first, std::string_view second) const {
      const std::string_view names = both;
      return one == first.size() && names.size() == one + second.size() &&
             names.substr(0, one) == first && names.substr(one) == second;
    }
  };

  static std::uint64_t Mix(std::uint64_t so_far, std::uint64_t more) {
    const std::uint64_t mixed = (so_far ^ more) * 0x9E3779B97F4A7C15u;
    return mixed ^ mixed >> 32;
  }
  // Both ends of a name: nearly all are told apart by them.
  static std::uint64_t Mix(std::uint64_t so_far, std::string_view name) {
    std::uint64_t begin = 0, end = name.size();
    if (name.size() < sizeof begin) {
      for (const char c : name) begin = begin << 8 | static_cast<unsigned char>(c);
    } else {
      std::memcpy(&begin, name.data(), sizeof begin);
      std::memcpy(&end, name.data() + name.size() - sizeof end, sizeof end);
    }
    return Mix(Mix(so_far, begin), end);
  }
  std::size_t BucketOf(std::string_view one, std::string_view other) const {
    const std::uint64_t mixed = Mix(Mix(Mix(0, one), other), 0);
    return static_cast<std::size_t>(mixed >> 32) & (entries_.size() - kWays);
  }
  // In a bucket, if that has none: one of its entries.
  Entry& FreeOf(std::size_t begin) {
    const std::size_t any = begin + used_++ % kWays;
    for (std::size_t i = begin; i < begin + kWays; ++i) {
      if (entries_[i].one > kLongest) return entries_[i];
    }
    return entries_[any];
  }
  void Grow() {
    const std::size_t size = entries_.empty() ? kFewest : entries_.size() * 4;
    Clear();
    entries_.resize(size);
  }

  std::vector<Entry> entries_;
  std::size_t used_ = 0;
  std::size_t last_[2] = {0, 0};  // those found last
};

}  // namespace ebb
