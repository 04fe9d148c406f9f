#include "readers/element_json.h"

#include <map>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/json_records.h"

namespace ebb {
namespace {

constexpr std::size_t kMostEdits = std::size_t{64} << 20;  // bytes of new texts kept

struct Content {
  std::string type, body, file_name, display_name, new_body, relation, target;
  bool reply = false, any = false;
};

struct MatrixEvent {
  std::string type, sender, id, state_key;
  std::optional<std::int64_t> millis;
  Content content;
  bool redacted = false;

  // The same as a new one, but for the room the strings have.
  void Clear() {
    for (std::string* text :
         {&type, &sender, &id, &state_key, &content.type, &content.body, &content.file_name,
          &content.display_name, &content.new_body, &content.relation, &content.target}) {
      text->clear();
    }
    content.reply = content.any = redacted = false;
    millis.reset();
  }
};

void ReadRelation(JsonCursor& cursor, Content* content) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "rel_type") {
      JsonText(cursor, &content->relation);
    } else if (key == "event_id") {
      JsonText(cursor, &content->target);
    } else if (key == "m.in_reply_to") {
      content->reply = JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

void ReadNewContent(JsonCursor& cursor, Content* content) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "body") {
      JsonText(cursor, &content->new_body);
    } else {
      cursor.SkipValue();
    }
  });
}

void ReadContent(JsonCursor& cursor, Content* content) {
  JsonObject(cursor, [&](std::string_view key) {
    content->any = true;
    if (key == "msgtype") {
      JsonText(cursor, &content->type);
    } else if (key == "body") {
      JsonText(cursor, &content->body);
    } else if (key == "filename") {
      JsonText(cursor, &content->file_name);
    } else if (key == "displayname") {
      JsonText(cursor, &content->display_name);
    } else if (key == "m.relates_to") {
      ReadRelation(cursor, content);
    } else if (key == "m.new_content") {
      ReadNewContent(cursor, content);
    } else {
      cursor.SkipValue();
    }
  });
}

void ParseEvent(JsonCursor& cursor, MatrixEvent* event) {
  event->Clear();
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "type") {
      JsonText(cursor, &event->type);
    } else if (key == "sender") {
      JsonText(cursor, &event->sender);
    } else if (key == "event_id") {
      JsonText(cursor, &event->id);
    } else if (key == "state_key") {
      JsonText(cursor, &event->state_key);
    } else if (key == "origin_server_ts") {
      event->millis = JsonInteger(cursor);
    } else if (key == "content") {
      ReadContent(cursor, &event->content);
    } else if (key == "unsigned") {
      JsonObject(cursor, [&](std::string_view inner) {
        if (inner == "redacted_because") {
          event->redacted = JsonSays(cursor);
        } else {
          cursor.SkipValue();
        }
      });
    } else {
      cursor.SkipValue();
    }
  });
}

// What Learn needs of an event, and no more.
void ParseForLearning(JsonCursor& cursor, MatrixEvent* event) {
  event->Clear();
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "type") {
      JsonText(cursor, &event->type);
    } else if (key == "sender") {
      JsonText(cursor, &event->sender);
    } else if (key == "state_key") {
      JsonText(cursor, &event->state_key);
    } else if (key == "content") {
      JsonObject(cursor, [&](std::string_view inner) {
        if (inner == "displayname") {
          JsonText(cursor, &event->content.display_name);
        } else if (inner == "m.relates_to") {
          ReadRelation(cursor, &event->content);
        } else if (inner == "m.new_content") {
          ReadNewContent(cursor, &event->content);
        } else {
          cursor.SkipValue();
        }
      });
    } else {
      cursor.SkipValue();
    }
  });
}

// The body of a reply begins with the quoted message, each line after "> ", and a blank line.
std::string_view WithoutFallback(std::string_view body) {
  std::string_view rest = body;
  while (rest.starts_with("> ") || rest.starts_with(">\n")) {
    const std::size_t end = rest.find('\n');
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  if (rest.size() < body.size() && rest.starts_with('\n')) rest.remove_prefix(1);
  return rest;
}

bool IsFile(std::string_view type) {
  return type == "m.image" || type == "m.video" || type == "m.audio" || type == "m.file";
}

bool IsPollStart(std::string_view type) { return type.ends_with("poll.start"); }

// What is learned of a room before its messages are handed over.
struct Room {
  std::map<std::string, std::string> names;  // by user id
  std::map<std::string, std::string> edits;  // new text by event id
  std::size_t edit_bytes = 0;
};

class ElementExport {
 public:
  ElementExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    // Names and edits stand anywhere in the file, so it is read twice.
    DiscardSink nobody;
    JsonRecords first(source_, nobody);
    Walk(first, [&](ByteRange) { Learn(); });
    if (first.error()) return *first.error();
    JsonRecords second(source_, sink_);
    begin_ = true;
    Walk(second, [&](ByteRange range) { Deliver(second, range); });
    if (second.error()) return *second.error();
    if (!found_) {
      return Error{ErrorKind::kInput, source_.name() + ": not a room exported by Element"};
    }
    ReadReport report =
        second.Report(kElementJsonReader.name, "JSON with Element's room and events");
    if (room_.edit_bytes > kMostEdits) {
      report.warnings.push_back("more edits than can be kept; late ones were not applied");
    }
    return report;
  }

 private:
  class DiscardSink final : public MessageSink {
    void BeginConversation(const ConversationInfo& /*info*/) override {}
    bool OnMessage(const Message& /*message*/) override { return true; }
    void OnSkipped(const SkippedRecord& /*record*/) override {}
  };

  template <typename Visit>
  void Walk(JsonRecords& records, Visit visit) {
    if (Status start = source_.Seek(0); !start) return;
    JsonWalker& walker = records.walker();
    std::string key;
    bool read = false;  // a second list holds the same
    if (walker.Peek() == '[') return ReadEvents(records, visit);
    if (!walker.Expect('{')) return;
    while (records.Going() && walker.NextKey(&key)) {
      if (key == "room_name") {
        walker.Value(&name_);
      } else if (key == "exported_by") {
        walker.Value(&owner_);
      } else if (HoldsEvents(key) && walker.Peek() == '[' && !(read && key != "state")) {
        read = read || key != "state";
        ReadEvents(records, visit);
      } else {
        walker.SkipValue();
      }
    }
  }

  // What a server calls `state` says who is there, and holds no records.
  bool HoldsEvents(std::string_view key) const {
    return key == "messages" || key == "chunk" || (key == "state" && !begin_);
  }

  template <typename Visit>
  void ReadEvents(JsonRecords& records, Visit visit) {
    if (begin_ && !Begin()) {
      records.walker().SkipValue();
      return;
    }
    found_ = true;
    records.ReadArray(
        [&](JsonCursor& cursor) {
          begin_ ? ParseEvent(cursor, &event_) : ParseForLearning(cursor, &event_);
        },
        visit);
  }

  void Learn() {
    Content& content = event_.content;
    if (event_.type == "m.room.member" && !content.display_name.empty()) {
      room_.names[event_.state_key.empty() ? event_.sender : event_.state_key] =
          content.display_name;
    }
    if (content.relation != "m.replace" || content.target.empty() || content.new_body.empty()) {
      return;
    }
    room_.edit_bytes += content.new_body.size();
    if (room_.edit_bytes <= kMostEdits) room_.edits[content.target] = std::move(content.new_body);
  }

  bool Begin() {
    FindOwner();
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "room" : name_;
    if (!options_.only.empty() && options_.only != info.id) return false;
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.edits = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !me_.empty();
    sink_.BeginConversation(info);
    return true;
  }

  // The file names its owner by display name alone.
  void FindOwner() {
    me_.clear();
    std::size_t fitting = 0;
    for (const auto& [id, name] : room_.names) {
      if (owner_.empty() || name != owner_) continue;
      ++fitting;
      me_ = id;
    }
    if (fitting > 1) me_.clear();
  }

  void Deliver(JsonRecords& records, ByteRange range) {
    const Timestamp sent = InstantFromMillis(event_.millis);
    const bool message_type = event_.type == "m.room.message" || event_.type == "m.sticker" ||
                              event_.type == "m.room.encrypted" || IsPollStart(event_.type);
    if (!message_type || event_.content.relation == "m.replace") {
      return records.SendNotice(sent, range);
    }
    if (event_.sender.empty()) return records.Skip(range, "no sender");
    const auto known = room_.names.find(event_.sender);
    const auto edit = room_.edits.find(event_.id);
    Message message;
    message.sent = sent;
    message.sender = known == room_.names.end() ? event_.sender : known->second;
    message.sender_key = event_.sender;
    message.from_me = !me_.empty() && event_.sender == me_;
    message.has_reply = event_.content.reply;
    message.edited = edit != room_.edits.end();
    const std::string_view body = message.edited ? edit->second : event_.content.body;
    message.text = Words(body);
    message.kind = Kind(message.text);
    records.Send(&message, range);
  }

  std::string_view Words(std::string_view body) const {
    const Content& content = event_.content;
    // What was taken back has no words, though an edit of it may still be in the file.
    if (event_.type != "m.room.message" || event_.redacted || !content.any) return {};
    if (content.type == "m.text" || content.type == "m.emote" || content.type.empty()) {
      return content.reply ? WithoutFallback(body) : body;
    }
    // The body of a file is its name, or a caption if the name stands apart.
    const bool caption =
        IsFile(content.type) && !content.file_name.empty() && content.file_name != content.body;
    return caption ? body : std::string_view();
  }

  MessageKind Kind(std::string_view words) const {
    const Content& content = event_.content;
    if (event_.redacted || !content.any) return MessageKind::kDeleted;
    if (IsPollStart(event_.type)) return MessageKind::kPoll;
    if (event_.type == "m.sticker" || IsFile(content.type)) return MessageKind::kMedia;
    if (content.type == "m.location") return MessageKind::kLocation;
    return Trim(words).empty() ? MessageKind::kOther : MessageKind::kText;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  Room room_;
  MatrixEvent event_;
  std::string name_, owner_, me_;
  bool found_ = false, begin_ = false;
};

// The first of a list of events, as a server gives them to programs.
Match ProbeEvents(JsonCursor& cursor) {
  cursor.Expect('[');
  if (!cursor.NextElement()) return Match::kNo;
  int marks = 0;
  std::string sender, type;
  JsonObject(cursor, [&](std::string_view key) {
    marks += key == "event_id" || key == "origin_server_ts" || key == "sender" || key == "type";
    std::string* text = key == "sender" ? &sender : key == "type" ? &type : nullptr;
    if (text != nullptr && cursor.Peek() == '"') {
      JsonText(cursor, text);
    } else {
      cursor.SkipValue();
    }
  });
  // Other logs of events have such keys, too.
  const bool matrix = sender.starts_with('@') || type.starts_with("m.");
  return marks == 4 && matrix ? Match::kCertain : Match::kNo;
}

Match ProbeElement(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() == '[') return ProbeEvents(cursor);
  if (!cursor.Expect('{')) return Match::kNo;
  int marks = 0;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (key == "chunk" && cursor.Peek() == '[') return ProbeEvents(cursor);
    marks += key == "room_name" || key == "room_creator" || key == "exported_by" ? 1 : 0;
    if (key == "messages") break;
    cursor.SkipValue();
  }
  return marks >= 2 ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadElement(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ElementExport(source, options, sink).Read();
}

}  // namespace

const Reader kElementJsonReader = {
    "element-json",
    "Matrix rooms exported by Element as JSON",
    "Element (desktop or web): open the room, Room info, Export chat, format JSON, from the "
    "beginning",
    /*can_resume=*/false,
    ProbeElement,
    ReadElement,
};

}  // namespace ebb
