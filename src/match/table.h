// A row of plain values: built like a vector, then sealed and read only; or a view of bytes that
// live as long as the program (the compiled lexicon inside the binary). Moved, never copied.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ebb {

template <typename T>
class Table {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Table() = default;
  Table(Table&&) noexcept = default;
  Table& operator=(Table&&) noexcept = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // Building.
  std::vector<T>& build() { return own_; }
  const std::vector<T>& build() const { return own_; }
  // From here on only the const members may be used.
  void Seal() {
    data_ = own_.data();
    size_ = own_.size();
  }
  // REQUIRES: `bytes` is aligned for T and outlives this object.
  void View(std::string_view bytes) {
    data_ = reinterpret_cast<const T*>(bytes.data());
    size_ = bytes.size() / sizeof(T);
  }

  // Reading. REQUIRES: sealed.
  const T& operator[](std::size_t i) const { return data_[i]; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(data_), size_ * sizeof(T)};
  }

 private:
  std::vector<T> own_;
  const T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace ebb
