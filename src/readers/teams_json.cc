#include "readers/teams_json.h"

#include <string>

#include "base/text_util.h"
#include "readers/json_records.h"
#include "readers/skype_text.h"

namespace ebb {
namespace {

struct TeamsRow {
  std::string created, chat, channel, reply_to, type, user_id, user_name, content;
  bool html = true, app = false, edited = false, deleted = false, files = false, quotes = false;
};

// Graph's names as it gives them, and with a capital as they stand in the export for
// administrators.
bool IsGraphKey(std::string_view key, std::string_view name) {
  return key.size() == name.size() && (key.front() | 0x20) == name.front() &&
         key.substr(1) == name.substr(1);
}

// Graph's object, or the address that the service itself writes: ".../contacts/8:orgid:ID".
void ReadFrom(JsonCursor& cursor, TeamsRow* row) {
  if (cursor.Peek() == '"') {
    JsonText(cursor, &row->user_id);
    row->user_id.erase(0, row->user_id.rfind('/') + 1);
    row->app = row->user_id.starts_with("28:");
    return;
  }
  JsonObject(cursor, [&](std::string_view who) {
    const bool app = IsGraphKey(who, "application");
    if (!IsGraphKey(who, "user") && !app) {
      cursor.SkipValue();
      return;
    }
    JsonObject(cursor, [&](std::string_view key) {
      row->app = row->app || app;
      if (IsGraphKey(key, "id")) {
        JsonText(cursor, &row->user_id);
      } else if (IsGraphKey(key, "displayName")) {
        JsonText(cursor, &row->user_name);
      } else {
        cursor.SkipValue();
      }
    });
  });
}

void ReadBody(JsonCursor& cursor, TeamsRow* row) {
  std::string type;
  JsonObject(cursor, [&](std::string_view key) {
    if (IsGraphKey(key, "contentType")) {
      JsonText(cursor, &type);
    } else if (IsGraphKey(key, "content")) {
      JsonText(cursor, &row->content);
    } else {
      cursor.SkipValue();
    }
  });
  row->html = type != "text";
}

void ReadAttachments(JsonCursor& cursor, TeamsRow* row) {
  JsonArray(cursor, [&] {
    std::string type;
    JsonObject(cursor, [&](std::string_view key) {
      if (IsGraphKey(key, "contentType")) {
        JsonText(cursor, &type);
      } else {
        cursor.SkipValue();
      }
    });
    row->quotes = row->quotes || type == "messageReference";
    row->files = row->files || type == "reference" || type.starts_with("image/");
  });
}

// Of a message in a team's channel, which belongs to no chat.
void ReadChannel(JsonCursor& cursor, TeamsRow* row) {
  JsonObject(cursor, [&](std::string_view key) {
    if (IsGraphKey(key, "channelId")) {
      JsonText(cursor, &row->channel);
    } else {
      cursor.SkipValue();
    }
  });
}

void ReadProperties(JsonCursor& cursor, TeamsRow* row) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "edittime") {
      row->edited = JsonSays(cursor);
    } else if (key == "deletetime") {
      row->deleted = JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

// The keys of the service's own rows. False if `key` is none of them; nothing is used then.
bool ReadServiceKey(JsonCursor& cursor, std::string_view key, TeamsRow* row) {
  if (key == "composetime") {
    JsonText(cursor, &row->created);
  } else if (key == "imdisplayname") {
    JsonText(cursor, &row->user_name);
  } else if (key == "conversationid") {
    JsonText(cursor, &row->chat);
  } else if (key == "content") {
    JsonText(cursor, &row->content);
  } else if (key == "properties") {
    ReadProperties(cursor, row);
  } else if (key == "messagetype") {
    JsonText(cursor, &row->type);
    row->html = row->type != "Text";
    row->files = row->type.starts_with("RichText/Media");
    if (!row->html || row->type.starts_with("RichText")) row->type = "message";
  } else {
    return false;
  }
  return true;
}

void ParseRow(JsonCursor& cursor, TeamsRow* row) {
  *row = {};
  JsonObject(cursor, [&](std::string_view key) {
    if (ReadServiceKey(cursor, key, row)) return;
    if (IsGraphKey(key, "createdDateTime")) {
      JsonText(cursor, &row->created);
    } else if (IsGraphKey(key, "chatId")) {
      JsonText(cursor, &row->chat);
    } else if (IsGraphKey(key, "replyToId")) {
      JsonText(cursor, &row->reply_to);
    } else if (IsGraphKey(key, "messageType")) {
      JsonText(cursor, &row->type);
    } else if (IsGraphKey(key, "from")) {
      ReadFrom(cursor, row);
    } else if (IsGraphKey(key, "body")) {
      ReadBody(cursor, row);
    } else if (IsGraphKey(key, "attachments")) {
      ReadAttachments(cursor, row);
    } else if (IsGraphKey(key, "channelIdentity")) {
      ReadChannel(cursor, row);
    } else if (IsGraphKey(key, "lastEditedDateTime")) {
      row->edited = JsonSays(cursor);
    } else if (IsGraphKey(key, "deletedDateTime")) {
      row->deleted = JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

class TeamsExport {
 public:
  TeamsExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    if (records_.walker().Peek() == '[') {
      ReadMessages();
    } else {
      records_.RootLists({"value", "messages"}, [this] { ReadMessages(); });
    }
    if (records_.error()) return *records_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": no messages of Teams in it (objects with createdDateTime, from and "
                       "body)"};
    }
    return records_.Report(kTeamsJsonReader.name, "JSON rows with Teams' bodies and times");
  }

 private:
  void ReadMessages() {
    records_.ReadArray([&](JsonCursor& cursor) { ParseRow(cursor, &row_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  // False if the user wants another chat.
  bool Begin() {
    const std::string& named = row_.chat.empty() ? row_.channel : row_.chat;
    const std::string id = named.empty() ? "teams" : named;
    if (!options_.only.empty() && options_.only != id) return false;
    if (begun_ && id == conversation_) return true;
    begun_ = true;
    conversation_ = id;
    ConversationInfo info;
    info.id = id;
    info.sort_by_time = true;  // Graph gives the newest first
    info.capabilities.seconds = info.capabilities.instants = true;
    info.capabilities.replies = info.capabilities.reactions = true;
    info.capabilities.edits = info.capabilities.deletions = true;
    sink_.BeginConversation(info);
    return true;
  }

  void Deliver(ByteRange range) {
    if (row_.created.empty()) return records_.Skip(range, "not a message record");
    found_ = true;
    if (!Begin()) return;
    const Timestamp sent = InstantFromIso(row_.created);
    const bool said = row_.type.empty() || row_.type == "message";
    if (!said || (row_.user_id.empty() && row_.user_name.empty())) {
      return records_.SendNotice(sent, range);
    }
    text_ = {};
    if (row_.html) {
      ReadSkypeText(row_.content, &text_);
    } else {
      text_.text = row_.content;
    }
    Message message;
    message.sent = sent;
    message.sender = row_.user_name.empty() ? row_.user_id : row_.user_name;
    message.sender_key = row_.user_id;
    message.edited = row_.edited;
    message.has_reply = row_.quotes || text_.quotes || !row_.reply_to.empty();
    message.kind = Kind();
    if (message.kind == MessageKind::kText || message.kind == MessageKind::kMedia) {
      message.text = Trim(text_.text);
    }
    records_.Send(&message, range);
  }

  MessageKind Kind() const {
    if (row_.deleted) return MessageKind::kDeleted;
    if (row_.app) return MessageKind::kOther;  // a bot's words
    if (row_.files || (row_.html && row_.content.find("<img") != std::string::npos)) {
      return MessageKind::kMedia;
    }
    return Trim(text_.text).empty() ? MessageKind::kOther : MessageKind::kText;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  TeamsRow row_;
  SkypeText text_;
  std::string conversation_;
  bool begun_ = false, found_ = false;
};

// The first object of the array at the cursor has the keys of a message.
bool HoldsMessages(JsonCursor& cursor) {
  if (cursor.Peek() != '[' || !cursor.Expect('[') || !cursor.NextElement()) return false;
  bool created = false, body = false, composed = false, named = false;
  bool capital = false, message = false;
  JsonObject(cursor, [&](std::string_view key) {
    created = created || IsGraphKey(key, "createdDateTime");
    body = body || (IsGraphKey(key, "body") && cursor.Peek() == '{');
    // Other services write the time with a capital, too.
    capital = capital || key == "CreatedDateTime";
    message = message || key == "MessageType" || key == "From";
    composed = composed || key == "composetime";
    named = named || key == "imdisplayname";
    cursor.SkipValue();
  });
  return (created && body && (!capital || message)) || (composed && named);
}

Match ProbeTeams(std::string_view head) {
  const bool may_be = head.find("reatedDateTime\"") != head.npos ||  // with a capital, too
                      head.find("\"composetime\"") != head.npos;
  if (!may_be) return Match::kNo;
  JsonCursor cursor(head);
  if (cursor.Peek() == '[') return HoldsMessages(cursor) ? Match::kCertain : Match::kNo;
  if (!cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if ((key == "value" || key == "messages") && cursor.Peek() == '[') {
      return HoldsMessages(cursor) ? Match::kCertain : Match::kNo;
    }
    cursor.SkipValue();
  }
  return Match::kNo;
}

Result<ReadReport> ReadTeams(Source& source, const ReadOptions& options, MessageSink& sink) {
  return TeamsExport(source, options, sink).Read();
}

}  // namespace

const Reader kTeamsJsonReader = {
    "teams-json",
    "Teams for work, messages of a chat as Microsoft Graph or the service gives them (JSON)",
    "Teams for work has no export; a program that asks Microsoft Graph for /chats/ID/messages "
    "saves them so",
    /*can_resume=*/false,
    ProbeTeams,
    ReadTeams,
};

}  // namespace ebb
