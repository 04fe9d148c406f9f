// Half-open ranges of bytes. Positions in this program are always bytes of UTF-8, never code
// points.
#pragma once

#include <cstdint>
#include <string_view>

namespace ebb {

// A place in a file (or in the inflated member of an archive).
struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t size() const { return end - begin; }
  bool operator==(const ByteRange&) const = default;
};

// A place in one message's text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  bool operator==(const TextRange&) const = default;
};

}  // namespace ebb
