// WeFlow's and EchoTrace's JSON: {weflow?, session, messages, avatars?}.
#include <string>

#include "base/text_util.h"
#include "readers/json_export.h"
#include "readers/wechat.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

struct WeChatRecord {
  JsonField id, created, written, type, content, is_send, sender, sender_name;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field :
         {&id, &created, &written, &type, &content, &is_send, &sender, &sender_name}) {
      field->Clear();
    }
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (JsonField* field = FieldOf(key)) {
        field->Read(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }

 private:
  JsonField* FieldOf(std::string_view key) {
    if (key == "localId") return &id;
    if (key == "createTime") return &created;
    if (key == "formattedTime") return &written;
    if (key == "type") return &type;
    if (key == "content") return &content;
    if (key == "isSend") return &is_send;
    if (key == "senderUsername") return &sender;
    if (key == "senderDisplayName") return &sender_name;
    return nullptr;
  }
};

class WeChatJsonExport {
 public:
  WeChatJsonExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read() {
    const auto on_key = [this](const std::string& key) { ReadRootKey(key); };
    if (Status read = json_.Root(on_key); !read) return read.error();
    if (!found_messages_ && !json_.walker().error()) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a WeFlow or EchoTrace file (no list of messages)"};
    }
    return json_.Report(kWeChatJsonReader, "JSON with a WeChat session and its messages");
  }

 private:
  void ReadRootKey(const std::string& key) {
    if (key == "session") {
      json_.Texts({{"wxid", &session_id_},
                   {"displayName", &display_name_},
                   {"remark", &remark_},
                   {"nickname", &nickname_}});
    } else if (key == "messages" && json_.walker().Peek() == '[') {
      found_messages_ = true;
      json_.Begin(Describe());
      json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
    } else {
      json_.walker().SkipValue();
    }
  }

  ConversationInfo Describe() const {
    ConversationInfo info;
    info.id = session_id_.empty() ? "wechat" : session_id_;
    info.name = !remark_.empty() ? remark_ : !display_name_.empty() ? display_name_ : nickname_;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.calls = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    return info;
  }

  void Deliver(ByteRange range) {
    const WeChatRecord& record = fields_;
    if (!record.created.present && !record.written.present && !record.content.present) {
      return json_.Skip(range, "not a message record");
    }
    Message message;
    message.sent = TimeOfNumber(record.created.value);
    if (message.sent.basis == Timestamp::Basis::kNone) {
      message.sent = TimeOfText(record.written.value, /*utc=*/false);
    }
    const WeChatKind kind = ParseNumber(record.type.value) ? WeChatKindOfCode(record.type.value, "")
                                                           : WeChatKindOfWord(record.type.value);
    // The app's own rows have no direction, and in groups the group for a sender.
    const bool of_app = !record.is_send.present || record.sender.value.ends_with("@chatroom");
    message.kind = of_app ? MessageKind::kNotice : kind.kind;
    message.has_reply = kind.reply;
    message.from_me = record.is_send.value == "1" || record.is_send.value == "true";
    message.sender_key = record.sender.value;
    message.sender = SenderOf(record, message.from_me);
    if (IsWeChatGreeting(record.content.value) && message.kind == MessageKind::kText) {
      message.kind = MessageKind::kOther;
    }
    if (message.kind == MessageKind::kText) {
      message.text =
          kind.reply ? WeChatReplyText(record.content.value, &text_) : record.content.value;
    }
    json_.Hand(message, range);
  }

  std::string_view SenderOf(const WeChatRecord& record, bool from_me) const {
    if (!record.sender_name.value.empty()) return record.sender_name.value;
    if (!record.sender.value.empty()) return record.sender.value;
    if (from_me) return "Me";
    return remark_.empty() ? std::string_view(display_name_) : std::string_view(remark_);
  }

  Source& source_;
  JsonExport json_;
  WeChatRecord fields_;
  std::string session_id_, display_name_, remark_, nickname_, text_;
  bool found_messages_ = false;
};

Match ProbeWeChatJson(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  bool session = false;
  while (cursor.NextKey(&key)) {
    if (key == "weflow" && cursor.Peek() == '{') return Match::kCertain;
    if (key == "session" && cursor.Peek() == '{') session = true;
    if (key == "messages" && session) {
      const bool marked = head.find("\"senderUsername\"", cursor.position()) != head.npos;
      return marked ? Match::kCertain : Match::kLikely;
    }
    cursor.SkipValue();
  }
  return Match::kNo;
}

Result<ReadReport> ReadWeChatJson(Source& source, const ReadOptions& options, MessageSink& sink) {
  return WeChatJsonExport(source, options, sink).Read();
}

}  // namespace

const Reader kWeChatJsonReader = {
    "wechat-json",
    "WeChat, one chat by WeFlow or EchoTrace (JSON)",
    "WeChat has no export; WeFlow or EchoTrace: choose the chat, export as JSON",
    /*can_resume=*/false,
    ProbeWeChatJson,
    ReadWeChatJson,
};

}  // namespace ebb
