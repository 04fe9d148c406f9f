// Spans of time in a message: "20 minutes", "half an hour", "a couple of hours", "in ten".
//
// Pure functions; no memory of their own, any thread. Nothing fails: what is no span is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "time/said_words.h"

namespace ebb {

struct SaidSpan {
  std::size_t last = 0;       // its last word
  std::uint32_t seconds = 0;  // from now on, 400 weeks at most; 0 = behind us ("two days ago")
};

// The span that begins with word `at`, if one does. REQUIRES: at < words.size().
std::optional<SaidSpan> ReadSaidSpan(const SaidWords& words, std::size_t at);

}  // namespace ebb
