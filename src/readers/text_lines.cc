#include "readers/text_lines.h"

namespace ebb {

// What ends lines is seen in the first window.
void TextLines::Begin() {
  begun_ = true;
  if (buffer_.rest().empty()) buffer_.Fill();
  const bool cr_only = buffer_.rest().find('\n') == std::string_view::npos &&
                       buffer_.rest().find('\r') != std::string_view::npos;
  if (cr_only) terminator_ = '\r';
}

bool TextLines::NextSlowly(TextLine* line) {
  if (!begun_) Begin();
  std::size_t searched = 0;  // no line end before here
  for (;;) {
    const std::size_t end = buffer_.rest().find(terminator_, searched);
    if (end != std::string_view::npos) {
      Take(end, 1, line);
      return true;
    }
    searched = buffer_.rest().size();
    if (searched > kMaxLine) return SkipOverlong(line);
    if (buffer_.Fill()) continue;
    if (buffer_.rest().empty()) return false;
    Take(buffer_.rest().size(), 0, line);
    return true;
  }
}

bool TextLines::SkipOverlong(TextLine* line) {
  *line = {};
  line->source.begin = buffer_.offset();
  line->number = ++number_;
  line->overlong = true;
  line->ended = false;
  do {
    const std::size_t end = buffer_.rest().find(terminator_);
    line->ended = end != std::string_view::npos;
    buffer_.Use(line->ended ? end + 1 : buffer_.rest().size());
  } while (!line->ended && buffer_.Fill());
  line->source.end = buffer_.offset();
  return true;
}

}  // namespace ebb
