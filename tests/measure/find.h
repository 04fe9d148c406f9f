// Finds what a test asks about in a result, by key. A figure that is not there fails the test; a
// claim is null.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "measure/result.h"

namespace ebb::testing {

inline Figure FigureOf(const std::vector<Figure>& figures, const std::string& key) {
  for (const Figure& figure : figures) {
    if (figure.key == key) return figure;
  }
  FAIL("no figure " << key);
  return {};
}

inline Figure FigureOf(const MeasureResult& result, int side, const std::string& key) {
  return FigureOf(result.sides[static_cast<std::size_t>(side)], key);
}

inline bool HasFigure(const MeasureResult& result, int side, const std::string& key) {
  for (const Figure& figure : result.sides[static_cast<std::size_t>(side)]) {
    if (figure.key == key) return true;
  }
  return false;
}

// side -2 = any.
inline const Claim* ClaimOf(const MeasureResult& result, const std::string& key, int side = -2) {
  for (const Claim& claim : result.claims) {
    if (claim.key == key && (side == -2 || claim.side == side)) return &claim;
  }
  return nullptr;
}

}  // namespace ebb::testing
