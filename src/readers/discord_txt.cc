#include "readers/discord_txt.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/date_question.h"
#include "readers/discord_text.h"
#include "readers/region_stamp.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"

namespace ebb {
namespace {

constexpr std::size_t kFrameRule = 62;       // length of the lines of '='
constexpr std::size_t kMaxAuthor = 200;      // bytes
constexpr std::size_t kMaxStamp = 48;        // of what stands in brackets
constexpr std::uint64_t kHeadsToSee = 5000;  // after which a proved order of dates is believed
constexpr std::string_view kCountLine = "Exported ";
constexpr std::string_view kPinned = " (pinned)";
constexpr std::string_view kForwardedTitle = "{Forwarded Message}";

bool IsFrameRule(std::string_view text) {
  return text.size() == kFrameRule && text.find_first_not_of('=') == text.npos;
}

struct DiscordHead {
  WrittenTime time;
  std::string_view author;
};

// [DATE] AUTHOR[ (pinned)]; false leaves *head as it may be.
bool ParseDiscordHead(std::string_view line, DiscordHead* head, RegionDay* day) {
  if (!line.starts_with('[')) return false;
  const std::size_t end = line.substr(0, kMaxStamp + 1).find(']');
  if (end == line.npos || line.size() < end + 3 || line[end + 1] != ' ') return false;
  if (!ParseRegionStamp(line.substr(1, end - 1), &head->time, day)) return false;
  std::string_view author = line.substr(end + 2);
  if (author.ends_with(')') && author.ends_with(kPinned)) author.remove_suffix(kPinned.size());
  author = Trim(author);
  head->author = DiscordName(author);
  return !author.empty() && author.size() <= kMaxAuthor;
}

// A part of a message that is not its text: files, previews, reactions, somebody else's words.
bool IsBlockTitle(std::string_view line) {
  static constexpr std::string_view kBlocks[] = {"{Attachments}", "{Embed}",       "{Stickers}",
                                                 "{Reactions}",   kForwardedTitle, "{Invite}",
                                                 "{Poll}"};
  for (const std::string_view block : kBlocks) {
    if (line == block) return true;
  }
  return false;
}

class DiscordTxtExport final : private TextChat {
 public:
  DiscordTxtExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink) {}

  Result<ReadReport> Read() {
    if (Status voted = TakeVote(); !voted) return voted.error();
    if (!headed_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not DiscordChatExporter's plain text (it begins with a rule "
                       "of = and the name of the guild)"};
    }
    const Status decided = DecideDates(vote_, options_, source_.name(), &report_, &order_);
    if (!decided) return decided.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && part_ != Part::kFooter && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    Begin();
    Finish();
    return Report();
  }

 private:
  enum class Part : std::uint8_t { kBefore, kHeader, kMessages, kFooter };

  Status TakeVote() {
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    std::uint64_t rows = 0;
    bool blank = false, proved = false;
    while (lines.Next(&line) && !(proved && rows > kHeadsToSee)) {
      headed_ = headed_ || (line.number <= 2 && line.text.starts_with("Guild: "));
      const bool is_head = blank && ParseDiscordHead(line.text, &head_, &day_);
      blank = IsBlankLine(line.text);
      if (!is_head) continue;
      ++rows;
      vote_.Add(head_.time);
      proved = proved || head_.time.first > 12 || head_.time.second > 12 ||
               head_.time.date == WrittenTime::Date::kYearFirst;
    }
    if (lines.error()) return *lines.error();
    return Done{};
  }

  void OnLine(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    if (part_ != Part::kMessages) return OnHeader(line);
    if (std::exchange(after_rule_, false) && !TakeRule(line)) return;
    if (line.continues) return Continue(line);
    if (after_blank && OnStructure(line)) return;
    // Some versions leave out the empty line of words of one's own.
    if (std::exchange(after_head_, false) && line.text == kForwardedTitle) return OnBlock(line);
    Continue(line);
  }

  void OnHeader(const TextLine& line) {
    constexpr std::string_view kChannel = "Channel: ";
    if (line.text.starts_with(kChannel)) name_ = Trim(line.text.substr(kChannel.size()));
    if (!IsFrameRule(line.text)) return;
    part_ = part_ == Part::kBefore ? Part::kHeader : Part::kMessages;
    if (part_ == Part::kMessages) Begin();
  }

  // A rule is the end only if the count of messages follows; somebody may have typed it. False at
  // the end.
  bool TakeRule(const TextLine& line) {
    if (line.text.starts_with(kCountLine) || (!line.ended && kCountLine.starts_with(line.text))) {
      part_ = Part::kFooter;
      return false;
    }
    const std::string rule(kFrameRule, '=');
    rule_line_.text = rule;
    Continue(rule_line_);
    return true;
  }

  // What only counts after a blank line. False for text.
  bool OnStructure(const TextLine& line) {
    if (ParseDiscordHead(line.text, &head_, &day_)) {
      OnHead(line, head_);
    } else if (IsFrameRule(line.text)) {
      after_rule_ = true;
      rule_line_ = line;
    } else if (!line.ended && (line.text.starts_with('[') || line.text.starts_with('='))) {
      Lose(line);
    } else if (record_.open && IsBlockTitle(line.text)) {
      OnBlock(line);
    } else {
      return false;
    }
    return true;
  }

  void OnHead(const TextLine& line, const DiscordHead& head) {
    Finish();
    if (enough_) return;
    record_.BeginAbove(line, head.author);
    after_head_ = true;
    in_block_ = forwarded_ = media_ = false;
    SetTime(head.time);
  }

  // Most messages are of the day of the one before.
  void SetTime(const WrittenTime& time) {
    const std::int64_t clock = time.hour * 3600 + time.minute * 60 + time.second_of_minute;
    const bool same = midnight_ && time.date == dated_.date && time.year == dated_.year &&
                      time.first == dated_.first && time.second == dated_.second;
    if (!same) {
      dated_ = time;
      midnight_ = ToTimestamp(time, order_);
      if (midnight_) midnight_->seconds -= clock;
    }
    if (!midnight_) {
      record_.problem = "there is no such date";
    } else {
      record_.sent = *midnight_;
      record_.sent.seconds += clock;
    }
  }

  void OnBlock(const TextLine& line) {
    in_block_ = true;
    forwarded_ = forwarded_ || line.text.starts_with("{Forwarded");
    media_ = media_ || line.text == "{Attachments}" || line.text == "{Stickers}";
    record_.Cover(line);
  }

  void Continue(const TextLine& line) {
    if (!record_.open || !in_block_) {
      GoOn(line, "text before the first message");
    } else if (!IsBlankLine(line.text)) {
      if (IsBlockTitle(line.text)) OnBlock(line);
      record_.Cover(line);
    }
  }

  void Lose(const TextLine& line) {
    Finish();
    LoseLine(line);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "discord" : name_;
    info.capabilities.calls = true;
    info.capabilities.reactions = true;
    BeginChat(info);
  }

  void Finish() {
    if (!record_.open) return;
    std::string_view text = Trim(record_.text);
    if (IsDiscordNotice(text) && !media_) {
      record_.sender.clear();
      record_.kind = MessageKind::kNotice;
    } else if (forwarded_ && text.empty()) {
      record_.kind = MessageKind::kForwarded;
    } else if (media_) {
      record_.kind = MessageKind::kMedia;
    }
    record_.Keep(OwnDiscordText(text, &text_));
    HandOver();
  }

  ReadReport Report() {
    report_.truncated = report_.truncated || (part_ != Part::kFooter && !enough_);
    return ReportChat(kDiscordTxtReader, "its heading is that of DiscordChatExporter");
  }

  WrittenDateVote vote_;
  DateOrder order_ = DateOrder::kUndecided;
  DiscordHead head_;  // the one read last
  RegionDay day_;
  WrittenTime dated_;                  // the head that midnight_ was found for
  std::optional<Timestamp> midnight_;  // of its day; none if there is no such day
  std::string name_, text_;
  Part part_ = Part::kBefore;
  bool headed_ = false, blank_ = false, begun_ = false;
  TextLine rule_line_;
  bool after_rule_ = false;  // the last line may begin the end
  bool after_head_ = false;  // the last line was a message's first
  bool in_block_ = false, forwarded_ = false, media_ = false;  // of the open record
};

Match ProbeDiscordTxt(std::string_view head) {
  const std::size_t end = head.find('\n');
  if (end == head.npos || !IsFrameRule(Trim(head.substr(0, end)))) return Match::kNo;
  const std::string_view second = head.substr(end + 1);
  if (second.starts_with("Guild: ") && second.find("\nChannel: ") != second.npos) {
    return Match::kCertain;
  }
  return second.starts_with("Guild: ") ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadDiscordTxt(Source& source, const ReadOptions& options, MessageSink& sink) {
  return DiscordTxtExport(source, options, sink).Read();
}

}  // namespace

const Reader kDiscordTxtReader = {
    "discord-txt",
    "Discord, one channel or direct chat, by DiscordChatExporter (plain text)",
    "DiscordChatExporter: choose the chat, Export, format TXT (JSON holds more)",
    /*can_resume=*/false,
    ProbeDiscordTxt,
    ReadDiscordTxt,
};

}  // namespace ebb
