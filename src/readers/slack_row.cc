#include "readers/slack_row.h"

#include <utility>

#include "readers/json_export.h"
#include "readers/json_records.h"
#include "readers/slack_text.h"

namespace ebb {
namespace {

void ReadSlackProfile(JsonCursor& cursor, std::string* name) {
  std::string shown, real, plain;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "display_name") {
      JsonText(cursor, &shown);
    } else if (key == "real_name") {
      JsonText(cursor, &real);
    } else if (key == "name") {
      JsonText(cursor, &plain);
    } else {
      cursor.SkipValue();
    }
  });
  *name = !shown.empty() ? shown : !real.empty() ? real : plain;
}

void ReadSlackFiles(JsonCursor& cursor, SlackRow* row) {
  std::size_t files = 0, gone = 0;
  JsonArray(cursor, [&] {
    ++files;
    JsonObject(cursor, [&](std::string_view key) {
      std::string mode;
      if (key != "mode") {
        cursor.SkipValue();
      } else if (JsonText(cursor, &mode) && mode == "tombstone") {
        ++gone;
      }
    });
  });
  row->files |= files > gone;
  row->files_gone |= gone > 0;
}

void ReadSlackAttachments(JsonCursor& cursor, SlackRow* row) {
  JsonArray(cursor, [&] {
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "is_share" || key == "is_msg_unfurl") {
        row->shared |= JsonFlag(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  });
}

}  // namespace

void SlackRowParser::Parse(JsonCursor& cursor, SlackRow* row) {
  *row = {};
  JsonObject(cursor, [&](std::string_view key) { ReadValue(cursor, key, row); });
}

void SlackRowParser::ReadValue(JsonCursor& cursor, std::string_view key, SlackRow* row) {
  if (key == "ts") {
    JsonText(cursor, &row->ts);
  } else if (key == "user") {
    JsonText(cursor, &row->user);
  } else if (key == "text") {
    row->has_text = true;
    std::string_view text;
    if (JsonText(cursor, &scratch_, &text)) AppendSlackText(text, names_, &row->text);
  } else if (key == "blocks" && row->text.empty()) {
    AppendSlackBlocks(cursor, names_, &row->text);
  } else if (key == "subtype") {
    JsonText(cursor, &row->subtype);
  } else if (key == "thread_ts") {
    JsonText(cursor, &row->thread);
  } else if (key == "user_profile") {
    ReadSlackProfile(cursor, &row->user_name);
  } else {
    ReadRare(cursor, key, row);
  }
}

void SlackRowParser::ReadRare(JsonCursor& cursor, std::string_view key, SlackRow* row) {
  if (key == "edited") {
    row->edited = JsonSays(cursor);
  } else if (key == "hidden") {
    row->hidden = JsonFlag(cursor);
  } else if (key == "bot_id") {
    row->is_bot = JsonText(cursor, &row->bot) || row->is_bot;
  } else if (key == "username") {
    JsonText(cursor, &row->user_name);
  } else if (key == "bot_profile") {
    std::string name;
    ReadSlackProfile(cursor, &name);
    if (row->user_name.empty()) row->user_name = std::move(name);
  } else if (key == "files") {
    ReadSlackFiles(cursor, row);
  } else if (key == "file") {
    row->old_file = true;
    ReadOldFile(cursor, row);
  } else if (key == "comment") {
    ReadComment(cursor, row);
  } else if (key == "attachments") {
    ReadSlackAttachments(cursor, row);
  } else if (key == "slackdump_thread_replies") {
    ReadReplies(cursor, row);
  } else {
    cursor.SkipValue();
  }
}

// Slackdump puts the answers into the row they answer.
void SlackRowParser::ReadReplies(JsonCursor& cursor, SlackRow* row) {
  if (in_replies_) {
    cursor.SkipValue();
    return;
  }
  in_replies_ = true;
  JsonArray(cursor, [&] { Parse(cursor, &row->replies.emplace_back()); });
  in_replies_ = false;
}

// Before 2018: "<@U1> uploaded a file: <url> and commented: ..."; the words are in the file's
// first comment.
void SlackRowParser::ReadOldFile(JsonCursor& cursor, SlackRow* row) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "initial_comment") {
      SlackRow inner;
      ReadComment(cursor, &inner);
      row->comment = std::move(inner.comment);
    } else {
      cursor.SkipValue();
    }
  });
}

void SlackRowParser::ReadComment(JsonCursor& cursor, SlackRow* row) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "comment") {
      std::string_view text;
      if (JsonText(cursor, &scratch_, &text)) AppendSlackText(text, names_, &row->comment);
    } else if (key == "user" && row->user.empty()) {
      JsonText(cursor, &row->user);
    } else {
      cursor.SkipValue();
    }
  });
}

}  // namespace ebb
