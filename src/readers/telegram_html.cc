#include "readers/telegram_html.h"

#include <string>

#include "base/text_util.h"
#include "readers/markup_walker.h"
#include "readers/page_export.h"
#include "readers/prose_date.h"
#include "readers/tree.h"

namespace ebb {
namespace {

constexpr std::string_view kTitle = "<title>Exported Data</title>";
constexpr std::string_view kVia = " via @";

// Formatting that marks words as somebody else's or as no words at all (as in the JSON export).
bool IsQuoteOrCode(const MarkupWalker& at) {
  return at.name() == "blockquote" || at.name() == "pre" || at.name() == "code";
}

bool IsRecord(const MarkupWalker& at) {
  return at.IsStart("div") && at.HasClass("message") &&
         (at.HasClass("default") || at.HasClass("service"));
}

struct TelegramBlock {
  bool service = false, divider = false, joined = false, forwarded = false, reply = false;
  bool call = false, poll = false, location = false, contact = false, media = false, other = false;
  bool whole = false;  // its end was there
  ByteRange source;
  std::uint64_t line = 0;
  std::string name, title, text;
};

// What a class of the parts of .media_wrap stands for.
struct MediaClass {
  std::string_view name;
  bool TelegramBlock::*kind;
};
constexpr MediaClass kMediaClasses[] = {
    {"media_call", &TelegramBlock::call},
    {"media_poll", &TelegramBlock::poll},
    {"media_contact", &TelegramBlock::contact},
    {"media_location", &TelegramBlock::location},
    {"media_live_location", &TelegramBlock::location},
    {"media_venue", &TelegramBlock::location},
    {"media_game", &TelegramBlock::other},
    {"media_invoice", &TelegramBlock::other},
};

MessageKind KindOf(const TelegramBlock& block, bool via_bot) {
  if (block.forwarded) return MessageKind::kForwarded;
  if (block.poll) return MessageKind::kPoll;
  if (block.location) return MessageKind::kLocation;
  if (block.contact) return MessageKind::kContact;
  if (block.call) return MessageKind::kCall;
  if (block.other || via_bot) return MessageKind::kOther;
  if (block.media) return MessageKind::kMedia;
  return Trim(block.text).empty() ? MessageKind::kOther : MessageKind::kText;
}

class TelegramPage {
 public:
  TelegramPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, std::size_t{64} * 1024);
    if (!head) return head.error();
    instants_ = head->find(" UTC") != head->npos;
    while (!enough_ && (waiting_ || walker_.Next())) {
      waiting_ = false;
      Take();
    }
    if (walker_.error()) return *walker_.error();
    if (!found_) return Refuse();
    return ReportPage(kTelegramHtmlReader, "a web page with Telegram's messages", source_, walker_);
  }

 private:
  void Take() {
    if (walker_.IsStart("html")) {
      sender_.clear();
    } else if (IsRecord(walker_)) {
      ReadRecord();
    } else if (walker_.IsStart("div") && walker_.HasClass("page_header")) {
      ReadHeader();
    } else if (walker_.IsStart("div") && walker_.HasClass("history")) {
      found_ = true;
    }
  }

  // The chat's name.
  void ReadHeader() {
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (!walker_.IsStart("div") || !walker_.HasClass("text")) continue;
      std::string name;
      walker_.ElementText(&name);
      if (chat_.empty()) chat_ = Trim(name);
    }
  }

  void ReadRecord() {
    found_ = true;
    Clear();
    std::string scratch;
    block_.service = walker_.HasClass("service");
    block_.joined = walker_.HasClass("joined");
    block_.divider =
        block_.service && walker_.Attribute("id", &scratch).value_or("").starts_with("message-");
    block_.source = walker_.source();
    block_.line = walker_.line();
    MarkupScope scope(walker_);
    while (!waiting_ && scope.Next()) {
      // A record inside a record: the end of the outer one is missing.
      waiting_ = IsRecord(walker_);
      if (!waiting_ && walker_.kind() == MarkupWalker::Kind::kStart) ReadPart();
    }
    block_.whole = scope.closed() || waiting_;
    block_.source.end = waiting_ ? walker_.source().begin : walker_.source().end;
    Judge();
  }

  void Clear() {
    TelegramBlock fresh;
    fresh.name.swap(block_.name);  // keeps the room
    fresh.title.swap(block_.title);
    fresh.text.swap(block_.text);
    fresh.name.clear();
    fresh.title.clear();
    fresh.text.clear();
    block_ = std::move(fresh);
  }

  void ReadPart() {
    if (block_.service) return;
    if (walker_.HasClass("date") && walker_.HasClass("details")) {
      std::string scratch;
      if (block_.title.empty()) block_.title = walker_.Attribute("title", &scratch).value_or("");
    } else if (walker_.HasClass("from_name")) {
      if (block_.name.empty()) walker_.ElementText(&block_.name);
    } else if (walker_.HasClass("forwarded") && walker_.HasClass("body")) {
      block_.forwarded = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("userpic_wrap") || walker_.HasClass("signature") ||
               walker_.HasClass("reactions")) {
      walker_.SkipElement();
    } else if (walker_.HasClass("reply_to")) {
      block_.reply = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("media_wrap")) {
      ReadMedia();
    } else if (walker_.HasClass("text")) {
      walker_.ElementText(&block_.text, IsQuoteOrCode);
    }
  }

  void ReadMedia() {
    block_.media = true;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
      for (const MediaClass& known : kMediaClasses) {
        if (walker_.HasClass(known.name)) block_.*known.kind = true;
      }
    }
  }

  void Judge() {
    if (!options_.only.empty() && options_.only != chat_ && options_.only != Id()) return;
    if (block_.divider) return;  // a line with the day's date
    if (!block_.whole) return Skip("the file ends inside this message");
    if (block_.service) return Deliver();
    const std::string_view name = TakeSender();
    if (name.empty() && sender_.empty()) return Skip("no sender");
    if (!name.empty()) sender_ = name;
    Deliver();
  }

  // The block's own name without the bot that made the message; empty if the block has none.
  std::string_view TakeSender() {
    std::string_view name = Trim(block_.name);
    if (block_.name.empty()) return {};
    const std::size_t via = name.find(kVia);
    via_bot_ = via != name.npos;
    name = Trim(name.substr(0, via));
    return name.empty() ? std::string_view("Deleted Account") : name;
  }

  std::string Id() const { return chat_.empty() ? std::string("chat") : chat_; }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.id = Id();
    info.name = chat_;
    info.capabilities.seconds = true;
    info.capabilities.instants = instants_;
    info.capabilities.replies = true;
    info.capabilities.calls = true;
    sink_.BeginConversation(info);
  }

  void Skip(std::string_view reason) {
    Begin();
    sink_.OnSkipped({block_.line, block_.source, reason});
  }

  void Deliver() {
    Begin();
    ++records_;
    Message message;
    message.source = block_.source;
    message.line = block_.line;
    message.kind = MessageKind::kNotice;
    if (!block_.service) FillMessage(&message);
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(Message* message) const {
    message->sender = sender_;
    message->sent = TelegramHtmlTime(block_.title);
    message->has_reply = block_.reply;
    message->kind = KindOf(block_, via_bot_);
    const bool own = !block_.forwarded && !via_bot_;
    if (own) message->text = Trim(block_.text);
  }

  Error Refuse() const {
    return {
        ErrorKind::kInput,
        source_.name() + ": " +
            (walker_.truncated() ? "the page ends before its first message; export the chat again"
                                 : "not a page of a Telegram chat (no messages in it); give the "
                                   "folder of the export or its messages.html")};
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  TelegramBlock block_;
  std::string chat_, sender_;
  std::uint64_t records_ = 0;
  bool via_bot_ = false;  // of the last block that named its sender
  bool instants_ = false, found_ = false, begun_ = false, enough_ = false;
  bool waiting_ = false;  // the walker's token is still to be looked at
};

Match ProbeTelegramHtml(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  const bool history = head.find("class=\"history\"") != head.npos;
  const bool messages = head.find("class=\"message default clearfix") != head.npos ||
                        head.find("class=\"message service\"") != head.npos;
  const bool titled = head.find(kTitle) != head.npos;
  // Pages that programs made smaller keep the messages alone.
  if (!history && messages && head.find("class=\"from_name\"") != head.npos) return Match::kLikely;
  if (history && (titled || messages)) return titled && messages ? Match::kCertain : Match::kLikely;
  // Of an account's other pages none holds a history.
  return titled && head.find("chat_page") != head.npos ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadTelegramHtml(Source& source, const ReadOptions& options, MessageSink& sink) {
  return TelegramPage(source, options, sink).Read();
}

// "messages.html", "messages2.html" and so on are the pages of one chat.
std::string GroupOfPage(std::string_view file_name) {
  constexpr std::string_view kStem = "messages", kEnding = ".html";
  if (!file_name.starts_with(kStem) || !file_name.ends_with(kEnding)) return "";
  std::string_view number = file_name.substr(kStem.size());
  number.remove_suffix(kEnding.size());
  return number.find_first_not_of("0123456789") == number.npos ? std::string(kStem) : "";
}

// In an account's export chats of the same name are told apart by their folders.
void DescribeTelegramChats(const Tree&, std::vector<TreeChat>* chats) {
  if (chats->size() < 2) return;
  for (TreeChat& chat : *chats) chat.context.id = BaseName(chat.folder);
}

// Day, month and year: "14.05.2023" or "27 September 2026".
bool TakeDate(std::string_view* text, CivilTime* time) {
  const std::optional<int> day = TakeNumber(text, 2);
  std::optional<int> month;
  if (!day) return false;
  if (TakeChar(text, '.')) {
    month = TakeNumber(text, 2);
    if (!TakeChar(text, '.')) return false;
  } else {
    TakeSpaces(text);
    const std::size_t end = text->find(' ');
    if (end == text->npos) return false;
    month = MonthOfName(text->substr(0, end));
    text->remove_prefix(end + 1);
  }
  const std::optional<int> year = TakeNumber(text, 4);
  if (!month || !year || !IsValidDate(*year, *month, *day)) return false;
  time->day = *day;
  time->month = *month;
  time->year = *year;
  return true;
}

}  // namespace

Timestamp TelegramHtmlTime(std::string_view title) {
  Timestamp time;
  CivilTime civil;
  title = Trim(title);
  if (!TakeDate(&title, &civil)) return time;
  TakeChar(&title, ',');
  TakeSpaces(&title);
  if (!TakeClock(&title, &civil)) return time;
  TakeSpaces(&title);
  time.basis = Timestamp::Basis::kWall;
  time.seconds = SecondsFromCivil(civil);
  const std::optional<std::int32_t> zone = TakeZone(&title);
  if (!zone) return time;
  time.basis = Timestamp::Basis::kInstant;
  time.seconds -= *zone;
  time.has_offset = true;
  time.offset_seconds = *zone;
  return time;
}

const Reader kTelegramHtmlReader = {
    "telegram-html",
    "Telegram Desktop's web pages (messages.html)",
    "Telegram Desktop: open the chat, menu, Export chat history, format HTML; Machine-readable "
    "JSON "
    "says more and is the better choice",
    /*can_resume=*/false,
    ProbeTelegramHtml,
    ReadTelegramHtml,
    GroupOfPage,
    DescribeTelegramChats,
};

}  // namespace ebb
