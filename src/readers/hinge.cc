// Hinge's matches.json: a list of threads without names: {like, match, chats, block, we_met, ...}.
#include <string>

#include "base/text_util.h"
#include "readers/dating.h"
#include "readers/json_export.h"

namespace ebb {
namespace {

// The lists of a thread, and what their records are.
struct ListKind {
  std::string_view key;
  MessageKind kind;
};
constexpr ListKind kLists[] = {
    {"chats", MessageKind::kText},    {"like", MessageKind::kNotice},
    {"match", MessageKind::kNotice},  {"block", MessageKind::kNotice},
    {"we_met", MessageKind::kNotice}, {"voice_notes", MessageKind::kMedia},
    {"media", MessageKind::kMedia},
};

const ListKind* ListOf(std::string_view key) {
  for (const ListKind& list : kLists) {
    if (list.key == key) return &list;
  }
  return nullptr;
}

struct HingeRecord {
  JsonField body, timestamp, comment;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&body, &timestamp, &comment}) field->Clear();
    ReadObject(cursor, /*inner=*/false);
  }

 private:
  // A like holds a list of likes, one with what was written to it.
  void ReadObject(JsonCursor& cursor, bool inner) {
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (key == "body") {
        body.Read(cursor);
      } else if (key == "timestamp" && !timestamp.present) {
        timestamp.Read(cursor);
      } else if (key == "comment" && !comment.present) {
        comment.Read(cursor);
      } else if (key == "like" && !inner && cursor.Peek() == '[') {
        ReadInner(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }

  void ReadInner(JsonCursor& cursor) {
    cursor.Expect('[');
    while (cursor.NextElement()) {
      if (cursor.Peek() == '{') {
        ReadObject(cursor, /*inner=*/true);
      } else {
        cursor.SkipValue();
      }
    }
  }
};

class HingeExport {
 public:
  HingeExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read() {
    const Result<bool> started = json_.Start('[');
    if (!started) return started.error();
    while (*started && json_.Going() && json_.walker().NextElement()) ReadThread();
    if (!found_ && !json_.walker().error()) {
      return Error{
          ErrorKind::kInput,
          source_.name() + ": not Hinge's matches.json (no likes, matches or chats in it)"};
    }
    Result<ReadReport> report = json_.Report(kHingeReader, "JSON with Hinge's likes and chats");
    if (report) {
      report->warnings.emplace_back(
          "Hinge gives out only your own messages, not those of your matches, and no names");
    }
    return report;
  }

 private:
  void ReadThread() {
    ++threads_;
    begun_ = false;
    json_.Keys([this](const std::string& key) {
      const ListKind* list = ListOf(key);
      if (list == nullptr || json_.walker().Peek() != '[') {
        json_.walker().SkipValue();
        return;
      }
      found_ = true;
      Begin();
      json_.Records([this](JsonCursor& cursor) { fields_.Parse(cursor); },
                    [this, list](ByteRange range) { Deliver(*list, range); });
    });
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.id = "match-" + std::to_string(threads_);
    info.sort_by_time = true;  // likes, matches and chats stand in lists of their own
    info.capabilities.seconds = true;
    info.capabilities.both_sides = false;
    info.capabilities.knows_me = true;
    json_.Begin(info);
  }

  void Deliver(const ListKind& list, ByteRange range) {
    if (!fields_.timestamp.present && !fields_.body.present && !fields_.comment.present) {
      return json_.Skip(range, "not a message record");
    }
    Message message;
    message.sent = TimeOfText(fields_.timestamp.value, /*utc=*/false);
    message.kind = list.kind;
    message.text = fields_.body.value;
    // Words sent along with a like are a message.
    if (list.key == "like" && !Trim(fields_.comment.value).empty()) {
      message.kind = MessageKind::kText;
      message.text = fields_.comment.value;
    }
    message.sender = kDatingOwner;
    message.from_me = message.kind != MessageKind::kNotice;
    json_.Hand(message, range);
  }

  Source& source_;
  JsonExport json_;
  HingeRecord fields_;
  std::uint64_t threads_ = 0;
  bool found_ = false, begun_ = false;
};

Match ProbeHinge(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() != '[' || !cursor.Expect('[') || !cursor.NextElement()) return Match::kNo;
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  Match found = Match::kNo;
  while (cursor.NextKey(&key)) {
    if (ListOf(key) == nullptr || cursor.Peek() != '[') return Match::kNo;
    const std::size_t begin = cursor.position();
    cursor.SkipValue();
    const std::string_view value = head.substr(begin, cursor.position() - begin);
    if (value.find("\"timestamp\"") != value.npos) found = Match::kCertain;
  }
  return found;
}

Result<ReadReport> ReadHinge(Source& source, const ReadOptions& options, MessageSink& sink) {
  return HingeExport(source, options, sink).Read();
}

}  // namespace

const Reader kHingeReader = {
    "hinge",
    "Hinge, the data it sends on request: your own messages only (matches.json)",
    "Hinge: Settings, Download my data; the zip holds matches.json",
    /*can_resume=*/false,
    ProbeHinge,
    ReadHinge,
};

}  // namespace ebb
