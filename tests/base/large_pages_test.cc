#include "base/large_pages.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <utility>

namespace ebb {

TEST_CASE("large pages hold what is written to them, wherever they are moved") {
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{2} << 20, (std::size_t{5} << 20) + 3}) {
    CAPTURE(size);
    LargePages pages(size);
    REQUIRE_FALSE(pages.empty());
    CHECK(pages.size() == size);
    CHECK(reinterpret_cast<std::uintptr_t>(pages.data()) % (std::size_t{2} << 20) == 0);
    CHECK(pages.data()[size - 1] == 0);
    std::memset(pages.data(), 7, size);
    LargePages moved = std::move(pages);
    CHECK(moved.size() == size);
    CHECK(moved.data()[0] == 7);
    CHECK(moved.data()[size - 1] == 7);
  }
}

}  // namespace ebb
