#include "readers/snapchat_json.h"

#include <set>
#include <string>

#include "readers/json_records.h"
#include "readers/markup_entities.h"
#include "readers/snapchat_words.h"

namespace ebb {
namespace {

struct SnapchatRow {
  std::string from, to, type, created, text, title;
  std::optional<std::int64_t> millis;  // called microseconds
  bool from_me = false;
};

void ParseRow(JsonCursor& cursor, SnapchatRow* row) {
  *row = {};
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "From") {
      JsonText(cursor, &row->from);
    } else if (key == "To") {
      JsonText(cursor, &row->to);
    } else if (key == "Media Type") {
      JsonText(cursor, &row->type);
    } else if (key == "Created") {
      JsonText(cursor, &row->created);
    } else if (key == "Created(microseconds)") {
      row->millis = JsonInteger(cursor);
    } else if (key == "Content" || key == "Text") {
      JsonText(cursor, &row->text);
    } else if (key == "Conversation Title") {
      JsonText(cursor, &row->title);
    } else if (key == "IsSender") {
      row->from_me = JsonFlag(cursor);
    } else {
      cursor.SkipValue();
    }
  });
}

// "Received Saved Chat History" and the like: everybody's rows together, by direction.
bool IsDirection(std::string_view key) {
  return key.ends_with(" Chat History") &&
         (key.starts_with("Received ") || key.starts_with("Sent "));
}

Timestamp TimeOf(const SnapchatRow& row) {
  const Timestamp stamp = InstantFromMillis(row.millis);
  return stamp.basis == Timestamp::Basis::kNone ? InstantFromIso(row.created) : stamp;
}

class SnapchatExport {
 public:
  SnapchatExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    JsonWalker& walker = records_.walker();
    if (walker.Expect('{')) {
      while (records_.Going() && walker.NextKey(&key_)) {
        if (walker.Peek() != '[') {
          walker.SkipValue();
        } else {
          ReadList();
        }
      }
    }
    if (records_.error()) return *records_.error();
    if (!known_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not Snapchat's chat history; give the zip "
                                          "of My Data or its chat_history.json"};
    }
    ReadReport report =
        records_.Report(kSnapchatJsonReader.name, "JSON with Snapchat's chat history");
    report.warnings.emplace_back(kSnapchatIsPartial);
    return report;
  }

 private:
  void ReadList() {
    by_direction_ = IsDirection(key_);
    known_ |= by_direction_;
    sent_ = key_.starts_with("Sent ");
    begun_.clear();
    if (!by_direction_ && !options_.only.empty() && options_.only != key_ &&
        options_.only != TitleAhead()) {
      records_.walker().SkipValue();
      return;
    }
    records_.ReadArray([&](JsonCursor& cursor) { ParseRow(cursor, &row_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  // The title of a group stands in each of its rows.
  std::string TitleAhead() {
    JsonCursor cursor(records_.walker().LookAhead());
    SnapchatRow first;
    if (cursor.Expect('[') && cursor.NextElement()) ParseRow(cursor, &first);
    return cursor.failed() ? std::string() : first.title;
  }

  // In the lists of a direction. Some files name the partner as `From` in both.
  const std::string& Partner() const { return sent_ && !row_.to.empty() ? row_.to : row_.from; }

  void Begin() {
    const std::string& partner = Partner();
    const std::string& id = by_direction_ ? partner : key_;
    if (begun_ == id && !id.empty()) return;
    begun_ = id;
    ConversationInfo info;
    info.id = id.empty() ? "unknown" : id;
    info.name = row_.title.empty() ? id : row_.title;
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.knows_me = true;
    info.capabilities.complete = false;  // what was not saved is gone
    sink_.BeginConversation(info);
  }

  void Deliver(ByteRange range) {
    known_ |= !row_.type.empty() && !row_.created.empty();
    if (by_direction_ && !options_.only.empty() && options_.only != Partner()) return;
    Begin();
    const MessageKind kind = SnapchatKind(row_.type, row_.text);
    const Timestamp sent = TimeOf(row_);
    if (kind == MessageKind::kNotice) return records_.SendNotice(sent, range);
    const bool mine = row_.from_me || (by_direction_ && sent_);
    Message message;
    const bool of_partner = by_direction_ && sent_ && row_.to.empty();
    message.sender = !row_.from.empty() && !of_partner ? std::string_view(row_.from)
                     : mine                            ? "Me"
                                                       : "";
    if (message.sender.empty()) return records_.Skip(range, "no sender");
    message.sent = sent;
    message.from_me = mine;
    message.kind = kind;
    std::uint64_t repaired = 0;
    const bool words = kind == MessageKind::kText || kind == MessageKind::kMedia;
    if (words)
      message.text = DecodeReferences(row_.text, MarkupDialect::kHtml, &decoded_, &repaired);
    records_.Send(&message, range);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  SnapchatRow row_;
  std::string key_, begun_, decoded_;
  bool by_direction_ = false, sent_ = false, known_ = false;
};

Match ProbeSnapchat(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (IsDirection(key) && cursor.Peek() == '[') return Match::kCertain;
    if (cursor.Peek() != '[') return Match::kNo;
    cursor.Expect('[');
    if (!cursor.NextElement()) continue;
    bool media = false, created = false;
    JsonObject(cursor, [&](std::string_view inner) {
      media = media || inner == "Media Type";
      created = created || inner == "Created";
      cursor.SkipValue();
    });
    return media && created ? Match::kCertain : Match::kNo;
  }
  return Match::kNo;
}

Result<ReadReport> ReadSnapchat(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SnapchatExport(source, options, sink).Read();
}

}  // namespace

const Reader kSnapchatJsonReader = {
    "snapchat-json",
    "Snapchat's My Data (json/chat_history.json)",
    "Snapchat: Settings, My Data, with chat history and JSON files; saved chats alone are in it",
    /*can_resume=*/false,
    ProbeSnapchat,
    ReadSnapchat,
};

}  // namespace ebb
