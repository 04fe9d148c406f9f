#include "readers/messenger_html.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/localised_date.h"
#include "readers/markup_walker.h"
#include "readers/messenger_notices.h"
#include "readers/messenger_old_html.h"
#include "readers/probe.h"

namespace ebb {
namespace {

using MarkupKind = MarkupWalker::Kind;

constexpr std::size_t kMaxPageText = std::size_t{16} << 20;

bool IsSenderTag(const MarkupWalker& tag) { return tag.HasClass("_a6-h") || tag.HasClass("_2lek"); }
bool IsBodyTag(const MarkupWalker& tag) { return tag.HasClass("_a6-p") || tag.HasClass("_2let"); }
bool IsTimeTag(const MarkupWalker& tag) {
  return tag.HasClass("_a72d") || tag.HasClass("_a6-o") || tag.HasClass("_2lem");
}
bool IsMediaTag(std::string_view name) {
  return name == "img" || name == "video" || name == "audio" || name == "source";
}

// One message as the page shows it.
struct Card {
  std::string sender, text;
  bool has_sender = false, has_body = false, media = false, link = false;
  std::uint64_t begin = 0, line = 0;
};

// The words in a body: what stands directly in it, or one or two boxes deep. Deeper boxes hold what
// was shared, attached or reacted with.
class BodyParser {
 public:
  BodyParser(MarkupWalker& walker, Card* card) : walker_(walker), card_(*card) {}

  // True if the body was closed.
  bool Parse() {
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupKind::kStart) {
        if (!Enter()) break;
      } else if (walker_.IsEnd("div") || walker_.IsEnd("p")) {
        Leave();
      } else if (walker_.kind() == MarkupKind::kText && depth_ <= kDeepest && !done_) {
        if (card_.text.size() < kMaxPageText) card_.text.append(walker_.text());
      }
    }
    card_.text = std::string(Trim(card_.text));
    return scope.closed();
  }

 private:
  static constexpr int kDeepest = 2;

  bool Enter() {
    const std::string_view name = walker_.name();
    if (name == "ul") return walker_.SkipElement();  // reactions
    if (name == "br") {
      if (!done_ && depth_ <= kDeepest && !card_.text.empty()) card_.text.push_back('\n');
    } else if (name == "a") {
      std::string scratch;
      const auto address = walker_.Attribute("href", &scratch);
      (address && address->starts_with("http") ? card_.link : card_.media) = true;
    } else if (IsMediaTag(name)) {
      card_.media = true;
    } else if ((name == "div" || name == "p") && !walker_.empty()) {
      ++depth_;
    }
    return true;
  }

  // The first box with words holds what was written.
  void Leave() {
    --depth_;
    done_ = done_ || !Trim(card_.text).empty();
  }

  MarkupWalker& walker_;
  Card& card_;
  int depth_ = 0;
  bool done_ = false;
};

// "Participants: Ada Bell, Cy and Ben Cole"
std::vector<std::string> SplitPeople(std::string_view line) {
  std::vector<std::string> people;
  line = Trim(line.substr(line.find(':') + 1));
  while (!line.empty()) {
    const std::size_t comma = std::min(line.find(", "), line.size());
    const std::size_t last = std::min(line.find(" and "), line.size());
    const std::size_t end = std::min(comma, last);
    if (end > 0) people.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(line.size(), end + (end == comma ? 2 : 5)));
  }
  return people;
}

constexpr std::string_view kPeople = "Participants:";
constexpr std::size_t kMostPeople = 16384;  // bytes

// "Participants: Ada Bell and Ben", of which a name has no colon.
bool NamesPeople(std::string_view heading) {
  return heading.find(": ") != heading.npos || heading.find("\uff1a") != heading.npos;
}

class MessengerPages {
 public:
  MessengerPages(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status learned = LearnMonths(); !learned) return learned.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    bool any_tag = false;
    while (!enough_ && walker_.Next()) {
      any_tag = any_tag || walker_.kind() == MarkupKind::kStart;
      if (walker_.kind() == MarkupKind::kStart) {
        OnStart();
      } else if (walker_.kind() == MarkupKind::kText) {
        OnLine(Trim(walker_.text()));
      }
    }
    if (walker_.error()) return *walker_.error();
    if (!any_tag || (cards_ == 0 && thread_.people.empty())) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a Messenger or Instagram page; give message_1.html, or "
                       "better export again as JSON"};
    }
    Begin();
    if (card_.has_sender && walker_.truncated()) {
      Skip(walker_.offset(), "the file ends inside this message");
    }
    return Report();
  }

 private:
  // Only a page that names a month of two meanings is read twice.
  Status LearnMonths() {
    const Result<bool> needed = MayNameContestedMonths(source_);
    if (!needed) return needed.error();
    if (!*needed) return Done{};
    if (Status start = source_.Seek(0); !start) return start.error();
    MarkupWalker walker(source_, MarkupDialect::kHtml);
    while (walker.Next()) {
      if (walker.kind() == MarkupKind::kText) LearnMonth(walker.text(), &months_);
    }
    if (walker.error()) return *walker.error();
    return Done{};
  }

  void OnStart() {
    if (walker_.name() == "title") {
      walker_.ElementText(&thread_.title);
      thread_.title = std::string(Trim(thread_.title));
    } else if (IsSenderTag(walker_)) {
      ReadSender();
    } else if (IsBodyTag(walker_) && card_.has_sender && !card_.has_body) {
      card_.has_body = true;
      BodyParser(walker_, &card_).Parse();
    } else if (IsTimeTag(walker_) && card_.has_sender) {
      ReadTime();
    }
  }

  void ReadSender() {
    // A box that names the people may stand before all messages, in any language.
    const bool heading = ++boxes_ == 2 && !card_.has_body && NamesPeople(card_.sender);
    if (card_.has_sender && !heading) Skip(walker_.source().begin, "no time");
    card_ = {};
    lines_.clear();
    known_layout_ = true;
    card_.begin = walker_.source().begin;
    card_.line = walker_.line();
    walker_.ElementText(&card_.sender);
    card_.sender = std::string(Trim(card_.sender));
    card_.has_sender = true;
    if (!card_.sender.starts_with(kPeople) || cards_ > 0) return;
    if (thread_.people.empty()) thread_.people = SplitPeople(card_.sender);
    card_ = {};
  }

  void ReadTime() {
    std::string line;
    const bool closed = walker_.ElementText(&line);
    const Timestamp sent = MessengerPageTime(line, months_);
    // A box around the time, or a page cut in it.
    if (!closed) return;
    undated_ += sent.basis == Timestamp::Basis::kNone ? 1 : 0;
    Deliver(sent);
  }

  // Text outside of known boxes.
  void OnLine(std::string_view line) {
    if (line.empty()) return;
    if (thread_.people.empty() && cards_ == 0 && line.size() < kMostPeople &&
        line.starts_with(kPeople)) {
      thread_.people = SplitPeople(line);
      return;
    }
    if (known_layout_ || thread_.people.empty()) return;
    const Timestamp sent = MessengerPageTime(line, months_);
    if (sent.basis == Timestamp::Basis::kNone) return KeepLine(line);
    TakeLines(sent);
  }

  // Lines since the last date, of which the first that is a name begins the message.
  void KeepLine(std::string_view line) {
    const bool is_name =
        std::find(thread_.people.begin(), thread_.people.end(), line) != thread_.people.end();
    if (lines_.empty() && !is_name) return;
    if (lines_.empty()) {
      card_.begin = walker_.source().begin;
      card_.line = walker_.line();
    }
    if (lines_.empty()) kept_ = 0;
    kept_ += line.size() + 1;
    if (kept_ <= kMaxPageText) lines_.emplace_back(line);
  }

  void TakeLines(const Timestamp& sent) {
    if (lines_.empty()) return;
    card_.sender = lines_.front();
    card_.has_sender = true;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      card_.text += (i > 1 ? "\n" : "") + lines_[i];
    }
    lines_.clear();
    Deliver(sent);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    const ReadContext* context = options_.context;
    me_ = context != nullptr && !context->me.empty() ? context->me : MessengerOwner(thread_);
    ConversationInfo info;
    info.name = thread_.title;
    info.id = thread_.title.empty() ? "messages" : thread_.title;
    info.sort_by_time = true;
    info.capabilities.reactions = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = !me_.empty();
    wanted_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (wanted_) sink_.BeginConversation(info);
  }

  void Deliver(const Timestamp& sent) {
    Begin();
    ++cards_;
    const Card card = std::move(card_);
    card_ = {};
    if (!wanted_) return;
    if (card.sender.empty()) {
      sink_.OnSkipped({card.line, {card.begin, walker_.offset()}, "no sender"});
      return;
    }
    Message message;
    message.source = {card.begin, walker_.offset()};
    message.line = card.line;
    message.sent = sent;
    MessengerText text = ClassifyMessengerText(card.text, card.sender, thread_.people,
                                               me_.empty() || card.sender == me_);
    if (text == MessengerText::kTyped && (card.link || card.media) &&
        IsMessengerAttachment(card.text, card.sender, thread_.people, /*something=*/true)) {
      text = MessengerText::kAttachment;
    }
    message.kind = KindOf(card, text);
    if (message.kind != MessageKind::kNotice) {
      message.sender = card.sender;
      message.from_me = !me_.empty() && card.sender == me_;
    }
    if (text == MessengerText::kTyped) message.text = card.text;
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  static MessageKind KindOf(const Card& card, MessengerText text) {
    if (text == MessengerText::kNotice) return MessageKind::kNotice;
    if (text == MessengerText::kUnsent) return MessageKind::kDeleted;
    if (card.media || text == MessengerText::kAttachment) return MessageKind::kMedia;
    if (!card.text.empty()) return MessageKind::kText;
    return card.link ? MessageKind::kMedia : MessageKind::kOther;
  }

  void Skip(std::uint64_t end, std::string_view reason) {
    Begin();
    if (wanted_) sink_.OnSkipped({card_.line, {card_.begin, end}, reason});
  }

  ReadReport Report() {
    return ReportMessengerPage(kMessengerHtmlReader,
                               known_layout_ ? "a web page with Meta's boxes for messages"
                                             : "a web page with participants, names and dates",
                               source_, walker_, undated_);
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  MonthSpeech months_;
  MessengerThread thread_;
  std::string me_;
  Card card_;
  std::vector<std::string> lines_;
  std::size_t kept_ = 0;     // bytes in lines_
  std::uint64_t boxes_ = 0;  // with a sender
  std::uint64_t cards_ = 0, undated_ = 0;
  bool known_layout_ = false, begun_ = false, wanted_ = true, enough_ = false;
};

bool Holds(std::string_view text, std::string_view mark) { return text.find(mark) != text.npos; }

Match ProbeMessengerPage(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  if (IsOldMessengerPage(head)) return Match::kCertain;
  const bool people = Holds(head, ">Participants: ");
  const bool boxes = (Holds(head, "_a6-h") && Holds(head, "_a6-p")) ||
                     (Holds(head, "_2lek") && Holds(head, "_2let"));
  if (boxes) return people ? Match::kCertain : Match::kLikely;
  return people ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadMessengerPage(Source& source, const ReadOptions& options,
                                     MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  const Result<std::string> head = ReadHead(source, kProbeHead);
  if (!head) return head.error();
  if (IsOldMessengerPage(*head)) {
    return ReadOldMessengerPage(kMessengerHtmlReader, source, options, sink);
  }
  return MessengerPages(source, options, sink).Read();
}

}  // namespace

MessengerThread ReadMessengerPageHead(std::string_view head) {
  MessengerThread thread;
  const auto source = MemorySource("head", std::string(head));
  MarkupWalker walker(*source, MarkupDialect::kHtml);
  while (walker.Next() && thread.people.empty()) {
    if (walker.IsStart("title")) {
      walker.ElementText(&thread.title);
    } else if (walker.kind() == MarkupKind::kText && walker.text().size() < kMostPeople &&
               Trim(walker.text()).starts_with(kPeople)) {
      thread.people = SplitPeople(Trim(walker.text()));
    }
  }
  thread.title = std::string(Trim(thread.title));
  return thread;
}

Timestamp MessengerPageTime(std::string_view line, const MonthSpeech& months) {
  Timestamp stamp;
  const std::optional<std::int64_t> seconds = ReadLocalisedDate(line, months);
  if (!seconds) return stamp;
  stamp.basis = Timestamp::Basis::kWall;
  stamp.seconds = *seconds;
  return stamp;
}

const Reader kMessengerHtmlReader = {
    "messenger-html",
    "Facebook Messenger and Instagram as web pages (message_1.html)",
    "Accounts Centre: Your information and permissions, Export your information; JSON says more "
    "than HTML and is the better choice",
    /*can_resume=*/false,
    ProbeMessengerPage,
    ReadMessengerPage,
    MessengerPart,
    DescribeMessenger,
};

}  // namespace ebb
