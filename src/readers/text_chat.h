// A chat in plain text that is gathered line by line (OpenRecord): what its readers do alike.
//
// `source`, `options` and `sink` must outlive the object. One thread.
#pragma once

#include <string_view>

#include "readers/open_record.h"
#include "readers/reader.h"
#include "readers/text_lines.h"

namespace ebb {

class TextChat {
 protected:
  TextChat(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}
  ~TextChat() = default;

  // Begins the conversation, if the user wants it.
  void BeginChat(const ConversationInfo& info);
  // A line that begins nothing: the open record's, or skipped for this reason.
  void GoOn(const TextLine& line, std::string_view why_skipped) {
    if (record_.open) {
      record_.Continue(line);
    } else {
      SkipOutside(line, why_skipped);
    }
  }
  // The file ends inside this line. The open record is to be handed over first.
  void LoseLine(const TextLine& line);
  // Hands the open record over.
  void HandOver();
  void SkipOutside(const TextLine& line, std::string_view why);
  ReadReport ReportChat(const Reader& reader, std::string_view why);

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  ReadReport report_;
  OpenRecord record_;
  bool deliver_ = true, enough_ = false;
};

}  // namespace ebb
