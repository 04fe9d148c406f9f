// signalbackup-tools' text: "[Mar 01, 2024 10:02:03] <Noor> words", and "***" for what nobody said.
#include <algorithm>
#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/fixed_time.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/source_lines.h"
#include "time/civil.h"

namespace ebb {
namespace {

struct BackupHead {
  enum class What : unsigned char { kSaid, kFile, kEvent };
  What what = What::kEvent;
  std::int64_t seconds = 0;
  std::string_view sender, body;
};

constexpr std::string_view kStampShape = "[Aaa 00, 0000 00:00:00] ";

// Digits and letters levelled, as far as the stamp goes.
bool FitsStamp(std::string_view text) {
  for (std::size_t i = 0; i < std::min(text.size(), kStampShape.size()); ++i) {
    const char want = kStampShape[i], c = text[i];
    const bool fits = want == '0'   ? c >= '0' && c <= '9'
                      : want == 'A' ? c >= 'A' && c <= 'Z'
                      : want == 'a' ? c >= 'a' && c <= 'z'
                                    : c == want;
    if (!fits) return false;
  }
  return true;
}

std::optional<std::int64_t> ParseStamp(std::string_view line) {
  if (line.size() < kStampShape.size() || line[0] != '[' || !FitsStamp(line)) return std::nullopt;
  const int month = MonthOfAbbreviation(line.substr(1, 3));
  const int day = *FixedDigits(line, 5, 2), year = *FixedDigits(line, 9, 4);
  const auto clock = FixedClock(line.substr(14, 8));
  if (month == 0 || !clock || !IsValidDate(year, month, day)) return std::nullopt;
  return DaysFromCivil(year, month, day) * 86400 + *clock;
}

std::optional<BackupHead> ParseBackupHead(std::string_view line) {
  const auto seconds = ParseStamp(line);
  if (!seconds) return std::nullopt;
  BackupHead head;
  head.seconds = *seconds;
  std::string_view rest = line.substr(kStampShape.size());
  if (rest.starts_with('<')) {
    const std::size_t close = rest.find("> ");
    if (close == rest.npos || close == 1) return std::nullopt;
    head.what = BackupHead::What::kSaid;
    head.sender = rest.substr(1, close - 1);
    head.body = rest.substr(close + 2);
    return head;
  }
  if (!rest.starts_with("***")) return std::nullopt;
  const std::size_t file = rest.find("> sent file");
  if (rest.starts_with("*** <") && file != rest.npos && file > 5) {
    head.what = BackupHead::What::kFile;
    head.sender = rest.substr(5, file - 5);
  }
  return head;
}

// " (Ben: x; Ada: y)" after the words: names and emoji, no letters after the colon.
void TakeReactions(std::string_view* body) {
  if (!body->ends_with(')')) return;
  const std::size_t open = body->rfind(" (");
  if (open == body->npos) return;
  const std::string_view inside = body->substr(open + 2, body->size() - open - 3);
  std::size_t begin = 0;
  while (begin <= inside.size()) {
    const std::size_t end = std::min(inside.find("; ", begin), inside.size());
    const std::string_view one = inside.substr(begin, end - begin);
    const std::size_t colon = one.rfind(": ");
    if (colon == one.npos || colon == 0) return;
    const std::string_view emoji = one.substr(colon + 2);
    const bool all_emoji = !emoji.empty() && emoji.size() <= 40 &&
                           std::all_of(emoji.begin(), emoji.end(),
                                       [](char c) {
                                         return static_cast<unsigned char>(c) >= 0x80 || c == '#' ||
                                                c == '*' || (c >= '0' && c <= '9');
                                       }) &&
                           std::any_of(emoji.begin(), emoji.end(), [](char c) {
                             return static_cast<unsigned char>(c) >= 0x80;
                           });
    if (!all_emoji) return;
    begin = end + 2;
  }
  *body = body->substr(0, open);
}

// "[2] words", far to the right.
bool IsPollOption(std::string_view line) {
  const std::size_t bracket = line.find_first_not_of(' ');
  if (bracket == line.npos || bracket < 2 || line[bracket] != '[') return false;
  const std::size_t close = line.find("] ", bracket);
  return close != line.npos && ParseNumber(line.substr(bracket + 1, close - bracket - 1));
}

// A poll's title and the options below it.
bool IsPollText(std::string_view body) {
  if (!body.starts_with("Poll: ")) return false;
  const std::size_t line = body.find('\n');
  return line != body.npos &&
         IsPollOption(body.substr(line + 1, body.find('\n', line + 1) - line - 1));
}

class BackupText {
 public:
  BackupText(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    Begin();
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    Finish();
    if (!any_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not signalbackup-tools' text: no line begins with a time "
                       "in square brackets and a name in angle brackets"};
    }
    return Report();
  }

 private:
  void Begin() {
    ConversationInfo info;
    const std::string file = signal::ChatNameOf(source_.name());
    info.name.assign(signal::SplitPerson(file).name);
    info.id = file.empty() ? "signal" : file;
    info.capabilities.seconds = true;
    info.capabilities.calls = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  bool OnLine(const SourceLine& line) {
    const auto head = line.continues ? std::nullopt : ParseBackupHead(line.text);
    if (head && (line.ended || !IsCutEvent(*head, line.text))) {
      BeginRecord(*head, line);
    } else if (!line.ended && IsCutHead(line.text)) {
      Finish();
      truncated_ = true;
      if (deliver_) sink_.OnSkipped({line.number, line.source, "the file ends inside this line"});
    } else if (record_.open()) {
      record_.Add(line);
    } else if (!Trim(line.text).empty() && deliver_) {
      sink_.OnSkipped({line.number, line.source, "text before the first message"});
    }
    return !enough_;
  }

  // "***" or "*** <Noor": the file ends before it is clear that a file was sent.
  static bool IsCutEvent(const BackupHead& head, std::string_view text) {
    const std::string_view rest = Trim(text.substr(kStampShape.size()));
    return head.what == BackupHead::What::kEvent && (rest == "***" || rest.starts_with("*** <"));
  }

  static bool IsCutHead(std::string_view text) { return !text.empty() && FitsStamp(text); }

  void BeginRecord(const BackupHead& head, const SourceLine& line) {
    // Files, and the words sent with them, are written as records of their own.
    const bool same = record_.open() && what_ == BackupHead::What::kFile &&
                      head.sender == sender_ && head.seconds == seconds_ &&
                      head.what != BackupHead::What::kEvent && Trim(record_.text()).empty();
    any_ = true;
    if (same) {
      record_.Add(head.body, line);
      record_.Extend(line);
      if (head.what == BackupHead::What::kSaid) captioned_ = true;
      what_ =
          head.what == BackupHead::What::kFile ? BackupHead::What::kFile : BackupHead::What::kSaid;
      return;
    }
    Finish();
    if (enough_) return;
    what_ = head.what;
    captioned_ = false;
    has_file_ = head.what == BackupHead::What::kFile;
    sender_.assign(head.sender);
    seconds_ = head.seconds;
    record_.Begin(head.body, line);
  }

  void Finish() {
    if (record_.open() && deliver_ && !enough_) Deliver();
    record_.Close();
  }

  void Deliver() {
    if (record_.too_long()) {
      return sink_.OnSkipped({record_.line(), record_.range(), "longer than 16 MiB"});
    }
    Message message;
    message.source = record_.range();
    message.line = record_.line();
    message.sent = WallStamp(seconds_);
    message.kind = MessageKind::kNotice;
    if (what_ != BackupHead::What::kEvent) FillMessage(&message);
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(Message* message) {
    message->sender = sender_;
    if (first_sender_.empty()) first_sender_ = sender_;
    several_senders_ = several_senders_ || sender_ != first_sender_;
    ++messages_;
    std::string_view body = Trim(record_.text());
    if (what_ == BackupHead::What::kSaid && IsPollText(body)) {
      message->kind = MessageKind::kPoll;
      return;
    }
    if (what_ == BackupHead::What::kFile && !captioned_) body = {};
    TakeReactions(&body);
    message->text = Trim(body);
    message->kind = has_file_               ? MessageKind::kMedia
                    : message->text.empty() ? MessageKind::kOther
                                            : MessageKind::kText;
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalBackupTextReader.name;
    report.why = "lines begin as signalbackup-tools writes them";
    report.truncated = truncated_;
    if (messages_ > 1 && !several_senders_) {
      report.warnings.push_back(
          "every message carries one name; from older backups signalbackup-tools writes the "
          "partner's name on both sides, so who said what cannot be told: export with --exportxml "
          "instead");
    }
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  RecordText record_;
  BackupHead::What what_ = BackupHead::What::kEvent;
  std::string sender_, first_sender_;
  std::int64_t seconds_ = 0;
  std::uint64_t messages_ = 0;
  bool has_file_ = false, captioned_ = false, several_senders_ = false;
  bool any_ = false, deliver_ = true, enough_ = false, truncated_ = false;
};

Match ProbeBackupText(std::string_view head) {
  std::size_t heads = 0, said = 0;
  for (const std::string_view line : Split(head, '\n')) {
    const auto parsed = ParseBackupHead(line);
    heads += parsed ? 1 : 0;
    said += parsed && parsed->what != BackupHead::What::kEvent ? 1 : 0;
  }
  if (said == 0) return heads > 1 ? Match::kLikely : Match::kNo;
  return ParseBackupHead(head.substr(0, head.find('\n'))) ? Match::kCertain : Match::kLikely;
}

Result<ReadReport> ReadBackupText(Source& source, const ReadOptions& options, MessageSink& sink) {
  return BackupText(source, options, sink).Read();
}

}  // namespace

const Reader kSignalBackupTextReader = {
    "signalbackup-text",
    "Signal on Android, the text that signalbackup-tools writes",
    "a backup of Signal on Android with the program signalbackup-tools: `--exporttxt OUT`; its "
    "`--exportxml OUT` says more",
    /*can_resume=*/false,
    ProbeBackupText,
    ReadBackupText,
    EachFileIsAChat,
};

}  // namespace ebb
