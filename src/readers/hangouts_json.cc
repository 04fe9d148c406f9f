#include "readers/hangouts_json.h"

#include <map>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/json_records.h"

namespace ebb {
namespace {

// What "conversation" says.
struct HangoutsHeader {
  std::string id, name, type, me;
  std::map<std::string, std::string> people;  // by gaia id, else chat id
};

struct HangoutsEvent {
  std::string sender, type, text;
  std::optional<std::int64_t> micros;
  bool has_message = false, attachment = false;
};

// {"gaia_id": "1", "chat_id": "2"}: the first, if it is there.
std::string ReadPersonId(JsonCursor& cursor) {
  std::string gaia, chat;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "gaia_id") {
      JsonText(cursor, &gaia);
    } else if (key == "chat_id") {
      JsonText(cursor, &chat);
    } else {
      cursor.SkipValue();
    }
  });
  return gaia.empty() ? chat : gaia;
}

void ReadPeople(JsonCursor& cursor, HangoutsHeader* header) {
  JsonArray(cursor, [&] {
    std::string id, name;
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "id") {
        id = ReadPersonId(cursor);
      } else if (key == "fallback_name") {
        JsonText(cursor, &name);
      } else {
        cursor.SkipValue();
      }
    });
    if (!id.empty()) header->people[id] = name;
  });
}

// "self_conversation_state": {"self_read_state": {"participant_id": {...}}}
void ReadSelf(JsonCursor& cursor, HangoutsHeader* header) {
  JsonObject(cursor, [&](std::string_view outer) {
    if (outer != "self_read_state") {
      cursor.SkipValue();
      return;
    }
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "participant_id") {
        header->me = ReadPersonId(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  });
}

void ReadId(JsonCursor& cursor, std::string* id) {
  if (cursor.Peek() != '{') {
    JsonText(cursor, id);
    return;
  }
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "id") {
      JsonText(cursor, id);
    } else {
      cursor.SkipValue();
    }
  });
}

// The object may hold another one of the same name with the rest.
void ReadHeader(JsonCursor& cursor, HangoutsHeader* header) {
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "conversation_id" || key == "id") {
      ReadId(cursor, &header->id);
    } else if (key == "conversation") {
      JsonObject(cursor, [&](std::string_view inner) {
        if (inner == "name") {
          JsonText(cursor, &header->name);
        } else if (inner == "type") {
          JsonText(cursor, &header->type);
        } else if (inner == "participant_data") {
          ReadPeople(cursor, header);
        } else if (inner == "self_conversation_state") {
          ReadSelf(cursor, header);
        } else {
          cursor.SkipValue();
        }
      });
    } else if (key == "name") {
      JsonText(cursor, &header->name);
    } else if (key == "participant_data") {
      ReadPeople(cursor, header);
    } else if (key == "self_conversation_state") {
      ReadSelf(cursor, header);
    } else {
      cursor.SkipValue();
    }
  });
}

void ReadSegments(JsonCursor& cursor, std::string* text) {
  JsonArray(cursor, [&] {
    std::string type, part;
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "type") {
        JsonText(cursor, &type);
      } else if (key == "text") {
        JsonText(cursor, &part);
      } else {
        cursor.SkipValue();
      }
    });
    *text += type == "LINE_BREAK" ? "\n" : part;
  });
}

void ReadChatMessage(JsonCursor& cursor, HangoutsEvent* event) {
  event->has_message = true;
  JsonObject(cursor, [&](std::string_view outer) {
    if (outer != "message_content") {
      cursor.SkipValue();
      return;
    }
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "segment") {
        ReadSegments(cursor, &event->text);
      } else if (key == "attachment") {
        event->attachment = JsonSays(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  });
}

void ParseEvent(JsonCursor& cursor, HangoutsEvent* event) {
  *event = {};
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "sender_id") {
      event->sender = ReadPersonId(cursor);
    } else if (key == "timestamp") {
      event->micros = JsonInteger(cursor);
    } else if (key == "event_type") {
      JsonText(cursor, &event->type);
    } else if (key == "chat_message") {
      ReadChatMessage(cursor, event);
    } else {
      cursor.SkipValue();
    }
  });
}

class HangoutsExport {
 public:
  HangoutsExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    records_.RootLists({"conversations", "conversation_state"}, [this] { ReadConversations(); });
    if (records_.error()) return *records_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a Hangouts export; give Hangouts.json of the Takeout"};
    }
    return records_.Report(kHangoutsJsonReader.name, "JSON with Hangouts' list of conversations");
  }

 private:
  void ReadConversations() {
    found_ = true;
    JsonWalker& walker = records_.walker();
    walker.Expect('[');
    while (records_.Going() && walker.NextElement()) {
      header_ = {};
      ReadConversation(/*nested=*/false);
    }
  }

  void ReadConversation(bool nested) {
    JsonWalker& walker = records_.walker();
    if (walker.Peek() != '{') {
      walker.SkipValue();
      return;
    }
    walker.Expect('{');
    std::string key;
    while (records_.Going() && walker.NextKey(&key)) {
      if ((key == "events" || key == "event") && walker.Peek() == '[') {
        ReadEvents();
      } else if (key == "conversation") {
        ReadHeaderHere();
      } else if (key == "conversation_state" && !nested && walker.Peek() == '{') {
        ReadConversation(/*nested=*/true);  // the older form holds everything in here
      } else if (key == "conversation_id" && walker.Peek() == '{') {
        walker.Record([&](JsonCursor& cursor) { ReadId(cursor, &header_.id); });
      } else {
        walker.SkipValue();
      }
    }
  }

  void ReadHeaderHere() {
    HangoutsHeader header;
    const auto outcome = records_.walker().Record([&](JsonCursor& cursor) {
      header = {};
      ReadHeader(cursor, &header);
    });
    if (outcome != JsonWalker::Outcome::kParsed) return;
    if (header.id.empty()) header.id = header_.id;
    header_ = std::move(header);
  }

  void ReadEvents() {
    const ConversationInfo info = Describe();
    if (!options_.only.empty() && options_.only != info.id && options_.only != info.name) {
      records_.walker().SkipValue();
      return;
    }
    sink_.BeginConversation(info);
    records_.ReadArray([&](JsonCursor& cursor) { ParseEvent(cursor, &event_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  ConversationInfo Describe() {
    ConversationInfo info;
    info.id = header_.id.empty() ? "conversation-" + std::to_string(++unnamed_) : header_.id;
    info.name = header_.name;
    for (const auto& [id, name] : header_.people) {
      if (!header_.name.empty() || id == header_.me || name.empty()) continue;
      info.name += (info.name.empty() ? "" : ", ") + name;
    }
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.knows_me = !header_.me.empty();
    return info;
  }

  void Deliver(ByteRange range) {
    Timestamp sent;
    if (event_.micros) sent = InstantFromMillis(*event_.micros / 1000);
    const bool said =
        event_.has_message || event_.type == "REGULAR_CHAT_MESSAGE" || event_.type == "SMS";
    if (!said) return records_.SendNotice(sent, range);
    if (event_.sender.empty()) return records_.Skip(range, "no sender");
    const auto known = header_.people.find(event_.sender);
    Message message;
    message.sent = sent;
    message.sender = known == header_.people.end() || known->second.empty()
                         ? std::string_view(event_.sender)
                         : known->second;
    message.sender_key = event_.sender;
    message.from_me = event_.sender == header_.me;
    message.text = event_.text;
    message.kind = event_.attachment           ? MessageKind::kMedia
                   : Trim(event_.text).empty() ? MessageKind::kOther
                                               : MessageKind::kText;
    records_.Send(&message, range);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  HangoutsHeader header_;
  HangoutsEvent event_;
  std::uint64_t unnamed_ = 0;
  bool found_ = false;
};

// What the first element of the list holds.
Match ProbeList(JsonCursor& cursor) {
  cursor.Expect('[');
  if (!cursor.NextElement()) return Match::kNo;
  bool events = false, conversation = false;
  JsonObject(cursor, [&](std::string_view key) {
    events = events || key == "events" || key == "event";
    conversation = conversation || key == "conversation" || key == "conversation_id";
    // What follows "conversation" may not fit in the head; its own first key tells enough.
    if (key == "conversation" && cursor.Peek() == '{') {
      JsonObject(cursor, [&](std::string_view inner) {
        events = events || inner == "conversation_id" || inner == "participant_data";
        cursor.SkipValue();
      });
    } else {
      cursor.SkipValue();
    }
  });
  return conversation && events ? Match::kCertain : Match::kNo;
}

Match ProbeHangouts(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (key == "conversation_state" && cursor.Peek() == '[') return Match::kCertain;
    if (key == "conversations" && cursor.Peek() == '[') return ProbeList(cursor);
    cursor.SkipValue();
  }
  return Match::kNo;
}

Result<ReadReport> ReadHangouts(Source& source, const ReadOptions& options, MessageSink& sink) {
  return HangoutsExport(source, options, sink).Read();
}

}  // namespace

const Reader kHangoutsJsonReader = {
    "hangouts-json",
    "Google Hangouts, all conversations of an account (Hangouts.json)",
    "takeout.google.com: choose Hangouts alone (accounts that still have it)",
    /*can_resume=*/false,
    ProbeHangouts,
    ReadHangouts,
};

}  // namespace ebb
