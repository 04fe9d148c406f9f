// The rows of a message sorted once, so that a row finds the exceptions and the company of its rule
// without looking through all others.
//
// Filled for one message after the other, const in between; no errors.
#pragma once

#include <cstdint>

#include "base/buffer.h"
#include "match/word_context.h"

namespace ebb {

class RowIndex {
 public:
  void Fill(const WordContext& words);

  // The rows that may be hits, each place and rule once, in the order they were found.
  const Buffer<RowMatch>& hits() const { return hits_; }
  // One of the rule's `unless` forms touches the row, or stands anywhere if it may.
  bool Excepted(const RowMatch& row) const;
  // One of the rule's `near` forms is in the message.
  bool HasNear(std::uint16_t rule) const;

 private:
  // An exception; `reach` = the furthest end of it and of the rule's exceptions that begin earlier.
  struct Exception {
    std::uint32_t rule = 0, begin = 0, reach = 0;
  };
  void Sort();

  Buffer<RowMatch> hits_;
  Buffer<Exception> exceptions_;  // by rule, then begin
  Buffer<std::uint16_t> near_;    // rules, sorted
};

}  // namespace ebb
