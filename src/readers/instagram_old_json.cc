#include "readers/instagram_old_json.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/json_records.h"

namespace ebb {
namespace {

struct OldInstagramRow {
  std::string sender, created, text;
  bool media = false, event = false;

  void Parse(JsonCursor& cursor) {
    *this = {};
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "sender") {
        JsonText(cursor, &sender);
      } else if (key == "created_at") {
        JsonText(cursor, &created);
      } else if (key == "text") {
        JsonText(cursor, &text);
      } else if (key == "action" || key == "video_call_action") {
        event = JsonSays(cursor) || event;
      } else if (IsMedia(key)) {
        media = JsonSays(cursor) || media;
      } else {
        cursor.SkipValue();
      }
    });
  }

  static bool IsMedia(std::string_view key) {
    return key.starts_with("media") || key == "voice_media" || key == "animated_media_images" ||
           key == "story_share" || key == "live_video_share";
  }
};

class OldInstagram {
 public:
  OldInstagram(const Reader& reader, Source& source, const ReadOptions& options, MessageSink& sink)
      : reader_(reader), source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    DiscardSink nobody;
    JsonRecords first(source_, nobody);
    if (Status walked = Walk(first, false); !walked) return walked.error();
    FindOwner();
    JsonRecords second(source_, sink_);
    if (Status walked = Walk(second, true); !walked) return walked.error();
    return second.Report(reader_.name, "JSON with Instagram's conversations of before 2020");
  }

 private:
  class DiscardSink final : public MessageSink {
    void BeginConversation(const ConversationInfo& /*info*/) override {}
    bool OnMessage(const Message& /*message*/) override { return true; }
    void OnSkipped(const SkippedRecord& /*record*/) override {}
  };

  Status Walk(JsonRecords& records, bool deliver) {
    if (Status start = source_.Seek(0); !start) return start.error();
    JsonWalker& walker = records.walker();
    if (walker.Expect('[')) {
      while (records.Going() && walker.NextElement()) ReadConversation(records, deliver);
    }
    if (records.error()) return *records.error();
    return Done{};
  }

  void ReadConversation(JsonRecords& records, bool deliver) {
    JsonWalker& walker = records.walker();
    if (walker.Peek() != '{') {
      walker.SkipValue();
      return;
    }
    walker.Expect('{');
    std::string key;
    people_.clear();
    while (records.Going() && walker.NextKey(&key)) {
      if (key == "participants") {
        walker.Record([this](JsonCursor& cursor) { ReadPeople(cursor); });
        if (!deliver) Count();
      } else if (key == "conversation" && deliver) {
        ReadRows(records);
      } else {
        walker.SkipValue();
      }
    }
  }

  void ReadPeople(JsonCursor& cursor) {
    people_.clear();
    JsonArray(cursor, [&] {
      std::string name;
      if (JsonText(cursor, &name) && !name.empty()) people_.push_back(name);
    });
  }

  void Count() {
    const std::set<std::string> once(people_.begin(), people_.end());
    if (once.size() < 2) return;
    ++counted_;
    for (const std::string& name : once) ++threads_of_[name];
  }

  // The one person of all conversations, if there are several.
  void FindOwner() {
    for (const auto& [name, threads] : threads_of_) {
      if (counted_ < 2 || threads < counted_) continue;
      if (!me_.empty()) return me_.clear();
      me_ = name;
    }
  }

  void ReadRows(JsonRecords& records) {
    ConversationInfo info;
    for (const std::string& name : people_) {
      if (name != me_) info.name += (info.name.empty() ? "" : ", ") + name;
    }
    info.id = info.name.empty() ? "conversation-" + std::to_string(++unnamed_) : info.name;
    if (!options_.only.empty() && options_.only != info.id) {
      records.walker().SkipValue();
      return;
    }
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.reactions = true;
    info.capabilities.knows_me = !me_.empty();
    sink_.BeginConversation(info);
    records.ReadArray([&](JsonCursor& cursor) { row_.Parse(cursor); },
                      [&](ByteRange range) { Deliver(records, range); });
  }

  void Deliver(JsonRecords& records, ByteRange range) {
    Message message;
    message.sent = InstantFromIso(row_.created);
    if (row_.event) return records.SendNotice(message.sent, range);
    if (row_.sender.empty()) return records.Skip(range, "no sender");
    message.sender = row_.sender;
    message.from_me = !me_.empty() && row_.sender == me_;
    message.text = row_.text;
    message.kind = row_.media                ? MessageKind::kMedia
                   : Trim(row_.text).empty() ? MessageKind::kOther
                                             : MessageKind::kText;
    records.Send(&message, range);
  }

  const Reader& reader_;
  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  std::vector<std::string> people_;  // of the conversation being read
  std::map<std::string, std::size_t> threads_of_;
  std::size_t counted_ = 0, unnamed_ = 0;
  std::string me_;
  OldInstagramRow row_;
};

}  // namespace

namespace {

// The list at the cursor holds messages as Instagram wrote them. An empty one says little: weak.
Match ProbeConversation(JsonCursor& cursor) {
  cursor.Expect('[');
  if (!cursor.NextElement()) return cursor.failed() ? Match::kLikely : Match::kWeak;
  bool sender = false, created = false;
  JsonObject(cursor, [&](std::string_view key) {
    sender = sender || key == "sender";
    created = created || key == "created_at";
    cursor.SkipValue();
  });
  if (sender && created) return Match::kCertain;
  return cursor.ran_out() ? Match::kLikely : Match::kNo;
}

// The same of the thread at the cursor.
Match ProbeThread(JsonCursor& cursor) {
  if (cursor.Peek() != '{') return Match::kNo;
  bool people = false;
  Match rows = Match::kNo;
  JsonObject(cursor, [&](std::string_view key) {
    people = people || (key == "participants" && cursor.Peek() == '[');
    if (key == "conversation" && cursor.Peek() == '[') {
      JsonCursor inside = cursor;
      rows = ProbeConversation(inside);
    }
    cursor.SkipValue();
  });
  return people ? rows : Match::kNo;
}

}  // namespace

Match ProbeOldInstagram(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() != '[' || !cursor.Expect('[') || !cursor.NextElement()) return Match::kNo;
  Match match = Match::kNo;
  bool empty = false;
  do {
    match = ProbeThread(cursor);
    empty = empty || match == Match::kWeak;
  } while (match == Match::kWeak && cursor.NextElement());
  // The head may hold nothing but threads without messages, and end inside one.
  const bool cut = match == Match::kNo && cursor.ran_out();
  return empty && (cut || match == Match::kWeak) ? Match::kLikely : match;
}

Result<ReadReport> ReadOldInstagram(const Reader& reader, Source& source,
                                    const ReadOptions& options, MessageSink& sink) {
  return OldInstagram(reader, source, options, sink).Read();
}

}  // namespace ebb
