#include "readers/messenger_old_html.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/localised_date.h"
#include "readers/markup_walker.h"
#include "readers/messenger_notices.h"
#include "readers/prose_date.h"
#include "time/zone.h"

namespace ebb {
namespace {

// The zones that Facebook wrote by name.
struct NamedZone {
  std::string_view name;
  int hours;
};
constexpr NamedZone kNamedZones[] = {{"PST", -8}, {"PDT", -7}, {"MST", -7}, {"MDT", -6},
                                     {"CST", -6}, {"CDT", -5}, {"EST", -5}, {"EDT", -4}};

// The zone behind the last blank, taken off *text.
std::optional<std::int32_t> TakeZoneAtEnd(std::string_view* text) {
  const std::size_t blank = text->rfind(' ');
  if (blank == text->npos) return std::nullopt;
  std::string_view word = text->substr(blank + 1);
  std::optional<std::int32_t> offset;
  for (const NamedZone& zone : kNamedZones) {
    if (zone.name == word) offset = zone.hours * 3600;
  }
  if (!offset && (word.starts_with("UTC") || word.starts_with("GMT"))) {
    offset = TakeZone(&word);
    if (!word.empty()) return std::nullopt;
  }
  if (offset) *text = Trim(text->substr(0, blank));
  return offset;
}

// A date and a clock and nothing else, as in every language whose small words are known.
std::optional<std::int64_t> ReadOldDate(std::string_view text) {
  const std::optional<std::int64_t> seconds = ReadLocalisedDate(text);
  return seconds ? seconds : ReadLocalisedDate(WithoutWeekday(text));
}

// Where the text is known to be a date: the small words of any other language, too.
std::optional<std::int64_t> ReadAnyOldDate(std::string_view text) {
  const std::optional<std::int64_t> seconds = ReadOldDate(text);
  return seconds ? seconds : ReadSpokenDate(text);
}

Timestamp OldStamp(std::optional<std::int64_t> seconds, std::optional<std::int32_t> zone) {
  Timestamp stamp;
  if (!seconds) return stamp;
  stamp.basis = zone ? Timestamp::Basis::kInstant : Timestamp::Basis::kWall;
  stamp.seconds = *seconds - zone.value_or(0);
  stamp.has_offset = zone.has_value();
  stamp.offset_seconds = zone.value_or(0);
  return stamp;
}

// "WIB", "AEDT". Two capitals may be a half of the day.
bool IsZoneInCapitals(std::string_view word) {
  return word.size() >= 3 && word.size() <= 5 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Local minus UTC at a clock that the zone shows.
std::optional<std::int32_t> OffsetOfPlace(std::string_view place, std::int64_t clock) {
  const Result<Zone> zone = Zone::Find(place);
  if (!zone) return std::nullopt;
  return zone->OffsetAt(clock - zone->OffsetAt(clock));
}

// "at 3:26pm Asia/Kuala_Lumpur", "at 13:54 AEDT": the letters mean several zones in the world, so
// that the clock alone is kept. Some halves of the day look like them.
Timestamp TimeWithOtherZone(std::string_view text) {
  const std::string_view word = text.substr(text.rfind(' ') + 1);
  const std::string_view before = Trim(text.substr(0, text.size() - word.size()));
  if (word.find('/') != word.npos) {
    const std::optional<std::int64_t> clock = ReadAnyOldDate(before);
    if (clock) return OldStamp(clock, OffsetOfPlace(word, *clock));
  }
  std::optional<std::int64_t> clock = ReadAnyOldDate(text);
  if (!clock && IsZoneInCapitals(word)) clock = ReadAnyOldDate(before);
  return OldStamp(clock, std::nullopt);
}

// Marks of direction stand around the parts of Hebrew dates.
std::string WithoutDirections(std::string_view text) {
  constexpr std::size_t kMostMarked = 200;
  std::string plain(text.substr(0, kMostMarked));
  for (const std::string_view mark : {"\u200e", "\u200f"}) {
    for (std::size_t at = plain.find(mark); at != plain.npos; at = plain.find(mark, at)) {
      plain.erase(at, mark.size());
    }
  }
  return plain;
}

// What stands between the end of the tag that holds `mark` and the next one.
std::string_view TextBehind(std::string_view head, std::string_view mark) {
  const std::size_t at = head.find(mark);
  const std::size_t begin = at == head.npos ? at : head.find('>', at);
  if (begin == head.npos) return {};
  return Trim(head.substr(begin + 1, head.find('<', begin) - begin - 1));
}

// "Ada Bell - Messages", in any language, over Ada Bell's threads, or "Conversation with Ben".
bool HasOldTitle(std::string_view head) {
  const std::string_view title = TextBehind(head, "<title"), heading = TextBehind(head, "<h1");
  if (title.starts_with("Conversation with ") || title.ends_with(" - Messages")) return true;
  return !heading.empty() && title.starts_with(heading) &&
         title.substr(heading.size()).starts_with(" - ");
}

// Names directly in the thread, and its messages nested as Facebook had them.
bool HasOldThread(std::string_view head) {
  constexpr std::string_view kNested =
      "<div class=\"message\"><div class=\"message_header\"><span class=\"user\">";
  return !TextBehind(head, "class=\"thread\"").empty() && head.find(kNested) != head.npos;
}

// A date as Facebook wrote them, or at least its zone: "UTC+02".
bool HasOldDate(std::string_view head) {
  constexpr std::string_view kMeta = "class=\"meta\"";
  for (std::size_t at = head.find(kMeta); at != head.npos; at = head.find(kMeta, at + 1)) {
    std::string_view text = TextBehind(head.substr(at), kMeta);
    const std::string_view zone = text.substr(text.rfind(' ') + 1);
    const bool offset = zone.starts_with("UTC") && zone.size() > 3;
    if ((TakeZoneAtEnd(&text) && offset) || ReadOldDate(text)) return true;
  }
  return false;
}

class OldMessengerPage {
 public:
  OldMessengerPage(const Reader& reader, Source& source, const ReadOptions& options,
                   MessageSink& sink)
      : reader_(reader),
        source_(source),
        options_(options),
        sink_(sink),
        walker_(source, MarkupDialect::kHtml) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    while (!enough_ && walker_.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kStart) {
        OnStart();
      } else if (walker_.kind() == MarkupWalker::Kind::kText && in_thread_ && people_.empty()) {
        people_ = TakePeople(walker_.text());
      }
    }
    if (walker_.error()) return *walker_.error();
    Finish();
    return Report();
  }

 private:
  void OnStart() {
    if (walker_.name() == "title") {
      title_ = TextInside();
    } else if (walker_.name() == "h1") {
      TakeHeading();
    } else if (walker_.HasClass("thread")) {
      Finish();
      in_thread_ = true;
      begun_ = false;
      people_.clear();
    } else if (walker_.HasClass("message")) {
      Finish();
      Open();
    } else if (open_) {
      ReadPart();
      end_ = walker_.offset();
    }
  }

  std::string TextInside() {
    std::string text;
    walker_.ElementText(&text);
    return std::string(Trim(text));
  }

  // The page of all threads is called after its owner ("Ada Bell - Messages").
  void TakeHeading() {
    const std::string heading = TextInside();
    if (!heading.empty() && title_.starts_with(heading + " - ")) me_ = heading;
  }

  static std::string TakePeople(std::string_view line) {
    line = Trim(line);
    constexpr std::string_view kHeading = "Participants: ";
    if (line.starts_with(kHeading)) line.remove_prefix(kHeading.size());
    return std::string(line);
  }

  void Open() {
    open_ = true;
    media_ = false;
    sender_.clear();
    date_.clear();
    text_.clear();
    has_words_ = cut_ = false;
    begin_ = walker_.source().begin;
    end_ = walker_.offset();
    line_ = walker_.line();
  }

  void ReadPart() {
    const std::string_view name = walker_.name();
    if (walker_.HasClass("user")) {
      sender_ = TextInside();
    } else if (walker_.HasClass("meta")) {
      date_ = TextInside();
    } else if (name == "img" || name == "video" || name == "audio") {
      media_ = true;
    } else if (name == "p") {
      ReadWords();
    }
  }

  // A paragraph; pictures stand in one of their own.
  void ReadWords() {
    std::string words;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) words.append(walker_.text());
      if (walker_.kind() != MarkupWalker::Kind::kStart) continue;
      if (walker_.name() == "br") words.push_back('\n');
      media_ = media_ || walker_.name() == "img" || walker_.name() == "video";
    }
    has_words_ = true;
    cut_ = cut_ || !scope.closed();
    const std::string_view own = Trim(words);
    if (own.empty() || text_.size() > MarkupWalker::kMaxElementText) return;
    if (!text_.empty()) text_.push_back('\n');
    text_.append(own);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = people_.empty() ? title_ : people_;
    info.id = info.name.empty() ? "messages" : info.name;
    info.sort_by_time = true;
    info.capabilities.instants = true;
    info.capabilities.knows_me = !me_.empty();
    wanted_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (wanted_) sink_.BeginConversation(info);
  }

  // The words stand behind the message's own element: what follows tells that it is over.
  void Finish() {
    if (!open_) return;
    open_ = false;
    Begin();
    if (!wanted_) return;
    if (walker_.truncated() && (cut_ || !has_words_)) {
      Skip("the file ends inside this message");
    } else if (sender_.empty()) {
      Skip("no sender");
    } else {
      Deliver();
    }
  }

  void Skip(std::string_view reason) { sink_.OnSkipped({line_, {begin_, end_}, reason}); }

  void Deliver() {
    Message message;
    message.source = {begin_, end_};
    message.line = line_;
    message.sent = OldMessengerTime(date_);
    undated_ += message.sent.basis == Timestamp::Basis::kNone ? 1 : 0;
    const bool mine = !me_.empty() && sender_ == me_;
    const MessengerText text = ClassifyMessengerText(text_, sender_, {}, me_.empty() || mine);
    message.kind = KindOf(text);
    if (message.kind != MessageKind::kNotice) {
      message.sender = sender_;
      message.from_me = mine;
    }
    if (text == MessengerText::kTyped) message.text = text_;
    enough_ = !sink_.OnMessage(message);
  }

  MessageKind KindOf(MessengerText text) const {
    if (text == MessengerText::kNotice) return MessageKind::kNotice;
    if (text == MessengerText::kUnsent) return MessageKind::kDeleted;
    if (media_ || text == MessengerText::kAttachment) return MessageKind::kMedia;
    return text_.empty() ? MessageKind::kOther : MessageKind::kText;
  }

  ReadReport Report() {
    return ReportMessengerPage(reader_, "a web page as Facebook wrote them before 2018", source_,
                               walker_, undated_);
  }

  const Reader& reader_;
  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  MarkupWalker walker_;
  std::string title_, me_, people_, sender_, date_, text_;
  std::uint64_t begin_ = 0, end_ = 0, line_ = 0, undated_ = 0;
  bool in_thread_ = false, begun_ = false, wanted_ = true, enough_ = false;
  // Of the message being read:
  bool open_ = false, media_ = false, has_words_ = false, cut_ = false;
};

}  // namespace

bool IsOldMessengerPage(std::string_view head) {
  for (const std::string_view part : {"message_header", "message", "thread", "meta", "user"}) {
    const std::string mark = "class=\"" + std::string(part) + "\"";
    if (head.find(mark) == head.npos) return false;
  }
  // Other pages name their parts so, too.
  return HasOldTitle(head) || HasOldThread(head) || HasOldDate(head);
}

Result<ReadReport> ReadOldMessengerPage(const Reader& reader, Source& source,
                                        const ReadOptions& options, MessageSink& sink) {
  return OldMessengerPage(reader, source, options, sink).Read();
}

ReadReport ReportMessengerPage(const Reader& reader, std::string_view why, const Source& source,
                               const MarkupWalker& walker, std::uint64_t undated) {
  ReadReport report;
  report.format = reader.name;
  report.why = why;
  NoteRepairs(source, &report);
  report.repaired_bytes += walker.repaired();
  report.truncated = walker.truncated();
  if (report.truncated) {
    report.warnings.push_back("the file ends early; what is complete was read");
  }
  NoteUndated(undated, "export again as JSON", &report);
  return report;
}

Timestamp OldMessengerTime(std::string_view text) {
  const std::string plain = WithoutDirections(text);
  std::string_view rest = Trim(plain);
  const std::optional<std::int32_t> zone = TakeZoneAtEnd(&rest);
  return zone ? OldStamp(ReadAnyOldDate(rest), zone) : TimeWithOtherZone(rest);
}

}  // namespace ebb
