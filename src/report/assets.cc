#include "report/assets.h"

#include <vector>

#include "base/embedded.h"

namespace ebb {

extern const std::vector<EmbeddedFile> kReportAssets;

std::string_view ReportAsset(std::string_view name) {
  for (const EmbeddedFile& file : kReportAssets) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

}  // namespace ebb
