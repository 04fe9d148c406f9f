#include "readers/text_lines.h"

namespace ebb {

bool TextLines::NextWindow() {
  const Result<std::string_view> window = windows_.Next(&overlong_);
  if (!window) {
    error_ = window.error();
    return false;
  }
  rest_ = *window;
  offset_ = windows_.offset();
  return !rest_.empty();
}

bool TextLines::Next(TextLine* line) {
  if (error_ || (rest_.empty() && !NextWindow())) return false;
  const std::size_t end = rest_.find('\n');
  const std::size_t length = end == rest_.npos ? rest_.size() : end + 1;
  line->continues = inside_;
  inside_ = overlong_ && end == rest_.npos;
  if (!line->continues) ++number_;
  line->number = number_;
  line->ended = end != rest_.npos;
  line->text = rest_.substr(0, length);
  if (line->text.ends_with('\n')) line->text.remove_suffix(1);
  if (line->text.ends_with('\r')) line->text.remove_suffix(1);
  line->source = {offset_, offset_ + length};
  offset_ += length;
  rest_.remove_prefix(length);
  return true;
}

}  // namespace ebb
