// sigtop's JSON: an array of rows of Signal Desktop's table of messages.
#include <map>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/fixed_time.h"
#include "readers/json_values.h"
#include "readers/json_walker.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"

namespace ebb {
namespace {

struct SigtopRow {
  std::string_view conversation, type, body, sent_at, timestamp, number, service_id;
  bool attachments = false, sticker = false, contact = false, poll = false, other = false;
  bool quote = false, edited = false, deleted = false, erased = false, view_once = false;
};

class SigtopRowParser {
 public:
  void Parse(JsonCursor& cursor, SigtopRow* row) {
    *row = {};
    if (!cursor.Expect('{')) return;
    std::string_view key;
    while (cursor.NextKey(&key)) ReadValue(cursor, key, row);
  }

 private:
  // The length of a key alone tells most of them apart from what is not wanted.
  void ReadValue(JsonCursor& cursor, std::string_view key, SigtopRow* row) {
    const auto is = [key](std::string_view name) { return key == name; };
    const auto text = [&](std::string* scratch, std::string_view* out) {
      ReadJsonText(cursor, scratch, out);
    };
    const auto flag = [&](bool* out) { *out = SkipJsonPresence(cursor); };
    switch (key.size()) {
      case 4:
        if (is("body")) return text(&body_, &row->body);
        if (is("type")) return text(&type_, &row->type);
        if (is("poll")) return flag(&row->poll);
        break;
      case 5:
        if (is("quote")) return flag(&row->quote);
        break;
      case 6:
        if (is("source")) return text(&number_, &row->number);
        break;
      case 7:
        if (is("sent_at")) return text(&sent_, &row->sent_at);
        if (is("sticker")) return flag(&row->sticker);
        if (is("contact")) return flag(&row->contact);
        if (is("payment")) return flag(&row->other);
        break;
      case 8:
        if (is("isErased")) return flag(&row->erased);
        break;
      case 9:
        if (is("timestamp")) return text(&timestamp_, &row->timestamp);
        if (is("giftBadge")) return flag(&row->other);
        break;
      case 10:
        if (is("isViewOnce")) return flag(&row->view_once);
        if (is("sourceUuid") && row->service_id.empty()) return text(&service_, &row->service_id);
        break;
      case 11:
        if (is("attachments")) return flag(&row->attachments);
        if (is("editHistory")) return flag(&row->edited);
        break;
      case 14:
        if (is("conversationId")) return text(&conversation_, &row->conversation);
        break;
      case 15:
        if (is("sourceServiceId")) return text(&service_, &row->service_id);
        break;
      case 18:
        if (is("deletedForEveryone")) return flag(&row->deleted);
        break;
      default:
        break;
    }
    cursor.SkipValue();
  }

  std::string body_, type_, sent_, timestamp_, number_, service_, conversation_;
};

MessageKind KindOf(const SigtopRow& row) {
  if (row.deleted) return MessageKind::kDeleted;
  if (row.erased || row.view_once) return MessageKind::kOther;
  if (row.poll) return MessageKind::kPoll;
  if (row.contact) return MessageKind::kContact;
  if (row.attachments || row.sticker) return MessageKind::kMedia;
  return row.other || Trim(row.body).empty() ? MessageKind::kOther : MessageKind::kText;
}

// One identity for a person whose rows carry a number, an account's id, or both.
class SigtopPeople {
 public:
  // The key that stands for both; the number or id that came first.
  const std::string& KeyOf(std::string_view number, std::string_view service_id) {
    std::string* by_number = number.empty() ? nullptr : &keys_[std::string(number)];
    std::string* by_service = service_id.empty() ? nullptr : &keys_[LowerAscii(service_id)];
    std::string* known = by_number != nullptr && !by_number->empty() ? by_number : by_service;
    if (known == nullptr) known = by_number;
    if (known == nullptr) return none_;
    if (known->empty()) known->assign(number.empty() ? service_id : number);
    if (by_number != nullptr && by_number->empty()) *by_number = *known;
    if (by_service != nullptr && by_service->empty()) *by_service = *known;
    return *known;
  }

 private:
  std::map<std::string, std::string> keys_;
  std::string none_;
};

class SigtopJson {
 public:
  SigtopJson(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    name_ = signal::ChatNameOf(source_.name());
    if (walker_.Expect('[')) {
      while (!enough_ && walker_.NextElement()) ReadRow();
    }
    if (walker_.error()) return *walker_.error();
    if (!recognised_) {
      const std::string what = walker_.ended() ? "the file ends before its first message"
                                               : "not sigtop's JSON: no array of Signal's messages";
      return Error{ErrorKind::kInput, source_.name() + ": " + what};
    }
    return Report();
  }

 private:
  void ReadRow() {
    const std::uint64_t begin = walker_.offset();
    ++record_;
    bool is_object = true;
    const JsonWalker::Outcome outcome = walker_.Record([&](JsonCursor& cursor) {
      is_object = cursor.Peek() == '{';
      if (is_object) {
        parser_.Parse(cursor, &row_);
      } else {
        cursor.SkipValue();
      }
    });
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

  void Skip(ByteRange range, std::string_view reason) {
    if (deliver_) sink_.OnSkipped({record_, range, reason});
  }

  void Begin() {
    if (recognised_ && row_.conversation == conversation_) return;
    recognised_ = true;
    conversation_.assign(row_.conversation);
    ConversationInfo info;
    info.id = conversation_.empty() ? "signal" : conversation_;
    info.name.assign(signal::SplitPerson(name_).name);
    info.capabilities.seconds = info.capabilities.instants = true;
    info.capabilities.replies = info.capabilities.calls = true;
    info.capabilities.edits = info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  void Deliver(ByteRange range) {
    if (row_.type.empty() && row_.conversation.empty()) return Skip(range, "not a message record");
    Begin();
    if (!deliver_) return;
    Message message;
    message.source = range;
    message.line = record_;
    message.sent = InstantFromMillis(row_.sent_at.empty() ? row_.timestamp : row_.sent_at);
    if (row_.type == "story") return Skip(range, "a story, not a message of this chat");
    if (row_.type != "incoming" && row_.type != "outgoing") {
      message.kind = MessageKind::kNotice;
    } else if (!FillMessage(&message)) {
      return Skip(range, "no sender");
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  bool FillMessage(Message* message) {
    message->from_me = row_.type == "outgoing";
    if (message->from_me) {
      message->sender = message->sender_key = "You";
    } else {
      message->sender_key = people_.KeyOf(row_.number, row_.service_id);
      message->sender = DisplayName(message->sender_key);
    }
    if (message->sender.empty()) return false;
    message->kind = KindOf(row_);
    message->has_reply = row_.quote;
    message->edited = row_.edited;
    if (message->kind == MessageKind::kText || message->kind == MessageKind::kMedia) {
      message->text = Trim(WithoutPlaceholders(row_.body, &words_));
    }
    return true;
  }

  // The file is named "Noor (+1555)": that is the name of the number.
  std::string_view DisplayName(std::string_view key) const {
    const signal::NamedPerson partner = signal::SplitPerson(name_);
    const bool partners =
        !partner.detail.empty() && (partner.detail == key || partner.detail == row_.number ||
                                    partner.detail == row_.service_id);
    return partners ? partner.name : key;
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSigtopJsonReader.name;
    report.why = "an array of rows as Signal Desktop keeps them";
    NoteRepairs(source_, &report);
    report.truncated = walker_.failed();
    if (walker_.ended()) {
      report.warnings.push_back("the file ends early; what is complete was read");
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
  SigtopRowParser parser_;
  SigtopRow row_;
  SigtopPeople people_;
  std::string name_, conversation_, words_;
  std::uint64_t record_ = 0;
  bool recognised_ = false, deliver_ = true, enough_ = false;
};

Match ProbeSigtopJson(std::string_view head) {
  JsonCursor cursor(head);
  if (!cursor.Expect('[') || !cursor.NextElement() || !cursor.Expect('{')) return Match::kNo;
  bool conversation = false, time = false, type = false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    conversation = conversation || key == "conversationId";
    time = time || key == "sent_at" || key == "received_at" || key == "received_at_ms";
    type = type || key == "type";
    cursor.SkipValue();
  }
  if (conversation && time) return Match::kCertain;
  return conversation && type ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadSigtopJson(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SigtopJson(source, options, sink).Read();
}

}  // namespace

const Reader kSigtopJsonReader = {
    "sigtop-json",
    "Signal, the JSON that sigtop writes",
    "Signal Desktop with the program sigtop: `sigtop export-messages -f json OUT`",
    /*can_resume=*/false,
    ProbeSigtopJson,
    ReadSigtopJson,
    EachFileIsAChat,
};

}  // namespace ebb
