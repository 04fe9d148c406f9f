#include "readers/discord_html.h"

#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/discord_text.h"
#include "readers/json_export.h"
#include "readers/markup_walker.h"
#include "readers/page_export.h"
#include "readers/region_stamp.h"

namespace ebb {
namespace {

constexpr std::string_view kId = "data-message-id";

bool IsAuthor(const MarkupWalker& at) {
  return at.HasClass("chatlog__author") || at.HasClass("chatlog__author-name");
}

bool IsTime(const MarkupWalker& at) {
  return at.HasClass("chatlog__timestamp") || at.HasClass("chatlog__short-timestamp");
}

// Parts of a text that are not the author's words.
bool IsForeignElement(const MarkupWalker& at) {
  static constexpr std::string_view kClasses[] = {
      "chatlog__markdown-quote",          "quote",
      "chatlog__markdown-mention",        "mention",
      "chatlog__edited-timestamp",        "chatlog__markdown-timestamp",
      "chatlog__markdown-pre--multiline", "pre--multiline",
      "chatlog__markdown-quote-border",
  };
  for (const std::string_view name : kClasses) {
    if (at.HasClass(name)) return true;
  }
  return at.name() == "pre";
}

struct DiscordBlock {
  bool notice = false, forwarded = false, reply = false, media = false, edited = false;
  bool whole = false;  // its end was there
  ByteRange source;
  std::uint64_t line = 0;
  std::string id, text, title;
};

class DiscordPage {
 public:
  DiscordPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    while (!enough_ && (waiting_ || walker_.Next())) {
      waiting_ = false;
      if (walker_.kind() == MarkupWalker::Kind::kStart) Take();
    }
    FinishBare();
    if (walker_.error()) return *walker_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a page of DiscordChatExporter (no messages in it)"};
    }
    ReadReport report = ReportPage(
        kDiscordHtmlReader, "a web page with DiscordChatExporter's messages", source_, walker_);
    if (grouped_ && !judged_ && !walker_.truncated()) {
      report.warnings.push_back("the page has groups of messages, but none in a form known here");
    }
    return report;
  }

 private:
  void Take() {
    if (walker_.HasClass("chatlog__message-group")) {
      TakeGroup();
    } else if (walker_.HasClass("chatlog")) {
      found_ = true;
    } else if (IsHeading()) {
      TakeHeading();
    } else if (IsRecord({})) {
      FinishBare();
      numbered_ = true;
      ReadRecord();
    } else if (IsAuthor(walker_)) {
      TakeAuthor();
    } else if (IsTime(walker_)) {
      TakeGroupTime();
    } else if (grouped_ && !numbered_) {
      TakeBare();
    }
  }

  void TakeGroup() {
    FinishBare();
    found_ = grouped_ = true;
    author_.clear();
    author_id_.clear();
    group_title_.clear();
  }

  // Old pages have the time in words only.
  void TakeGroupTime() {
    group_title_ = walker_.Attribute("title", &scratch_).value_or("");
    if (ParseRegionStamp(group_title_)) return;
    std::string written;
    walker_.ElementText(&written);
    if (ParseRegionStamp(written)) group_title_ = Trim(written);
  }

  bool IsHeading() const {
    return walker_.HasClass("preamble__entry") || walker_.HasClass("info__guild-name") ||
           walker_.HasClass("info__channel-name");
  }

  // The first pages numbered no messages: each text in a group is one, and files below it are its
  // own. What is already known to be whole stays so, however the file goes on.
  void TakeBare() {
    if (walker_.HasClass("chatlog__message")) {
      FinishBare();
    } else if (walker_.HasClass("chatlog__content")) {
      FinishBare();
      BeginBare();
      block_.whole = ReadText();
      block_.source.end = walker_.source().end;
    } else if (walker_.HasClass("chatlog__attachment")) {
      if (!bare_) BeginBare();
      block_.media = true;
      if (!walker_.SkipElement()) return;
      block_.whole = true;
      block_.source.end = walker_.source().end;
    }
  }

  void BeginBare() {
    bare_ = true;
    block_ = {};
    block_.source = walker_.source();
    block_.line = walker_.line();
  }

  void FinishBare() {
    if (!std::exchange(bare_, false)) return;
    Judge();
  }

  // The guild, then the channel; a topic may follow.
  void TakeHeading() {
    std::string entry;
    walker_.ElementText(&entry);
    if (++headings_ <= 2) name_ = Trim(entry);
  }

  void TakeAuthor() {
    author_id_ = walker_.Attribute("data-user-id", &scratch_).value_or("");
    author_.clear();
    walker_.ElementText(&author_);
    author_ = std::string(Trim(author_));
  }

  // Newer pages give a message two elements of one number, one inside the other.
  bool IsRecord(std::string_view outer_id) {
    if (!walker_.HasClass("chatlog__message-container") && !walker_.HasClass("chatlog__message")) {
      return false;
    }
    const auto id = walker_.Attribute(kId, &scratch_);
    return id.has_value() && (outer_id.empty() || *id != outer_id);
  }

  void ReadRecord() {
    found_ = true;
    const std::string id(walker_.Attribute(kId, &scratch_).value_or(""));
    block_ = {};
    block_.id = id;
    block_.source = walker_.source();
    block_.line = walker_.line();
    MarkupScope scope(walker_);
    while (!waiting_ && scope.Next()) {
      if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
      // A record inside a record: the end of the outer one is missing.
      waiting_ = IsRecord(block_.id) || walker_.HasClass("chatlog__message-group");
      if (!waiting_) ReadPart();
    }
    block_.whole = scope.closed() || waiting_;
    block_.source.end = waiting_ ? walker_.source().begin : walker_.source().end;
    Judge();
  }

  void ReadPart() {
    if (walker_.HasClass("chatlog__reply") || walker_.HasClass("chatlog__reference")) {
      block_.reply = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("chatlog__forwarded")) {
      block_.forwarded = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("chatlog__embed") || walker_.HasClass("chatlog__reactions")) {
      walker_.SkipElement();
    } else if (walker_.HasClass("chatlog__attachment") || walker_.HasClass("chatlog__sticker")) {
      block_.media = true;
      walker_.SkipElement();
    } else if (IsAuthor(walker_)) {
      TakeAuthor();
    } else if (IsTime(walker_)) {
      block_.title = walker_.Attribute("title", &scratch_).value_or("");
      walker_.SkipElement();
    } else if (IsSystemPart()) {
      block_.notice = true;
    } else if (walker_.HasClass("chatlog__content")) {
      ReadText();
    }
  }

  bool IsSystemPart() const {
    return walker_.HasClass("chatlog__system-notification-author") ||
           walker_.HasClass("chatlog__system-notification-content") ||
           walker_.HasClass("chatlog__system-notification-icon") ||
           walker_.HasClass("chatlog__system-notification-timestamp");
  }

  // The author's words: text, line breaks, and emoji, which are pictures here.
  // False if its end is not there.
  bool ReadText() {
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        AppendText();
      } else if (walker_.kind() == MarkupWalker::Kind::kStart) {
        ReadTextPart();
      }
    }
    if (!scope.closed()) block_.text.clear();
    return scope.closed();
  }

  void AppendText() {
    if (block_.text.size() < MarkupWalker::kMaxElementText) block_.text.append(walker_.text());
  }

  void ReadTextPart() {
    if (walker_.HasClass("chatlog__edited-timestamp")) block_.edited = true;
    if (walker_.name() == "br") {
      block_.text.push_back('\n');
    } else if (walker_.name() == "img") {
      AppendEmoji(walker_.Attribute("alt", &scratch_).value_or(""));
    } else if (IsForeignElement(walker_)) {
      if (!Trim(block_.text).empty()) block_.text.push_back('\n');
      walker_.SkipElement();
    }
  }

  // Discord's own as :name:, all others as the character.
  void AppendEmoji(std::string_view name) {
    const bool own =
        !name.empty() && static_cast<unsigned char>(name.front()) < 0x80 && !name.starts_with(':');
    if (own) block_.text.push_back(':');
    block_.text.append(name);
    if (own) block_.text.push_back(':');
  }

  void Judge() {
    judged_ = true;
    Begin();
    if (!deliver_) return;
    if (!block_.whole) return Skip("the file ends inside this message");
    block_.notice = block_.notice || (!block_.media && IsDiscordNotice(Trim(block_.text)));
    if (!block_.notice && author_.empty()) return Skip("no sender");
    if (numbered_ && !IsNewId(block_.id, &ids_)) return Skip("the same message again");
    Deliver();
  }

  void Deliver() {
    Message message;
    message.sent = SentAt();
    message.source = block_.source;
    message.line = block_.line;
    message.kind = MessageKind::kNotice;
    if (!block_.notice) FillMessage(&message);
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(Message* message) const {
    message->sender = author_;
    message->sender_key = author_id_;
    message->edited = block_.edited;
    message->has_reply = block_.reply;
    const std::string_view text = Trim(block_.text);
    if (!block_.forwarded) message->text = text;
    message->kind = block_.forwarded ? MessageKind::kForwarded
                    : block_.media   ? MessageKind::kMedia
                    : text.empty()   ? MessageKind::kOther
                                     : MessageKind::kText;
  }

  // The number of a message holds its instant; the written time is in the words of a region.
  Timestamp SentAt() const {
    Timestamp time;
    if (const auto millis = SnowflakeMillis(block_.id)) {
      time.basis = Timestamp::Basis::kInstant;
      time.seconds = *millis / 1000;
      time.millis = static_cast<std::uint16_t>(*millis % 1000);
      time.has_millis = true;
      return time;
    }
    const auto written = ParseRegionStamp(block_.title.empty() ? group_title_ : block_.title);
    if (!written || written->date != WrittenTime::Date::kYearFirst) return time;
    return ToTimestamp(*written, DateOrder::kYearFirst).value_or(time);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "discord" : name_;
    info.capabilities.seconds = numbered_;
    info.capabilities.instants = numbered_;
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    info.capabilities.calls = true;
    info.capabilities.edits = true;
    info.sort_by_time = true;  // some exports have the newest first
    deliver_ = options_.only.empty() || options_.only == info.id;
    if (deliver_) sink_.BeginConversation(info);
  }

  void Skip(std::string_view reason) { sink_.OnSkipped({block_.line, block_.source, reason}); }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  DiscordBlock block_;
  SeenRecords ids_;
  std::string name_, author_, author_id_, group_title_, scratch_;
  int headings_ = 0;
  bool found_ = false, begun_ = false, enough_ = false, deliver_ = true;
  bool grouped_ = false, numbered_ = false, judged_ = false;  // such were seen
  bool bare_ = false;     // the block is a message without a number that may go on
  bool waiting_ = false;  // the walker's token is still to be looked at
};

// The page carries its style sheet first, which may fill the whole head: it names the classes, too.
Match ProbeDiscordHtml(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  return head.find("chatlog__message") != head.npos ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadDiscordHtml(Source& source, const ReadOptions& options, MessageSink& sink) {
  return DiscordPage(source, options, sink).Read();
}

}  // namespace

const Reader kDiscordHtmlReader = {
    "discord-html",
    "Discord, one channel or direct chat, by DiscordChatExporter (web page)",
    "DiscordChatExporter: choose the chat, Export, format HTML (JSON holds more)",
    /*can_resume=*/false,
    ProbeDiscordHtml,
    ReadDiscordHtml,
    DiscordGroup,
};

}  // namespace ebb
