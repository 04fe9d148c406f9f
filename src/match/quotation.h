// Reported speech: words in quotation marks, in a quoted line, or after "she said".
//
// QuoteTable reads a message's marks once and then answers for any row; it keeps nothing of the
// message but numbers. Const after it was made; no errors.
#pragma once

#include <cstdint>
#include <vector>

#include "match/word_context.h"

namespace ebb {

// Which quotation marks are open, and whether they are closed again.
class QuoteTable {
 public:
  explicit QuoteTable(const MessageView& view);

  struct Place {
    bool inside = false;        // marks open before the words and close after them
    std::uint32_t opening = 0;  // the token after the last mark that opened
  };
  // Of the words from token `first` to token `last`.
  Place Of(std::uint32_t first, std::uint32_t last) const;

 private:
  // What stands between token - 1 and token, where that holds a mark.
  struct Gap {
    std::uint32_t token = 0, opening = 0;
    std::uint8_t open = 0;         // marks open after it, as bits
    std::uint8_t closes_from = 0;  // bit s: from state s before it on, what is open gets closed
  };
  std::vector<Gap> gaps_;  // in order of token
};

enum class Reported : std::uint8_t { kNo, kYes, kPartnersWords };
// kPartnersWords: "you said ...", which is asserted of the partner.
Reported ReportedSpeech(const WordContext& words, const QuoteTable& quotes, const RowMatch& row);

}  // namespace ebb
