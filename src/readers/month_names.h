// The names of the months in the languages of people's accounts, whole and short, from ICU.
//
// Pure functions; the table is built at the first question.
#pragma once

#include <string_view>

namespace ebb {

// 1 to 12 for a name of a month without a full stop, in any case; 0 for anything else. Where two
// languages differ about a word, the one with more speakers stands: see month_speech.h.
int MonthOfAnyName(std::string_view word);

}  // namespace ebb
