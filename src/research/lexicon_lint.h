// The linter of `ebb lexicon check`: forms that do nothing, or too much.
//
// Tries every form of every rule on wordings that it stands for. Const functions; no errors but
// those of reading (LintAgainst).
#pragma once

#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct LintWarning {
  std::string file;
  int line = 0;  // of the rule
  std::string rule;
  std::string what;
  std::string form;  // the phrase or pattern, as the file has it; empty = the rule as a whole
  // "file:line: rule: what: form"
  std::string Text() const;
};

// In order of the rules: forms that can never match, whose every wording the rule's own `unless`
// voids, that another rule of the category always takes, and that a rule with the same conditions
// has too.
std::vector<LintWarning> LintLexicon(const Lexicon& lexicon, const Matcher& matcher);

// Rules with an open edge whose words run on, and count, in a chat known to be harmless.
// Error (kInput): the chat cannot be read.
Result<std::vector<LintWarning>> LintAgainst(const std::string& path, const Lexicon& lexicon,
                                             const Matcher& matcher, const AnalyzeOptions& options);

}  // namespace ebb
