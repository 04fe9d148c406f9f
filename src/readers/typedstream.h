// The words in an `attributedBody`: Apple's old archive format "typedstream", of which only the
// first string is read. No state; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace ebb {

// Bytes of the string (to be taken for UTF-8); empty for a message without words. nullopt: no such
// archive, or no string in it. A length that overruns the archive ends at the mark that follows
// every string.
std::optional<std::string_view> TypedstreamText(std::string_view archive);

}  // namespace ebb
