// A rate from few messages, drawn towards the person's own long-run rate (measure M1, the line of
// the weekly chart).
//
// Pure functions; see statistics.h.
#pragma once

#include <cstdint>
#include <optional>

#include "measure/statistics.h"

namespace ebb {

constexpr double kPriorMessages = 50;  // measures.md M1

// Posterior of a Poisson rate under a gamma prior whose mean is `long_run` and whose weight is that
// of `prior` messages: value = (events + prior * long_run) / (messages + prior), the range its
// middle 95 %. Rates are events per message; times 100 for the reports. Without messages the value
// is `long_run`; with a long-run rate and events of 0 all is 0. Empty if long_run < 0 or prior <=
// 0. Source: A. Gelman et al., "Bayesian data analysis", 3rd ed. (2013), section 2.6.
std::optional<Estimate> ShrunkenRate(std::uint64_t events, std::uint64_t messages, double long_run,
                                     double prior = kPriorMessages);

}  // namespace ebb
