#include "readers/any_lines.h"

namespace ebb {
namespace {

// `text` without its last character, which may be cut off.
std::string_view WholeCharacters(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xc0) == 0x80) --end;
  return end == 0 ? text : text.substr(0, end - 1);
}

}  // namespace

// What ends lines is seen in the first window.
void AnyLines::Begin() {
  begun_ = true;
  const auto window = [&] { return buffer_.rest().substr(0, RefillBuffer::kWindow); };
  const auto has = [&](char c) { return window().find(c) != std::string_view::npos; };
  while (!has('\n') && window().size() < RefillBuffer::kWindow && buffer_.Fill()) {
  }
  if (!has('\n') && has('\r')) terminator_ = '\r';
}

bool AnyLines::NextSlowly(AnyLine* line) {
  if (!begun_) Begin();
  std::size_t searched = 0;  // no line end before here
  for (;;) {
    const std::size_t end = buffer_.rest().find(terminator_, searched);
    if (end != std::string_view::npos && end <= kMaxLine) {
      Take(end, 1, line);
      return true;
    }
    if (end != std::string_view::npos) return SkipOverlong(line);
    searched = buffer_.rest().size();
    if (searched > kMaxLine) return SkipOverlong(line);
    if (buffer_.Fill()) continue;
    if (buffer_.rest().empty()) return false;
    Take(buffer_.rest().size(), 0, line);
    return true;
  }
}

bool AnyLines::SkipOverlong(AnyLine* line) {
  head_.assign(buffer_.rest().substr(0, kOverlongHead));
  *line = {};
  line->text = WholeCharacters(head_);
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
