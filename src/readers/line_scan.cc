#include "readers/line_scan.h"

namespace ebb {

bool LineScan::WideSpace() {
  // No-break, narrow no-break, thin, ideographic.
  static constexpr std::string_view kSpaces[] = {"\u00a0", "\u202f", "\u2009", "\u3000"};
  for (const std::string_view space : kSpaces) {
    if (!rest_.starts_with(space)) continue;
    rest_.remove_prefix(space.size());
    return true;
  }
  return false;
}

}  // namespace ebb
