// A block of memory in large pages, where the system has them: for tables that are read here and
// there all the time, so that the processor finds the way to each place without a detour.
//
// Owns its memory; moved, never copied. Safe to share between threads once it is filled.
#pragma once

#include <cstddef>
#include <memory>

namespace ebb {

class LargePages {
 public:
  // Empty if there is no memory to be had so.
  explicit LargePages(std::size_t size);

  char* data() { return data_.get(); }
  std::size_t size() const { return data_ == nullptr ? 0 : size_; }
  bool empty() const { return size() == 0; }

 private:
  struct Free {
    std::size_t size;
    void operator()(char* data) const;
  };
  std::size_t size_;
  std::unique_ptr<char, Free> data_{nullptr, Free{0}};
};

}  // namespace ebb
