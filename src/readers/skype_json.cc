#include "readers/skype_json.h"

#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/json_records.h"
#include "readers/skype_text.h"

namespace ebb {
namespace {

struct SkypeRow {
  std::string from, name, type, content, time;
  bool edited = false, deleted = false;
};

void ReadProperties(JsonCursor& cursor, SkypeRow* row) {
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

void ParseRow(JsonCursor& cursor, SkypeRow* row) {
  *row = {};
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "from") {
      JsonText(cursor, &row->from);
    } else if (key == "displayName") {
      JsonText(cursor, &row->name);
    } else if (key == "messagetype") {
      JsonText(cursor, &row->type);
    } else if (key == "content") {
      JsonText(cursor, &row->content);
    } else if (key == "originalarrivaltime") {
      JsonText(cursor, &row->time);
    } else if (key == "properties") {
      ReadProperties(cursor, row);
    } else {
      cursor.SkipValue();
    }
  });
}

// "8:live:ada" to "live:ada": the number says which network.
std::string_view WithoutNetwork(std::string_view id) {
  const std::size_t colon = id.find(':');
  if (colon == id.npos || colon > 2) return id;
  return id.substr(colon + 1);
}

bool IsEvent(std::string_view type) {
  for (const std::string_view family :
       {"Event/", "ThreadActivity/", "Notice", "PopCard", "InviteFreeRelationshipChanged",
        "ScheduledCallInvite", "RichText/ScheduledCallInvite", "Control/", "Translation"}) {
    if (type.starts_with(family)) return true;
  }
  return false;
}

MessageKind KindOfType(std::string_view type) {
  if (type == "Text" || type == "RichText" || type == "RichText/Html" || type == "RichText/Sms" ||
      type.empty()) {
    return MessageKind::kText;
  }
  if (type.find("Location") != type.npos) return MessageKind::kLocation;
  if (type.find("Contacts") != type.npos) return MessageKind::kContact;
  if (type.find("Poll") != type.npos) return MessageKind::kPoll;
  const bool media = type.find("Media_") != type.npos || type.find("UriObject") != type.npos ||
                     type.find("Files") != type.npos;
  return media ? MessageKind::kMedia : MessageKind::kOther;
}

class SkypeExport {
 public:
  SkypeExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    records_.Root([this](const std::string& key) {
      JsonWalker& walker = records_.walker();
      if (key == "userId") {
        walker.Value(&me_);
      } else if (key == "conversations" && walker.Peek() == '[') {
        ReadConversations();
      } else {
        walker.SkipValue();
      }
    });
    if (records_.error()) return *records_.error();
    if (!found_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not a Skype export; give the tar file, or in it "
                                          "messages.json"};
    }
    return records_.Report(kSkypeJsonReader.name, "JSON with Skype's lists of messages");
  }

 private:
  void ReadConversations() {
    found_ = true;
    JsonWalker& walker = records_.walker();
    walker.Expect('[');
    while (records_.Going() && walker.NextElement()) ReadConversation();
  }

  void ReadConversation() {
    JsonWalker& walker = records_.walker();
    if (walker.Peek() != '{') {
      walker.SkipValue();
      return;
    }
    walker.Expect('{');
    std::string key;
    id_.clear();
    name_.clear();
    while (records_.Going() && walker.NextKey(&key)) {
      if (key == "id") {
        walker.Value(&id_);
      } else if (key == "displayName") {
        walker.Value(&name_);
      } else if (key == "MessageList" && walker.Peek() == '[') {
        ReadMessages();
      } else {
        walker.SkipValue();
      }
    }
  }

  void ReadMessages() {
    ConversationInfo info;
    info.id = id_.empty() ? "conversation-" + std::to_string(++unnamed_) : id_;
    info.name = name_;
    if (!options_.only.empty() && options_.only != info.id && options_.only != info.name) {
      records_.walker().SkipValue();
      return;
    }
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    info.capabilities.edits = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !me_.empty();
    sink_.BeginConversation(info);
    ids_.clear();
    if (!name_.empty() && id_.starts_with("8:")) ids_[name_] = id_;
    records_.ReadArray([&](JsonCursor& cursor) { ParseRow(cursor, &row_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  // The owner's rows have no name, and rows of people who left have no id.
  std::string_view Sender() const {
    return row_.name.empty() ? WithoutNetwork(row_.from) : std::string_view(row_.name);
  }

  // Some rows have a name alone: whoever is called so in this chat.
  std::string_view Key() {
    if (row_.name.empty()) return row_.from;
    std::string& known = ids_[row_.name];
    if (!row_.from.empty()) known = row_.from;
    return known;
  }

  void Deliver(ByteRange range) {
    const Timestamp sent = InstantFromIso(row_.time);
    const bool log = id_ == "48:calllogs" || id_ == "48:threads" || id_ == "48:notifications";
    if (IsEvent(row_.type) || log) return records_.SendNotice(sent, range);
    if (Sender().empty()) return records_.Skip(range, "no sender");
    ReadSkypeText(row_.content, &text_);
    Message message;
    message.sent = sent;
    message.sender = Sender();
    message.sender_key = Key();
    message.from_me = !me_.empty() && row_.from == me_;
    message.edited = row_.edited || text_.edited;
    message.has_reply = text_.quotes;
    message.kind = Kind();
    if (message.kind == MessageKind::kText) message.text = Trim(text_.text);
    records_.Send(&message, range);
  }

  MessageKind Kind() const {
    if (row_.deleted) return MessageKind::kDeleted;
    if (id_.starts_with("28:") && row_.from != me_) return MessageKind::kOther;  // a bot
    const MessageKind kind = KindOfType(row_.type);
    if (kind != MessageKind::kText || !Trim(text_.text).empty()) return kind;
    // Nothing is left but the mark of an edit.
    const bool gone = text_.edited || row_.content.empty();
    return gone && !text_.quotes ? MessageKind::kDeleted : MessageKind::kOther;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  std::string me_, id_, name_;
  SkypeRow row_;
  SkypeText text_;
  std::map<std::string, std::string> ids_;  // of the chat's people, by their names
  std::uint64_t unnamed_ = 0;
  bool found_ = false;
};

Match ProbeSkype(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('{')) return Match::kNo;
  bool user = false;
  std::string_view key;
  std::string id;
  while (cursor.NextKey(&key)) {
    if (key == "userId") {
      user = JsonText(cursor, &id) && id.find(':') != std::string::npos;
    } else if (key == "conversations" && cursor.Peek() == '[') {
      if (user) return Match::kCertain;
      return head.find("\"MessageList\"") != head.npos ? Match::kCertain : Match::kNo;
    } else {
      cursor.SkipValue();
    }
  }
  return Match::kNo;
}

Result<ReadReport> ReadSkype(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SkypeExport(source, options, sink).Read();
}

}  // namespace

const Reader kSkypeJsonReader = {
    "skype-json",
    "Skype and Teams (free), all conversations of an account (messages.json)",
    "secure.skype.com/data-export: Conversations; give the tar file you get as it is",
    /*can_resume=*/false,
    ProbeSkype,
    ReadSkype,
};

}  // namespace ebb
