// One line that signal-cli received, read but not yet judged.
#pragma once

#include <string>
#include <string_view>

#include "readers/json_cursor.h"

namespace ebb::signal {

struct CliRecord {
  std::string account;                         // whose device received it
  std::string source, source_id, source_name;  // number, account id and name of the sender
  std::string destination, destination_id;     // of what the account's owner sent
  std::string group, group_name;               // id of the group it was said in
  std::string text, time, edits, deletes;      // edits, deletes: times of other messages
  bool envelope = false;                       // it is signal-cli's at all
  bool sent = false;                           // by the account's owner, from another device
  bool data = false;                           // it holds a message, perhaps without words
  bool reaction = false, quote = false, view_once = false;
  bool media = false, contact = false, poll = false, timer = false, group_update = false;

  // False if `line` is not one whole object.
  bool Parse(std::string_view line);
  // The same of the value at the cursor, which is used up. The cursor may fail.
  bool Parse(JsonCursor& cursor);
  void Clear();  // keeps the room of its strings
  // "number or id" of who said it; the id where there is one.
  std::string_view sender_key() const { return source_id.empty() ? source : source_id; }
};

}  // namespace ebb::signal
