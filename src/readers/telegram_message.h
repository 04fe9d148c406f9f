// One element of Telegram's "messages" array, read but not yet judged.
#pragma once

#include <string>
#include <string_view>

#include "chat/message.h"
#include "readers/json_cursor.h"

namespace ebb {

// Views live until the next Parse of the parser that filled them, or as long as the parsed text.
struct TelegramRecord {
  std::string_view type;       // "message", "service", "unsupported"
  std::string_view sender;     // empty: deleted account or not given
  std::string_view sender_id;  // "user123", "channel123"
  std::string_view date;       // local, without zone
  std::string_view unix_time;  // seconds, UTC
  std::string_view text;       // without quotes and code
  bool has_sender = false;     // the key is there, with a name or null
  bool has_text = false;
  bool forwarded = false, reply = false, edited = false, via_bot = false;
  bool media = false, location = false, contact = false, poll = false, other = false;
};

class TelegramRecordParser {
 public:
  // Reads one object. On failure (see cursor) the record is not to be used.
  void Parse(JsonCursor& cursor, TelegramRecord* record);

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key, TelegramRecord* record);
  void ReadText(JsonCursor& cursor, TelegramRecord* record);
  void AppendPart(JsonCursor& cursor);
  void ReadId(JsonCursor& cursor, TelegramRecord* record);

  // One for each field whose view must outlive the reading of the next.
  std::string type_, date_, unix_time_, sender_, id_, raw_id_, text_, parts_, part_type_;
};

// What the two ways Telegram writes a moment say together.
Timestamp TelegramTime(std::string_view date, std::string_view unix_time);
// Kind and text of a record of type "message".
MessageKind TelegramKind(const TelegramRecord& record);

}  // namespace ebb
