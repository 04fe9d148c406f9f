#include "readers/chatlab.h"

#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/json_export.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxMembers = 100000;

// A message, a member or the heading: in JSONL only `_type` tells.
struct ChatLabRecord {
  JsonField row_type, sender, account, nickname, timestamp, type, content, id, reply, platform_id;
  JsonField chat_name, owner, group_id;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&row_type, &sender, &account, &nickname, &timestamp, &type, &content,
                             &id, &reply, &platform_id, &chat_name, &owner, &group_id}) {
      field->Clear();
    }
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      if (key == "meta" && cursor.Peek() == '{') {
        ReadMeta(cursor);
      } else if (JsonField* field = FieldOf(key)) {
        field->Read(cursor);
      } else {
        cursor.SkipValue();
      }
    }
  }

 private:
  void ReadMeta(JsonCursor& cursor) {
    ReadJsonFields(cursor, {{"name", &chat_name}, {"ownerId", &owner}, {"groupId", &group_id}});
  }

  JsonField* FieldOf(std::string_view key) {
    if (key == "_type") return &row_type;
    if (key == "sender") return &sender;
    if (key == "accountName") return &account;
    if (key == "groupNickname") return &nickname;
    if (key == "timestamp") return &timestamp;
    if (key == "type") return &type;
    if (key == "content") return &content;
    if (key == "platformMessageId") return &id;
    if (key == "replyToMessageId") return &reply;
    if (key == "platformId") return &platform_id;
    return nullptr;
  }
};

MessageKind KindOfCode(std::string_view type) {
  struct Known {
    std::string_view code;
    MessageKind kind;
  };
  static constexpr Known kKnown[] = {
      {"0", MessageKind::kText},       {"25", MessageKind::kText},    {"1", MessageKind::kMedia},
      {"2", MessageKind::kMedia},      {"3", MessageKind::kMedia},    {"4", MessageKind::kMedia},
      {"5", MessageKind::kMedia},      {"8", MessageKind::kLocation}, {"23", MessageKind::kCall},
      {"26", MessageKind::kForwarded}, {"27", MessageKind::kContact}, {"80", MessageKind::kNotice},
      {"81", MessageKind::kDeleted},
  };
  for (const Known& known : kKnown) {
    if (known.code == type) return known.kind;
  }
  return type.empty() ? MessageKind::kText : MessageKind::kOther;
}

class ChatLabExport {
 public:
  ChatLabExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read(bool lines) {
    if (lines) return ReadLines();
    const auto on_key = [this](const std::string& key) { ReadRootKey(key); };
    if (Status read = json_.Root(on_key); !read) return read.error();
    if (!begun_ && !json_.walker().error()) return NotChatLab();
    return json_.Report(kChatLabReader, "JSON with ChatLab's heading");
  }

 private:
  Result<ReadReport> ReadLines() {
    const Status read = json_.Lines([this](JsonCursor& cursor) { fields_.Parse(cursor); },
                                    [this](ByteRange range) { TakeLine(range); });
    if (!read) return read.error();
    if (!headed_) return NotChatLab();
    Begin();
    return json_.Report(kChatLabReader, "lines of JSON with ChatLab's heading");
  }

  Error NotChatLab() const {
    return {ErrorKind::kInput, source_.name() + ": not a ChatLab file (no heading, no messages)"};
  }

  void TakeLine(ByteRange range) {
    if (fields_.row_type.value == "header") {
      headed_ = true;
      name_ = fields_.chat_name.value;
      owner_ = fields_.owner.value;
      group_id_ = fields_.group_id.value;
    } else if (fields_.row_type.value == "member") {
      AddMember();
    } else if (fields_.row_type.value == "message") {
      Begin();
      Deliver(range);
    } else {
      Begin();
      json_.Skip(range, "unknown type of record");
    }
  }

  void ReadRootKey(const std::string& key) {
    if (key == "meta") {
      json_.Texts({{"name", &name_}, {"ownerId", &owner_}, {"groupId", &group_id_}});
    } else if (key == "members") {
      ReadMembers();
    } else if (key == "messages" && json_.walker().Peek() == '[') {
      Begin();
      json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
    } else {
      json_.walker().SkipValue();
    }
  }

  void ReadMembers() {
    if (!json_.Enter('[')) return;
    while (json_.Going() && json_.walker().NextElement()) {
      const auto outcome =
          json_.walker().Record([this](JsonCursor& cursor) { ParseMember(cursor); });
      if (outcome == JsonWalker::Outcome::kParsed) AddMember();
    }
  }

  void ParseMember(JsonCursor& cursor) {
    if (cursor.Peek() == '{') {
      fields_.Parse(cursor);
    } else {
      cursor.SkipValue();
    }
  }

  void AddMember() {
    if (members_.size() >= kMaxMembers || fields_.platform_id.value.empty()) return;
    const std::string_view name =
        fields_.nickname.value.empty() ? fields_.account.value : fields_.nickname.value;
    members_.emplace(fields_.platform_id.value, name);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = name_;
    info.id = !group_id_.empty() ? group_id_ : !name_.empty() ? name_ : "chatlab";
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.calls = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !owner_.empty();
    json_.Begin(info);
  }

  void Deliver(ByteRange range) {
    const ChatLabRecord& record = fields_;
    if (!record.timestamp.present && !record.sender.present) {
      return json_.Skip(range, "not a message record");
    }
    if (!IsNewId(record.id.value, &ids_)) return json_.Skip(range, "the same message again");
    Message message;
    message.sent = TimeOfNumber(record.timestamp.value);
    message.kind = KindOfCode(record.type.value);
    message.sender_key = record.sender.value;
    message.sender = SenderOf(record);
    message.from_me = !owner_.empty() && record.sender.value == owner_;
    message.has_reply = record.reply.present || record.type.value == "25";
    if (message.kind == MessageKind::kText) {
      message.text = OwnWords(record.content.value, record.type.value == "25");
    }
    if (message.sender.empty() && message.kind == MessageKind::kDeleted) {
      message.kind = MessageKind::kNotice;
    }
    json_.Hand(message, range);
  }

  // Some tools leave what is answered in the text, in brackets.
  static std::string_view OwnWords(std::string_view text, bool reply) {
    const std::size_t behind = reply ? WeChatQuoteBehind(text) : text.npos;
    if (behind != text.npos) return Trim(text.substr(0, behind));
    for (const std::string_view mark : {"[回复 : ", "[回复 ", "[引用 "}) {
      const std::size_t end = text.find("]\n");
      if (text.starts_with(mark) && end != text.npos) return text.substr(end + 2);
    }
    return text;
  }

  std::string_view SenderOf(const ChatLabRecord& record) const {
    if (!record.nickname.value.empty()) return record.nickname.value;
    if (!record.account.value.empty()) return record.account.value;
    const auto member = members_.find(record.sender.value);
    const bool named = member != members_.end() && !member->second.empty();
    return named ? std::string_view(member->second) : record.sender.value;
  }

  Source& source_;
  JsonExport json_;
  ChatLabRecord fields_;
  SeenRecords ids_;
  std::map<std::string, std::string, std::less<>> members_;  // names by id
  std::string name_, owner_, group_id_;
  bool headed_ = false, begun_ = false;
};

// Lines that begin with # and empty ones may stand before the heading.
bool IsLines(std::string_view head) {
  while (head.starts_with('#') || head.starts_with('\n') || head.starts_with('\r')) {
    head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1);
  }
  const std::string_view line = head.substr(0, head.find('\n'));
  return line.find("\"_type\"") != line.npos && line.find("\"chatlab\"") != line.npos;
}

Match ProbeChatLab(std::string_view head) {
  if (IsLines(head)) return Match::kCertain;
  JsonCursor cursor(head);
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (key == "chatlab" && cursor.Peek() == '{') return Match::kCertain;
    cursor.SkipValue();
  }
  return Match::kNo;
}

Result<ReadReport> ReadChatLab(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  return ChatLabExport(source, options, sink).Read(IsLines(*head));
}

}  // namespace

const Reader kChatLabReader = {
    "chatlab",
    "ChatLab's exchange format (JSON or JSONL), written by many tools for WeChat and QQ",
    "in the tool you use: export as ChatLab",
    /*can_resume=*/false,
    ProbeChatLab,
    ReadChatLab,
};

}  // namespace ebb
