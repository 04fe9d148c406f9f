// WhatsApp on an iPhone: ChatStorage.sqlite, as Core Data keeps it.
#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/apple_time.h"
#include "readers/chat_databases.h"
#include "readers/whatsapp_db.h"

namespace ebb {
namespace whatsapp_db {
namespace {

constexpr std::int64_t kForwardedFlag = 1 << 7;

struct Person {
  std::string jid, name;
};

struct Chat {
  std::string id, name;
  bool group = false, broadcast = false;
};

// Kinds that are not known for certain may hold words of the app: kOther, without text.
MessageKind IosKindOf(std::int64_t type) {
  switch (type) {
    case 0:
    case 7:  // with a link; the text is what was typed
      return MessageKind::kText;
    case 1:   // picture
    case 2:   // video
    case 3:   // sound
    case 8:   // document
    case 11:  // GIF
    case 15:  // sticker
      return MessageKind::kMedia;
    case 4:
      return MessageKind::kContact;
    case 5:
      return MessageKind::kLocation;
    case 6:   // of the group
    case 10:  // encryption, calls, blocking
      return MessageKind::kNotice;
    case 14:
      return MessageKind::kDeleted;
    case 46:
      return MessageKind::kPoll;
    default:
      return MessageKind::kOther;
  }
}

bool IosHasCaption(std::int64_t type) { return type == 1 || type == 2 || type == 11; }

class IosExport {
 public:
  IosExport(Database& database, const ReadOptions& options, MessageSink& sink)
      : database_(database), options_(options), sink_(sink) {}

  Status Read() {
    if (Status loaded = LoadChats(); !loaded) return loaded;
    if (Status loaded = LoadPeople(); !loaded) return loaded;
    Status failed = Done{};
    Status scanned =
        database_.Scan("ZWAMESSAGE",
                       {"ZCHATSESSION", "ZISFROMME", "ZMESSAGEDATE", "ZTEXT", "ZMESSAGETYPE",
                        "ZGROUPMEMBER", "ZMEDIAITEM", "ZPARENTMESSAGE", "ZFLAGS", "ZFROMJID"},
                       [&](DbRow& row) {
                         failed = OnRow(row);
                         return failed && !enough_;
                       });
    return scanned ? failed : scanned;
  }

 private:
  // Columns of ZWAMESSAGE, in the order they are asked for.
  enum Column : int {
    kSession,
    kFromMe,
    kDate,
    kText,
    kType,
    kMember,
    kMedia,
    kParent,
    kFlags,
    kFromJid,
  };

  Status LoadChats() {
    return database_.Scan(
        "ZWACHATSESSION", {"ZCONTACTJID", "ZPARTNERNAME", "ZSESSIONTYPE"}, [&](DbRow& row) {
          Chat chat;
          chat.id = row.Text(0);
          chat.name = row.Text(1);
          chat.group = IsGroup(chat.id) || row.Int(2) == 1;
          chat.broadcast = IsBroadcast(chat.id) || row.Int(2) == 2 || row.Int(2) == 3;
          if (chat.name.empty() && !chat.group) chat.name = NumberOf(chat.id);
          if (chat.id.empty()) chat.id = "chat-" + std::to_string(row.number());
          chats_.emplace(row.number(), std::move(chat));
          return true;
        });
  }

  Status LoadPeople() {
    const auto push_names = [this](DbRow& row) {
      names_[std::string(row.Text(0))] = row.Text(1);
      return true;
    };
    if (Status read = database_.Scan("ZWAPROFILEPUSHNAME", {"ZJID", "ZPUSHNAME"}, push_names);
        !read) {
      return read;
    }
    return database_.Scan("ZWAGROUPMEMBER", {"ZMEMBERJID", "ZCONTACTNAME", "ZFIRSTNAME"},
                          [&](DbRow& row) {
                            Person person;
                            person.jid = row.Text(0);
                            person.name = row.Text(1);
                            if (person.name.empty()) person.name = row.Text(2);
                            if (person.name.empty()) person.name = names_[person.jid];
                            if (person.name.empty()) person.name = NumberOf(person.jid);
                            members_.emplace(row.number(), std::move(person));
                            return true;
                          });
  }

  Status OnRow(DbRow& row) {
    ++record_;
    const auto found = chats_.find(row.Int(kSession));
    if (found == chats_.end()) return Skip("belongs to no chat");
    const Chat& chat = found->second;
    const bool wanted =
        options_.only.empty() || options_.only == chat.id || options_.only == chat.name;
    if (!wanted) return Done{};
    if (chat.broadcast) return Skip("a status or a broadcast, not a chat");
    Begin(chat);
    return Deliver(row, chat);
  }

  Status Skip(std::string_view why) {
    if (options_.only.empty()) sink_.OnSkipped({record_, {}, why});
    return Done{};
  }

  void Begin(const Chat& chat) {
    if (begun_ == &chat) return;
    begun_ = &chat;
    ConversationInfo info;
    info.id = chat.id;
    info.name = chat.name;
    info.capabilities.seconds = info.capabilities.instants = info.capabilities.knows_me = true;
    info.capabilities.calls = info.capabilities.deletions = true;
    info.capabilities.replies = database_.HasColumn("ZWAMESSAGE", "ZPARENTMESSAGE");
    sink_.BeginConversation(info);
  }

  Status Deliver(DbRow& row, const Chat& chat) {
    Message message;
    message.line = record_;
    message.sent = AppleTime(row.Real(kDate));
    message.kind = IosKindOf(row.Int(kType));
    if (message.kind != MessageKind::kNotice) {
      if (!FillSender(row, chat, &message)) return Skip("no sender");
      message.has_reply = row.Int(kParent) != 0;
      if (Status filled = FillWords(row, &message); !filled) return filled;
    }
    if (!sink_.OnMessage(message)) enough_ = true;
    return Done{};
  }

  bool FillSender(DbRow& row, const Chat& chat, Message* message) {
    message->from_me = row.Int(kFromMe) != 0;
    if (message->from_me) {
      message->sender = message->sender_key = "Me";
    } else if (!chat.group) {
      message->sender = chat.name;
      message->sender_key = chat.id;
    } else if (const auto member = members_.find(row.Int(kMember)); member != members_.end()) {
      message->sender = member->second.name;
      message->sender_key = member->second.jid;
    }
    return !message->sender.empty();
  }

  Status FillWords(DbRow& row, Message* message) {
    const std::int64_t type = row.Int(kType);
    if (message->kind == MessageKind::kText || IosHasCaption(type)) message->text = row.Text(kText);
    if (IosHasCaption(type) && row.Int(kMedia) != 0) {
      caption_.clear();
      const auto take = [this](DbRow& media) {
        caption_ = media.Text(0);
        return true;
      };
      if (Status read = database_.Find("ZWAMEDIAITEM", {"ZTITLE"}, row.Int(kMedia), take); !read) {
        return read;
      }
      if (!caption_.empty()) message->text = caption_;
    }
    message->text = Trim(message->text);
    if ((row.Int(kFlags) & kForwardedFlag) != 0) {
      message->kind = MessageKind::kForwarded;
      message->text = {};
    } else if (message->kind == MessageKind::kText && message->text.empty()) {
      message->kind = MessageKind::kOther;
    }
    return Done{};
  }

  Database& database_;
  const ReadOptions& options_;
  MessageSink& sink_;
  std::map<std::int64_t, Chat> chats_;
  std::map<std::int64_t, Person> members_;
  std::map<std::string, std::string> names_;
  const Chat* begun_ = nullptr;
  std::string caption_;
  std::uint64_t record_ = 0;
  bool enough_ = false;
};

bool IsIosWhatsApp(const Database& database) {
  return database.HasColumn("ZWAMESSAGE", "ZISFROMME") &&
         database.HasColumn("ZWAMESSAGE", "ZMESSAGEDATE") && database.HasTable("ZWACHATSESSION");
}

Match ProbeIosWhatsApp(Source& source) {
  const Result<std::unique_ptr<Database>> database = Database::Open(source);
  return database && IsIosWhatsApp(**database) ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadIosWhatsApp(Source& source, const ReadOptions& options, MessageSink& sink) {
  Result<std::unique_ptr<Database>> database = Database::Open(source);
  if (!database) return database.error();
  if (!IsIosWhatsApp(**database)) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": not WhatsApp's database of an iPhone: it has no tables "
                                        "ZWAMESSAGE and ZWACHATSESSION"};
  }
  if (Status read = IosExport(**database, options, sink).Read(); !read) return read.error();
  return Describe(**database, kWhatsAppIosDatabaseReader.name,
                  "a database with WhatsApp's tables of an iPhone");
}

}  // namespace
}  // namespace whatsapp_db

const Reader kWhatsAppIosDatabaseReader = {
    "whatsapp-ios-db",
    "WhatsApp, the database in an iPhone's backup (ChatStorage.sqlite)",
    "an unencrypted backup of the iPhone on a computer, file ChatStorage.sqlite of "
    "group.net.whatsapp.WhatsApp.shared; exporting the chat in the app is easier",
    /*can_resume=*/false,
    whatsapp_db::NoText,
    whatsapp_db::ReadIosWhatsApp,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    whatsapp_db::ProbeIosWhatsApp,
};

}  // namespace ebb
