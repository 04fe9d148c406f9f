#include "readers/open_record.h"

#include "base/text_util.h"

namespace ebb {

void OpenRecord::Begin(const TextLine& line, std::string_view from, std::string_view first_text) {
  open = true;
  if (sender != from) {  // who speaks now often spoke before
    sender.clear();
    sender.append(from);
  }
  key.clear();
  text.clear();
  if (!first_text.empty()) text.append(first_text);
  sent = {};
  kind = from.empty() ? MessageKind::kNotice : MessageKind::kText;
  from_me = has_reply = too_long_ = false;
  problem = {};
  source_ = line.source;
  line_ = line.number;
  blank_lines_ = 0;
  lines_ = 1;
  above_ = false;
}

void OpenRecord::ContinueWith(const TextLine& line) {
  if (!line.continues && IsBlankLine(line.text)) {
    ++blank_lines_;
    return;
  }
  source_.end = line.source.end;
  if (text.size() + line.text.size() > kMaxText) {
    too_long_ = true;
    return;
  }
  if (!line.continues && !above_) text.append(blank_lines_ + 1, '\n');
  above_ = false;
  lines_ += blank_lines_ + 1;
  blank_lines_ = 0;
  text.append(line.text);
}

void OpenRecord::Keep(std::string_view part) {
  const std::string_view whole = text;
  if (part.data() == whole.data() && part.size() == whole.size()) return;
  const bool inside =
      part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
  if (!inside) {
    text.assign(part);
    return;
  }
  const auto begin = static_cast<std::size_t>(part.data() - whole.data());
  text.resize(begin + part.size());
  text.erase(0, begin);
}

bool OpenRecord::Deliver(MessageSink& sink) {
  if (!open) return true;
  open = false;
  if (too_long_) problem = "longer than 16 MiB";
  if (!problem.empty()) {
    sink.OnSkipped({line_, source_, problem});
    return true;
  }
  const bool notice = kind == MessageKind::kNotice;
  message_.sender = sender;
  message_.sender_key = notice ? std::string_view() : key;
  message_.sent = sent;
  message_.kind = kind;
  message_.text = notice ? std::string_view() : text;
  if (kind == MessageKind::kText && IsBlankLine(text)) message_.kind = MessageKind::kOther;
  message_.source = source_;
  message_.line = line_;
  message_.from_me = from_me;
  message_.has_reply = has_reply;
  return sink.OnMessage(message_);
}

}  // namespace ebb
