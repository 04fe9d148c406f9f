// The claims of a measure in the order and shape in which they are read: what is said first, by the
// harmless readings that claims share, each of these once; what cannot be told last. Plain text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

struct ToldClaims {
  std::vector<std::string_view> said;
  std::string benign;  // of all of them
};

struct ClaimTexts {
  std::vector<ToldClaims> told;
  std::vector<std::string_view> untold;
};
ClaimTexts TextsOf(const MeasureRow& measure);

// What may be said of a claim: its sentence if it is marked or rests on no test.
std::string_view ClaimText(const Claim& claim);
// "Other readings: There may have been more calls. ..." or empty.
std::string BenignText(const Claim& claim);
// The words above a list of what cannot be told.
extern const std::string_view kUntoldText;

}  // namespace ebb
