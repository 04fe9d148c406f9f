// How often a partner shows one of the six signs over the weeks of the chat: the first and the last
// week with it, one half of the weeks against the other, and a line by four weeks.
//
// Pure functions of an Analysis; nothing here fails. Where the document holds no weeks of the signs
// (before schema 1.3, or a chat without dates), or too few of them, the texts say so.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "measure/week_means.h"

namespace ebb {

struct SignCourse {
  std::string first, last;            // Mondays of the first and last week with it; empty = none
  std::vector<WeekSum> early, late;   // messages with the sign of all with text, week by week
  std::vector<PointRow> four_weekly;  // in 100 messages
  bool apart = false;                 // no rates: see Analysis::rates_apart; the lists are empty
};
// `partner` and `sign` are positions in Analysis::partners and Partner::signs.
SignCourse CourseOf(const Analysis& analysis, std::size_t partner, std::size_t sign);

// "4 Mar 2024"; "" for none, and for the last week where it is the first.
std::string SignFirstText(const SignCourse& course);
std::string SignLastText(const SignCourse& course);
// "0.40 -> 1.2", in 100; "" where the sign was not shown, "too few" where no halves can be set
// against each other, and where no rates are to stand side by side that.
std::string SignHalvesText(const SignCourse& course);
// "+0.10 to +1.5": the 95 % range of the change, weeks being the units; "" where there is none.
std::string SignChangeRange(const SignCourse& course);

}  // namespace ebb
