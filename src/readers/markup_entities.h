// Character references of HTML and XML: `&amp;`, `&#233;`, `&#x1F600;`. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebb {

enum class MarkupDialect : std::uint8_t { kHtml, kXml };

// `raw` with its references replaced: a view of `raw` where there are none, else of *scratch.
//
// Two references that are the halves of one UTF-16 pair (backups of text messages write emoji so)
// become one character. A lone half and a number beyond Unicode become U+FFFD and add one to
// *repaired; references to control characters other than tab and line ends vanish. What is no known
// reference stays as written. In HTML 128 to 159 mean Windows-1252, as in browsers.
std::string_view DecodeReferences(std::string_view raw, MarkupDialect dialect, std::string* scratch,
                                  std::uint64_t* repaired);

}  // namespace ebb
