// Runs the examples that every rule carries.
#pragma once

#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct ExampleFailure {
  std::string file;
  int line = 0;
  std::string rule;
  std::string what;  // one line; may quote the example, which is the lexicon's own text
};

// A `yes` example must give an asserted hit of its rule at exactly the marked range (gM checked,
// other gates taken to hold); a `no` example must give no hit of its rule that would count.
std::vector<ExampleFailure> CheckExamples(const Lexicon& lexicon, const Matcher& matcher);

}  // namespace ebb
