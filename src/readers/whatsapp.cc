#include "readers/whatsapp.h"

#include <algorithm>
#include <string>

#include "base/text_util.h"
#include "readers/whatsapp_body.h"
#include "readers/whatsapp_head.h"
#include "readers/whatsapp_markers.h"
#include "readers/whatsapp_probe.h"
#include "readers/whatsapp_records.h"
#include "readers/whatsapp_sender.h"
#include "readers/whatsapp_text.h"
#include "time/civil.h"

namespace ebb {
namespace whatsapp {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
// Records read on after the first proof of the date order, to see whether it was a pasted line.
constexpr int kAfterProof = 2000;

// "export.zip: WhatsApp Chat - Anna.txt" -> "WhatsApp Chat - Anna" and "export".
std::string NameOfChat(const std::string& source_name) {
  std::string name;
  std::string_view left = source_name;
  while (!left.empty() && name.empty()) {
    const std::size_t cut = left.rfind(": ");
    std::string_view part = cut == std::string_view::npos ? left : left.substr(cut + 2);
    left = cut == std::string_view::npos ? std::string_view() : left.substr(0, cut);
    part = part.substr(part.find_last_of('/') + 1);
    const std::size_t dot = part.rfind('.');
    name = Markers::Get().ChatName(dot == std::string_view::npos ? part : part.substr(0, dot));
  }
  return name;
}

std::string Readable(const StampDate& date, DateOrder order) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  const std::optional<std::int64_t> days = DaysOf(date, order);
  if (!days) return "no date";
  const CivilTime civil = CivilFromSeconds(*days * kSecondsPerDay);
  return std::to_string(civil.day) + " " + kMonths[civil.month - 1] + " " +
         std::to_string(civil.year);
}

Error DateQuestion(const Source& source, const HeadFacts& facts, const StampDate& date,
                   const DateOrderResolver::Decision& decision) {
  const char mark = facts.shape.header.date_separator;
  const std::string written = std::to_string(date.first) + mark + std::to_string(date.second) +
                              mark + std::to_string(date.year);
  if (decision.contradiction) {
    return InputError(
        source.name(),
        "the dates contradict each other: some have a number above 12 in first place, "
        "others in second; if two exports were joined, split the file, else choose "
        "with --date-order dmy or --date-order mdy");
  }
  if (facts.year_may_stand_first) {
    return InputError(source.name(),
                      "cannot tell day from year: some of its dates read as if the year stood "
                      "first in two digits; if it does, choose with --date-order "
                      "ymd, and if the day or the month stands first after all, with --date-order "
                      "dmy or --date-order mdy");
  }
  const std::string_view likelier =
      decision.suggestion == DateOrder::kMonthFirst ? "month first (mdy)" : "day first (dmy)";
  return InputError(source.name(), "cannot tell day from month: " + written + " can be " +
                                       Readable(date, DateOrder::kDayFirst) + " or " +
                                       Readable(date, DateOrder::kMonthFirst) +
                                       "; more likely is " + std::string(likelier) +
                                       ", to judge by " + decision.how +
                                       "; choose with --date-order dmy or --date-order mdy");
}

// One reading of one export.
class Reading {
 public:
  Reading(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Run();

 private:
  Status Learn();
  Status SetSegmentOrder(const HeaderShape& shape, const DateOrderResolver::Decision& decision);
  Result<DateOrderResolver::Decision> DecideOrder();
  Result<DateOrderResolver::Decision> ScanForOrder();
  Status AdoptShapeAt(std::uint64_t offset);
  Status Deliver(RecordStream* stream);
  Status NewSegment(RecordStream* stream);
  bool DeliverRecord(const RawRecord& record);
  void ReadBody(const RawRecord& record, std::string_view rest);
  bool IsCut(const RawRecord& record, std::string_view rest, bool has_sender) const;
  bool Skip(const RawRecord& record, std::string_view reason);
  bool SetTime(const RawRecord& record, Timestamp* sent);
  bool Begin();
  bool HasFixedOrder(const HeaderShape& shape) const {
    return shape.year_first || shape.month_name;
  }
  // A year in front is a question only where years have two digits.
  bool CanHave(const HeaderShape& shape, DateOrder order) const {
    if (order == DateOrder::kUndecided || HasFixedOrder(shape)) return false;
    return order != DateOrder::kYearFirst || shape.year_digits == 2;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  HeadFacts facts_;
  FileShape start_shape_;
  std::unique_ptr<SenderTable> senders_;
  std::unique_ptr<BodyReader> bodies_;
  DateOrder order_ = DateOrder::kUndecided;
  StampDate example_;
  std::uint32_t date_serial_ = 0;
  std::optional<std::int64_t> day_;
  bool first_record_ = true;
  Message message_;
  ReadReport report_;
};

Status Reading::Learn() {
  Result<std::string> head = ReadHead(source_, kHeadBytes);
  if (!head) return head.error();
  facts_ = LearnHead(*head, head->size() < kHeadBytes);
  if (facts_.heads == 0) {
    return InputError(source_.name(),
                      "is not a WhatsApp export: no line begins with a date and a time as WhatsApp "
                      "writes them; see `ebb formats`, or name the format with --input-format");
  }
  start_shape_ = facts_.shape;
  example_ = facts_.example;
  const bool ios = facts_.shape.header.style != Style::kDash;
  report_.format = ios ? "whatsapp-ios" : "whatsapp-android";
  report_.why = std::to_string(facts_.heads) + " of the first lines begin as WhatsApp on " +
                (ios ? "iOS" : "Android") + " writes them";
  report_.has_date_order = !facts_.shape.header.month_name;
  return Done{};
}

Result<DateOrderResolver::Decision> Reading::DecideOrder() {
  DateOrderResolver::Decision decision;
  if (facts_.shape.header.month_name) {
    decision.order = decision.suggestion = DateOrder::kDayFirst;
    decision.how = "the month is written as a word";
    return decision;
  }
  const DateOrder chosen = options_.date_order;
  if (CanHave(facts_.shape.header, chosen)) {
    decision.order = decision.suggestion = chosen;
    decision.how = "the user's choice";
    return decision;
  }
  if (facts_.year_stands_first) {
    decision.order = decision.suggestion = DateOrder::kYearFirst;
    decision.how = "only with the year in front are all of them dates";
    return decision;
  }
  if (facts_.year_may_stand_first) {
    decision.suggestion = DateOrder::kDayFirst;
    decision.how = "some dates read as if the year stood first";
    return decision;
  }
  if (facts_.dates.Proven()) return facts_.dates.Decide();
  return ScanForOrder();
}

// The head proves nothing: reads on, to the first proof or to the end for the frequency test.
Result<DateOrderResolver::Decision> Reading::ScanForOrder() {
  if (Status back = source_.Seek(0); !back) return back.error();
  RecordStream stream(source_, facts_.shape, {});
  DateOrderResolver dates = facts_.dates.WithoutDates();
  std::uint32_t serial = 0;
  int after_proof = 0;
  RawRecord record;
  while (after_proof < kAfterProof) {
    const Result<RecordStream::Step> step = stream.Next(&record);
    if (!step) return step.error();
    if (*step == RecordStream::Step::kEnd || *step == RecordStream::Step::kSegment) break;
    if (*step != RecordStream::Step::kRecord) continue;
    after_proof += dates.Proven() ? 1 : 0;
    if (record.date_serial == serial) continue;
    serial = record.date_serial;
    if (record.date.calendar == Calendar::kUnsupported) continue;
    dates.Add(record.date.first, record.date.second, record.date.year);
    const bool open = record.date.first != record.date.second;
    if (open && example_.year == 0) example_ = record.date;
  }
  return dates.Decide();
}

// Reading from the middle of a joined file: the heads there may have another shape.
Status Reading::AdoptShapeAt(std::uint64_t offset) {
  if (Status moved = source_.Seek(offset); !moved) return moved.error();
  std::string line(256, '\0');
  Result<std::size_t> n = source_.Read(line.data(), line.size());
  if (!n) return n.error();
  line.resize(*n);
  Header header;
  if (!ParseHeader(line, &header)) {
    return Error{ErrorKind::kInternal, source_.name() +
                                           ": no message begins where reading was to go "
                                           "on; the file may have changed"};
  }
  if (header.shape != start_shape_.header) start_shape_ = {header.shape, false};
  return source_.Seek(offset);
}

Status Reading::SetSegmentOrder(const HeaderShape& shape,
                                const DateOrderResolver::Decision& decision) {
  order_ = decision.order;
  if (order_ == DateOrder::kUndecided && decision.same_either_way) order_ = decision.suggestion;
  if (order_ != DateOrder::kUndecided || HasFixedOrder(shape)) return Done{};
  if (options_.tolerate_undecided_dates) return Done{};
  return DateQuestion(source_, facts_, example_, decision);
}

Result<ReadReport> Reading::Run() {
  if (Status learned = Learn(); !learned) return learned.error();
  const std::uint64_t from = options_.resume ? options_.resume->offset : 0;
  Result<DateOrderResolver::Decision> decision = DecideOrder();
  if (!decision) return decision.error();
  report_.date_order = *decision;
  if (Status set = SetSegmentOrder(facts_.shape.header, *decision); !set) return set.error();
  if (from > 0) {
    if (Status adopted = AdoptShapeAt(from); !adopted) return adopted.error();
  } else if (Status back = source_.Seek(0); !back) {
    return back.error();
  }
  senders_ = std::make_unique<SenderTable>(facts_);
  bodies_ = std::make_unique<BodyReader>(facts_);
  first_record_ = from == 0;
  if (!Begin()) return std::move(report_);
  RecordStream stream(source_, start_shape_,
                      {from, options_.resume ? options_.resume->line : std::uint64_t{1}});
  stream.SetOrder(order_);
  if (Status done = Deliver(&stream); !done) return done.error();
  if (stream.contrary() > 0) {
    report_.warnings.push_back(std::to_string(stream.contrary()) +
                               " lines look like messages but have impossible dates and were left "
                               "in the text before them; "
                               "the first is line " +
                               std::to_string(stream.first_contrary_line()));
  }
  NoteRepairs(source_, &report_);
  return std::move(report_);
}

// False if the user asked for another conversation only.
bool Reading::Begin() {
  ConversationInfo info;
  info.name = NameOfChat(source_.name());
  if (info.name.empty()) info.name = facts_.chat_name;
  info.id = info.name.empty() ? "chat" : info.name;
  info.capabilities.seconds = facts_.shape.header.seconds;
  info.capabilities.calls = facts_.calls;
  info.capabilities.edits = true;
  info.capabilities.deletions = true;
  info.capabilities.knows_me = facts_.deleted_by_me;
  if (!options_.only.empty() && options_.only != info.id && options_.only != info.name)
    return false;
  sink_.BeginConversation(info);
  return true;
}

Status Reading::Deliver(RecordStream* stream) {
  RawRecord record;
  for (;;) {
    const Result<RecordStream::Step> step = stream->Next(&record);
    if (!step) return InputError(source_.name(), step.error().message);
    switch (*step) {
      case RecordStream::Step::kRecord:
        if (!DeliverRecord(record)) return Done{};
        break;
      case RecordStream::Step::kSkipped:
        report_.truncated |= stream->ended_in_head();
        sink_.OnSkipped(stream->skipped());
        break;
      case RecordStream::Step::kSegment:
        if (Status set = NewSegment(stream); !set) return set;
        break;
      case RecordStream::Step::kEnd:
        return Done{};
    }
  }
}

// Another export was joined to the first one; its dates need their own proof.
Status Reading::NewSegment(RecordStream* stream) {
  DateOrderResolver::Decision decision = stream->segment_dates().Decide();
  const HeaderShape& shape = stream->shape().header;
  const bool year_first = options_.date_order == DateOrder::kYearFirst;
  if ((year_first || decision.order == DateOrder::kUndecided) &&
      CanHave(shape, options_.date_order)) {
    decision.order = options_.date_order;
  }
  if (Status set = SetSegmentOrder(shape, decision); !set) return set;
  stream->SetOrder(order_);
  date_serial_ = 0;
  report_.warnings.push_back("from line " + std::to_string(stream->line()) +
                             " on the lines begin in another way: two exports seem to be joined");
  return Done{};
}

bool Reading::Skip(const RawRecord& record, std::string_view reason) {
  sink_.OnSkipped({record.line, {record.offset, record.offset + record.bytes.size()}, reason});
  return true;
}

// False if the record has a date that cannot be used.
bool Reading::SetTime(const RawRecord& record, Timestamp* sent) {
  if (record.date_serial != date_serial_) {
    date_serial_ = record.date_serial;
    const bool known =
        order_ != DateOrder::kUndecided || record.date.order != DateOrder::kUndecided;
    day_ = known ? DaysOf(record.date, order_) : std::nullopt;
  }
  if (day_) {
    sent->basis = Timestamp::Basis::kWall;
    sent->seconds = *day_ * kSecondsPerDay + record.second_of_day;
    return true;
  }
  *sent = {};
  return record.date.calendar != Calendar::kUnsupported && order_ == DateOrder::kUndecided;
}

// The file may end inside the sender of its last record.
bool Reading::IsCut(const RawRecord& record, std::string_view rest, bool has_sender) const {
  if (!record.last || has_sender || record.bytes.ends_with('\n')) return false;
  return rest.empty() || senders_->IsCutName(rest);
}

// Runs once per record: no copies, and the message is reused because clearing it costs as much as
// filling it.
bool Reading::DeliverRecord(const RawRecord& record) {
  if (!SetTime(record, &message_.sent)) {
    return Skip(record, "a date of a calendar that is not supported");
  }
  std::string_view rest = record.bytes.substr(record.rest);
  while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
  const SenderTable::Found found = senders_->Find(rest);
  if (IsCut(record, rest, found.name != nullptr)) {
    report_.truncated = true;
    return Skip(record, "the file ends inside a record");
  }
  message_.source = {record.offset, record.offset + record.bytes.size()};
  message_.line = record.line;
  message_.text = rest.substr(found.body);
  message_.edited = message_.from_me = false;
  if (found.name == nullptr) {
    message_.kind = MessageKind::kNotice;
    message_.sender = message_.sender_key = {};
  } else {
    message_.kind = MessageKind::kText;
    message_.sender = message_.sender_key = *found.name;
    ReadBody(record, rest);
  }
  first_record_ = false;
  return sink_.OnMessage(message_);
}

void Reading::ReadBody(const RawRecord& record, std::string_view rest) {
  const bool ask = !first_record_ && !bodies_->NamesItself(message_.text, message_.sender);
  if (ask && bodies_->IsTyped(message_.text, record.one_line)) return;
  BodyContext context{message_.sender, first_record_, false};
  if (first_record_) {
    const auto seen = facts_.records_of.find(std::string(rest.substr(0, rest.find(": "))));
    context.only_record_of_sender = seen != facts_.records_of.end() && seen->second == 1;
  }
  const Body body = bodies_->Read(message_.text, context);
  message_.kind = body.kind;
  message_.text = body.text;
  message_.edited = body.edited;
  message_.from_me = body.by_me;
  if (body.kind == MessageKind::kNotice) message_.sender = message_.sender_key = {};
}

Result<ReadReport> ReadWhatsApp(Source& source, const ReadOptions& options, MessageSink& sink) {
  return Reading(source, options, sink).Run();
}

}  // namespace
}  // namespace whatsapp

const Reader kWhatsAppReader = {
    "whatsapp",
    "WhatsApp, a chat exported as text (iOS or Android, any language)",
    "In the chat: menu, More, Export chat (Android), or the chat's name, Export Chat (iOS). "
    "Without media is enough.",
    true,
    whatsapp::ProbeWhatsApp,
    whatsapp::ReadWhatsApp,
};

}  // namespace ebb
