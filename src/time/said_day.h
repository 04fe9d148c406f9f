// Days and parts of a day in a message: "tomorrow", "friday week", "this evening", "not tonight".
//
// Pure functions; no memory of their own, any thread. Nothing fails: what is no day is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "time/said_words.h"

namespace ebb {

enum class DayPart : std::uint8_t { kNone, kMorning, kAfternoon, kEvening };

struct SaidDay {
  int ahead = -1;  // days; 0 = the day it is written on, -1 = only a part of a day is said
  DayPart part = DayPart::kNone;
  bool refused = false;   // "not tonight"
  bool has_been = false;  // "since monday": it names none ahead, and the rest says nothing
};

// The day, or the part of one, that word `at` says, if it says one. `today`: the day it is written
// on, since 2000-01-01. REQUIRES: at < words.size().
std::optional<SaidDay> ReadSaidDay(const SaidWords& words, std::size_t at, std::uint32_t today);

}  // namespace ebb
