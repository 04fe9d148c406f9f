// Counts the small words of English in a message (chat/style.h), for research measures.
//
// Words are runs of letters, digits and apostrophes; letter case and the shape of the apostrophe do
// not matter; "don't" and "dont" are one. A contraction counts in each class that it is made of,
// and as one word.
// Source of the nine classes: M. E. Ireland, R. B. Slatcher, P. W. Eastwick, L. E. Scissors, E. J.
// Finkel, J. W. Pennebaker, "Language style matching predicts relationship initiation and
// stability", Psychological Science 22 (2011) 39-44; the words were chosen for this program.
// Pure functions, linear in the text, safe in any thread.
#pragma once

#include <string_view>

#include "chat/style.h"

namespace ebb {

// `text` is UTF-8.
StyleCounts CountSmallWords(std::string_view text);

}  // namespace ebb
