// Whole numbers as files of other programs keep them, most significant byte first or last.
#pragma once

#include <cstdint>
#include <string_view>

namespace ebb {

// A number of `size` bytes. REQUIRES: at + size <= bytes.size(), size <= 8.
inline std::uint64_t BigEndian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}
inline std::uint64_t LittleEndian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

}  // namespace ebb
