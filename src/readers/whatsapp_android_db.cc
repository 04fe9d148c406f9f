// WhatsApp on Android: msgstore.db, decrypted. Until 2021 everything stood in `messages`, since
// then in `message` and tables around it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_databases.h"
#include "readers/fixed_time.h"
#include "readers/whatsapp_db.h"

namespace ebb {
namespace whatsapp_db {
namespace {

constexpr std::int64_t kOldEventStatus = 6;

// Kinds that are not known for certain may hold words of the app: kOther, without text.
MessageKind AndroidKindOf(std::int64_t type) {
  switch (type) {
    case 0:
      return MessageKind::kText;
    case 1:   // picture
    case 2:   // sound
    case 3:   // video
    case 9:   // document
    case 13:  // GIF
    case 20:  // sticker
    case 81:  // video note
      return MessageKind::kMedia;
    case 4:
    case 14:
      return MessageKind::kContact;
    case 5:
    case 16:
      return MessageKind::kLocation;
    case 7:
      return MessageKind::kNotice;
    case 8:
    case 10:
    case 90:
      return MessageKind::kCall;
    case 15:
    case 64:  // by an admin
      return MessageKind::kDeleted;
    case 66:
      return MessageKind::kPoll;
    default:
      return MessageKind::kOther;
  }
}

bool AndroidHasCaption(std::int64_t type) { return type == 1 || type == 3 || type == 13; }

// What both schemas say of a row. Views live as long as the row.
struct Row {
  std::string chat, chat_name;
  std::string sender;  // address, in groups
  std::string_view text;
  std::int64_t time = 0, type = 0;
  bool from_me = false, event = false, reply = false, forwarded = false, edited = false;
};

class Delivery {
 public:
  Delivery(const ReadOptions& options, MessageSink& sink) : options_(options), sink_(sink) {}

  void SetCapabilities(const Capabilities& capabilities) { capabilities_ = capabilities; }
  bool enough() const { return enough_; }
  void Next() { ++record_; }

  bool IsWanted(const Row& row) const {
    return options_.only.empty() || options_.only == row.chat || options_.only == row.chat_name;
  }

  void Skip(std::string_view why) {
    if (options_.only.empty()) sink_.OnSkipped({record_, {}, why});
  }

  void Deliver(const Row& row) {
    if (row.chat.empty()) return Skip("belongs to no chat");
    if (!IsWanted(row)) return;
    if (IsBroadcast(row.chat)) return Skip("a status or a broadcast, not a chat");
    Begin(row);
    Message message;
    message.line = record_;
    message.sent = row.time > 0 ? InstantFromMillis(row.time) : Timestamp{};
    message.kind = row.event ? MessageKind::kNotice : AndroidKindOf(row.type);
    if (message.kind != MessageKind::kNotice && !FillMessage(row, &message)) {
      return Skip("no sender");
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

 private:
  void Begin(const Row& row) {
    if (row.chat == begun_) return;
    begun_ = row.chat;
    ConversationInfo info;
    info.id = row.chat;
    info.name = row.chat_name;
    info.capabilities = capabilities_;
    sink_.BeginConversation(info);
  }

  bool FillMessage(const Row& row, Message* message) {
    message->from_me = row.from_me;
    if (row.from_me) {
      message->sender = message->sender_key = "Me";
    } else {
      message->sender_key = IsGroup(row.chat) ? row.sender : row.chat;
      shown_ = NumberOf(message->sender_key);
      message->sender = shown_;
    }
    if (message->sender.empty()) return false;
    message->has_reply = row.reply;
    message->edited = row.edited;
    if (row.forwarded && message->kind != MessageKind::kDeleted) {
      message->kind = MessageKind::kForwarded;
    } else if (message->kind == MessageKind::kText || AndroidHasCaption(row.type)) {
      message->text = Trim(row.text);
    }
    if (message->kind == MessageKind::kText && message->text.empty()) {
      message->kind = MessageKind::kOther;
    }
    return true;
  }

  const ReadOptions& options_;
  MessageSink& sink_;
  Capabilities capabilities_;
  std::string begun_, shown_;
  std::uint64_t record_ = 0;
  bool enough_ = false;
};

// Numbers of rows that another table names.
class RowSet {
 public:
  Status Load(Database& database, std::string_view table, std::string_view column) {
    Status read = database.Scan(table, {column}, [this](DbRow& row) {
      rows_.push_back(row.Int(0));
      return true;
    });
    std::sort(rows_.begin(), rows_.end());
    return read;
  }
  bool Has(std::int64_t row) const { return std::binary_search(rows_.begin(), rows_.end(), row); }

 private:
  std::vector<std::int64_t> rows_;
};

Capabilities Abilities() {
  Capabilities can;
  can.seconds = can.instants = can.replies = can.deletions = can.knows_me = true;
  return can;
}

class NewSchema {
 public:
  NewSchema(Database& database, Delivery& delivery) : database_(database), delivery_(delivery) {}

  Status Read() {
    if (Status loaded = Load(); !loaded) return loaded;
    Capabilities can = Abilities();
    can.edits = database_.HasTable("message_edit_info");
    can.calls = true;
    delivery_.SetCapabilities(can);
    Status failed = Done{};
    Status scanned = database_.Scan("message",
                                    {"chat_row_id", "from_me", "sender_jid_row_id", "timestamp",
                                     "message_type", "text_data", "key_id"},
                                    [&](DbRow& row) {
                                      failed = OnRow(row);
                                      return failed && !delivery_.enough();
                                    });
    return scanned ? failed : scanned;
  }

 private:
  struct Chat {
    std::string jid, name;
  };

  Status Load() {
    Status read = database_.Scan("jid", {"user", "server", "raw_string"}, [this](DbRow& row) {
      std::string jid(row.Text(0));
      if (jid.empty()) {
        jid = row.Text(2);
      } else {
        jid += '@';
        jid += row.Text(1);
      }
      jids_.emplace(row.number(), std::move(jid));
      return true;
    });
    if (!read) return read;
    // Since 2024 people also have addresses that are no numbers; this table leads back.
    read = database_.Scan("jid_map", {"lid_row_id", "jid_row_id"}, [this](DbRow& row) {
      const auto number = jids_.find(row.Int(1));
      if (number != jids_.end()) numbers_.emplace(row.Int(0), number->second);
      return true;
    });
    if (!read) return read;
    for (auto& [row, jid] : numbers_) jids_[row] = jid;
    read = database_.Scan("chat", {"jid_row_id", "subject"}, [this](DbRow& row) {
      Chat chat{JidOf(row.Int(0)), std::string(row.Text(1))};
      if (chat.name.empty() && !IsGroup(chat.jid)) chat.name = NumberOf(chat.jid);
      chats_.emplace(row.number(), std::move(chat));
      return true;
    });
    if (!read) return read;
    if (read = quoted_.Load(database_, "message_quoted", "message_row_id"); !read) return read;
    if (read = forwarded_.Load(database_, "message_forwarded", "message_row_id"); !read) {
      return read;
    }
    return edited_.Load(database_, "message_edit_info", "message_row_id");
  }

  std::string JidOf(std::int64_t row) const {
    const auto found = jids_.find(row);
    return found == jids_.end() ? std::string() : found->second;
  }

  Status OnRow(DbRow& row) {
    // The first row is WhatsApp's own and says nothing.
    if (row.Int(0) <= 0 && row.Text(6) == "-1") return Done{};
    delivery_.Next();
    Row out;
    if (const auto chat = chats_.find(row.Int(0)); chat != chats_.end()) {
      out.chat = chat->second.jid;
      out.chat_name = chat->second.name;
    }
    out.from_me = row.Int(1) != 0;
    out.sender = JidOf(row.Int(2));
    out.time = row.Int(3);
    out.type = row.Int(4);
    out.text = row.Text(5);
    out.reply = quoted_.Has(row.number());
    out.forwarded = forwarded_.Has(row.number());
    out.edited = edited_.Has(row.number());
    if (AndroidHasCaption(out.type) && out.text.empty()) {
      caption_.clear();
      const auto take = [this](DbRow& media) {
        caption_ = media.Text(0);
        return true;
      };
      if (Status read = database_.Find("message_media", {"media_caption"}, row.number(), take);
          !read) {
        return read;
      }
      out.text = caption_;
    }
    delivery_.Deliver(out);
    return Done{};
  }

  Database& database_;
  Delivery& delivery_;
  std::map<std::int64_t, std::string> jids_, numbers_;
  std::map<std::int64_t, Chat> chats_;
  RowSet quoted_, forwarded_, edited_;
  std::string caption_;
};

class OldSchema {
 public:
  OldSchema(Database& database, Delivery& delivery) : database_(database), delivery_(delivery) {}

  Status Read() {
    delivery_.SetCapabilities(Abilities());
    Status read = database_.Scan("chat_list", {"key_remote_jid", "subject"}, [this](DbRow& row) {
      names_[std::string(row.Text(0))] = row.Text(1);
      return true;
    });
    if (!read) return read;
    return database_.Scan(
        "messages",
        {"key_remote_jid", "key_from_me", "remote_resource", "timestamp", "media_wa_type", "data",
         "media_caption", "status", "quoted_row_id", "forwarded"},
        [this](DbRow& row) {
          OnRow(row);
          return !delivery_.enough();
        });
  }

 private:
  void OnRow(DbRow& row) {
    if (row.Text(0) == "-1") return;  // WhatsApp's own
    delivery_.Next();
    Row out;
    out.chat = row.Text(0);
    out.chat_name = names_[out.chat];
    if (out.chat_name.empty() && !IsGroup(out.chat)) out.chat_name = NumberOf(out.chat);
    out.from_me = row.Int(1) != 0;
    out.sender = row.Text(2);
    out.time = row.Int(3);
    out.type = row.Int(4);
    out.text = out.type == 0 ? row.Text(5) : row.Text(6);
    out.event = row.Int(7) == kOldEventStatus;
    out.reply = row.Int(8) != 0;
    out.forwarded = row.Int(9) != 0;
    delivery_.Deliver(out);
  }

  Database& database_;
  Delivery& delivery_;
  std::map<std::string, std::string> names_;
};

bool IsNew(const Database& database) {
  return database.HasColumn("message", "chat_row_id") &&
         database.HasColumn("message", "text_data") && database.HasTable("jid") &&
         database.HasTable("chat");
}

bool IsOld(const Database& database) {
  return database.HasColumn("messages", "key_remote_jid") &&
         database.HasColumn("messages", "media_wa_type");
}

// While WhatsApp moved from one schema to the other, files had both; then the new one is empty.
bool UsesNew(Database& database) {
  if (!IsNew(database)) return false;
  if (!IsOld(database)) return true;
  bool used = false;
  (void)database.Scan("message", {"chat_row_id"}, [&](DbRow& row) {
    used = row.Int(0) > 0;
    return !used;
  });
  return used;
}

Match ProbeAndroidWhatsApp(Source& source) {
  const Result<std::unique_ptr<Database>> database = Database::Open(source);
  return database && (IsNew(**database) || IsOld(**database)) ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadAndroidWhatsApp(Source& source, const ReadOptions& options,
                                       MessageSink& sink) {
  Result<std::unique_ptr<Database>> database = Database::Open(source);
  if (!database) return database.error();
  if (!IsNew(**database) && !IsOld(**database)) {
    return Error{ErrorKind::kInput,
                 source.name() +
                     ": not WhatsApp's database of Android (or not decrypted): it has "
                     "no table of messages that is known"};
  }
  Delivery delivery(options, sink);
  const bool is_new = UsesNew(**database);
  const Status read =
      is_new ? NewSchema(**database, delivery).Read() : OldSchema(**database, delivery).Read();
  if (!read) return read.error();
  return Describe(**database, kWhatsAppAndroidDatabaseReader.name,
                  is_new ? "a database with WhatsApp's tables of Android"
                         : "a database with WhatsApp's older tables of Android");
}

}  // namespace
}  // namespace whatsapp_db

const Reader kWhatsAppAndroidDatabaseReader = {
    "whatsapp-android-db",
    "WhatsApp, the decrypted database of an Android phone (msgstore.db)",
    "a msgstore.db that was decrypted with its key (msgstore.db.crypt15 itself cannot be read); "
    "exporting the chat in the app is easier",
    /*can_resume=*/false,
    whatsapp_db::NoText,
    whatsapp_db::ReadAndroidWhatsApp,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    whatsapp_db::ProbeAndroidWhatsApp,
};

}  // namespace ebb
