// The lexicon inside the program, ready to use: nothing is parsed or compiled at start.
#pragma once

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct ReadyLexicon {
  Lexicon lexicon;  // without phrases, patterns, examples and classes (see lexicon/summary.h)
  Matcher matcher;
};

Result<ReadyLexicon> BuiltInLexicon();
// `paths` empty and `replace` false: the built-in one. Else parsed and compiled (see LoadLexicon).
Result<ReadyLexicon> ReadyLexiconFrom(const std::vector<std::string>& paths, bool replace);

}  // namespace ebb
