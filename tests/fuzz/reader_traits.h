// Which of the promises a format can keep: what its grammar allows between two records, and whether
// it can be read without looking ahead.
#pragma once

#include <cstdint>
#include <string_view>

namespace ebb::fuzz {

enum class Between : std::uint8_t {
  kAnything,  // headings, dates, tiers, closing tags
  kBlanks,    // white space
  kCommas,    // white space and commas: elements of an array
};
Between BetweenRecords(std::string_view format);

// False where what comes later in a file decides how its beginning is read.
bool KeepsPrefix(std::string_view format);

}  // namespace ebb::fuzz
