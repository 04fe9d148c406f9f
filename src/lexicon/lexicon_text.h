// The parts of a lexicon file that are texts in a notation of their own: gates, examples, entries
// of classes; and how a mistake in a file is shown.
//
// Safe in any thread. Errors (kLexicon) say what is wrong, without a place: the caller knows it.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "lexicon/token_pattern.h"

namespace ebb {

// `file:line:column: what`, then the line and a caret under the place. Lines and columns from 1.
Error MistakeAt(const LexiconFile& file, std::size_t line, std::size_t column,
                const std::string& what);

// "gM+gP", "gQ|gT".
Result<Gates> ParseGates(std::string_view text);

// An example of a rule. `marked` = its flagged words stand in [ ], as in `yes`.
Result<Example> ParseExample(std::string text, bool marked);

// A class name: letters, digits and _; not "number", which is built in.
bool IsClassName(std::string_view name);
// May the pattern be an entry of a class? Entries say which words stand in a row; where in the
// message is for the rule to say.
bool FitsClass(const PatternGraph& graph);

}  // namespace ebb
