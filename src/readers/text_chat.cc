#include "readers/text_chat.h"

#include <utility>

#include "base/text_util.h"

namespace ebb {

void TextChat::BeginChat(const ConversationInfo& info) {
  deliver_ = options_.only.empty() || options_.only == info.id;
  if (deliver_) sink_.BeginConversation(info);
}

void TextChat::SkipOutside(const TextLine& line, std::string_view why) {
  if (!IsBlankLine(line.text) && deliver_ && !line.continues) {
    sink_.OnSkipped({line.number, line.source, why});
  }
}

void TextChat::LoseLine(const TextLine& line) {
  report_.truncated = true;
  if (deliver_) sink_.OnSkipped({line.number, line.source, "the file ends inside this line"});
}

void TextChat::HandOver() {
  if (!deliver_) {
    record_.open = false;
  } else if (!record_.Deliver(sink_)) {
    enough_ = true;
  }
}

ReadReport TextChat::ReportChat(const Reader& reader, std::string_view why) {
  report_.format = reader.name;
  report_.why = why;
  NoteRepairs(source_, &report_);
  return std::move(report_);
}

}  // namespace ebb
