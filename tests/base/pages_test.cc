#include "base/pages.h"

#include <array>
#include <catch2/catch.hpp>

namespace ebb {
namespace {

constexpr std::size_t kSize = 64 * 1024;
constexpr auto kConstants = [] {
  std::array<char, kSize> bytes{};
  for (std::size_t i = 0; i < kSize; ++i) bytes[i] = static_cast<char>(i * 7 + 1);
  return bytes;
}();

TEST_CASE("constants given back are read again as they were") {
  const std::string_view bytes(kConstants.data(), kConstants.size());
  for (const std::string_view part :
       {bytes, bytes.substr(5, 40000), bytes.substr(0, 10), std::string_view()}) {
    ReleasePages(part);
    for (std::size_t i = 0; i < kSize; ++i) REQUIRE(bytes[i] == static_cast<char>(i * 7 + 1));
  }
}

}  // namespace
}  // namespace ebb
