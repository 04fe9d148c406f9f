#include "readers/any_lines.h"

#include <catch2/catch.hpp>
#include <vector>

#include "base/slow_source.h"

namespace ebb {
namespace {

std::vector<std::string> LinesOf(Source& source) {
  std::vector<std::string> lines;
  AnyLines reading(source);
  for (AnyLine line; reading.Next(&line);) lines.emplace_back(line.text);
  return lines;
}

TEST_CASE("any lines: what ends lines does not depend on how the bytes come") {
  const struct {
    std::string bytes;
    std::vector<std::string> lines;
  } cases[] = {
      {"a\rb\nc\n", {"a\rb", "c"}},  // a stray CR before the first line end
      {"a\rb\rc", {"a", "b", "c"}},
      {"a\r\nb\r\n", {"a", "b"}},
      {"\r\n\n", {"", ""}},
      {"a", {"a"}},
      {"", {}},
  };
  for (const auto& [bytes, lines] : cases) {
    const auto whole = MemorySource("m", bytes);
    CHECK(LinesOf(*whole) == lines);
    SlowSource slow(bytes);
    CHECK(LinesOf(slow) == lines);
  }
}

}  // namespace
}  // namespace ebb
