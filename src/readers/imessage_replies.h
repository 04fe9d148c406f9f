// What the two exports of imessage-exporter (pages and text) share.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"
#include "chat/message.h"
#include "readers/seen_records.h"

namespace ebb {

// Replies stand under the message they answer and once more in their own place. Filled by a first
// pass, it tells which copies have no other.
class ReplyCopies {
 public:
  void AddCopy(std::string_view sender, const Timestamp& sent) { copies_.Add(Hash(sender, sent)); }
  void AddRecord(std::string_view sender, const Timestamp& sent) {
    const std::uint64_t hash = Hash(sender, sent);
    if (copies_.Has(hash)) twins_.Add(hash);
  }
  // The copy is all there is of this message.
  bool IsOnly(std::string_view sender, const Timestamp& sent) const {
    return !twins_.Has(Hash(sender, sent));
  }

 private:
  static std::uint64_t Hash(std::string_view sender, const Timestamp& sent);

  SeenRecords copies_, twins_;
};

// "May 17, 2022  5:29:42 PM", and what may follow it in brackets (when it was read). *text moves
// past it, or stays.
bool TakeIMessageStamp(std::string_view* text, Timestamp* sent);

// A name for the conversation from that of its file ("+1555, Sam.html"), without folder and ending.
std::string ChatNameOfFile(const std::string& source_name);

// True if `mark` occurs in the rest of the source, which is set back to its beginning.
Result<bool> SourceHolds(Source& source, std::string_view mark);

}  // namespace ebb
