// Token patterns: the rule language of lexicons/README.md, expanded to the rows of words it stands for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

struct PatternElement {
  enum class Kind : std::uint8_t {
    kWord,   // `word`, folded and written out
    kClass,  // any entry of the class `word`
    kGap,    // `min` to `max` words
    kStop,   // a sentence may end here
  };
  Kind kind = Kind::kWord;
  std::string word;
  std::uint8_t min = 0, max = 0;
  bool operator==(const PatternElement&) const = default;
};

// One way to read a pattern.
struct PatternRow {
  std::vector<PatternElement> elements;
  bool clause_start = false, message_start = false;
  bool clause_end = false, message_end = false;
  bool anywhere = false;  // written with `... ` in front (unless)
};

// All rows of a token pattern. The error's message is what is wrong, without a place; *offset is
// where in `pattern`. A pattern may stand for at most kMaxRows rows.
inline constexpr std::size_t kMaxRows = 20000;
Result<std::vector<PatternRow>> ExpandPattern(std::string_view pattern, std::size_t* offset);
// Rows of plain words (no operators): more than one where a spelling has two readings.
Result<std::vector<PatternRow>> ExpandPhrase(std::string_view phrase);

// Written-out words of a text: "Don't" -> do, not. Emoji are words here.
std::vector<std::string> WordsOf(std::string_view text);

// `word` with its endings: cancel -> cancel, cancels, cancelled, cancelling, canceled, canceling.
std::vector<std::string> Inflections(std::string_view word);

}  // namespace ebb
