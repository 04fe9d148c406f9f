#include "measure/research_only.h"

namespace ebb {

MeasureResult ResearchOnly(const MeasureInput&) {
  MeasureResult result;
  result.id = "M21";
  result.key = "research_only";
  result.title = "Measures for research";
  result.state = MeasureState::kUnsupported;
  result.note =
      "The shares of we and I, and how alike the two write, need the words themselves, which are "
      "not kept; they are left out.";
  result.weakness = "Links of these with how couples fare are small and were found in groups.";
  return result;
}

}  // namespace ebb
