#include "readers/table_rows.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/date_question.h"
#include "readers/phone_book.h"
#include "readers/phone_number.h"
#include "readers/short_years.h"
#include "readers/table_survey.h"
#include "readers/table_times.h"
#include "readers/written_time.h"

namespace ebb {

std::optional<bool> SaysMine(std::string_view cell, Columns::Says says) {
  static constexpr std::string_view kMine[] = {"outgoing", "out", "sent", "outbound", "outbox",
                                               "1",        "1.0", "-1",   "yes",      "y",
                                               "true",     "t",   "me"};
  static constexpr std::string_view kOthers[] = {
      "incoming", "in", "received", "inbound", "inbox", "0", "0.0", "no", "n", "false", "f"};
  const std::string word = LowerAscii(Trim(cell));
  if (says == Columns::Says::kSmsTypes && word.size() == 1 && word[0] >= '1' && word[0] <= '6') {
    return word != "1";
  }
  const auto among = [&word, says](const auto& words) {
    const auto end = says == Columns::Says::kPerhaps ? std::begin(words) + 5 : std::end(words);
    return std::find(std::begin(words), end, word) != end;
  };
  if (among(kMine)) return true;
  if (among(kOthers)) return false;
  return std::nullopt;
}

bool SaysUnsent(std::string_view cell, Columns::Says says) {
  const std::string_view type = Trim(cell);
  return says == Columns::Says::kSmsTypes && (type == "3" || type == "5" || type == "6");
}

bool NamesUnsent(std::string_view cell) {
  static constexpr std::string_view kWords[] = {"draft",  "drafts", "failed",
                                                "queued", "unsent", "scheduled"};
  const std::string word = LowerAscii(Trim(cell));
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

bool HoldsDate(std::string_view cell) {
  cell = Trim(cell);
  WrittenTime time;
  // A clock alone is seldom longer, and this is asked of each row.
  return cell.size() > 8 && ParseWrittenTime(cell, &time) && time.date != WrittenTime::Date::kNone;
}

std::size_t ClockBehindDate(std::string_view date) {
  std::size_t at = date.find(':');
  if (at == date.npos) return date.size();
  while (at > 0 && IsDigit(date[at - 1])) --at;
  return at > 0 ? at - 1 : 0;
}

bool SaysForwarded(std::string_view cell) {
  static constexpr std::string_view kNothing[] = {"0",   "0.0", "-1",   "-",    "false", "f",
                                                  "no",  "n",   "none", "null", "nan",   "nat",
                                                  "nil", "n/a", "na",   "[]",   "{}"};
  cell = Trim(cell);
  if (cell.empty() || cell.size() > 5) return !cell.empty();
  return std::find(std::begin(kNothing), std::end(kNothing), LowerAscii(cell)) ==
         std::end(kNothing);
}

namespace {

// Who sent a row.
struct RowSender {
  std::string_view name;
  bool from_me = false, known = false;
  std::string_view problem;
};

RowSender SenderOfRow(const TableRow& row, const PartnerProof& proof) {
  RowSender sender{Trim(row.sender), false, false, ""};
  const bool partner = proof.Holds(row.partner);
  const bool only_if = row.partner == Columns::Partner::kIfBothWays ||
                       row.partner == Columns::Partner::kOnlyIfMostly;
  if (only_if && !partner) return sender;
  if (partner && !row.mine) sender.problem = "it does not say who sent it";
  sender.known = row.mine.has_value();
  sender.from_me = row.mine.value_or(false);
  if (sender.from_me && (partner || sender.name.empty())) sender.name = "Me";
  return sender;
}

bool IsOfNumbers(DateOrder order) {
  return order == DateOrder::kDayFirst || order == DateOrder::kMonthFirst;
}

class TableWriter {
 public:
  // `in_doubt`: what order the dates have is not known, and that is tolerated.
  TableWriter(const ReadOptions& options, MessageSink& sink, DateOrder order, bool in_doubt,
              const TableSurvey& survey)
      : options_(options),
        sink_(sink),
        order_(order),
        in_doubt_(in_doubt),
        proof_(survey.proof),
        people_(survey.people),
        pairs_(survey.pairs),
        no_times_(!survey.TellsTimes()) {}

  bool Write(const TableRow& row) {
    if (!row.problem.empty()) return Skip(row, row.problem);
    people_.Add(row);
    const std::string_view id = IdOf(row);
    if (!options_.only.empty() && options_.only != id) return true;
    Timestamp sent;
    if (const std::string_view problem = ReadTime(row, &sent); !problem.empty()) {
      return Skip(row, problem);
    }
    const RowSender sender = SenderOfRow(row, proof_);
    if (!sender.problem.empty()) return Skip(row, sender.problem);
    if (sender.name.empty()) return Skip(row, "no sender");
    Begin(id, row, sender, sent);
    return Deliver(row, sender, sent);
  }

 private:
  bool OfPartner(const TableRow& row) const {
    if (row.partner_id.empty()) return false;
    return row.partner_sure || (proof_.Holds(row.partner) && proof_.names_partners());
  }
  std::string_view IdOf(const TableRow& row) {
    if (!OfPartner(row)) return ConversationOf(row);
    std::string_view id = row.partner_by_name ? people_.numbers.Of(row.sender) : row.partner_id;
    if (id.empty()) id = row.partner_id;
    return PlainNumber(id).empty() ? id : book_.Canonical(id);
  }
  std::string_view ConversationOf(const TableRow& row) {
    std::string_view id = row.conversation;
    if (id.empty() && pairs_.holds()) id = pairs_.ChatOf(row);
    return id.empty() ? std::string_view("chat") : id;
  }
  // Rows sent may bear one's own name beside the number of the other side.
  std::string_view NameOfPartner(const TableRow& row) {
    if (!NamesOfNumbers::IsNamed(row)) return row.sender;
    const std::string_view name = people_.names.Of(current_);
    return name.empty() ? std::string_view(current_) : name;
  }
  // Several people under one number are told apart by their names.
  std::string_view KeyOfPartner(const TableRow& row) {
    if (NamesOfNumbers::IsNamed(row) && people_.names.HasSeveral(current_)) return {};
    return current_;
  }
  std::string_view KeyOf(const TableRow& row) const {
    return row.key.empty() ? people_.keys.Of(row.sender) : row.key;
  }
  // Returns what is wrong with it.
  std::string_view ReadTime(const TableRow& row, Timestamp* sent) {
    if (!HasTime(row) || Trim(*row.time).empty()) return {};
    WrittenTime written;
    const bool read = ReadTableTime(*row.time, &written);
    if (read && order_ == DateOrder::kYearFirst) PutYearFirst(&written);
    if (read && in_doubt_ && written.date == WrittenTime::Date::kNumeric) return {};
    if (!read || written.day_last) {
      return row.time_guessed ? "" : "its time cannot be read";
    }
    if (written.date == WrittenTime::Date::kNumeric && !IsOfNumbers(order_)) {
      return "it is not known whether its day or its month comes first; say it with --date-order";
    }
    const std::optional<Timestamp> time = ToTimestamp(written, order_);
    if (!time) return "there is no such date";
    *sent = *time;
    has_seconds_ = has_seconds_ || written.has_seconds;
    return {};
  }
  bool HasTime(const TableRow& row) const { return row.time && !(row.time_guessed && no_times_); }

  bool Skip(const TableRow& row, std::string_view reason) {
    sink_.OnSkipped({row.line, row.source, reason});
    return true;
  }

  void Begin(std::string_view id, const TableRow& row, const RowSender& sender,
             const Timestamp& sent) {
    if (current_ == id) return;
    current_.assign(id);
    info_.id = current_;
    info_.name = OfPartner(row) ? NameOfPartner(row) : row.conversation;
    if (info_.name.empty() && pairs_.holds()) info_.name = id;
    info_.capabilities.dated = HasTime(row);
    info_.capabilities.seconds = has_seconds_;
    info_.capabilities.knows_me = sender.known;
    info_.capabilities.instants = sent.basis == Timestamp::Basis::kInstant;
    sink_.BeginConversation(info_);
  }

  bool Deliver(const TableRow& row, const RowSender& sender, const Timestamp& sent) {
    message_.sender = sender.name;
    message_.sender_key = OfPartner(row) ? KeyOfPartner(row) : KeyOf(row);
    if (sender.from_me && sender.name == "Me") message_.sender_key = {};
    message_.sent = sent;
    message_.kind = Trim(row.text).empty() ? MessageKind::kOther : MessageKind::kText;
    message_.text = row.text;
    if (row.forwarded) {
      message_.kind = MessageKind::kForwarded;
      message_.text = {};
    }
    message_.source = row.source;
    message_.line = row.line;
    message_.from_me = sender.from_me;
    return sink_.OnMessage(message_);
  }

  const ReadOptions& options_;
  MessageSink& sink_;
  DateOrder order_;
  const bool in_doubt_;
  const PartnerProof& proof_;
  PeopleOfTable people_;
  PairsOfTable pairs_;
  const bool no_times_;
  PhoneBook book_;  // one number may be written in several ways
  std::string current_;
  Message message_;  // what is not set for each stays as it is
  ConversationInfo info_;
  bool has_seconds_ = false;
};

}  // namespace

Result<ReadReport> ReadTable(Source& source, const ScanTable& scan, const ReadOptions& options,
                             MessageSink& sink) {
  const Result<TableSurvey> survey = TakeTableSurvey(scan);
  if (!survey) return survey.error();
  ReadReport report;
  DateOrder order = DateOrder::kUndecided;
  bool settled = false;
  Status decided =
      SettleShortYears(survey->short_years, options, source.name(), &report, &order, &settled);
  if (decided && !settled)
    decided = DecideDates(survey->dates, options, source.name(), &report, &order);
  if (!decided) return decided.error();
  // Dates may come that the first rows have none of.
  if (!report.has_date_order) order = options.date_order;
  if (Status back = source.Seek(0); !back) return back.error();
  const bool in_doubt = report.has_date_order && order == DateOrder::kUndecided;
  TableWriter writer(options, sink, order, in_doubt, *survey);
  const Result<TableScan> scanned =
      scan([&](const TableRow& row) { return writer.Write(row); }, false);
  if (!scanned) return scanned.error();
  report.truncated = scanned->truncated;
  NoteRepairs(source, &report);
  return report;
}

}  // namespace ebb
