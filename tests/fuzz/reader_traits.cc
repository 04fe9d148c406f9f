#include "fuzz/reader_traits.h"

#include <algorithm>
#include <array>

namespace ebb::fuzz {
namespace {

bool IsOneOf(std::string_view format, const auto& formats) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

constexpr std::array<std::string_view, 0> kLooksAhead = {};

}  // namespace

Between BetweenRecords(std::string_view format) {
  (void)format;
  return Between::kAnything;
}

bool KeepsPrefix(std::string_view format) { return !IsOneOf(format, kLooksAhead); }

}  // namespace ebb::fuzz
