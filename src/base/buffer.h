// A growing array of plain values that is cleared and refilled without touching the memory
// allocator or initialising what will be overwritten. For the working memory of one thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace ebb {

template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  // Room for `more` further values; needed before AddUnchecked.
  void Reserve(std::size_t more) {
    if (size_ + more <= capacity_) return;
    const std::size_t wanted = std::max(size_ + more, capacity_ * 2);
    auto grown = std::make_unique_for_overwrite<T[]>(wanted);
    std::copy_n(data_.get(), size_, grown.get());
    data_ = std::move(grown);
    capacity_ = wanted;
  }
  void AddUnchecked(const T& value) { data_[size_++] = value; }
  // A further value to fill in place (its fields still hold old ones): building a value elsewhere
  // and copying it stalls the processor when its fields are written one by one. REQUIRES: room.
  T& NextUnchecked() { return data_[size_++]; }
  void push_back(const T& value) {
    Reserve(1);
    AddUnchecked(value);
  }
  void clear() { size_ = 0; }
  // After values were written through data(). REQUIRES: size <= what was reserved.
  void SetSize(std::size_t size) { size_ = size; }
  void Truncate(std::size_t size) { size_ = std::min(size_, size); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T* begin() const { return data_.get(); }
  const T* end() const { return data_.get() + size_; }
  T* begin() { return data_.get(); }
  T* end() { return data_.get() + size_; }

 private:
  std::unique_ptr<T[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace ebb
