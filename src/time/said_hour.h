// Hours of the clock in a message: "at 8", "8pm", "by 9.30", "half 7", "quarter to ten", "noon".
//
// Whether a bare number is an hour is told by the words around it; on which day it is meant, the
// caller finds (said_time.h). Pure functions; no memory of their own, any thread. Nothing fails:
// what is no hour is none.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "time/said_words.h"

namespace ebb {

struct SaidHour {
  std::size_t last = 0;   // its last word
  int minutes = 0;        // of the day, up to 24 * 60
  bool sure = false;      // it is known which half of the day is meant
  bool has_been = false;  // "awake since 5": it names none ahead, and the rest says nothing
};

// The hour that begins with word `at`, if one does. REQUIRES: at < words.size().
std::optional<SaidHour> ReadSaidHour(const SaidWords& words, std::size_t at);

// Whether `word` may stand right behind a number that is a time; any other may be what is counted
// ("at one point", "in 10 messages").
bool MayStandBehindHour(std::string_view word);

}  // namespace ebb
