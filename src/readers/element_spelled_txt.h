// Element's plain text since 2023, whose dates are spelled out in the exporter's language:
//
//   Fri, Apr 16, 2021, 17:20:00 - Ada: words
//
// Cuts it into records as WhatsApp's reader does the older form: what has no sender is a notice
// with its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "readers/reader.h"

namespace ebb {

// Reads the heads of one file, most of which repeat the date of the one before.
class SpelledHeads {
 public:
  // Seconds since 1970 of the clock on the wall, and what follows the dash in *rest; nullopt if
  // `line` begins otherwise.
  std::optional<std::int64_t> Parse(std::string_view line, std::string_view* rest);

 private:
  std::string date_;
  std::int64_t midnight_ = 0;
};

// `head` begins with such a line.
bool IsSpelledElement(std::string_view head);
Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
