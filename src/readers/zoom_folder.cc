#include "readers/zoom_folder.h"

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::string_view kFolder = "dddd-dd-dd dd.dd.dd";

bool HasShape(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<std::int64_t> DayOfZoomFolder(std::string_view name) {
  for (std::size_t at = name.size(); at-- > 0;) {
    const std::string_view text = name.substr(at);
    if ((at > 0 && name[at - 1] != '/') || !HasShape(text, kFolder)) continue;
    const auto number = [&](std::size_t from, std::size_t count) {
      return static_cast<int>(ParseNumber(text.substr(from, count)).value_or(0));
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (IsValidDate(year, month, day)) return DaysFromCivil(year, month, day) * kDaySeconds;
  }
  return std::nullopt;
}

}  // namespace ebb
