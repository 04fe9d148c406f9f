// QQChatExporter's JSON (versions 4 and 5), whole or as the chunks of a chunked export, which are
// JSONL with the same records.
#include <string>

#include "base/text_util.h"
#include "readers/json_export.h"
#include "readers/qq.h"
#include "readers/qq_words.h"
#include "readers/tree.h"

namespace ebb {
namespace {

struct QceRecord {
  JsonField message_id, seq, timestamp, time, type, system, recalled;
  JsonField uid, uin, name, nickname, card, remark, text;
  bool reply = false, resources = false, has_content = false;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&message_id, &seq, &timestamp, &time, &type, &system, &recalled, &uid,
                             &uin, &name, &nickname, &card, &remark, &text}) {
      field->Clear();
    }
    reply = resources = has_content = false;
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) ReadValue(cursor, key);
  }

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key) {
    if (key == "sender" && cursor.Peek() == '{') return ReadSender(cursor);
    if (key == "content" && cursor.Peek() == '{') return ReadContent(cursor);
    if (key == "rawMessage" && cursor.Peek() == '{') return ReadRaw(cursor);
    if (JsonField* field = FieldOf(key)) {
      field->Read(cursor);
    } else {
      cursor.SkipValue();
    }
  }

  JsonField* FieldOf(std::string_view key) {
    if (key == "id" || key == "messageId") return &message_id;
    if (key == "seq" || key == "messageSeq") return &seq;
    if (key == "timestamp") return &timestamp;
    if (key == "time") return &time;
    if (key == "type" || key == "messageType") return &type;
    if (key == "system" || key == "isSystemMessage") return &system;
    if (key == "recalled" || key == "isRecalled") return &recalled;
    return nullptr;
  }

  void ReadSender(JsonCursor& cursor) {
    cursor.Expect('{');
    std::string_view key;
    while (cursor.NextKey(&key)) {
      JsonField* field = key == "uid"         ? &uid
                         : key == "uin"       ? &uin
                         : key == "name"      ? &name
                         : key == "nickname"  ? &nickname
                         : key == "groupCard" ? &card
                         : key == "remark"    ? &remark
                                              : nullptr;
      if (field != nullptr) {
        field->Read(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }

  void ReadContent(JsonCursor& cursor) {
    has_content = true;
    cursor.Expect('{');
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (key == "text") {
        text.Read(cursor);
      } else if (key == "reply") {
        reply = JsonHasContent(cursor) || reply;
      } else if (key == "resources") {
        resources = JsonHasContent(cursor) || resources;
      } else {
        cursor.SkipValue();
      }
    }
  }

  // Version 4 keeps some names only in what it took from the client.
  void ReadRaw(JsonCursor& cursor) {
    ReadJsonFields(cursor, {{"sendMemberName", &card}, {"sendNickName", &nickname}});
  }
};

class QceJsonExport {
 public:
  QceJsonExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), json_(source, options, sink) {}

  Result<ReadReport> Read(bool lines) {
    if (lines) return ReadLines();
    const auto on_key = [this](const std::string& key) { ReadRootKey(key); };
    if (Status read = json_.Root(on_key); !read) return read.error();
    if (!found_messages_ && !json_.walker().error()) return NotQce();
    return json_.Report(kQceJsonReader, "JSON with QQChatExporter's name");
  }

 private:
  // Chunks say nothing of the chat; the list beside them does.
  Result<ReadReport> ReadLines() {
    if (options_.context != nullptr) {
      name_ = options_.context->name;
      self_uid_ = options_.context->me;
    }
    json_.Begin(Describe());
    const Status read = json_.Lines([this](JsonCursor& cursor) { fields_.Parse(cursor); },
                                    [this](ByteRange range) { Deliver(range); });
    if (!read) return read.error();
    return json_.Report(kQceJsonReader, "a chunk of QQChatExporter's messages");
  }

  Error NotQce() const {
    if (chunked_) {
      return {ErrorKind::kInput,
              source_.name() +
                  ": the list of a chunked QQChatExporter export, without messages; "
                  "name the files chunk_0001.jsonl and so on beside it"};
    }
    return {ErrorKind::kInput, source_.name() + ": not a QQChatExporter file (no messages in it)"};
  }

  void ReadRootKey(const std::string& key) {
    if (key == "chatInfo") {
      json_.Texts({{"name", &name_}, {"selfUid", &self_uid_}, {"selfUin", &self_uin_}});
    } else if (key == "messages" && json_.walker().Peek() == '[') {
      found_messages_ = true;
      json_.Begin(Describe());
      json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
    } else {
      chunked_ = chunked_ || key == "chunked";
      json_.walker().SkipValue();
    }
  }

  ConversationInfo Describe() const {
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "qq" : name_;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !self_uid_.empty() || !self_uin_.empty();
    return info;
  }

  void Deliver(ByteRange range) {
    const QceRecord& record = fields_;
    if (!record.has_content && !record.timestamp.present) {
      return json_.Skip(range, "not a message record");
    }
    if (!IsNewId(record.message_id.value, &ids_)) {
      return json_.Skip(range, "the same message again");
    }
    Message message;
    message.sent = SentAt();
    message.sender_key = record.uid.value.empty() ? record.uin.value : record.uid.value;
    message.sender = SenderOf(record);
    message.from_me = (!self_uid_.empty() && record.uid.value == self_uid_) ||
                      (!self_uin_.empty() && record.uin.value == self_uin_);
    const QqText text = OwnQqText(record.text.value, &text_);
    message.has_reply = text.reply || record.reply || IsType("reply", "type_3");
    message.kind = KindOf(text);
    if (message.kind != MessageKind::kDeleted) message.text = text.own;
    json_.Hand(message, range);
  }

  MessageKind KindOf(const QqText& text) const {
    if (fields_.system.IsTrue() || IsType("system", "type_5")) return MessageKind::kNotice;
    if (fields_.recalled.IsTrue()) return MessageKind::kDeleted;
    if (text.forwarded || IsType("forward", "type_11")) return MessageKind::kForwarded;
    return text.media || fields_.resources ? MessageKind::kMedia : MessageKind::kText;
  }

  bool IsType(std::string_view word, std::string_view code) const {
    return fields_.type.value == word || fields_.type.value == code;
  }

  // Version 5 counts milliseconds, version 4 writes ISO 8601.
  Timestamp SentAt() const {
    Timestamp time = TimeOfNumber(fields_.timestamp.value);
    if (time.basis == Timestamp::Basis::kNone) time = TimeOfText(fields_.timestamp.value, false);
    if (time.basis == Timestamp::Basis::kNone) time = TimeOfText(fields_.time.value, false);
    return time;
  }

  static std::string_view SenderOf(const QceRecord& record) {
    for (const JsonField* field :
         {&record.name, &record.card, &record.remark, &record.nickname, &record.uin, &record.uid}) {
      if (!field->value.empty()) return field->value;
    }
    return {};
  }

  Source& source_;
  const ReadOptions& options_;
  JsonExport json_;
  QceRecord fields_;
  SeenRecords ids_;
  std::string name_, self_uid_, self_uin_, text_;
  bool found_messages_ = false, chunked_ = false;
};

// The first line of a chunk is a whole record.
bool IsChunk(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  JsonCursor cursor(line);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return false;
  bool content = false, recalled = false, time = false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    content = content || (key == "content" && cursor.Peek() == '{');
    recalled = recalled || key == "recalled" || key == "isRecalled";
    time = time || key == "timestamp";
    cursor.SkipValue();
  }
  return !cursor.failed() && content && recalled && time;
}

// As in a file that other programs left without its "metadata".
bool HoldsQceMessage(std::string_view messages) {
  for (const char* const key : {"\"elements\"", "\"recalled\"", "\"sender\"", "\"uid\""}) {
    if (messages.find(key) == messages.npos) return false;
  }
  return true;
}

Match ProbeQceJson(std::string_view head) {
  if (IsChunk(head)) return Match::kCertain;
  JsonCursor cursor(head);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  bool chat = false;
  while (cursor.NextKey(&key)) {
    const std::size_t begin = cursor.position();
    chat = chat || key == "chatInfo";
    if (key == "messages" && chat && HoldsQceMessage(head.substr(begin))) return Match::kLikely;
    if (!cursor.SkipValue()) return Match::kNo;
    const std::string_view value = head.substr(begin, cursor.position() - begin);
    if (key == "metadata" && value.find("QQChatExporter") != value.npos) {
      // The list of a chunked export holds no messages.
      return head.find("\"chunked-jsonl\"") == head.npos ? Match::kCertain : Match::kNo;
    }
  }
  return Match::kNo;
}

Result<ReadReport> ReadQceJson(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  return QceJsonExport(source, options, sink).Read(IsChunk(*head));
}

// "chunk_0001.jsonl" and so on are one chat.
std::string GroupOfChunk(std::string_view file_name) {
  constexpr std::string_view kStem = "chunk_", kEnding = ".jsonl";
  return file_name.starts_with(kStem) && file_name.ends_with(kEnding) ? "chunk" : "";
}

// Name and owner of a chunked chat, from manifest.json in the folder above its chunks.
void DescribeChunks(const Tree& tree, std::vector<TreeChat>* chats) {
  for (TreeChat& chat : *chats) {
    if (GroupOfChunk(BaseName(tree.members()[chat.members.front()].path)).empty()) continue;
    const std::string above(FolderName(chat.folder));
    const std::string list =
        ReadSideFile(tree, above.empty() ? "manifest.json" : above + "/manifest.json");
    JsonCursor cursor(list);
    if (cursor.Peek() != '{' || !cursor.Expect('{')) continue;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (key != "chatInfo" || cursor.Peek() != '{') {
        cursor.SkipValue();
        continue;
      }
      cursor.Expect('{');
      while (cursor.NextKey(&key)) {
        JsonField field;
        field.Read(cursor);
        if (key == "name") chat.context.name = field.value;
        if (key == "selfUid") chat.context.me = field.value;
      }
    }
    chat.context.id = chat.context.name.empty() ? above : chat.context.name;
  }
}

}  // namespace

const Reader kQceJsonReader = {
    "qce-json",
    "QQ, one chat by QQChatExporter (JSON, or the chunks of a chunked export)",
    "QQChatExporter: choose the chat, export as JSON",
    /*can_resume=*/false,
    ProbeQceJson,
    ReadQceJson,
    GroupOfChunk,
    DescribeChunks,
};

}  // namespace ebb
