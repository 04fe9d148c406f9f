#include "readers/chatlog_json.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "readers/json_export.h"
#include "readers/wechat.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

// Keys under which the list stands where it is not alone.
bool IsChatlogList(std::string_view key) {
  return key == "items" || key == "messages" || key == "data";
}

struct ChatlogRecord {
  JsonField time, talker, talker_name, in_group, sender, sender_name, is_self, type, subtype,
      content;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&time, &talker, &talker_name, &in_group, &sender, &sender_name,
                             &is_self, &type, &subtype, &content}) {
      field->Clear();
    }
    // What a reply answers stands in `contents`, which is passed.
    ReadJsonFields(cursor, {{"time", &time},
                            {"talker", &talker},
                            {"talkerName", &talker_name},
                            {"isChatRoom", &in_group},
                            {"sender", &sender},
                            {"senderName", &sender_name},
                            {"isSelf", &is_self},
                            {"type", &type},
                            {"subType", &subtype},
                            {"content", &content}});
  }
};

class ChatlogExport {
 public:
  ChatlogExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : json_(source, options, sink) {}

  Result<ReadReport> Read() {
    bool in_object = false;
    const auto on_key = [this, &in_object](const std::string& key) {
      in_object = true;
      if (!IsChatlogList(key)) return void(json_.walker().SkipValue());
      ReadList();
    };
    if (Status read = json_.Root(on_key); !read) return read.error();
    if (!in_object) ReadList();
    return json_.Report(kWeChatJsonReader, "JSON with messages as chatlog writes them");
  }

 private:
  void ReadList() {
    json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
  }

  void Deliver(ByteRange range) {
    if (!fields_.time.present && !fields_.content.present) {
      return json_.Skip(range, "not a message record");
    }
    Begin();
    Message message;
    message.sent = TimeOfText(fields_.time.value, /*utc=*/false);
    SetKind(&message);
    message.from_me = fields_.is_self.IsTrue();
    message.sender_key = fields_.sender.value;
    message.sender = SenderOf(message.from_me);
    if (message.kind == MessageKind::kText) message.text = fields_.content.value;
    json_.Hand(message, range);
  }

  // A list may hold the messages of several chats, by time.
  void Begin() {
    const std::string_view id = fields_.talker.value.empty() ? "wechat" : fields_.talker.value;
    if (id == current_) return;
    current_ = id;
    ConversationInfo info;
    info.id = current_;
    info.name = fields_.talker_name.value;
    info.capabilities = WeChatCapabilities();
    json_.Begin(info);
  }

  void SetKind(Message* message) const {
    const WeChatKind kind = WeChatKindOfCode(fields_.type.value, fields_.subtype.value);
    message->kind = kind.kind;
    message->has_reply = kind.reply;
    if (IsWeChatGreeting(fields_.content.value) && kind.kind == MessageKind::kText) {
      message->kind = MessageKind::kOther;
    }
    if (fields_.sender.value == "系统消息") message->kind = MessageKind::kNotice;
  }

  std::string_view SenderOf(bool from_me) const {
    if (!fields_.sender_name.value.empty()) return fields_.sender_name.value;
    if (from_me) return "Me";
    const bool partner = !fields_.in_group.IsTrue() && fields_.sender.value == fields_.talker.value;
    return partner && !fields_.talker_name.value.empty() ? fields_.talker_name.value
                                                         : fields_.sender.value;
  }

  JsonExport json_;
  ChatlogRecord fields_;
  std::string current_;  // the chat's id
};

// Whether the first element of the list at the cursor has the keys that stand before the words.
bool BeginsChatlog(JsonCursor& cursor) {
  if (!cursor.Expect('[') || !cursor.NextElement() || cursor.Peek() != '{') return false;
  constexpr std::string_view kKeys[] = {"talker", "isChatRoom", "sender", "isSelf", "subType"};
  std::size_t found = 0;
  cursor.Expect('{');
  std::string_view key;
  while (found < std::size(kKeys) && cursor.NextKey(&key)) {
    if (std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys)) ++found;
    cursor.SkipValue();
  }
  return found == std::size(kKeys);
}

}  // namespace

bool IsChatlogJson(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() == '[') return BeginsChatlog(cursor);
  if (cursor.Peek() != '{') return false;
  cursor.Expect('{');
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (IsChatlogList(key) && cursor.Peek() == '[') return BeginsChatlog(cursor);
    cursor.SkipValue();
  }
  return false;
}

Result<ReadReport> ReadChatlogJson(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ChatlogExport(source, options, sink).Read();
}

}  // namespace ebb
