#include "readers/source_lines.h"

#include "base/text_util.h"
#include "base/windows.h"

namespace ebb {

Status ForEachLine(Source& source, const std::function<bool(const SourceLine&)>& on_line) {
  if (Status start = source.Seek(0); !start) return start.error();
  LineWindows windows(source, {.max_line = kMaxRecordText});
  SourceLine line;
  bool overlong = false, inside = false;
  for (;;) {
    Result<std::string_view> window = windows.Next(&overlong);
    if (!window) return window.error();
    if (window->empty()) return Done{};
    std::uint64_t offset = windows.offset();
    for (std::string_view rest = *window; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      const std::size_t length = end == rest.npos ? rest.size() : end + 1;
      line.continues = inside;
      inside = overlong && end == rest.npos;
      if (!line.continues) ++line.number;
      line.ended = end != rest.npos;
      line.text = rest.substr(0, length);
      if (line.text.ends_with('\n')) line.text.remove_suffix(1);
      if (line.text.ends_with('\r')) line.text.remove_suffix(1);
      line.source = {offset, offset + length};
      if (!on_line(line)) return Done{};
      offset += length;
      rest.remove_prefix(length);
    }
  }
}

void RecordText::Begin(std::string_view first, const SourceLine& line) {
  text_.assign(first);
  range_ = line.source;
  line_ = line.number;
  blank_lines_ = 0;
  open_ = true;
  too_long_ = false;
}

void RecordText::Add(const SourceLine& line) { Add(line.text, line); }

void RecordText::Add(std::string_view text, const SourceLine& line) {
  if (Trim(text).empty()) {
    ++blank_lines_;
    return;
  }
  range_.end = line.source.end;
  if (text_.size() + blank_lines_ + text.size() > kMaxRecordText) {
    too_long_ = true;
    return;
  }
  if (!line.continues) text_.append(blank_lines_ + 1, '\n');
  text_.append(text);
  blank_lines_ = 0;
}

}  // namespace ebb
