// sigtop's short text: "2006-01-02 15:04 Name: words", the name "You" for oneself.
#include "readers/sigtop_short.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/probe.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

struct ShortHead {
  Timestamp sent;
  std::string_view sender, body;
};

// "Name: words".
std::optional<ShortHead> ParseSaid(std::string_view said) {
  const std::size_t colon = std::min(said.find(": "), said.size());
  if (colon == said.size() && !said.ends_with(':')) return std::nullopt;
  ShortHead head;
  head.sender = said.substr(0, colon == said.size() ? colon - 1 : colon);
  head.body = colon == said.size() ? std::string_view() : said.substr(colon + 2);
  if (head.sender.empty()) return std::nullopt;
  return head;
}

// "2006-01-02 15:04 Name: words".
std::optional<ShortHead> ParseShort(std::string_view line) {
  if (line.size() < 18 || line[10] != ' ' || line[16] != ' ') return std::nullopt;
  const auto date = FixedDate(line.substr(0, 10));
  const auto clock = FixedClock(line.substr(11, 5));
  if (!date || !clock) return std::nullopt;
  auto head = ParseSaid(line.substr(17));
  if (head) head->sent = WallStamp(*date + *clock);
  return head;
}

// "unknown Name: words" has no time. People write such lines as well, so the name must be one that
// stands behind a time elsewhere in the file.
class Untimed {
 public:
  // The messages without a time come first, so the names are looked for ahead.
  void LearnFrom(std::string_view head) {
    for (const std::string_view line : Split(head, '\n')) {
      if (const auto parsed = ParseShort(line)) Learn(parsed->sender);
    }
  }
  void Learn(std::string_view sender) {
    if (senders_.find(sender) == senders_.end()) senders_.emplace(sender);
  }
  std::optional<ShortHead> Parse(std::string_view line) const {
    if (!line.starts_with(kWord)) return std::nullopt;
    const auto head = ParseSaid(line.substr(kWord.size()));
    return head && senders_.find(head->sender) != senders_.end() ? head : std::nullopt;
  }
  // The file ends before the colon.
  bool IsCut(std::string_view line) const {
    if (!line.starts_with(kWord)) return !line.empty() && kWord.starts_with(line);
    const std::string_view name = line.substr(kWord.size());
    return std::any_of(senders_.begin(), senders_.end(),
                       [&](const std::string& sender) { return sender.starts_with(name); });
  }

 private:
  static constexpr std::string_view kWord = "unknown ";
  std::set<std::string, std::less<>> senders_;
};

struct Details {
  bool event = false, reply = false, edited = false, attachments = false;
  bool any() const { return event || reply || edited || attachments; }
};

// "[reply to X on 2006-01-02 15:04, edited, 2 attachments] " or "[call-history message]".
Details TakeDetails(std::string_view* body) {
  Details details;
  if (!body->starts_with('[')) return details;
  const std::size_t close = body->find(']');
  if (close == body->npos) return details;
  std::string_view inside = body->substr(1, close - 1);
  if (close + 1 == body->size() && inside.ends_with(" message") &&
      signal::IsTypeName(inside.substr(0, inside.size() - 8))) {
    details.event = true;
  } else {
    if (inside.ends_with(" attachment") || inside.ends_with(" attachments")) {
      const std::size_t comma = inside.rfind(", ");
      const std::string_view count = inside.substr(comma == inside.npos ? 0 : comma + 2);
      details.attachments = count.substr(0, count.find(' ')).find_first_not_of("0123456789") ==
                            std::string_view::npos;
      inside = comma == inside.npos ? std::string_view() : inside.substr(0, comma);
    }
    details.edited = inside == "edited" || inside.ends_with(", edited");
    if (details.edited) inside = inside.substr(0, inside.size() == 6 ? 0 : inside.size() - 8);
    details.reply = inside.starts_with("reply to ");
    if (!inside.empty() && !details.reply) return {};
  }
  if (details.any()) body->remove_prefix(std::min(close + 2, body->size()));
  return details;
}

class SigtopShort {
 public:
  SigtopShort(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    ConversationInfo info;
    info.name = signal::ChatNameOf(source_.name());
    info.id = info.name.empty() ? "signal" : info.name;
    info.capabilities.replies = true;
    info.capabilities.calls = true;
    info.capabilities.edits = true;
    info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, kProbeHead);
    if (!head) return head.error();
    untimed_.LearnFrom(*head);
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    Finish();
    if (!any_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not sigtop's text: no line begins as it writes them"};
    }
    ReadReport report;
    report.format = kSigtopTextReader.name;
    report.why = "lines begin as sigtop's short text does";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    return report;
  }

 private:
  bool OnLine(const SourceLine& line) {
    const auto head = HeadOf(line);
    if (head) {
      Finish();
      any_ = true;
      sender_.assign(head->sender);
      sent_ = head->sent;
      record_.Begin(head->body, line);
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

  std::optional<ShortHead> HeadOf(const SourceLine& line) {
    if (line.continues) return std::nullopt;
    const auto head = ParseShort(line.text);
    if (!head) return untimed_.Parse(line.text);
    untimed_.Learn(head->sender);
    return head;
  }

  bool IsCutHead(std::string_view text) const {
    if (untimed_.IsCut(text)) return true;
    static constexpr std::string_view kPattern = "0000-00-00 00:00 ";
    for (std::size_t i = 0; i < std::min(text.size(), kPattern.size()); ++i) {
      const bool digit = text[i] >= '0' && text[i] <= '9';
      if (kPattern[i] == '0' ? !digit : text[i] != kPattern[i]) return false;
    }
    return !text.empty();
  }

  void Finish() {
    if (record_.open() && deliver_ && !enough_) Deliver();
    record_.Close();
  }

  void Deliver() {
    if (record_.too_long()) {
      return sink_.OnSkipped({record_.line(), record_.range(), "longer than 16 MiB"});
    }
    std::string_view body = record_.text();
    const Details details = TakeDetails(&body);
    Message message;
    message.source = record_.range();
    message.line = record_.line();
    message.sent = sent_;
    if (details.event) {
      message.kind = MessageKind::kNotice;
    } else {
      message.sender = sender_;
      message.from_me = sender_ == "You";
      message.text = Trim(body);
      message.has_reply = details.reply;
      message.edited = details.edited;
      message.kind = details.attachments    ? MessageKind::kMedia
                     : message.text.empty() ? MessageKind::kOther
                                            : MessageKind::kText;
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  RecordText record_;
  Untimed untimed_;
  std::string sender_;
  Timestamp sent_;
  bool any_ = false, deliver_ = true, enough_ = false, truncated_ = false;
};

}  // namespace

// Known by what only sigtop writes: "You", and what stands in brackets.
Match ProbeSigtopShort(std::string_view head) {
  std::size_t heads = 0, signs = 0, mine = 0;
  for (const std::string_view line : Split(head, '\n')) {
    auto parsed = ParseShort(line);
    if (!parsed) continue;
    ++heads;
    if (TakeDetails(&parsed->body).any()) ++signs;
    if (parsed->sender == "You") ++mine;
  }
  if (heads < 2) return Match::kNo;
  return signs > 0 || mine > 0 ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadSigtopShort(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SigtopShort(source, options, sink).Read();
}

}  // namespace ebb
