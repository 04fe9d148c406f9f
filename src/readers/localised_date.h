// Dates with the month as a word, in the language of an account: "Feb 5, 2021, 12:26 PM",
// "30 Jun 2018, 16:11", "13. März 2021 um 09:05". Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "readers/month_speech.h"

namespace ebb {

// Seconds since 1970 of the clock as written, if `line` is a date and a clock and nothing else. A
// date in numbers alone is none (but 18.10.2019, and 2019-10-18), and one whose month means two in
// the languages `speech` leaves.
std::optional<std::int64_t> ReadLocalisedDate(std::string_view line,
                                              const MonthSpeech& speech = {});
// The same where the text is known to be a date: words in it that are no month may be anything.
std::optional<std::int64_t> ReadSpokenDate(std::string_view line);
// Tells *speech of the month if `line` is such a date.
void LearnMonth(std::string_view line, MonthSpeech* speech);

// "Tuesday, March 7, ..." without the first word.
std::string_view WithoutWeekday(std::string_view line);

}  // namespace ebb
