// The rows of a Slack export: what a row says, not yet what it counts as.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "readers/slack_text.h"

namespace ebb {

// A row, read but not judged.
struct SlackRow {
  std::string user, user_name, bot, subtype, ts, thread, text, comment;
  bool has_text = false, edited = false, hidden = false, old_file = false, is_bot = false;
  bool files = false, files_gone = false, shared = false;
  std::vector<SlackRow> replies;  // of the thread, where they stand in its first row
};

// Reads rows one after another, each into the caller's.
class SlackRowParser {
 public:
  explicit SlackRowParser(const NamesByKey* names) : names_(names) {}

  void Parse(JsonCursor& cursor, SlackRow* row);

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key, SlackRow* row);
  void ReadRare(JsonCursor& cursor, std::string_view key, SlackRow* row);
  void ReadReplies(JsonCursor& cursor, SlackRow* row);
  void ReadOldFile(JsonCursor& cursor, SlackRow* row);
  void ReadComment(JsonCursor& cursor, SlackRow* row);

  const NamesByKey* names_;
  std::string scratch_;
  bool in_replies_ = false;
};

}  // namespace ebb
