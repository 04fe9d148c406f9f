#include "readers/text_lines.h"

namespace ebb {

bool TextLines::NextWindow() {
  if (error_) return false;
  const Result<std::string_view> window = windows_.Next(&overlong_);
  if (!window) {
    error_ = window.error();
    return false;
  }
  rest_ = *window;
  offset_ = windows_.offset();
  return !rest_.empty();
}

}  // namespace ebb
