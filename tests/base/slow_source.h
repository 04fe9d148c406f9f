// A source for tests that gives one byte at a time, as a pipe might.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "base/source.h"

namespace ebb {

class SlowSource final : public Source {
 public:
  explicit SlowSource(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    if (capacity == 0 || at_ == bytes_.size()) return std::size_t{0};
    *out = bytes_[at_++];
    return std::size_t{1};
  }
  Status Seek(std::uint64_t offset) override {
    at_ = static_cast<std::size_t>(offset);
    return Done{};
  }
  std::uint64_t size() const override { return bytes_.size(); }
  const std::string& name() const override { return name_; }

 private:
  std::string bytes_, name_ = "slow";
  std::size_t at_ = 0;
};

}  // namespace ebb
