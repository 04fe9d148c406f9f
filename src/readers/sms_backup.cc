#include "readers/sms_backup.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text_util.h"
#include "readers/markup_walker.h"
#include "readers/phone_book.h"
#include "readers/seen_records.h"
#include "readers/sms_own_numbers.h"
#include "readers/sms_record.h"
#include "readers/tapback_echo.h"

namespace ebb {
namespace {

using Box = SmsRecord::Box;
using Element = SmsRecord::Element;

// Name of the first element in `head`, and what follows it.
std::string_view FirstElement(std::string_view head, std::string_view* after) {
  for (std::size_t at = head.find('<'); at != head.npos; at = head.find('<', at + 1)) {
    if (head.substr(at).starts_with("<!--")) {
      at = head.find("-->", at);
      if (at == head.npos) break;
      continue;
    }
    if (at + 1 >= head.size() || head[at + 1] == '?' || head[at + 1] == '!') continue;
    const std::size_t end = head.find_first_of(" \t\r\n/>", at);
    if (end == head.npos) break;
    *after = head.substr(end);
    return head.substr(at + 1, end - at - 1);
  }
  return {};
}

// Signal put the name before the date, the others last.
bool IsSignal(std::string_view head) {
  const std::size_t begin = head.find("<sms ");
  if (begin == head.npos) return false;
  const std::string_view tag = head.substr(begin, head.find('>', begin) - begin);
  const std::size_t name = tag.find(" contact_name="), date = tag.find(" date=");
  return name != tag.npos && date != tag.npos && name < date;
}

class SmsBackup {
 public:
  SmsBackup(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source),
        options_(options),
        sink_(sink),
        walker_(source, MarkupDialect::kXml),
        parser_(walker_) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, std::size_t{64} * 1024);
    if (!head) return head.error();
    signal_ = IsSignal(*head);
    own_.Collect(source_);
    if (Status start = source_.Seek(0); !start) return start.error();
    while (!enough_ && walker_.Next()) Take();
    if (walker_.error()) return *walker_.error();
    if (!found_root_) return Refuse("not a backup of text messages (no <smses> or <calls>)");
    if (in_mms_ && !enough_) Skip(record_, walker_.offset(), "the file ends inside this message");
    if (walker_.truncated() && records_ == 0) {
      return Refuse(
          "the file ends before its first complete message; copy it from the phone again");
    }
    return Report();
  }

 private:
  // Of a start tag.
  struct BeginOf {
    ByteRange source;
    std::uint64_t line = 0;
  };

  void Take() {
    if (walker_.kind() == MarkupWalker::Kind::kStart) return TakeStart(walker_.name());
    if (in_mms_ && walker_.IsEnd("mms")) return FinishMms();
  }

  void TakeStart(std::string_view name) {
    if (name == "smses" || name == "calls" || name == "allsms" || name == "GoSms") {
      found_root_ = true;
      has_calls_ = has_calls_ || name == "calls";
    } else if (name == "sms") {
      Begin(Element::kSms);
    } else if (name == "SMS") {
      ReadOfElements();
    } else if (name == "mms") {
      Begin(Element::kMms);
    } else if (name == "call") {
      Begin(Element::kCall);
    } else if (in_mms_ && name == "part") {
      parser_.AddPart(&record_);
    } else if (in_mms_ && name == "addr") {
      parser_.AddAddress(&record_);
    }
  }

  void Begin(Element element) {
    if (in_mms_) Skip(record_, walker_.source().begin, "damaged: it does not end");
    in_mms_ = false;
    parser_.Begin(element, &record_);
    if (walker_.broken()) {
      Skip(record_, record_.source.end, "damaged: its tag does not end");
    } else if (element == Element::kMms && !walker_.empty()) {
      in_mms_ = true;
    } else {
      Judge();
    }
  }

  // GO SMS Pro: "<SMS><address>...</address><date>...</date>...</SMS>".
  void ReadOfElements() {
    next_ = {walker_.source(), walker_.line()};
    ahead_ = false;
    while (ReadOneOfElements()) {
    }
  }

  // True if the next one begins inside it.
  bool ReadOneOfElements() {
    parser_.Begin(Element::kSms, &record_);
    record_.source = next_.source;
    record_.line = next_.line;
    again_ = false;
    const bool closed = (!ahead_ && walker_.empty()) || ReadFields();
    const bool damaged = again_ || walker_.IsEnd("GoSms") || walker_.IsEnd("SMS");
    record_.source.end = again_ ? next_.source.begin : walker_.offset();
    if (closed) {
      parser_.Finish(&record_);
      Judge();
    } else {
      Skip(damaged ? "damaged: it does not end" : "the file ends inside this message");
    }
    return again_ && !enough_;
  }

  // Stops on the end of the message, or where it should have ended: false.
  bool ReadFields() {
    while (std::exchange(ahead_, false) || walker_.Next()) {
      if (walker_.IsEnd("SMS")) return true;
      if (walker_.IsEnd("GoSms")) return false;
      if (walker_.IsStart("SMS")) return BeginAgain({walker_.source(), walker_.line()}, false);
      if (walker_.kind() != MarkupWalker::Kind::kStart || walker_.empty()) continue;
      name_.assign(walker_.name());
      if (!ReadValue()) return false;
      parser_.Set(name_, value_, &record_);
    }
    return false;
  }

  // The text of a field, to its end. False where the message ends inside it. "<SMS>" may be typed;
  // with a field behind it, it is the next message.
  bool ReadValue() {
    value_.clear();
    std::optional<BeginOf> sms;
    std::size_t open = 1, typed = 0;
    while (walker_.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        if (!Trim(walker_.text()).empty()) sms.reset();
        if (value_.size() <= MarkupWalker::kMaxElementText) value_.append(walker_.text());
      } else if (walker_.IsStart("SMS")) {
        sms = {walker_.source(), walker_.line()};
        ++typed;
      } else if (walker_.kind() == MarkupWalker::Kind::kStart) {
        if (sms) return BeginAgain(*sms, true);
        if (walker_.name() == "br") value_.push_back('\n');
        open += walker_.name() == name_ && !walker_.empty() ? 1 : 0;
      } else if (walker_.IsEnd(name_)) {
        if (--open == 0) return true;
      } else if (walker_.IsEnd("GoSms") || (walker_.IsEnd("SMS") && typed-- == 0)) {
        return false;
      }
    }
    return false;
  }

  // `ahead`: the walker already stands on the first field. False for its callers.
  bool BeginAgain(const BeginOf& next, bool ahead) {
    next_ = next;
    ahead_ = ahead;
    again_ = true;
    return false;
  }

  void FinishMms() {
    in_mms_ = false;
    record_.source.end = walker_.source().end;
    Judge();
  }

  void Skip(const SmsRecord& record, std::uint64_t end, std::string_view reason) {
    sink_.OnSkipped({record.line, {record.source.begin, end}, reason});
  }
  void Skip(std::string_view reason) { Skip(record_, record_.source.end, reason); }

  void Judge() {
    Place();
    if (!options_.only.empty() && options_.only != chat_ && options_.only != chat_name_) return;
    ++records_;
    // What is skipped belongs to its conversation too, if that has begun.
    if (chat_ != begun_chat_ && known_chats_.count(chat_) > 0) Begin();
    if (record_.is_report) return Skip("a report of delivery, not a message");
    if (record_.element == Element::kCall) return Deliver();
    switch (record_.box) {
      case Box::kReceived:
      case Box::kSent:
        break;
      case Box::kDraft:
        return Skip("a draft that was never sent");
      case Box::kUnsent:
        return Skip("never sent (failed or still waiting)");
      case Box::kUnknown:
        return Skip("says neither received nor sent");
    }
    if (!seen_.Add(HashOfRecord())) return Skip("a second copy of the same message");
    Deliver();
  }

  std::uint64_t HashOfRecord() const {
    std::uint64_t hash = Hash64(chat_, static_cast<std::uint64_t>(record_.box));
    hash = Hash64(record_.body, hash);
    hash = Hash64(record_.ids, hash);
    const std::int64_t time = record_.sent.seconds * 1000 + record_.sent.millis;
    return Hash64(std::to_string(time), hash);
  }

  // Finds the conversation: who is on the other side.
  void Place() {
    const bool sent = record_.box == Box::kSent;
    std::string_view address = record_.address;
    if (address.empty() && record_.element == Element::kMms) {
      address = sent ? record_.to : record_.from;
    }
    others_.clear();
    for (const std::string_view part : Split(address, '~')) {
      if (!Trim(part).empty()) others_.push_back(Trim(part));
    }
    if (others_.size() > 1) {
      RemoveOwnNumbers(own_, &others_, &record_.contact);
      if (others_.size() > 1) return PlaceGroup();
      address = others_[0];
    }
    other_ = others_.empty() ? std::string_view() : book_.Canonical(others_[0]);
    const bool group_address = other_.find("@rcs.") != other_.npos;
    if (!group_address) book_.SetName(other_, record_.contact);
    chat_ = other_.empty() ? std::string_view("unknown") : other_;
    chat_name_ = record_.contact;
    if (chat_name_.empty()) chat_name_ = book_.Name(other_);
    if (chat_name_.empty()) chat_name_ = address;
    if (group_address) other_ = Sender137();
  }

  void PlaceGroup() {
    chat_ = book_.CanonicalGroup(others_);
    const std::vector<std::string_view> names = Split(record_.contact, ',');
    if (names.size() == others_.size()) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = Trim(names[i]);
        if (name != "(Unknown)") book_.SetName(book_.Canonical(others_[i]), name);
      }
    }
    chat_name_ = record_.contact.empty() ? record_.address : record_.contact;
    other_ = Sender137();
  }

  std::string_view Sender137() {
    return record_.from.empty() ? std::string_view() : book_.Canonical(record_.from);
  }

  void Deliver() {
    if (chat_ != begun_chat_) Begin();
    Message message;
    message.source = record_.source;
    message.line = record_.line;
    message.sent = record_.sent;
    if (record_.element == Element::kCall) {
      message.kind = MessageKind::kNotice;
    } else {
      FillMessage(&message);
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(Message* message) {
    message->from_me = record_.box == Box::kSent;
    message->sender_key = message->from_me ? "me" : other_;
    message->sender = message->from_me ? "Me" : NameOfOther();
    const bool echo = IsTapbackEcho(record_.body);
    if (!echo) message->text = record_.body;
    if (record_.has_media) {
      message->kind = MessageKind::kMedia;
    } else if (record_.has_contact) {
      message->kind = MessageKind::kContact;
    } else if (echo || Trim(record_.body).empty()) {
      message->kind = MessageKind::kOther;
    }
  }

  std::string_view NameOfOther() const {
    const std::string_view name = book_.Name(other_);
    if (!name.empty()) return name;
    return other_.empty() ? std::string_view("Unknown") : book_.Written(other_);
  }

  void Begin() {
    ConversationInfo info;
    info.id = chat_;
    info.name = chat_name_;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.calls = has_calls_;
    info.capabilities.knows_me = true;
    info.sort_by_time = true;  // pictures and plain messages stand apart
    sink_.BeginConversation(info);
    begun_chat_ = chat_;
    known_chats_.insert(chat_);
  }

  Error Refuse(const std::string& what) const {
    return {ErrorKind::kInput, source_.name() + ": " + what};
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = signal_ ? "signal-xml" : std::string(kSmsBackupReader.name);
    report.why = has_calls_ ? "XML with a list of calls" : "XML with a list of text messages";
    NoteRepairs(source_, &report);
    report.repaired_bytes += walker_.repaired();
    report.truncated = walker_.truncated();
    if (report.truncated) {
      report.warnings.push_back("the file ends early; the messages that are complete were read");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  SmsRecordParser parser_;
  SmsRecord record_;
  PhoneBook book_;
  SmsOwnNumbers own_;
  SeenRecords seen_;
  std::vector<std::string_view> others_;  // numbers of the other side
  std::string_view other_;                // who sent it, if it was received; lives in book_
  std::string chat_, chat_name_, begun_chat_;
  std::unordered_set<std::string> known_chats_;
  std::string name_, value_;  // of an element in a message
  BeginOf next_;              // of the message in elements being read, or the next one
  bool ahead_ = false, again_ = false;
  std::uint64_t records_ = 0;
  bool found_root_ = false, has_calls_ = false, in_mms_ = false, enough_ = false;
  bool signal_ = false;
};

Match ProbeSmsBackup(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  std::string_view after;
  const std::string_view name = FirstElement(head, &after);
  if (name == "smses" || name == "allsms" || name == "GoSms") return Match::kCertain;
  if (name != "calls") return Match::kNo;
  return FirstElement(after, &after) == "call" ? Match::kCertain : Match::kLikely;
}

Result<ReadReport> ReadSmsBackup(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SmsBackup(source, options, sink).Read();
}

}  // namespace

const Reader kSmsBackupReader = {
    "sms-backup",
    "Text messages of an Android phone (SMS Backup & Restore, GO SMS Pro, old Signal backup)",
    "SMS Backup & Restore on the phone: Back up now, choose Messages, then share the file "
    "sms-DATE.xml",
    /*can_resume=*/false,
    ProbeSmsBackup,
    ReadSmsBackup,
};

}  // namespace ebb
