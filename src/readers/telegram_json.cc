#include "readers/telegram_json.h"

#include <map>
#include <string>

#include "readers/json_records.h"
#include "readers/json_walker.h"
#include "readers/telegram_message.h"

namespace ebb {
namespace {

bool IsChatType(std::string_view type) {
  static constexpr std::string_view kTypes[] = {
      "personal_chat",   "bot_chat",       "saved_messages",     "replies",
      "private_group",   "public_group",   "private_supergroup", "public_supergroup",
      "private_channel", "public_channel", "verification_codes"};
  for (const std::string_view known : kTypes) {
    if (type == known) return true;
  }
  return false;
}

bool IsRecordType(std::string_view type) {
  return type == "message" || type == "service" || type == "unsupported";
}

// True if somebody with this number speaks in `text`; before 2021 ids were bare numbers.
bool Mentions(std::string_view text, const std::string& id) {
  return text.find("\"user" + id + "\"") != text.npos ||
         text.find("\"from_id\": " + id + ",") != text.npos;
}

// Of what comes next, all before the messages of another chat. (Inside a text quotes are escaped.)
std::string_view OfThisChat(std::string_view ahead) {
  return ahead.substr(0, ahead.find("\"messages\":"));
}

// A record that stands in no chat: other apps have a "type": "message" as well.
bool IsLoneList(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('[') || !cursor.NextElement() || !cursor.Expect('{')) return false;
  bool typed = false, numbered = false, dated = false, sent = false;
  std::string scratch;
  std::string_view key, value;
  while (cursor.NextKey(&key)) {
    numbered = numbered || key == "id";
    dated = dated || key == "date_unixtime";
    sent = sent || key == "from_id" || key == "actor_id";
    if (key == "type" && cursor.Peek() == '"') {
      typed = cursor.String(&scratch, &value) && IsRecordType(value);
    } else {
      cursor.SkipValue();
    }
  }
  return typed && numbered && dated && sent;
}

struct ChatHeader {
  std::string name, type, id;
};

class TelegramExport {
 public:
  TelegramExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    if (walker_.Peek() == '[' && IsLoneList(walker_.LookAhead())) {
      ReadMessages(ChatHeader(), /*is_root=*/true);  // the list alone, cut out by a program
    } else if (walker_.Expect('{')) {
      ReadRoot();
    }
    if (walker_.error()) return *walker_.error();
    if (failure_) return *failure_;
    if (!found_messages_) return NotTelegram();
    return Report();
  }

 private:
  // The root is a chat or an account; keys of both are told apart by name.
  void ReadRoot() {
    ChatHeader header;
    std::string key;
    while (Going() && walker_.NextKey(&key)) {
      if (key == "chats" || key == "left_chats") {
        ReadChatList();
      } else if (key == "personal_information") {
        ReadOwner();
      } else {
        ReadChatKey(key, &header, /*is_root=*/true);
      }
    }
  }

  void ReadChatKey(const std::string& key, ChatHeader* header, bool is_root) {
    if (key == "name") {
      walker_.Value(&header->name);
    } else if (key == "type") {
      walker_.Value(&header->type);
    } else if (key == "id") {
      walker_.Value(&header->id);
    } else if (key == "messages" && walker_.Peek() == '[') {
      ReadMessages(*header, is_root);
    } else {
      walker_.SkipValue();
    }
  }

  // "chats": {"about": ..., "list": [chat, ...]}
  void ReadChatList() {
    if (walker_.Peek() != '{') {
      walker_.SkipValue();
      return;
    }
    walker_.Expect('{');
    std::string key;
    while (Going() && walker_.NextKey(&key)) {
      if (key != "list" || walker_.Peek() != '[') {
        walker_.SkipValue();
        continue;
      }
      found_messages_ = true;
      walker_.Expect('[');
      while (Going() && walker_.NextElement()) ReadListedChat();
    }
  }

  void ReadListedChat() {
    if (walker_.Peek() != '{') {
      walker_.SkipValue();
      return;
    }
    walker_.Expect('{');
    ++chats_;
    ChatHeader header;
    std::string key;
    while (Going() && walker_.NextKey(&key)) ReadChatKey(key, &header, /*is_root=*/false);
  }

  // The account's owner is the one person who is "me" in every chat.
  void ReadOwner() {
    if (walker_.Peek() != '{') {
      walker_.SkipValue();
      return;
    }
    walker_.Expect('{');
    std::string key, value;
    while (walker_.NextKey(&key)) {
      if (key == "user_id") {
        if (walker_.Value(&value)) owner_ = "user" + value;
      } else {
        walker_.SkipValue();
      }
    }
  }

  void ReadMessages(const ChatHeader& header, bool is_root) {
    found_messages_ = true;
    const ConversationInfo info = Describe(header);
    if (!options_.only.empty() && options_.only != info.id && options_.only != info.name) {
      walker_.SkipValue();
      return;
    }
    walker_.Expect('[');
    if (options_.resume && is_root && options_.resume->offset > walker_.offset()) {
      if (Status moved = walker_.SeekTo(options_.resume->offset); !moved) failure_ = moved.error();
      record_ = options_.resume->line - 1;
    }
    begun_ = false;
    if (!options_.resume) Begin(info);
    while (Going() && walker_.NextElement()) ReadRecord(info);
  }

  void Begin(const ConversationInfo& info) {
    if (!begun_) sink_.BeginConversation(info);
    begun_ = true;
  }

  ConversationInfo Describe(const ChatHeader& header) {
    ConversationInfo info;
    info.name = header.name;
    if (info.name.empty() && header.type == "saved_messages") info.name = "Saved Messages";
    info.id = ConversationId(header);
    const std::string_view ahead = OfThisChat(walker_.LookAhead());
    me_ = header.type == "saved_messages" && !header.id.empty() ? "user" + header.id : owner_;
    const bool one_partner = header.type == "personal_chat" || header.type == "bot_chat";
    partner_ = one_partner && me_.empty() && !header.id.empty() ? "user" + header.id : "";
    // The id of a chat is its partner's, unless another tool rewrote the file: then nobody has it.
    partner_seen_ = !partner_.empty() && Mentions(ahead, header.id);
    info.capabilities.seconds = true;
    info.capabilities.instants = ahead.find("\"date_unixtime\"") != ahead.npos;
    info.capabilities.replies = true;
    info.capabilities.edits = true;
    info.capabilities.knows_me = !me_.empty() || partner_seen_;
    return info;
  }

  // Telegram's own number of the chat. Users and groups are numbered apart, so two chats may share
  // one: the second also carries its type.
  std::string ConversationId(const ChatHeader& header) {
    if (header.id.empty()) {
      return header.type == "saved_messages" ? header.type : "chat-" + std::to_string(chats_);
    }
    const auto [known, is_new] = types_of_ids_.emplace(header.id, header.type);
    return is_new || known->second == header.type ? header.id : header.type + "-" + header.id;
  }

  void ReadRecord(const ConversationInfo& info) {
    const std::uint64_t begin = walker_.offset();
    ++record_;
    bool is_object = true;
    const JsonWalker::Outcome outcome = walker_.Record([&](JsonCursor& cursor) {
      is_object = cursor.Peek() == '{';
      if (is_object) {
        parser_.Parse(cursor, &fields_);
      } else {
        cursor.SkipValue();
      }
    });
    if (options_.resume && begin < options_.resume->offset) return;
    Begin(info);
    const ByteRange range{begin, walker_.offset()};
    switch (outcome) {
      case JsonWalker::Outcome::kParsed:
        return is_object ? Deliver(range) : Skip(range, "not a message record");
      case JsonWalker::Outcome::kBroken:
        return Skip(range, "not valid JSON");
      case JsonWalker::Outcome::kTooLong:
        return Skip(range, "longer than 16 MiB");
      case JsonWalker::Outcome::kLost:
        return Skip(range, "the file ends inside this message");
    }
  }

  void Skip(ByteRange range, std::string_view reason) { sink_.OnSkipped({record_, range, reason}); }

  void Deliver(ByteRange range) {
    const TelegramRecord& record = fields_;
    Message message;
    message.source = range;
    message.line = record_;
    message.sent = TelegramTime(record.date, record.unix_time);
    message.edited = record.edited;
    message.has_reply = record.reply;
    if (record.type == "service") {
      message.kind = MessageKind::kNotice;
    } else if (record.type == "message" || (record.type.empty() && record.has_sender)) {
      if (!record.has_sender && record.sender_id.empty()) return Skip(range, "no sender");
      FillMessage(record, &message);
    } else if (record.type == "unsupported") {
      return Skip(range, "a kind of message that Telegram did not export");
    } else {
      return Skip(range, "unknown type of record");
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(const TelegramRecord& record, Message* message) {
    message->sender_key = record.sender_id;
    message->sender = record.sender;
    if (message->sender.empty()) {
      message->sender = record.has_sender ? "Deleted Account" : record.sender_id;
    }
    message->kind = TelegramKind(record);
    if (!record.forwarded && !record.via_bot) message->text = record.text;
    if (record.sender_id == partner_) partner_seen_ = true;
    message->from_me =
        !record.sender_id.empty() &&
        (me_.empty() ? partner_seen_ && record.sender_id != partner_ : record.sender_id == me_);
  }

  bool Going() const { return !enough_ && !failure_ && !walker_.failed(); }

  Error NotTelegram() const {
    const std::string what =
        walker_.ended()
            ? "the file ends before its list of messages; export the chat again"
            : "not a Telegram export (no list of messages); in Telegram Desktop choose Export chat "
              "history and the format Machine-readable JSON";
    return {ErrorKind::kInput, source_.name() + ": " + what};
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kTelegramJsonReader.name;
    report.why =
        chats_ > 0 ? "JSON with Telegram's list of chats" : "JSON with Telegram's list of messages";
    NoteRepairs(source_, &report);
    report.truncated = walker_.failed();
    if (walker_.ended()) {
      report.warnings.push_back(
          "the file ends early (an interrupted export?); what is complete was "
          "read");
    } else if (walker_.broken()) {
      report.warnings.push_back("the JSON is damaged after record " + std::to_string(record_) +
                                "; nothing after it was read");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonWalker walker_;
  TelegramRecordParser parser_;
  TelegramRecord fields_;
  std::map<std::string, std::string> types_of_ids_;
  std::string owner_;    // "user123" of the account, if the file says so
  std::string me_;       // the same, or what this chat says
  std::string partner_;  // "user123" of the other one, where me_ is not known
  bool partner_seen_ = false;
  bool found_messages_ = false, begun_ = false, enough_ = false;
  std::uint64_t chats_ = 0;   // in lists
  std::uint64_t record_ = 0;  // number of the record, over the whole file
  std::optional<Error> failure_;
};

// What the first element of "messages" tells. Slack's rows have a "type" of that kind, too.
bool LooksLikeRecord(JsonCursor& cursor) {
  bool typed = false, of_slack = false;
  std::string scratch;
  std::string_view value;
  JsonObject(cursor, [&](std::string_view key) {
    if (key == "type" && cursor.Peek() == '"') {
      typed = cursor.String(&scratch, &value) && IsRecordType(value);
      return;
    }
    of_slack = of_slack || key == "ts";
    cursor.SkipValue();
  });
  return typed && !of_slack;
}

Match ProbeMessages(JsonCursor& cursor, bool known_type) {
  if (cursor.Peek() != '[') return cursor.ran_out() && known_type ? Match::kCertain : Match::kNo;
  cursor.Expect('[');
  if (!cursor.NextElement()) return known_type ? Match::kCertain : Match::kNo;
  if (LooksLikeRecord(cursor)) return Match::kCertain;
  return known_type ? Match::kLikely : Match::kNo;
}

Match ProbeTelegram(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() == '[') return IsLoneList(head) ? Match::kCertain : Match::kNo;
  if (!cursor.Expect('{')) return Match::kNo;
  bool known_type = false;
  std::string scratch;
  std::string_view key, value;
  while (cursor.NextKey(&key)) {
    const char first = cursor.Peek();
    if (key == "messages") return ProbeMessages(cursor, known_type);
    if (key == "personal_information" && first == '{') return Match::kCertain;
    if ((key == "chats" || key == "left_chats") && first == '{') return Match::kLikely;
    if (key == "type" && first == '"') {
      if (cursor.String(&scratch, &value)) known_type = IsChatType(value);
    } else {
      cursor.SkipValue();
    }
  }
  return known_type ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadTelegram(Source& source, const ReadOptions& options, MessageSink& sink) {
  return TelegramExport(source, options, sink).Read();
}

}  // namespace

const Reader kTelegramJsonReader = {
    "telegram-json",
    "Telegram Desktop, one chat or a whole account (result.json)",
    "Telegram Desktop: open the chat, menu, Export chat history, format Machine-readable JSON; "
    "photos and videos are not needed",
    /*can_resume=*/true,
    ProbeTelegram,
    ReadTelegram,
};

}  // namespace ebb
