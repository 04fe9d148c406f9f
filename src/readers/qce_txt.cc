// QQChatExporter's text: NAME: / 时间: ... / 内容: ..., then files, quotes and mentions.
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/qq.h"
#include "readers/qq_words.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::string_view kQceMark = "[QQChatExporter";
constexpr std::string_view kTimeField = "时间: ";
constexpr std::string_view kContentField = "内容:";
constexpr std::string_view kNameField = "聊天名称:";
constexpr std::string_view kDone = "导出完成";
constexpr std::size_t kLeastRule = 40;  // so many of = and more end the messages

bool IsLineOfEquals(std::string_view text) {
  return !text.empty() && text.find_first_not_of('=') == text.npos;
}

bool IsStructure(std::string_view line) {
  return line.starts_with("资源: ") || line.starts_with("回复: ") || line.starts_with("提及: ");
}

class QceTxtExport final : private TextChat {
 public:
  QceTxtExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && !done_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    if (held_) LoseOrUse();
    Finish();
    if (!marked_ && !begun_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not QQChatExporter's text (no heading and no messages)"};
    }
    Begin();
    return Report();
  }

 private:
  enum class Part : std::uint8_t { kHeading, kAwaitsText, kText, kStructure };

  // A line that ends in a colon may be a name: the next one tells.
  void OnLine(const TextLine& line) {
    if (held_) {
      held_ = false;
      if (line.text.starts_with(kTimeField) && OnHead(line)) return;
      const bool cut_time = line.text.starts_with(kTimeField) || kTimeField.starts_with(line.text);
      if (!line.ended && cut_time) return Lose();
      Use(HeldLine());
      if (enough_) return;
    }
    if (rule_.size() >= kLeastRule && !TakeRule(line)) return;
    if (IsLineOfEquals(line.text) && part_ != Part::kHeading && blanks_ > 0) {
      if (!line.ended) return Lose();
      if (line.text.size() >= kLeastRule) return HoldRule(line);
    }
    if (line.text.ends_with(':') && !line.continues && line.text.size() < 400) return Hold(line);
    // An unfinished name would be taken for text.
    if (!line.ended && part_ != Part::kHeading && blanks_ >= 2) return Lose();
    Use(line);
  }

  void HoldRule(const TextLine& line) {
    rule_.assign(line.text);
    rule_line_ = line;
  }

  // A rule ends the messages only if the words for that follow. False at the end.
  bool TakeRule(const TextLine& line) {
    done_ = Trim(line.text).starts_with(kDone) || !line.ended;
    if (done_) return false;
    rule_line_.text = rule_;
    Use(rule_line_);
    rule_.clear();
    return true;
  }

  void Hold(const TextLine& line) {
    held_ = true;
    held_text_.assign(line.text);
    held_line_ = line;
  }
  const TextLine& HeldLine() {
    held_line_.text = held_text_;
    return held_line_;
  }

  // Two lines are one head: the record begins with the name's.
  bool OnHead(const TextLine& line) {
    const auto written = ParseWrittenTime(line.text.substr(kTimeField.size()));
    const auto sent = written ? ToTimestamp(*written, DateOrder::kYearFirst) : std::nullopt;
    if (!sent || !written->has_seconds) return false;
    Finish();
    Begin();
    if (enough_) return true;
    const TextLine& name = HeldLine();
    record_.Begin(name, Trim(name.text.substr(0, name.text.size() - 1)), {});
    record_.Cover(line);
    record_.sent = *sent;
    if (record_.sender.empty()) record_.problem = "no sender";
    part_ = Part::kAwaitsText;
    blanks_ = 0;
    resources_ = false;
    return true;
  }

  void Use(const TextLine& line) {
    const std::string_view text = line.text;
    if (part_ == Part::kHeading) return OnHeading(text);
    if (IsBlankLine(text)) {
      ++blanks_;
    } else if (part_ == Part::kAwaitsText && text.starts_with(kContentField)) {
      OnText(line);
    } else if (blanks_ >= 2) {
      OnAfterMessage(line);
      return;
    } else if (part_ != Part::kStructure && IsStructure(text)) {
      part_ = Part::kStructure;
      resources_ = resources_ || text.starts_with("资源");
    }
    if (part_ == Part::kText) record_.Continue(line);
    if (part_ == Part::kStructure && !IsBlankLine(text)) {
      resources_ = resources_ || text.starts_with("资源");
      record_.Cover(line);
    }
    if (part_ == Part::kAwaitsText && !IsBlankLine(text)) record_.Cover(line);
    if (part_ == Part::kAwaitsText && text.starts_with(kContentField)) part_ = Part::kText;
    if (!IsBlankLine(text)) blanks_ = 0;
  }

  void OnText(const TextLine& line) {
    std::string_view text = line.text.substr(kContentField.size());
    if (text.starts_with(' ')) text.remove_prefix(1);
    record_.text.assign(text);
  }

  // Two blank lines end a message. What comes without a name and a time is words after all.
  void OnAfterMessage(const TextLine& line) {
    if (part_ == Part::kText) record_.Continue(line);
    blanks_ = 0;
  }

  void OnHeading(std::string_view text) {
    marked_ = marked_ || text.starts_with(kQceMark);
    if (text.starts_with(kNameField)) name_ = Trim(text.substr(kNameField.size()));
  }

  void LoseOrUse() {
    held_ = false;
    if (part_ == Part::kHeading) return;
    Lose();
  }

  void Lose() {
    report_.truncated = true;
    Finish();
    done_ = true;
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "qq" : name_;
    info.capabilities.seconds = true;
    info.capabilities.replies = true;
    BeginChat(info);
  }

  void Finish() {
    if (!record_.open) return;
    if (part_ == Part::kAwaitsText) {
      report_.truncated = true;
      record_.problem = "no text follows its time";
    }
    const QqText text = OwnQqText(Trim(record_.text), &scratch_);
    const bool notice = IsQqSystem(record_.sender, {}) || IsQqNotice(text.own);
    record_.kind = text.forwarded             ? MessageKind::kForwarded
                   : text.media || resources_ ? MessageKind::kMedia
                                              : MessageKind::kText;
    record_.has_reply = text.reply;
    if (notice) record_.kind = MessageKind::kNotice;
    if (notice) record_.sender.clear();
    record_.Keep(text.own);
    HandOver();
  }

  ReadReport Report() { return ReportChat(kQceTxtReader, "its heading is that of QQChatExporter"); }

  std::string name_, scratch_, held_text_, rule_;
  TextLine held_line_, rule_line_;
  Part part_ = Part::kHeading;
  int blanks_ = 0;          // in a row
  bool resources_ = false;  // of the open record
  bool marked_ = false, begun_ = false, held_ = false, done_ = false;
};

Match ProbeQceTxt(std::string_view head) {
  return head.starts_with(kQceMark) && head.find(kNameField) != head.npos ? Match::kCertain
         : head.starts_with(kQceMark)                                     ? Match::kLikely
                                                                          : Match::kNo;
}

Result<ReadReport> ReadQceTxt(Source& source, const ReadOptions& options, MessageSink& sink) {
  return QceTxtExport(source, options, sink).Read();
}

}  // namespace

const Reader kQceTxtReader = {
    "qce-txt",
    "QQ, one chat by QQChatExporter (text)",
    "QQChatExporter: choose the chat, export as TXT (JSON holds more)",
    /*can_resume=*/false,
    ProbeQceTxt,
    ReadQceTxt,
};

}  // namespace ebb
