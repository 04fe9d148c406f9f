// A source for tests that gives a few bytes at a time, as a pipe might.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/source.h"

namespace ebb {

class SlowSource final : public Source {
 public:
  // At most `piece` bytes at a time. `told_size`: what it says of its size, which decoders do not
  // always know; left out = what it is.
  explicit SlowSource(std::string bytes, std::size_t piece = 1,
                      std::optional<std::uint64_t> told_size = std::nullopt)
      : bytes_(std::move(bytes)), size_(told_size.value_or(bytes_.size())), piece_(piece) {}
  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    const std::size_t n = std::min({piece_, capacity, bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, n, out);
    at_ += n;
    return n;
  }
  Status Seek(std::uint64_t offset) override {
    at_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return Done{};
  }
  std::uint64_t size() const override { return size_; }
  const std::string& name() const override { return name_; }

 private:
  std::string bytes_, name_ = "input";
  std::uint64_t size_;
  std::size_t piece_, at_ = 0;
};

}  // namespace ebb
