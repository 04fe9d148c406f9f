#include "readers/google_chat.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/json_records.h"
#include "readers/localised_date.h"
#include "readers/tree.h"

namespace ebb {
namespace {

struct GooglePerson {
  std::string name, email;
  bool bot = false;
};

GooglePerson ReadPerson(JsonCursor& cursor) {
  GooglePerson person;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "name") {
      JsonText(cursor, &person.name);
    } else if (key == "email") {
      JsonText(cursor, &person.email);
    } else if (key == "user_type") {
      std::string type;
      person.bot = JsonText(cursor, &type) && type == "Bot";
    } else {
      cursor.SkipValue();
    }
  });
  return person;
}

struct GoogleRow {
  GooglePerson creator;
  std::string date, deleted_date, text, topic, id, state;
  bool has_creator = false, edited = false, quote = false, files = false, deleted = false;
};

void ParseRow(JsonCursor& cursor, GoogleRow* row) {
  *row = {};
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "creator") {
      row->creator = ReadPerson(cursor);
    } else if (key == "created_date") {
      JsonText(cursor, &row->date);
    } else if (key == "deleted_date") {
      JsonText(cursor, &row->deleted_date);
    } else if (key == "text") {
      JsonText(cursor, &row->text);
    } else if (key == "topic_id") {
      JsonText(cursor, &row->topic);
    } else if (key == "message_id") {
      JsonText(cursor, &row->id);
    } else if (key == "message_state") {
      JsonText(cursor, &row->state);
    } else if (key == "updated_date") {
      row->edited = JsonSays(cursor);
    } else if (key == "quoted_message_metadata") {
      row->quote = JsonSays(cursor);
    } else if (key == "attached_files") {
      row->files = JsonSays(cursor);
    } else if (key == "deletion_metadata") {
      row->deleted = JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

// "space/topic/message": the first message of a topic has its number.
bool AnswersTopic(std::string_view id) {
  const std::vector<std::string_view> parts = Split(id, '/');
  return parts.size() == 3 && parts[1] != parts[2];
}

class GoogleChatExport {
 public:
  GoogleChatExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    if (options_.context != nullptr) me_ = options_.context->me;
    if (Status start = source_.Seek(0); !start) return start.error();
    records_.RootLists({"messages"}, [this] { ReadMessages(); });
    if (records_.error()) return *records_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a Google Chat conversation; give messages.json, or the "
                       "zip or folder of the Takeout"};
    }
    ReadReport report =
        records_.Report(kGoogleChatReader.name, "JSON with Google Chat's creators and topics");
    NoteUndated(undated_, "set the account to English and export again", &report);
    if (nameless_ > 0) {
      report.warnings.push_back(
          std::to_string(nameless_) +
          " messages are of people who left, of whom the file holds no name; they may be several, "
          "but count as one, \"Deleted user\"");
    }
    return report;
  }

 private:
  void ReadMessages() {
    found_ = true;
    ConversationInfo info;
    info.id = "google-chat";
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    info.capabilities.edits = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !me_.empty();
    if (!options_.only.empty() && options_.only != info.id) {
      records_.walker().SkipValue();
      return;
    }
    sink_.BeginConversation(info);
    records_.ReadArray([&](JsonCursor& cursor) { ParseRow(cursor, &row_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  void Deliver(ByteRange range) {
    const GooglePerson& creator = row_.creator;
    const bool nameless = creator.name.empty() && creator.email.empty();
    if (nameless && row_.date.empty()) return DeliverNobodys(range);
    Message message;
    message.sent = GoogleChatTime(row_.date);
    undated_ += message.sent.basis == Timestamp::Basis::kNone ? 1 : 0;
    nameless_ += nameless ? 1 : 0;
    // Who left the service has neither a name nor an address.
    message.sender = nameless               ? std::string_view("Deleted user")
                     : creator.name.empty() ? creator.email
                                            : creator.name;
    message.sender_key = creator.email;
    message.from_me = !me_.empty() && creator.email == me_;
    message.edited = row_.edited;
    message.has_reply = row_.quote || AnswersTopic(row_.id);
    message.kind = Kind();
    const bool own = message.kind == MessageKind::kText || message.kind == MessageKind::kMedia;
    if (own) message.text = row_.text;
    records_.Send(&message, range);
  }

  // Of a message that was deleted later on nothing is left, but when.
  void DeliverNobodys(ByteRange range) {
    if (Kind() != MessageKind::kDeleted) return records_.Skip(range, "no sender");
    records_.SendNotice(GoogleChatTime(row_.deleted_date), range);
  }

  MessageKind Kind() const {
    if (row_.deleted || row_.state == "DELETED") return MessageKind::kDeleted;
    if (row_.creator.bot) return MessageKind::kOther;
    if (row_.files) return MessageKind::kMedia;
    return Trim(row_.text).empty() ? MessageKind::kOther : MessageKind::kText;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  std::string me_;
  GoogleRow row_;
  std::uint64_t undated_ = 0, nameless_ = 0;
  bool found_ = false;
};

Match ProbeGoogleChat(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (key != "messages" || cursor.Peek() != '[') {
      cursor.SkipValue();
      continue;
    }
    cursor.Expect('[');
    if (!cursor.NextElement()) return Match::kNo;
    bool creator = false, date = false;
    JsonObject(cursor, [&](std::string_view inner) {
      creator = creator || inner == "creator" || inner == "message_id";
      date = date || inner == "created_date" || inner == "topic_id";
      cursor.SkipValue();
    });
    return creator && date ? Match::kCertain : Match::kNo;
  }
  return Match::kNo;
}

Result<ReadReport> ReadGoogleChat(Source& source, const ReadOptions& options, MessageSink& sink) {
  return GoogleChatExport(source, options, sink).Read();
}

// {"user": {"name": ..., "email": ...}}
GooglePerson ReadOwner(const Tree& tree) {
  const std::string text = ReadSideFile(tree, "user_info.json");
  JsonCursor cursor(text);
  GooglePerson owner;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "user") {
      owner = ReadPerson(cursor);
    } else {
      cursor.SkipValue();
    }
  });
  return owner;
}

// The group's name, or those of its members but the owner.
std::string ReadGroupName(const std::string& text, const std::string& owner) {
  JsonCursor cursor(text);
  std::string name, members;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "name") {
      JsonText(cursor, &name);
    } else if (key == "members") {
      JsonArray(cursor, [&] {
        const GooglePerson member = ReadPerson(cursor);
        if (member.email == owner || member.name.empty()) return;
        members += (members.empty() ? "" : ", ") + member.name;
      });
    } else {
      cursor.SkipValue();
    }
  });
  return name.empty() ? members : name;
}

void DescribeGoogleChat(const Tree& tree, std::vector<TreeChat>* chats) {
  const GooglePerson owner = ReadOwner(tree);
  for (TreeChat& chat : *chats) {
    const std::string info = (chat.folder.empty() ? "" : chat.folder + "/") + "group_info.json";
    chat.context.id = BaseName(chat.folder);
    chat.context.me = owner.email;
    chat.context.name = ReadGroupName(ReadSideFile(tree, info), owner.email);
    if (chat.context.name.empty()) chat.context.name = chat.context.id;
  }
}

}  // namespace

Timestamp GoogleChatTime(std::string_view text) {
  constexpr std::string_view kUtc = "UTC";
  Timestamp stamp;
  std::string without;
  text = Trim(text);
  bool instant = text.ends_with(kUtc);
  if (instant) {
    text = Trim(text.substr(0, text.size() - kUtc.size()));
  } else if (const std::size_t utc = text.find(kUtc); utc != text.npos) {  // Chinese
    instant = true;
    without.append(text.substr(0, utc)).append(text.substr(utc + kUtc.size()));
    text = Trim(without);
  }
  std::optional<std::int64_t> seconds = ReadLocalisedDate(WithoutWeekday(text));
  if (!seconds) {
    const Timestamp iso = InstantFromIso(text);
    if (iso.basis != Timestamp::Basis::kNone) return iso;
    seconds = ReadSpokenDate(text);
  }
  if (!seconds) return stamp;
  stamp.basis = instant ? Timestamp::Basis::kInstant : Timestamp::Basis::kWall;
  stamp.seconds = *seconds;
  return stamp;
}

const Reader kGoogleChatReader = {
    "google-chat-json",
    "Google Chat (Takeout, Google Chat/Groups/.../messages.json)",
    "takeout.google.com: choose Google Chat alone, export once, zip",
    /*can_resume=*/false,
    ProbeGoogleChat,
    ReadGoogleChat,
    nullptr,
    DescribeGoogleChat,
};

}  // namespace ebb
