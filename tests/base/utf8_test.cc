#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ebb {
namespace {

// A second, slower reading of the Unicode standard: table 3-7 row by row.
std::string SlowRepair(std::string_view text, std::uint64_t* repaired) {
  struct Row {
    int lead_low, lead_high;
    std::vector<std::pair<int, int>> rest;
  };
  static const std::vector<Row> kRows = {{0x00, 0x7f, {}},
                                         {0xc2, 0xdf, {{0x80, 0xbf}}},
                                         {0xe0, 0xe0, {{0xa0, 0xbf}, {0x80, 0xbf}}},
                                         {0xe1, 0xec, {{0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xed, 0xed, {{0x80, 0x9f}, {0x80, 0xbf}}},
                                         {0xee, 0xef, {{0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf0, 0xf0, {{0x90, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf1, 0xf3, {{0x80, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf4, 0xf4, {{0x80, 0x8f}, {0x80, 0xbf}, {0x80, 0xbf}}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const int lead = static_cast<unsigned char>(text[at]);
    std::size_t taken = 1;
    bool whole = false;
    for (const Row& row : kRows) {
      if (lead < row.lead_low || lead > row.lead_high) continue;
      std::size_t i = 0;
      for (; i < row.rest.size() && at + 1 + i < text.size(); ++i) {
        const int byte = static_cast<unsigned char>(text[at + 1 + i]);
        if (byte < row.rest[i].first || byte > row.rest[i].second) break;
      }
      taken = 1 + i;
      whole = i == row.rest.size();
    }
    if (whole) {
      out.append(text.substr(at, taken));
    } else {
      out.append("\uFFFD");
      ++*repaired;
    }
    at += taken;
  }
  return out;
}

TEST_CASE("repair agrees with the table of the standard on every pair and on random bytes") {
  std::mt19937 random(7);
  const auto check = [](const std::string& bytes) {
    std::uint64_t fast = 0, slow = 0;
    const std::string repaired = RepairUtf8(bytes, &fast);
    REQUIRE(repaired == SlowRepair(bytes, &slow));
    REQUIRE(fast == slow);
    REQUIRE(IsUtf8(repaired));
    REQUIRE(IsUtf8(bytes) == (fast == 0));
  };
  for (int pair = 0; pair < 65536; ++pair) {
    check({static_cast<char>(pair >> 8), static_cast<char>(pair & 0xff)});
  }
  static const std::string kLeads = "\xc3\xe0\xe2\xed\xf0\xf1\xf4\xff\x80\xbf\x9f\xa0\x8f\x90z";
  for (int i = 0; i < 50000; ++i) {
    std::string bytes(random() % 9, '\0');
    for (char& c : bytes) c = kLeads[random() % kLeads.size()];
    check(bytes);
  }
}

}  // namespace
}  // namespace ebb
