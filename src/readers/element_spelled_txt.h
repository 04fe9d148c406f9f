// Element's plain text since 2023, whose dates are spelled out in the exporter's language:
//
//   Fri, Apr 16, 2021, 17:20:00 - Ada: words
//
// Cuts it into records as WhatsApp's reader does the older form: what has no sender is a notice
// with its words.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb {

// The first line of `text` is such a head.
bool BeginsSpelledElement(std::string_view text);
// The same, where other programs write such lines, too: short days of the week in most of the
// heads, and names that may be persons', most of them no log's, or a sentence that `is_own` knows,
// behind a dash.
bool IsSpelledElement(std::string_view text, bool (*is_own)(std::string_view rest));
Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
