#include "analysis/analysis.h"

namespace ebb {

const std::array<const char*, kReportCategories> kReportCategoryNames = {
    "withdrawal", "shutdown", "avoidance", "neglect", "pressure", "repair"};

}  // namespace ebb
