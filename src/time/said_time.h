// The time that a message names for later: "back at eight", "talk tomorrow", "give me 20 minutes"
// (measures.md M13).
//
// English, and by what is written alone. The result is the end of what is named: a day ends at its
// midnight, a morning at noon, an afternoon at six, an evening at midnight. Where the words leave a
// choice the later one is taken, so that nobody is held to less time than was meant: "tomorrow at
// 8" is eight in the evening, "friday" on a Friday the next one. An hour alone is the next such
// hour by a clock of twelve. Of all that is named the latest stands, and an hour belongs to a day
// only if it is said next to it. "Not tonight" refuses a time, "awake since 5am" tells of one that
// has been. Weakness: what only the two can date
// ("after work", "when the kids are down") is not read, and a time about something else is taken
// for the one promised.
//
// A pure function; one pass over the text; no memory of its own beyond a few dozen words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ebb {

// `sent`: when it was written, seconds since 2000 by the chat's clock. Empty if nothing is named
// that lies ahead, or for a message without a time; kRefusedTime if all that is named is refused or
// has been.
constexpr std::uint32_t kRefusedTime = 0;
std::optional<std::uint32_t> SaidTime(std::string_view text, std::uint32_t sent);

}  // namespace ebb
