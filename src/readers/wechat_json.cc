// WeFlow's and EchoTrace's JSON: {weflow?, session, senders?, messages, avatars?}. Where `senders`
// are listed, messages have their numbers only.
#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/chatlog_json.h"
#include "readers/json_export.h"
#include "readers/wechat.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

struct WeChatRecord {
  JsonField id, created, written, type, content, is_send, sender, sender_name, sender_id;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field :
         {&id, &created, &written, &type, &content, &is_send, &sender, &sender_name, &sender_id}) {
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
    if (key == "senderID") return &sender_id;
    return nullptr;
  }
};

// One of the people whom WeFlow lists before the messages.
struct WeChatPerson {
  std::string key, name;
};
constexpr std::size_t kMostPeople = 100000;

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
      std::string type;
      json_.Texts({{"wxid", &session_id_},
                   {"accountId", &account_id_},
                   {"type", &type},
                   {"displayName", &display_name_},
                   {"remark", &remark_},
                   {"nickname", &nickname_}});
      is_group_ = type == "群聊";
    } else if (key == "senders") {
      ReadPeople();
    } else if (key == "messages" && json_.walker().Peek() == '[') {
      found_messages_ = true;
      json_.Begin(Describe());
      json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
    } else {
      json_.walker().SkipValue();
    }
  }

  void ReadPeople() {
    if (!json_.Enter('[')) return;
    while (json_.Going() && json_.walker().NextElement()) {
      const auto outcome =
          json_.walker().Record([this](JsonCursor& cursor) { ParsePerson(cursor); });
      if (outcome == JsonWalker::Outcome::kParsed) AddPerson();
    }
  }

  void ParsePerson(JsonCursor& cursor) {
    for (JsonField& field : person_) field.Clear();
    if (cursor.Peek() != '{') return void(cursor.SkipValue());
    auto& [number, wxid, account, display_name, nickname] = person_;
    ReadJsonFields(cursor, {{"senderID", &number},
                            {"wxid", &wxid},
                            {"accountId", &account},
                            {"displayName", &display_name},
                            {"nickname", &nickname}});
  }

  void AddPerson() {
    const auto& [number, wxid, account, display_name, nickname] = person_;
    if (number.value.empty() || people_.size() >= kMostPeople) return;
    const std::string_view key = wxid.value.empty() ? account.value : wxid.value;
    const std::string_view name = display_name.value.empty() ? nickname.value : display_name.value;
    people_.try_emplace(std::string(number.value),
                        WeChatPerson{std::string(key), std::string(name.empty() ? key : name)});
  }

  ConversationInfo Describe() const {
    ConversationInfo info;
    info.id = !session_id_.empty() ? session_id_ : !account_id_.empty() ? account_id_ : "wechat";
    info.name = !remark_.empty() ? remark_ : !display_name_.empty() ? display_name_ : nickname_;
    info.capabilities = WeChatCapabilities();
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
    SetSender(&message);
    // The app's own rows have no direction, and in groups the group for a sender.
    const bool of_app = !record.is_send.present || message.sender_key.ends_with("@chatroom");
    message.kind = of_app ? MessageKind::kNotice : kind.kind;
    message.has_reply = kind.reply;
    if (IsWeChatGreeting(record.content.value) && message.kind == MessageKind::kText) {
      message.kind = MessageKind::kOther;
    }
    if (message.kind == MessageKind::kText) {
      message.text =
          kind.reply ? WeChatReplyText(record.content.value, &text_) : record.content.value;
    }
    json_.Hand(message, range);
  }

  void SetSender(Message* message) const {
    const WeChatRecord& record = fields_;
    message->from_me = record.is_send.value == "1" || record.is_send.value == "true";
    message->sender_key = record.sender.value;
    message->sender =
        record.sender_name.value.empty() ? record.sender.value : record.sender_name.value;
    if (message->sender.empty()) SetListedSender(message);
    if (!message->sender.empty()) return;
    if (message->from_me) {
      message->sender = "Me";
    } else if (is_group_) {  // it is not the group
      message->sender = record.sender_id.value;
    } else {
      message->sender = remark_.empty() ? display_name_ : remark_;
    }
  }

  void SetListedSender(Message* message) const {
    const auto person = people_.find(fields_.sender_id.value);
    if (person == people_.end()) return;
    message->sender_key = person->second.key;
    message->sender = person->second.name;
  }

  Source& source_;
  JsonExport json_;
  WeChatRecord fields_;
  JsonField person_[5];
  std::map<std::string, WeChatPerson, std::less<>> people_;  // by their number in this file
  std::string session_id_, account_id_, display_name_, remark_, nickname_, text_;
  bool is_group_ = false, found_messages_ = false;
};

Match ProbeWeChatJson(std::string_view head) {
  if (IsChatlogJson(head)) return Match::kCertain;
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
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  if (IsChatlogJson(*head)) return ReadChatlogJson(source, options, sink);
  return WeChatJsonExport(source, options, sink).Read();
}

}  // namespace

const Reader kWeChatJsonReader = {
    "wechat-json",
    "WeChat, one chat by WeFlow or EchoTrace, or messages by chatlog (JSON)",
    "WeChat has no export; WeFlow or EchoTrace: choose the chat, export as JSON",
    /*can_resume=*/false,
    ProbeWeChatJson,
    ReadWeChatJson,
};

}  // namespace ebb
