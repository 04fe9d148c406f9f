// Snapchat's web pages. Two forms:
//
//   <tr> who, kind, time </tr> <tr> words </tr>          tables, one for each direction (to 2023)
//   <h4>sender</h4> KIND <p>words</p> <h6>time</h6>      a page for each chat
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/imessage_replies.h"
#include "readers/json_records.h"
#include "readers/markup_walker.h"
#include "readers/page_export.h"
#include "readers/snapchat_json.h"
#include "readers/snapchat_words.h"

namespace ebb {
namespace {

constexpr std::size_t kMostCells = 8;  // of a row
constexpr std::string_view kCutSnap = "the file ends inside this message";
constexpr std::string_view kSubpage = "subpage_";

struct SnapchatBlock {
  bool open = false, mine = false, media = false;
  std::string who, type, created, text;
  ByteRange source;
  std::uint64_t line = 0;
};

// "TEXT", "STATUSERASEDMESSAGE"
bool IsSnapchatKind(std::string_view word) {
  return word.size() > 2 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == word.npos;
}

class SnapchatPages {
 public:
  SnapchatPages(Source& source, const ReadOptions& options, MessageSink& sink)
      : walker_(source, MarkupDialect::kHtml), source_(source), options_(options), sink_(sink) {
    file_ = ChatOfFileName(source.name());
    if (file_.starts_with(kSubpage)) file_.erase(0, kSubpage.size());
  }

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    while (!enough_ && (waiting_ || walker_.Next())) {
      waiting_ = false;
      if (walker_.kind() == MarkupWalker::Kind::kStart) {
        OnStart();
      } else if (walker_.IsEnd("table")) {
        Flush();
      }
    }
    if (walker_.error()) return *walker_.error();
    Flush();
    if (!known_) {
      return Error{ErrorKind::kInput, source_.name() + ": not a page of Snapchat's chat history"};
    }
    ReadReport report =
        ReportPage(kSnapchatHtmlReader, "a web page of Snapchat's My Data", source_, walker_);
    report.warnings.emplace_back(kSnapchatIsPartial);
    return report;
  }

 private:
  void OnStart() {
    const std::string_view name = walker_.name();
    if (name == "tr") {
      ReadRow();
    } else if (name == "h4") {
      ReadCard();
    } else if (name == "h1" && title_.empty()) {
      title_ = Inside();
    } else if (name == "h1" || name == "h2" || name == "h3") {
      const std::string heading = Inside();
      if (heading.starts_with("Sent ")) sent_ = true;
      if (heading.starts_with("Received ")) sent_ = false;
    } else if (walker_.HasClass("leftpanel") || walker_.HasClass("rightpanel")) {
      known_ = true;  // maybe without messages
    }
  }

  std::string Inside() {
    std::string text;
    walker_.ElementText(&text);
    return std::string(Trim(text));
  }

  // ---- tables ----

  void ReadRow() {
    const std::uint64_t begin = walker_.source().begin, line = walker_.line();
    std::vector<std::string> cells;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.IsStart("th")) {
        const std::string column = Inside();
        if (column == "From") sent_ = false;
        if (column == "To") sent_ = true;
      } else if (walker_.IsStart("td") && cells.size() < kMostCells) {
        cells.push_back(Inside());
      }
    }
    const ByteRange source{begin, walker_.source().end};
    if (!scope.closed()) {
      Flush();
      known_ = true;
      if (Begin()) sink_.OnSkipped({line, source, kCutSnap});
    } else if (cells.size() >= 3) {
      Flush();
      block_ = {
          true,   sent_, false, cells[0], cells[1], cells[2], cells.size() > 3 ? cells[3] : "",
          source, line};
    } else if (cells.size() == 1 && block_.open) {
      block_.text = cells[0];
      block_.source.end = source.end;
    }
  }

  // ---- cards ----

  // From the name to the time: whatever elements lie around them.
  void ReadCard() {
    Flush();
    in_cards_ = true;
    SnapchatBlock card;
    card.source.begin = walker_.source().begin;
    card.line = walker_.line();
    card.who = Inside();
    std::string loose;
    while (!waiting_ && walker_.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        AddLoose(walker_.text(), &card, &loose);
      } else if (walker_.IsStart("p")) {
        AddLine(Inside(), &card.text);
      } else if (walker_.IsStart("h6")) {
        card.created = Inside();
        break;
      } else if (walker_.IsStart("h4")) {
        waiting_ = true;
      } else if (walker_.IsStart("img") || walker_.IsStart("video") || walker_.IsStart("audio")) {
        card.media = true;
      }
    }
    card.source.end = waiting_ ? walker_.source().begin : walker_.source().end;
    if (card.text.empty()) card.text = std::move(loose);
    card.open = true;
    block_ = std::move(card);
    if (walker_.ended() && !waiting_ && block_.created.empty()) {
      known_ = true;
      if (Begin()) sink_.OnSkipped({block_.line, block_.source, kCutSnap});
      block_.open = false;
    }
    Flush();
  }

  static void AddLoose(std::string_view text, SnapchatBlock* card, std::string* loose) {
    const std::string_view words = Trim(text);
    if (words.empty() || words == "Saved") return;
    if (card->type.empty() && IsSnapchatKind(words)) {
      card->type = words;
      return;
    }
    AddLine(words, loose);
  }

  // A card whose end is missing does not gather the rest of the page.
  static void AddLine(std::string_view line, std::string* text) {
    if (text->size() + line.size() >= MarkupWalker::kMaxElementText) return;
    if (!text->empty()) text->push_back('\n');
    text->append(line);
  }

  // ---- both ----

  // False if the chat is not wanted.
  bool Begin() {
    if (in_cards_) return BeginChat(file_.empty() ? title_ : file_, title_);
    if (!block_.open && begun_) return true;  // a row of nobody known
    return BeginChat(block_.who, block_.who);
  }

  bool BeginChat(const std::string& id, const std::string& name) {
    const bool wanted = options_.only.empty() || options_.only == id || options_.only == name;
    if (!wanted || (begun_ && *begun_ == id)) return wanted;
    begun_ = id;
    ConversationInfo info;
    info.id = id.empty() ? "unknown" : id;
    info.name = name.empty() ? id : name;
    info.sort_by_time = true;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.knows_me = !in_cards_;
    info.capabilities.complete = false;  // what was not saved is gone
    sink_.BeginConversation(info);
    return true;
  }

  void Flush() {
    if (!block_.open) return;
    known_ = true;
    const bool wanted = Begin();
    block_.open = false;
    if (!wanted || enough_) return;
    Deliver();
  }

  void Deliver() {
    Message message;
    message.source = block_.source;
    message.line = block_.line;
    message.sent = InstantFromIso(block_.created);
    message.kind = SnapchatKind(block_.type, block_.text);
    if (block_.media && message.kind != MessageKind::kNotice) message.kind = MessageKind::kMedia;
    if (message.kind != MessageKind::kNotice) {
      message.from_me = block_.mine;
      message.sender = block_.mine ? std::string_view("Me") : std::string_view(block_.who);
      if (message.sender.empty()) {
        return sink_.OnSkipped({block_.line, block_.source, "no sender"});
      }
      const bool words = message.kind == MessageKind::kText || message.kind == MessageKind::kMedia;
      if (words) message.text = block_.text;
    }
    enough_ = !sink_.OnMessage(message);
  }

  MarkupWalker walker_;
  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  SnapchatBlock block_;
  std::string title_, file_;
  std::optional<std::string> begun_;
  bool sent_ = false, in_cards_ = false, known_ = false, enough_ = false;
  bool waiting_ = false;  // the walker's token is still to be looked at
};

bool HasAny(std::string_view head, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (head.find(word) != head.npos) return true;
  }
  return false;
}

Match ProbeSnapchatPage(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  if (HasAny(head, {"aved Chat History"}) && HasAny(head, {">Media Type<"})) {
    return Match::kCertain;
  }
  if (!HasAny(head, {"rightpanel", "leftpanel"})) return Match::kNo;
  if (HasAny(head, {" UTC</h6>"}) && HasAny(head, {"<h4"})) return Match::kCertain;
  return HasAny(head, {kSubpage}) ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadSnapchatPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SnapchatPages(source, options, sink).Read();
}

}  // namespace

const Reader kSnapchatHtmlReader = {
    "snapchat-html",
    "Snapchat's My Data as web pages (html/chat_history)",
    "Snapchat: Settings, My Data, with chat history; choose JSON files as well: they say who you "
    "are",
    /*can_resume=*/false,
    ProbeSnapchatPage,
    ReadSnapchatPage,
    EachFileIsAChat,
};

}  // namespace ebb
