#include "readers/source_lines.h"

#include "base/text_util.h"

namespace ebb {

void RecordText::Begin(std::string_view first, const SourceLine& line) {
  text_.clear();
  if (!first.empty()) text_.append(first);
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
