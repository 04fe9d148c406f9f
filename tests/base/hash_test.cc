#include "base/hash.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

// Values of the published XXH3 algorithm.
TEST_CASE("hashes are those of XXH3") {
  CHECK(Hex(Hash64("")) == "2d06800538d394c2");
  CHECK(Hash128Hex("") == "99aa06d3014798d86001c324468d497f");
  CHECK(Hash64("a") != Hash64("a", 1));
}

TEST_CASE("numbers in hexadecimal keep their zeros") {
  CHECK(Hex(0) == "0000000000000000");
  CHECK(Hex(0xabcdef) == "0000000000abcdef");
}

TEST_CASE("a source hashes like its bytes and is set back") {
  const std::string bytes(1000003, 'q');
  auto source = MemorySource("m", bytes);
  CHECK(*HashSource(*source) == Hash128Hex(bytes));
  CHECK(*ReadHead(*source, 2) == "qq");
}

}  // namespace
}  // namespace ebb
