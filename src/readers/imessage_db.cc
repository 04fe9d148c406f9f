// iMessage: chat.db of a Mac, sms.db of an iPhone's backup.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/decode.h"
#include "base/hash.h"
#include "base/text_util.h"
#include "readers/apple_time.h"
#include "readers/chat_databases.h"
#include "readers/imessage_people.h"
#include "readers/imessage_summary.h"
#include "readers/json_values.h"
#include "readers/sqlite_database.h"
#include "readers/tapback_text.h"
#include "readers/typedstream.h"

namespace ebb {
namespace {

// What was said lately in one chat, to know the words in a tapback that came as text.
class RecentWords {
 public:
  void Add(std::string_view text) {
    const std::uint64_t hash = Hash64(text);
    if (hashes_.size() < kMost) {
      hashes_.push_back(hash);
    } else {
      hashes_[next_++ % kMost] = hash;
    }
  }
  bool Has(std::string_view text) const {
    return std::find(hashes_.begin(), hashes_.end(), Hash64(text)) != hashes_.end();
  }

 private:
  static constexpr std::size_t kMost = 4096;
  std::vector<std::uint64_t> hashes_;
  std::size_t next_ = 0;
};

bool IsLinkBalloon(std::string_view balloon) {
  return balloon == "com.apple.messages.URLBalloonProvider";
}

class ImessageExport {
 public:
  ImessageExport(Database& database, const ReadOptions& options, MessageSink& sink)
      : database_(database), options_(options), sink_(sink) {}

  Status Read() {
    if (Status loaded = people_.Load(database_); !loaded) return loaded;
    return database_.Scan(
        "message",
        {"text", "attributedBody", "subject", "handle_id", "date", "is_from_me", "item_type",
         "is_system_message", "associated_message_type", "thread_originator_guid",
         "balloon_bundle_id", "message_summary_info", "date_edited", "date_retracted",
         "cache_has_attachments", "is_audio_message"},
        [this](DbRow& row) {
          OnRow(row);
          return !enough_;
        });
  }

  std::vector<std::string> Notes() const {
    std::vector<std::string> notes;
    if (tapbacks_ > 0) {
      notes.push_back(
          std::to_string(tapbacks_) +
          " rows are tapbacks, stickers put on messages or votes; they are no messages");
    }
    return notes;
  }

 private:
  // Columns of `message`, in the order they are asked for.
  enum Column : int {
    kText,
    kBody,
    kSubject,
    kHandle,
    kDate,
    kFromMe,
    kItemType,
    kSystem,
    kAssociated,
    kThread,
    kBalloon,
    kSummary,
    kEdited,
    kRetracted,
    kAttachments,
    kAudio,
  };

  void OnRow(DbRow& row) {
    ++record_;
    const ImessageChat* chat = people_.ChatOf(row.number());
    if (chat != nullptr && !IsWanted(*chat)) return;
    if (chat == nullptr) {
      return Skip(people_.IsDeleted(row.number()) ? "deleted; the app keeps it for a while"
                                                  : "belongs to no chat");
    }
    if (IsReaction(row.Int(kAssociated))) {
      ++tapbacks_;
      return;
    }
    Begin(*chat);
    Deliver(row, *chat);
  }

  bool IsWanted(const ImessageChat& chat) const {
    return options_.only.empty() || options_.only == chat.id || options_.only == chat.name;
  }

  // Where a chat is chosen, what belongs to none is none of its business.
  void Skip(std::string_view why) {
    if (options_.only.empty()) sink_.OnSkipped({record_, {}, why});
  }

  // 1000 is a sticker on a message, 2000 and on a tapback, 3000 and on its removal, 4000 a vote.
  static bool IsReaction(std::int64_t associated) {
    return associated >= 1000 && associated < 5000;
  }

  void Begin(const ImessageChat& chat) {
    if (begun_ == &chat) return;
    begun_ = &chat;
    recent_ = &recent_of_[chat.id];
    ConversationInfo info;
    info.id = chat.id;
    info.name = chat.name;
    info.capabilities.seconds = info.capabilities.instants = info.capabilities.knows_me = true;
    info.capabilities.replies = database_.HasColumn("message", "thread_originator_guid");
    info.capabilities.edits = database_.HasColumn("message", "date_edited");
    info.capabilities.deletions = database_.HasColumn("message", "date_retracted");
    sink_.BeginConversation(info);
  }

  void Deliver(DbRow& row, const ImessageChat& chat) {
    Message message;
    message.line = record_;
    message.sent = AppleTime(row.Int(kDate));
    if (row.Int(kItemType) != 0 || row.Int(kSystem) != 0) {
      message.kind = MessageKind::kNotice;
    } else {
      if (!FillSender(row, chat, &message)) return Skip("no sender");
      message.has_reply = !row.Text(kThread).empty();
      FillWords(row, &message);
      if (IsTapbackText(message.text)) {
        ++tapbacks_;
        return;
      }
      if (!message.text.empty()) recent_->Add(message.text);
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  bool FillSender(DbRow& row, const ImessageChat& chat, Message* message) {
    message->from_me = row.Int(kFromMe) != 0;
    if (message->from_me) {
      message->sender = message->sender_key = "Me";
      return true;
    }
    const std::string_view person = people_.PersonOf(row.Int(kHandle));
    message->sender = message->sender_key =
        person.empty() ? std::string_view(chat.partner) : person;
    return !message->sender.empty();
  }

  void FillWords(DbRow& row, Message* message) {
    const std::string_view balloon = row.Text(kBalloon);
    const bool app = !balloon.empty() && !IsLinkBalloon(balloon);
    const std::string_view own = Words(row);
    const bool placeholder = own.find("\xEF\xBF\xBC") != own.npos;
    const std::string_view words = Trim(WithoutPlaceholders(own, &stripped_));
    edits_ = row.IsNull(kSummary) ? std::nullopt : ReadMessageEdits(row.Blob(kSummary));
    const bool was_edited = edits_ && !edits_->parts.empty();
    message->edited = was_edited || (row.Int(kEdited) != 0 && !words.empty());
    if (app || words.starts_with("$(kIM")) {
      message->kind = balloon.find("oll") != balloon.npos && balloon.find("apple") != balloon.npos
                          ? MessageKind::kPoll
                          : MessageKind::kOther;
      return;
    }
    message->text = was_edited ? Newest(words) : words;
    if (message->text == "\xEF\xBF\xBD") message->text = {};
    if (row.Int(kAttachments) != 0 || placeholder || row.Int(kAudio) != 0) {
      message->kind = MessageKind::kMedia;
    } else if (message->text.empty()) {
      const bool unsent = (edits_ && edits_->retracted) || row.Int(kRetracted) != 0;
      message->kind = unsent ? MessageKind::kDeleted : MessageKind::kOther;
      message->edited = message->edited && !unsent;
    }
  }

  // What the sender typed, as one of the two columns has it, the subject before it.
  std::string_view Words(DbRow& row) {
    std::string_view text = row.Text(kText);
    if (text.empty()) {
      const std::optional<std::string_view> body = TypedstreamText(row.Blob(kBody));
      std::uint64_t repaired = 0;
      if (body && IsUtf8(*body)) {
        text = *body;
      } else if (body) {
        body_ = RepairUtf8(*body, &repaired);
        text = body_;
      }
    }
    const std::string_view subject = Trim(row.Text(kSubject));
    if (subject.empty()) return text;
    with_subject_.assign(subject);
    if (!text.empty()) with_subject_.append("\n").append(text);
    return with_subject_;
  }

  // The last version of an edited message. Where several parts make up a message, the row has them
  // all put together.
  std::string_view Newest(std::string_view words) {
    const bool several = edits_->parts.size() > 1 || edits_->parts_in_all > 1;
    if (several && !words.empty()) return words;
    newest_.clear();
    for (const MessageEdits::Part& part : edits_->parts) {
      if (!newest_.empty()) newest_ += '\n';
      newest_ += part.versions.back().text;
    }
    if (newest_.empty()) return words;
    latest_.assign(WithoutPlaceholders(newest_, &stripped_));
    return Trim(latest_);
  }

  bool IsTapbackText(std::string_view text) const {
    const std::optional<TapbackText> tapback = ReadTapbackText(text);
    if (!tapback) return false;
    return tapback->names_thing || tapback->cut || recent_->Has(tapback->quoted);
  }

  Database& database_;
  const ReadOptions& options_;
  MessageSink& sink_;
  ImessagePeople people_;
  const ImessageChat* begun_ = nullptr;
  std::map<std::string, RecentWords> recent_of_;
  RecentWords* recent_ = nullptr;
  std::optional<MessageEdits> edits_;
  std::string stripped_, body_, with_subject_, newest_, latest_;
  std::uint64_t record_ = 0, tapbacks_ = 0;
  bool enough_ = false;
};

bool IsImessage(const Database& database) {
  return database.HasColumn("message", "handle_id") && database.HasColumn("message", "date") &&
         database.HasTable("handle") && database.HasTable("chat") &&
         database.HasTable("chat_message_join");
}

Match ProbeImessage(Source& source) {
  const Result<std::unique_ptr<Database>> database = Database::Open(source);
  return database && IsImessage(**database) ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadImessage(Source& source, const ReadOptions& options, MessageSink& sink) {
  Result<std::unique_ptr<Database>> database = Database::Open(source);
  if (!database) return database.error();
  if (!IsImessage(**database)) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": not a database of iMessage: it has no "
                                        "tables of messages, handles and chats"};
  }
  ImessageExport imessage(**database, options, sink);
  if (Status read = imessage.Read(); !read) return read.error();
  ReadReport report;
  report.format = kImessageDatabaseReader.name;
  report.why = "a database with iMessage's tables";
  report.truncated = (*database)->damaged();
  report.repaired_bytes = (*database)->repaired();
  report.warnings = (*database)->Warnings();
  for (std::string& note : imessage.Notes()) report.warnings.push_back(std::move(note));
  return report;
}

Match NoText(std::string_view) { return Match::kNo; }

}  // namespace

const Reader kImessageDatabaseReader = {
    "imessage-db",
    "iMessage and SMS, the database of a Mac or of an iPhone's backup (chat.db, sms.db)",
    "Mac: close Messages, copy chat.db, chat.db-wal and chat.db-shm from ~/Library/Messages to one "
    "folder (the terminal needs Full Disk Access). iPhone: an unencrypted backup on a computer, "
    "file 3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
    /*can_resume=*/false,
    NoText,
    ReadImessage,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    ProbeImessage,
};

}  // namespace ebb
