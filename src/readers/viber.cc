#include "readers/viber.h"

#include <array>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/date_question.h"
#include "readers/open_record.h"
#include "readers/probe.h"
#include "readers/text_lines.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxCells = 600;           // bytes before the text
constexpr std::uint64_t kViberRowsToSee = 5000;  // after which a proved order of dates is believed

// What stands in the place of a name for whoever exported it, in a few languages.
bool IsMe(std::string_view name) {
  static constexpr std::string_view kMe[] = {"Me",  "Moi", "Ich", "Yo",  "Eu",  "Io", "Ik",
                                             "Jag", "Ja",  "Я",   "أنا", "אני", "我", "Εγώ"};
  for (const std::string_view known : kMe) {
    if (name == known) return true;
  }
  return false;
}

// ="17/08/2014" keeps spreadsheets from guessing; 17/08/2014 is what is meant.
std::string_view WithoutGuard(std::string_view cell) {
  cell = Trim(cell);
  if (cell.starts_with('=')) cell.remove_prefix(1);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
    cell = cell.substr(1, cell.size() - 2);
  }
  return cell;
}

struct ViberRow {
  WrittenTime time;
  std::string_view name, phone, text;  // text with its quotes
};

bool IsPhone(std::string_view text) {
  return text.find_first_not_of("+0123456789 ()-") == text.npos;
}

// DATE,TIME,NAME,PHONE,TEXT: only the first four separators count.
std::optional<ViberRow> ParseRow(std::string_view line) {
  const bool guarded = line.starts_with("=\"");
  if (!guarded && (line.empty() || line.front() < '0' || line.front() > '9')) return std::nullopt;
  const char separator = line.substr(0, 40).find('\t') != line.npos ? '\t' : ',';
  std::array<std::string_view, 4> cells;
  std::size_t at = 0;
  for (std::string_view& cell : cells) {
    const std::size_t end = line.find(separator, at);
    if (end == line.npos || end > kMaxCells) return std::nullopt;
    cell = WithoutGuard(line.substr(at, end - at));
    at = end + 1;
  }
  std::string stamp(cells[0]);
  stamp.append(" ").append(cells[1]);
  const std::optional<WrittenTime> time = ParseWrittenTime(stamp);
  const bool dated =
      time && time->has_clock &&
      (time->date == WrittenTime::Date::kNumeric || time->date == WrittenTime::Date::kYearFirst);
  if (!dated || !IsPhone(cells[3]) || (cells[2].empty() && cells[3].empty())) return std::nullopt;
  return ViberRow{*time, cells[2], cells[3], line.substr(at)};
}

// Quotes around the whole are the table's; doubled ones inside are single.
void Unquote(std::string* text) {
  std::string_view inside = Trim(*text);
  if (inside.size() < 2 || inside.front() != '"' || inside.back() != '"') return;
  inside = inside.substr(1, inside.size() - 2);
  std::string single;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    single.push_back(inside[i]);
    if (inside[i] == '"' && i + 1 < inside.size() && inside[i + 1] == '"') ++i;
  }
  *text = std::move(single);
}

MessageKind KindOfText(std::string_view text) {
  static constexpr std::string_view kMedia[] = {"Photo message", "Video message", "Voice message",
                                                "Sticker message", "File message"};
  for (const std::string_view known : kMedia) {
    if (text == known) return MessageKind::kMedia;
  }
  return text == "Location message" ? MessageKind::kLocation : MessageKind::kText;
}

class ViberExport {
 public:
  ViberExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status seen = Survey(); !seen) return seen.error();
    if (rows_ == 0) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not Viber's message history (no rows of a date, a time, a "
                       "name, a number and a text)"};
    }
    const Status decided = DecideDates(vote_, options_, source_.name(), &report_, &order_);
    if (!decided) return decided.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    Begin();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    Finish();
    return Report();
  }

 private:
  Status Survey() {
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    bool proved = false;
    while (lines.Next(&line) && !(proved && rows_ > kViberRowsToSee)) {
      const auto row = line.continues ? std::nullopt : ParseRow(line.text);
      if (!row) continue;
      ++rows_;
      vote_.Add(row->time);
      me_seen_ = me_seen_ || IsMe(row->name);
      proved = proved || row->time.first > 12 || row->time.second > 12;
    }
    if (lines.error()) return *lines.error();
    return Done{};
  }

  void Begin() {
    ConversationInfo info;
    info.name = ChatOfFileName(source_.name());  // the file is called as the contact is
    info.id = info.name.empty() ? "viber" : info.name;
    info.capabilities.seconds = true;
    info.capabilities.knows_me = me_seen_;
    deliver_ = options_.only.empty() || options_.only == info.id;
    if (deliver_) sink_.BeginConversation(info);
  }

  void OnLine(const TextLine& line) {
    const auto row = line.continues ? std::nullopt : ParseRow(line.text);
    if (row) return OnRow(line, *row);
    if (!line.ended && LooksLikeRow(line.text)) return Lose(line);
    if (record_.open) {
      record_.Continue(line);
    } else if (!Trim(line.text).empty() && deliver_) {
      sink_.OnSkipped({line.number, line.source, "text before the first message"});
    }
  }

  // The beginning of a row at the end of a cut file.
  bool LooksLikeRow(std::string_view text) const {
    return guarded_ ? text.starts_with('=')
                    : !text.empty() && text.front() >= '0' && text.front() <= '9';
  }

  void OnRow(const TextLine& line, const ViberRow& row) {
    Finish();
    if (enough_) return;
    guarded_ = line.text.starts_with('=');
    record_.Begin(line, row.name.empty() ? row.phone : row.name, row.text);
    record_.key = std::string(row.phone);
    record_.from_me = IsMe(row.name);
    const std::optional<Timestamp> sent = ToTimestamp(row.time, order_);
    if (sent) {
      record_.sent = *sent;
    } else {
      record_.problem = "there is no such date";
    }
  }

  void Lose(const TextLine& line) {
    Finish();
    report_.truncated = true;
    if (deliver_) sink_.OnSkipped({line.number, line.source, "the file ends inside this line"});
  }

  void Finish() {
    if (!record_.open) return;
    Unquote(&record_.text);
    record_.kind = KindOfText(Trim(record_.text));
    if (record_.kind != MessageKind::kText) record_.text.clear();
    if (!deliver_) {
      record_.open = false;
    } else if (!record_.Deliver(sink_)) {
      enough_ = true;
    }
  }

  ReadReport Report() {
    report_.format = kViberReader.name;
    report_.why = "rows of a date, a time, a name, a number and a text, as Viber sends them";
    NoteRepairs(source_, &report_);
    return std::move(report_);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  WrittenDateVote vote_;
  ReadReport report_;
  DateOrder order_ = DateOrder::kUndecided;
  OpenRecord record_;
  std::uint64_t rows_ = 0;
  bool me_seen_ = false, guarded_ = false, enough_ = false, deliver_ = true;
};

Match ProbeViber(std::string_view head) {
  std::string_view line = head.substr(0, std::min(head.find('\n'), kProbeHead));
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto row = ParseRow(line);
  if (!row) return Match::kNo;
  if (line.starts_with("=\"")) return Match::kCertain;
  return row->phone.starts_with('+') || IsMe(row->name) ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadViber(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ViberExport(source, options, sink).Read();
}

}  // namespace

const Reader kViberReader = {
    "viber",
    "Viber, the message history that a phone sends by e-mail (CSV)",
    "phone: More, Settings, Calls and messages, Email message history; the zip holds a file per "
    "chat",
    /*can_resume=*/false,
    ProbeViber,
    ReadViber,
};

}  // namespace ebb
