#include "readers/chat_cha.h"

#include <string>

#include "base/text_util.h"
#include "readers/any_lines.h"
#include "readers/cha_participants.h"
#include "readers/cha_text.h"
#include "readers/recording.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxUtterance = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kMaxCode = 64;  // bytes of a speaker's code

// A CHAT file begins with a header of this kind.
bool IsFirstHeader(std::string_view line) {
  for (const std::string_view header :
       {"@UTF8", "@Begin", "@PID:", "@Font:", "@Window:", "@Color words:"}) {
    if (line.starts_with(header)) return true;
  }
  return false;
}

class ChaExport {
 public:
  ChaExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    AnyLines lines(source_);
    AnyLine line;
    if (!FindBegin(lines, &line)) {
      if (lines.error()) return *lines.error();
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a CHAT transcript: its first line is not @UTF8, @Begin "
                       "or another header of CHAT"};
    }
    const ConversationInfo info = RecordingInfo("transcript");
    deliver_ = IsWanted(options_, info);
    if (deliver_) sink_.BeginConversation(info);
    do {
      OnLine(line);
    } while (!enough_ && lines.Next(&line));
    if (lines.error()) return *lines.error();
    Finish();
    return Report();
  }

 private:
  enum class State : unsigned char { kNothing, kIgnored, kMain, kParticipants };

  static bool FindBegin(AnyLines& lines, AnyLine* line) {
    while (lines.Next(line)) {
      if (!Trim(line->text).empty()) return IsFirstHeader(line->text);
    }
    return false;
  }

  void OnLine(const AnyLine& line) {
    last_ended_ = line.ended;
    const char first = line.text.empty() ? '\0' : line.text.front();
    if (first == '\t' || first == ' ') return Continue(line);
    if (line.text.empty()) return;
    Finish();
    if (enough_) return;
    place_ = line.source;
    line_ = line.number;
    too_long_ = line.overlong;
    state_ = State::kIgnored;
    if (first == '*') {
      StartMain(line);
    } else if (first == '@') {
      StartHeader(line.text);
    } else if (first != '%') {
      Skip("not a line of CHAT");
    }
  }

  // "*CODE:<TAB>words"
  void StartMain(const AnyLine& line) {
    const std::size_t colon = line.text.substr(0, kMaxCode).find(':');
    if (colon == line.text.npos || colon < 2) {
      truncated_ = truncated_ || !line.ended;
      return Skip(line.ended ? "a main line without a speaker" : "the file ends inside this line");
    }
    state_ = State::kMain;
    code_.assign(Trim(line.text.substr(1, colon - 1)));
    text_.assign(line.text.substr(colon + 1));
  }

  void StartHeader(std::string_view line) {
    if (line.starts_with("@End") && Trim(line).size() == 4) ended_ = true;
    constexpr std::string_view kParticipants = "@Participants:";
    if (!line.starts_with(kParticipants)) return;
    state_ = State::kParticipants;
    text_.assign(line.substr(kParticipants.size()));
  }

  void Continue(const AnyLine& line) {
    if (state_ != State::kMain && state_ != State::kParticipants) return;
    place_.end = line.source.end;
    too_long_ = too_long_ || line.overlong || text_.size() + line.text.size() > kMaxUtterance;
    if (too_long_) return;
    text_.push_back('\n');
    text_.append(line.text);
  }

  void Finish() {
    if (state_ == State::kParticipants && !too_long_) participants_.Read(text_);
    if (state_ == State::kMain) Deliver();
    state_ = State::kNothing;
  }

  void Skip(std::string_view reason) {
    if (deliver_) sink_.OnSkipped({line_, place_, reason});
  }

  void Deliver() {
    if (!deliver_) return;
    if (too_long_) return Skip("longer than 16 MiB");
    if (code_.empty()) return Skip("a main line without a speaker");
    words_.Read(text_);
    Message& message = message_;
    message.sender = participants_.NameOf(code_);
    message.sender_key = code_;
    if (words_.begin() >= 0) {
      SetElapsed(words_.begin(), &message.sent);
      message.until_millis = words_.end();
      ++timed_;
    } else {
      message.sent = {};
      message.until_millis = -1;
    }
    message.text = words_.words();
    message.kind = message.text.empty() ? MessageKind::kOther : MessageKind::kText;
    message.source = place_;
    message.line = line_;
    ++utterances_;
    enough_ = !sink_.OnMessage(message);
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kChatChaReader.name;
    report.why = "begins with a header of CHAT";
    report.truncated = truncated_ || (!ended_ && !last_ended_ && !enough_);
    NoteRepairs(source_, &report);
    if (timed_ < utterances_) {
      report.warnings.push_back(std::to_string(utterances_ - timed_) + " of " +
                                std::to_string(utterances_) + " main lines have no time");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  ChaParticipants participants_;
  ChaText words_;
  Message message_;  // what is not set for each stays as it is
  State state_ = State::kNothing;
  ByteRange place_;
  std::uint64_t line_ = 0;
  std::string code_, text_;
  std::uint64_t utterances_ = 0, timed_ = 0;
  bool too_long_ = false, ended_ = false, last_ended_ = true, truncated_ = false;
  bool deliver_ = false, enough_ = false;
};

Match ProbeCha(std::string_view head) {
  head = Trim(head);
  const std::string_view first = Trim(head.substr(0, head.find_first_of("\r\n")));
  if (first == "@UTF8" || first == "@Begin") return Match::kCertain;
  return IsFirstHeader(first) && head.find("@Begin") != head.npos ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadCha(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ChaExport(source, options, sink).Read();
}

}  // namespace

const Reader kChatChaReader = {
    "chat-cha",
    "transcripts in CHAT (TalkBank: CHILDES, CABank and others, .cha)",
    "TalkBank: download the transcripts of a corpus; they are read as they are",
    /*can_resume=*/false,
    ProbeCha,
    ReadCha,
};

}  // namespace ebb
