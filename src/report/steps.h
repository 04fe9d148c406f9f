// Small things to try, each tied to what was seen in this chat and addressed to both. Plain text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

struct Step {
  std::string_view lead;
  std::string text;
};

// Empty where messages mention danger: there, advice for two people can do harm.
std::vector<Step> StepsToTry(const Analysis& analysis);

}  // namespace ebb
