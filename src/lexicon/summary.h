// What a run needs to know of its rules, as bytes and back: ids, categories and conditions, without
// phrases, patterns, examples and classes. Lets the built-in lexicon start without being parsed.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace ebb {

class LexiconSummary {
 public:
  static std::string Encode(const Lexicon& lexicon);
  // REQUIRES: bytes made by Encode of the same build; they outlive the lexicon and its copies.
  static Lexicon Decode(std::string_view bytes);
};

}  // namespace ebb
