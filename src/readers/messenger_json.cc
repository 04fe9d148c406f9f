#include "readers/messenger_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/instagram_old_json.h"
#include "readers/json_records.h"
#include "readers/messenger_notices.h"
#include "readers/messenger_thread.h"
#include "readers/mojibake.h"
#include "readers/probe.h"

namespace ebb {
namespace {

// A row, read but not judged. Views live until the next Parse.
struct MessengerRow {
  std::string_view sender, text, type;
  std::optional<std::int64_t> millis;
  bool has_sender = false, unsent = false, call = false, users = false;
  bool media = false, share = false, link = false;
};

// Reads a row of either download; their keys do not overlap.
class MessengerRowParser {
 public:
  void Parse(JsonCursor& cursor, MessengerRow* row) {
    *row = {};
    JsonObject(cursor, [&](std::string_view key) { ReadValue(cursor, key, row); });
    row->sender = UndoMojibake(row->sender, &mended_sender_);
    row->text = UndoMojibake(row->text, &mended_text_);
  }

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key, MessengerRow* row) {
    if (key == "sender_name" || key == "senderName") {
      row->has_sender = true;
      JsonText(cursor, &sender_, &row->sender);
    } else if (key == "timestamp_ms" || key == "timestamp") {
      row->millis = JsonInteger(cursor);
    } else if (key == "content" || key == "text") {
      JsonText(cursor, &text_, &row->text);
    } else if (key == "type") {
      JsonText(cursor, &type_, &row->type);
    } else if (key == "is_unsent" || key == "isUnsent") {
      row->unsent = JsonFlag(cursor);
    } else if (key == "share") {
      row->share = true;
      ReadShare(cursor, row);
    } else if (key == "users") {
      row->users |= JsonSays(cursor);
    } else if (key == "call_duration" || key == "missed") {
      row->call = true;
      cursor.SkipValue();
    } else if (IsMedia(key)) {
      row->media |= JsonSays(cursor);
    } else {
      cursor.SkipValue();
    }
  }

  static void ReadShare(JsonCursor& cursor, MessengerRow* row) {
    JsonObject(cursor, [&](std::string_view key) {
      if (key == "link") {
        row->link = JsonSays(cursor);
      } else {
        cursor.SkipValue();
      }
    });
  }

  static bool IsMedia(std::string_view key) {
    return key == "photos" || key == "videos" || key == "audio_files" || key == "gifs" ||
           key == "files" || key == "sticker" || key == "media";
  }

  std::string sender_, text_, type_, mended_sender_, mended_text_;
};

class MessengerExport {
 public:
  MessengerExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, sink) {}

  Result<ReadReport> Read() {
    ReadThread();
    if (Status start = source_.Seek(0); !start) return start.error();
    records_.RootLists({"messages"}, [this] { ReadMessages(); });
    if (records_.error()) return *records_.error();
    if (!found_messages_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a Messenger or Instagram thread; give message_1.json, or "
                       "the folder or zip of the download"};
    }
    return records_.Report(kMessengerJsonReader.name,
                           thread_.encrypted ? "JSON of Messenger's encrypted chats"
                                             : "JSON with Messenger's list of messages");
  }

 private:
  // What stands before and behind the messages.
  void ReadThread() {
    const Result<std::string> head = ReadHead(source_, std::size_t{64} * 1024);
    if (head) thread_ = ReadMessengerHead(*head);
    instagram_ = head && IsInstagrams(*head);
    const bool known = options_.context != nullptr && !options_.context->name.empty();
    if (!known && (thread_.title.empty() || thread_.path.empty())) {
      ReadMessengerTail(source_, &thread_);
    }
    me_ = options_.context != nullptr ? options_.context->me : "";
    if (me_.empty()) me_ = MessengerOwner(thread_);
  }

  void ReadMessages() {
    found_messages_ = true;
    ConversationInfo info;
    info.name = thread_.title;
    info.id = !thread_.path.empty() ? thread_.path : !info.name.empty() ? info.name : "messages";
    if (!options_.only.empty() && options_.only != info.id && options_.only != info.name) {
      records_.walker().SkipValue();
      return;
    }
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.reactions = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !me_.empty();
    sink_.BeginConversation(info);
    records_.ReadArray([&](JsonCursor& cursor) { parser_.Parse(cursor, &row_); },
                       [&](ByteRange range) { Deliver(range); });
  }

  void Deliver(ByteRange range) {
    if (!row_.has_sender) return records_.Skip(range, "no sender");
    if (row_.sender.empty()) row_.sender = "Deleted account";
    NoteSender();
    Message message;
    message.sent = InstantFromMillis(row_.millis);
    const MessengerText text = Classify();
    if (IsEvent(text)) return records_.SendNotice(message.sent, range);
    message.sender = row_.sender;
    message.from_me = !me_.empty() && row_.sender == me_;
    message.edited = text == MessengerText::kTyped && TakeEditMark();
    if (text == MessengerText::kTyped && !IsGone(text)) message.text = row_.text;
    message.kind = Kind(text, message.text);
    records_.Send(&message, range);
  }

  MessengerText Classify() const {
    const MessengerText text = ClassifyMessengerText(row_.text, row_.sender, thread_.people,
                                                     me_.empty() || row_.sender == me_);
    const bool something = row_.share || row_.media;
    if (text != MessengerText::kTyped) return text;
    if (!something && !IsDeletedPerson(row_.sender)) return text;
    const bool stands_for_it =
        IsMessengerAttachment(row_.text, row_.sender, thread_.people, something);
    return stands_for_it ? MessengerText::kAttachment : text;
  }

  // Both write the same lists: it shows in the names of files and of people who are gone.
  bool IsInstagrams(std::string_view head) const {
    return LowerAscii(source_.name()).find("instagram") != std::string::npos ||
           head.find("your_instagram_activity") != head.npos ||
           head.find("\"Instagram User\"") != head.npos;
  }

  // Instagram's mark behind the words of an edited message. Others' words may end so.
  bool TakeEditMark() {
    constexpr std::string_view kMark = " (edited)";
    if (!instagram_ || !row_.text.ends_with(kMark)) return false;
    row_.text.remove_suffix(kMark.size());
    return true;
  }

  bool IsEvent(MessengerText text) const {
    if (row_.unsent) return false;
    return row_.call || row_.users || text == MessengerText::kNotice || row_.type == "Call" ||
           row_.type == "Subscribe" || row_.type == "Unsubscribe";
  }

  bool IsGone(MessengerText text) const {
    return row_.unsent || text == MessengerText::kUnsent || row_.type == "placeholder";
  }

  MessageKind Kind(MessengerText text, std::string_view words) const {
    if (IsGone(text)) return MessageKind::kDeleted;
    if (row_.media || text == MessengerText::kAttachment || row_.type == "media") {
      return MessageKind::kMedia;
    }
    if (!Trim(words).empty()) return MessageKind::kText;
    if (row_.share) return row_.link ? MessageKind::kMedia : MessageKind::kLocation;
    return MessageKind::kOther;
  }

  // Who has left is not among the participants any more.
  void NoteSender() {
    constexpr std::size_t kMost = 500;
    std::vector<std::string>& people = thread_.people;
    if (people.size() >= kMost || row_.sender == last_sender_) return;
    last_sender_ = row_.sender;
    if (std::find(people.begin(), people.end(), row_.sender) == people.end()) {
      people.emplace_back(row_.sender);
    }
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  JsonRecords records_;
  MessengerThread thread_;
  std::string me_, last_sender_;
  MessengerRowParser parser_;
  MessengerRow row_;
  bool found_messages_ = false, instagram_ = false;
};

// What the first element of "messages" tells.
Match ProbeRow(JsonCursor& cursor) {
  if (cursor.Peek() != '{') return Match::kNo;
  bool sender = false, time = false;
  JsonObject(cursor, [&](std::string_view key) {
    sender = sender || key == "sender_name" || key == "senderName";
    time = time || key == "timestamp_ms" || key == "timestamp";
    cursor.SkipValue();
  });
  if (sender && time) return Match::kCertain;
  return cursor.ran_out() && (sender || time) ? Match::kLikely : Match::kNo;
}

Match ProbeMessenger(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() == '[') return ProbeOldInstagram(head);
  if (!cursor.Expect('{')) return Match::kNo;
  bool people = false, named = false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    const char first = cursor.Peek();
    if (key == "messages" && first == '[') {
      cursor.Expect('[');
      if (!cursor.NextElement()) {
        people = people && !cursor.broken();
        if (cursor.failed()) break;
        continue;
      }
      const Match match = ProbeRow(cursor);
      return match == Match::kNo && people && cursor.ran_out() ? Match::kLikely : match;
    }
    people = people || (key == "participants" && first == '[');
    named = named || key == "thread_path" || key == "threadName" || key == "title";
    cursor.SkipValue();
  }
  return people && (named || cursor.ran_out()) ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadMessenger(Source& source, const ReadOptions& options, MessageSink& sink) {
  const Result<std::string> head = ReadHead(source, kProbeHead);
  if (!head) return head.error();
  if (ProbeOldInstagram(*head) != Match::kNo) {
    return ReadOldInstagram(kMessengerJsonReader, source, options, sink);
  }
  return MessengerExport(source, options, sink).Read();
}

}  // namespace

const Reader kMessengerJsonReader = {
    "messenger-json",
    "Facebook Messenger and Instagram (message_1.json, the whole download, encrypted chats)",
    "Accounts Centre: Your information and permissions, Export your information; choose Messages "
    "alone, format JSON, all time",
    /*can_resume=*/false,
    ProbeMessenger,
    ReadMessenger,
    MessengerPart,
    DescribeMessenger,
};

}  // namespace ebb
