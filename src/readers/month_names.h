// The names of the months and of the days of the week in the languages of people's accounts, whole
// and short, from ICU.
//
// Pure functions; each table is built at the first question.
#pragma once

#include <string_view>

namespace ebb {

// 1 to 12 for a name of a month without a full stop, in any case; 0 for anything else. Where two
// languages differ about a word, the one with more speakers stands: see month_speech.h.
int MonthOfAnyName(std::string_view word);

// True for a name of a day of the week, or a word of one that has several, in any case, without a
// full stop at the end.
bool IsDayOfAnyName(std::string_view word);
// Which it is, 0 for Monday; -1 also where two languages differ about the word.
int DayOfAnyName(std::string_view word);

}  // namespace ebb
