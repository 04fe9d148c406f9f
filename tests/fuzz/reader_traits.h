// Which of the promises a format can keep: what its grammar allows between two records, and whether
// it can be read without looking ahead.
#pragma once

#include <cstdint>
#include <string_view>

namespace ebb::fuzz {

enum class Between : std::uint8_t {
  kAnything,  // headings, dates, tiers, closing tags
  kCommas,    // white space, and the commas between elements of an array
  kLists,     // the same, and the end of one list to the beginning of the next
};
Between BetweenRecords(std::string_view format);

// What holds of the records before a cut.
enum class Prefix : std::uint8_t {
  kAll,
  kNothing,  // what comes later decides what a record is
};
Prefix PrefixOf(std::string_view format);

}  // namespace ebb::fuzz
