#include "readers/viber.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/date_question.h"
#include "readers/first_bytes.h"
#include "readers/probe.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxCells = 600;           // bytes before the text
constexpr std::uint64_t kViberRowsToSee = 5000;  // after which a proved order of dates is believed

constexpr std::size_t kMaxStampText = 64;  // bytes of a date and a time

// What stands in the place of a name for whoever exported it, in a few languages.
constexpr std::string_view kMe[] = {"Me",  "Moi", "Ich", "Yo",  "Eu",  "Io", "Ik",
                                    "Jag", "Ja",  "Я",   "أنا", "אני", "我", "Εγώ"};
constexpr FirstBytes kBytesOfMe = FirstBytes().Add(kMe);

bool IsMe(std::string_view name) {
  if (!kBytesOfMe.MayBegin(name)) return false;
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
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsDigit(c) || c == '+' || c == ' ' || c == '(' || c == ')' || c == '-';
  });
}

// A date and a time that stand in cells of their own.
bool ReadStamp(std::string_view date, std::string_view clock, WrittenTime* time) {
  std::array<char, kMaxStampText> text;
  const std::size_t size = date.size() + 1 + clock.size();
  if (size > text.size()) return false;
  char* const after = std::copy(date.begin(), date.end(), text.data());
  *after = ' ';
  std::copy(clock.begin(), clock.end(), after + 1);
  if (!ParseWrittenTime({text.data(), size}, time)) return false;
  return time->has_clock &&
         (time->date == WrittenTime::Date::kNumeric || time->date == WrittenTime::Date::kYearFirst);
}

// DATE,TIME,NAME,PHONE,TEXT: only the first four separators count. False leaves *row as it may be.
bool ParseRow(std::string_view line, ViberRow* row) {
  const bool guarded = line.starts_with("=\"");
  if (!guarded && (line.empty() || !IsDigit(line.front()))) return false;
  const char separator = line.substr(0, 40).find('\t') != line.npos ? '\t' : ',';
  std::array<std::string_view, 4> cells;
  std::size_t at = 0;
  for (std::string_view& cell : cells) {
    const std::size_t end = line.find(separator, at);
    if (end == line.npos || end > kMaxCells) return false;
    cell = WithoutGuard(line.substr(at, end - at));
    at = end + 1;
  }
  if (!ReadStamp(cells[0], cells[1], &row->time)) return false;
  if (!IsPhone(cells[3]) || (cells[2].empty() && cells[3].empty())) return false;
  row->name = cells[2];
  row->phone = cells[3];
  row->text = line.substr(at);
  return true;
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

class ViberExport final : private TextChat {
 public:
  ViberExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink) {}

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
      if (line.continues || !ParseRow(line.text, &row_)) continue;
      ++rows_;
      vote_.Add(row_.time);
      me_seen_ = me_seen_ || IsMe(row_.name);
      proved = proved || row_.time.first > 12 || row_.time.second > 12;
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
    BeginChat(info);
  }

  void OnLine(const TextLine& line) {
    if (!line.continues && ParseRow(line.text, &row_)) return OnRow(line, row_);
    if (!line.ended && LooksLikeRow(line.text)) return Lose(line);
    GoOn(line, "text before the first message");
  }

  // The beginning of a row at the end of a cut file.
  bool LooksLikeRow(std::string_view text) const {
    return guarded_ ? text.starts_with('=') : !text.empty() && IsDigit(text.front());
  }

  void OnRow(const TextLine& line, const ViberRow& row) {
    Finish();
    if (enough_) return;
    guarded_ = line.text.starts_with('=');
    record_.Begin(line, row.name.empty() ? row.phone : row.name, row.text);
    record_.key.assign(row.phone);
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
    LoseLine(line);
  }

  void Finish() {
    if (!record_.open) return;
    Unquote(&record_.text);
    record_.kind = KindOfText(Trim(record_.text));
    if (record_.kind != MessageKind::kText) record_.text.clear();
    HandOver();
  }

  ReadReport Report() {
    return ReportChat(kViberReader,
                      "rows of a date, a time, a name, a number and a text, as Viber sends them");
  }

  WrittenDateVote vote_;
  DateOrder order_ = DateOrder::kUndecided;
  ViberRow row_;  // the one read last
  std::uint64_t rows_ = 0;
  bool me_seen_ = false, guarded_ = false;
};

Match ProbeViber(std::string_view head) {
  std::string_view line = head.substr(0, std::min(head.find('\n'), kProbeHead));
  if (line.ends_with('\r')) line.remove_suffix(1);
  ViberRow row;
  if (!ParseRow(line, &row)) return Match::kNo;
  if (line.starts_with("=\"")) return Match::kCertain;
  return row.phone.starts_with('+') || IsMe(row.name) ? Match::kLikely : Match::kNo;
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
    EachFileIsAChat,
};

}  // namespace ebb
