// A message that is being gathered line by line, until the next one begins.
//
// Blank lines count only when the message goes on after them. Owns its text; reused from record to
// record. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "readers/reader.h"
#include "readers/text_lines.h"

namespace ebb {

class OpenRecord {
 public:
  static constexpr std::size_t kMaxText = std::size_t{16} * 1024 * 1024;

  bool open = false;
  std::string sender, key, text;  // key: the sender's stable identity, or empty
  Timestamp sent;
  MessageKind kind = MessageKind::kText;
  bool from_me = false, has_reply = false;
  std::string_view problem;  // why it cannot be used; empty if it can

  // Begins a record on this line; what was gathered before is gone. Notices have no sender.
  void Begin(const TextLine& line, std::string_view from, std::string_view first_text);
  // The same where the text stands in the lines below: blank ones before it are not part of it.
  void BeginAbove(const TextLine& line, std::string_view from) {
    Begin(line, from, {});
    above_ = true;
  }
  // A further line of its text, or the rest of a long one.
  void Continue(const TextLine& line) {
    if (line.text.empty() && !line.continues) {
      ++blank_lines_;
    } else {
      ContinueWith(line);
    }
  }
  // A line that belongs to the record and is no text.
  void Cover(const TextLine& line) { source_.end = line.source.end; }
  // Makes `part`, which may be a part of `text`, all of its text.
  void Keep(std::string_view part);
  ByteRange source() const { return source_; }
  // True once its text has more than one line.
  bool spans_lines() const { return lines_ > 1; }

  // Hands it over and closes it. False if the sink has enough. Nothing happens if none is open.
  bool Deliver(MessageSink& sink);

 private:
  void ContinueWith(const TextLine& line);

  ByteRange source_;
  std::uint64_t line_ = 0;
  std::size_t blank_lines_ = 0, lines_ = 0;
  bool too_long_ = false;
  bool above_ = false;  // none of its text came yet, and it stands below
  Message message_;     // what is not set for each stays as it is
};

}  // namespace ebb
