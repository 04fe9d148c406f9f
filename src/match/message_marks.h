// What the context checks need to know of a message's words and what no single row changes: worked
// out once, so that a message full of rows is read in one go and not once for each.
//
// Part of MessageView, so owned by the thread's scratch. No errors.
#pragma once

#include <cstdint>

#include "base/buffer.h"
#include "match/program.h"

namespace ebb {

struct MessageView;

struct MessageMarks {
  // Bits of a word: bit c = inside an entry of several words of context class c, and these.
  static constexpr std::uint32_t kInLineQuote = 1u << 30;    // its line begins with >
  static constexpr std::uint32_t kEdgeAboutHere = 1u << 31;  // such an entry begins with it

  Buffer<std::uint32_t> words;  // by canonical word
};

// REQUIRES: the message's words and class entries are found.
void FillMarks(const Program& program, MessageView* view);

}  // namespace ebb
