// At most 2 * kCap values of a stream of unknown length, evenly spaced: every first, second, fourth
// ... of them. No randomness.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ebb {

template <typename T, std::size_t kCap>
class EvenSample {
 public:
  void Add(const T& value) {
    AddMade([&] { return value; });
  }
  // The same; `make` gives the value and is called only where it is kept.
  template <typename Make>
  void AddMade(Make make) {
    if ((seen_++ & (step_ - 1)) == 0) Keep(make());
  }
  std::uint64_t seen() const { return seen_; }
  const std::vector<T>& values() const { return values_; }

  void Clear() {
    seen_ = 0;
    step_ = 1;
    values_.clear();
  }

 private:
  // Kept out of the loops that add, since most values are passed over.
  [[gnu::noinline]] void Keep(const T& value) {
    values_.push_back(value);
    if (values_.size() == 2 * kCap) Thin();
  }
  void Thin() {
    for (std::size_t i = 0; i < kCap; ++i) values_[i] = values_[2 * i];
    values_.resize(kCap);
    step_ *= 2;
  }
  std::uint64_t seen_ = 0, step_ = 1;  // a power of two
  std::vector<T> values_;
};

}  // namespace ebb
