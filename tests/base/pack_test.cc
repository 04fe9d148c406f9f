// What is put into bytes comes out again, in order and whole.
#include "base/pack.h"

#include <array>
#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("values and texts are taken as they were put") {
  const std::array<std::int32_t, 3> numbers = {1, -2, 1 << 30};
  const std::string long_text(70'000, 'x');
  std::string bytes;
  PutText("", &bytes);
  PutValue(numbers, &bytes);
  PutText(std::string_view("a\0b", 3), &bytes);
  PutText(long_text, &bytes);
  PutBytes("end", 3, &bytes);
  std::string_view rest = bytes;
  CHECK(TakeText(&rest).empty());
  std::array<std::int32_t, 3> taken{};
  TakeValue(&taken, &rest);
  CHECK(taken == numbers);
  CHECK(TakeText(&rest) == std::string_view("a\0b", 3));
  CHECK(TakeText(&rest) == long_text);
  char end[3];
  TakeBytes(end, 3, &rest);
  CHECK(std::string_view(end, 3) == "end");
  CHECK(rest.empty());
}

}  // namespace
}  // namespace ebb
