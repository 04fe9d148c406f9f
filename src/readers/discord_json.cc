#include "readers/discord_json.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/discord_text.h"
#include "readers/json_export.h"
#include "readers/json_records.h"

namespace ebb {
namespace {

// One message as the file has it.
struct DiscordRecord {
  JsonField id, type, timestamp, edited, content;
  JsonField author_id, author_name, nickname, global_name, user_name;
  JsonField reference_type, reference_id;
  bool forwarded = false, media = false, poll = false, bot = false;

  void Parse(JsonCursor& cursor) {
    for (JsonField* field : {&id, &type, &timestamp, &edited, &content, &author_id, &author_name,
                             &nickname, &global_name, &user_name, &reference_type, &reference_id}) {
      field->Clear();
    }
    forwarded = media = poll = bot = false;
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) ReadValue(cursor, key);
  }

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key) {
    if (key == "id") return id.Read(cursor);
    if (key == "type") return type.Read(cursor);
    if (key == "timestamp") return timestamp.Read(cursor);
    if (key == "timestampEdited" || key == "edited_timestamp") return edited.Read(cursor);
    if (key == "content") return content.Read(cursor);
    if (key == "author" && cursor.Peek() == '{') return ReadAuthor(cursor);
    if (key == "reference" && cursor.Peek() == '{') return ReadReference(cursor);
    if (key == "forwardedMessage") {
      forwarded = JsonHasContent(cursor) || forwarded;
    } else if (key == "attachments" || key == "stickers") {
      media = JsonHasContent(cursor) || media;
    } else if (key == "poll") {
      poll = JsonHasContent(cursor) || poll;
    } else if (key == "webhook_id") {
      bot = JsonSays(cursor) || bot;
    } else {
      cursor.SkipValue();
    }
  }

  void ReadAuthor(JsonCursor& cursor) {
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "bot" || key == "isBot") {
        bot = JsonFlag(cursor) || bot;
      } else if (JsonField* field = AuthorField(key)) {
        field->Read(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  }

  JsonField* AuthorField(std::string_view key) {
    if (key == "id") return &author_id;
    if (key == "name") return &author_name;
    if (key == "nickname") return &nickname;
    if (key == "global_name") return &global_name;
    return key == "username" ? &user_name : nullptr;
  }

  void ReadReference(JsonCursor& cursor) {
    ReadJsonFields(cursor, {{"type", &reference_type}, {"messageId", &reference_id}});
  }
};

// The exporter names the kinds it knows and numbers the others. Typed messages are these; all the
// rest is written by the app.
bool IsTyped(std::string_view type) {
  static constexpr std::string_view kTyped[] = {
      "Default",           "Reply", "", "0", "19", "20", "21", "23", "ThreadStarterMessage",
      "ApplicationCommand"};
  for (const std::string_view known : kTyped) {
    if (type == known) return true;
  }
  return false;
}

class DiscordExport {
 public:
  DiscordExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), json_(source, options, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    bare_ = json_.walker().Peek() == '[';
    if (bare_) {
      ReadMessages();
      found_messages_ = json_.record() > 0;  // an empty list is anybody's
    } else {
      json_.Keys([this](const std::string& key) { ReadRootKey(key); });
    }
    if (!found_messages_ && !json_.walker().error()) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a DiscordChatExporter file (no list of messages)"};
    }
    Result<ReadReport> report =
        json_.Report(kDiscordJsonReader, "JSON with Discord's guild and channel");
    if (report && wordless_ > 0) {
      report->warnings.push_back(std::to_string(wordless_) +
                                 " messages of bots and webhooks are counted without their words");
    }
    return report;
  }

 private:
  void ReadRootKey(const std::string& key) {
    if (key == "guild") {
      json_.Texts({{"id", &guild_id_}, {"name", &guild_}});
    } else if (key == "channel") {
      json_.Texts({{"id", &channel_id_}, {"name", &channel_}});
    } else if (key == "messages" && json_.walker().Peek() == '[') {
      ReadMessages();
    } else {
      json_.walker().SkipValue();
    }
  }

  void ReadMessages() {
    found_messages_ = true;
    json_.Begin(Describe());
    json_.RecordsInto(&fields_, [this](ByteRange range) { Deliver(range); });
  }

  ConversationInfo Describe() const {
    ConversationInfo info;
    info.id = channel_id_.empty() ? "discord" : channel_id_;
    info.name = channel_;
    const bool is_server = !guild_id_.empty() && guild_id_ != "0";
    if (is_server && !guild_.empty()) info.name = guild_ + " - " + channel_;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    info.capabilities.calls = true;
    info.capabilities.edits = true;
    info.sort_by_time = true;  // some exports have the newest first
    return info;
  }

  void Deliver(ByteRange range) {
    const DiscordRecord& record = fields_;
    if (!IsNewId(record.id.value, &ids_)) return json_.Skip(range, "the same message again");
    Message message;
    message.sent = SentAt();
    if (!IsTyped(record.type.value)) {
      message.kind = MessageKind::kNotice;
      return json_.Hand(message, range);
    }
    message.sender_key = record.author_id.value;
    // Servers give programs the last two.
    for (const JsonField* name :
         {&record.nickname, &record.author_name, &record.global_name, &record.user_name}) {
      if (message.sender.empty()) message.sender = name->value;
    }
    if (message.sender.empty()) message.sender = message.sender_key;
    message.edited = record.edited.present;
    const bool forward = record.forwarded || record.reference_type.value == "Forward";
    message.has_reply = !forward && (record.reference_id.present || IsReply(record.type.value));
    // The exporter's files are also those of people who write through a bot.
    const bool program = bare_ && record.bot;
    wordless_ += program && !forward ? 1 : 0;
    message.kind = forward        ? MessageKind::kForwarded
                   : program      ? MessageKind::kOther
                   : record.poll  ? MessageKind::kPoll
                   : record.media ? MessageKind::kMedia
                                  : MessageKind::kText;
    if (!forward && !program) message.text = OwnDiscordText(record.content.value, &text_);
    json_.Hand(message, range);
  }

  static bool IsReply(std::string_view type) { return type == "Reply" || type == "19"; }

  // Files that other tools edited may contradict the number: the written time stands.
  Timestamp SentAt() const {
    Timestamp time = TimeOfText(fields_.timestamp.value, /*utc=*/false);
    if (time.basis != Timestamp::Basis::kNone) return time;
    if (const auto millis = SnowflakeMillis(fields_.id.value)) {
      time.basis = Timestamp::Basis::kInstant;
      time.seconds = *millis / 1000;
      time.millis = static_cast<std::uint16_t>(*millis % 1000);
      time.has_millis = true;
    }
    return time;
  }

  Source& source_;
  JsonExport json_;
  DiscordRecord fields_;
  SeenRecords ids_;
  std::string guild_id_, guild_, channel_id_, channel_, text_;
  std::uint64_t wordless_ = 0;
  bool found_messages_ = false;
  bool bare_ = false;  // the list of messages and nothing else
};

// What the first message of a list tells.
struct FirstMessage {
  std::string id, author_id, type;
  bool author = false, content = false, time = false;

  void Read(JsonCursor& cursor) {
    JsonObject(cursor, [&](std::string_view key) {
      content = content || key == "content";
      time = time || key == "timestamp";
      if (key == "author" && cursor.Peek() == '{') {
        author = true;
        ReadText(cursor, "id", &author_id);
      } else if (key == "id" && cursor.Peek() == '"') {
        JsonText(cursor, &id);
      } else if (key == "type" && cursor.Peek() == '"') {
        JsonText(cursor, &type);
      } else if (key == "type") {
        ReadNumber(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  }

  // Feeds and other apps have an author, a time and content, too: Discord's numbers are long, and
  // its kinds are counted, or named by the exporter.
  bool IsDiscords() const {
    return IsSnowflake(id) && IsSnowflake(author_id) && !type.empty() &&
           (ParseNumber(type) || IsTyped(type) || IsNamedNotice(type));
  }

 private:
  static void ReadText(JsonCursor& cursor, std::string_view wanted, std::string* text) {
    JsonObject(cursor, [&](std::string_view key) {
      if (key == wanted && cursor.Peek() == '"') {
        JsonText(cursor, text);
      } else {
        cursor.SkipValue();
      }
    });
  }

  void ReadNumber(JsonCursor& cursor) {
    if (const std::optional<std::int64_t> number = JsonInteger(cursor)) {
      type = std::to_string(*number);
    }
  }

  static bool IsSnowflake(std::string_view number) {
    return number.size() >= 15 && number.size() <= 20 &&
           number.find_first_not_of("0123456789") == number.npos;
  }

  static bool IsNamedNotice(std::string_view kind) {
    static constexpr std::string_view kNotices[] = {
        "RecipientAdd",      "RecipientRemove",   "Call",
        "ChannelNameChange", "ChannelIconChange", "ChannelPinnedMessage",
        "GuildMemberJoin",   "ThreadCreated"};
    return std::find(std::begin(kNotices), std::end(kNotices), kind) != std::end(kNotices);
  }
};

// The first message of the list at the cursor is one of Discord's. Where the server does not stand
// in front, it may be anybody's.
bool BeginsWithMessage(JsonCursor& cursor, bool guild, bool bare) {
  if (cursor.Peek() != '[' || !cursor.Expect('[') || !cursor.NextElement()) return false;
  FirstMessage first;
  first.Read(cursor);
  if (!first.author || !first.content || !first.time) return false;
  if (bare) return first.IsDiscords();
  return guild || (!first.id.empty() && !first.type.empty());
}

// The guild, then the channel; files that other tools wrote have them in any order, one alone, or
// the list of messages and nothing else.
Match ProbeDiscord(std::string_view head) {
  JsonCursor cursor(head);
  std::string_view key;
  if (cursor.Peek() == '[')
    return BeginsWithMessage(cursor, false, true) ? Match::kLikely : Match::kNo;
  if (cursor.Peek() != '{' || !cursor.Expect('{')) return Match::kNo;
  bool guild = false, channel = false;
  while (!(guild && channel) && cursor.NextKey(&key)) {
    const bool object = cursor.Peek() == '{';
    if (key == "messages") {
      return (guild || channel) && BeginsWithMessage(cursor, guild, false) ? Match::kCertain
                                                                           : Match::kNo;
    }
    guild = guild || (key == "guild" && object);
    channel = channel || (key == "channel" && object);
    if (!(guild && channel)) cursor.SkipValue();
  }
  if (guild && channel) return Match::kCertain;
  return guild && cursor.ran_out() ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadDiscord(Source& source, const ReadOptions& options, MessageSink& sink) {
  return DiscordExport(source, options, sink).Read();
}

}  // namespace

const Reader kDiscordJsonReader = {
    "discord-json",
    "Discord, one channel or direct chat, by DiscordChatExporter (JSON)",
    "Discord itself exports only your own messages; DiscordChatExporter: choose the chat, Export, "
    "format JSON",
    /*can_resume=*/false,
    ProbeDiscord,
    ReadDiscord,
    DiscordGroup,
};

}  // namespace ebb
