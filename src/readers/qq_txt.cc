// QQ's own text, and the text of MemoTrace, WeFlow and chatlog for WeChat: stamped_txt.h has the
// grammar.
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/day_clock.h"
#include "readers/qq.h"
#include "readers/qq_words.h"
#include "readers/speaker_counts.h"
#include "readers/stamped_txt.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"
#include "readers/wechat.h"
#include "readers/wechat_txt_words.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

constexpr std::string_view kQqTitle = "消息记录（此消息记录为文本格式";
constexpr std::string_view kPartner = "消息对象:";
constexpr std::string_view kGroup = "消息分组:";

bool IsLongRule(std::string_view text) {
  return text.size() >= 20 && text.find_first_not_of('=') == text.npos;
}

// "NAME" of "消息对象:NAME(12345)"
std::string_view PartnerOf(std::string_view line) {
  std::string_view name = Trim(line.substr(kPartner.size()));
  const std::size_t open = name.rfind('(');
  const bool numbered = open != name.npos && open > 0 && name.ends_with(')') &&
                        ParseNumber(name.substr(open + 1, name.size() - open - 2));
  return numbered ? Trim(name.substr(0, open)) : name;
}

// Cuts off what MemoTrace puts below the words: the message that is answered. True if it did.
bool TakeMemoTraceQuote(std::string_view* text) {
  constexpr std::string_view kQuote = "\n引用:";
  const std::size_t quote = text->starts_with(kQuote.substr(1)) ? 0 : text->find(kQuote);
  if (quote == text->npos) return false;
  *text = Trim(text->substr(0, quote));
  return true;
}

class StampedExport final : private TextChat {
 public:
  StampedExport(Source& source, const ReadOptions& options, MessageSink& sink, bool is_qq)
      : TextChat(source, options, sink), is_qq_(is_qq) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    FinishAll();
    if (!headed_ && records_ == 0) {
      return Error{ErrorKind::kInput, source_.name() + ": no line with a time and a name, as " +
                                          (is_qq_ ? "QQ" : "MemoTrace") +
                                          " writes them before each message"};
    }
    Begin();
    return Report();
  }

 private:
  void OnLine(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    any_blank_ = any_blank_ || blank_;
    if (blank_ && !line.continues && !held_.empty() && held_.size() < kMostBlank) return Hold(line);
    if (line.continues || blank_) return ContinueHeld(line);
    if (is_qq_ && OnHeading(line)) return;
    if (!line.ended && !is_qq_ && after_blank && IsCutLine(line.text)) return Lose(line);
    LineScan scan(line.text);
    const bool is_head = ParseStampedHead(&scan, &head_, &last_date_);
    // A number or an address after the name leaves no doubt; without, a line must be free before.
    if (is_head && (after_blank || !record_.open || !head_.id.empty() || IsTightHead())) {
      SettleHeld(after_blank ? head_.seconds : kNever);
      return OnHead(line, head_);
    }
    if (!line.ended && scan.ran_out()) return Lose(line);
    // Where heads begin with a name, this may be one: programs end the last line of a file.
    if (!line.ended && after_blank && name_first_ && line.text.size() <= kLongestName) {
      return Lose(line);
    }
    if (is_qq_ && after_blank && record_.open && IsQqNotice(line.text)) return OnNotice(line);
    if (!is_qq_ && after_blank && OnAppLine(line)) return;
    if (!is_qq_ && after_blank && OnLooseTime(line)) return;
    // Below what the app says stands nothing that could be part of it.
    if (app_line_ && after_blank && held_.empty()) Finish();
    ContinueHeld(line);
  }

  // QQ itself leaves a line free above all heads, the first one, too. A file of QQ without any such
  // line was written by another program.
  bool IsTightHead() const {
    return is_qq_ && headed_ && !any_blank_ && head_.seconds >= record_.sent.seconds;
  }

  // A line of time and words that are not known for the app's: who said them is told by what
  // follows.
  bool OnLooseTime(const TextLine& line) {
    LineScan scan(line.text);
    const std::optional<std::int64_t> seconds = ParseStampBefore(&scan);
    if (!seconds || !record_.open || line.text.size() > kLongestHeld) return false;
    if (held_.size() >= kMostHeld || (!held_.empty() && *seconds < held_time_)) SettleHeld(kNever);
    if (*seconds < record_.sent.seconds) return false;
    held_time_ = *seconds;
    Hold(line);
    return true;
  }

  void Hold(const TextLine& line) {
    held_.push_back({std::string(line.text), line});
    held_.back().line.text = {};
  }

  // The app's, if times do not go back from the open record over these lines to the next head at
  // `next`; else somebody typed them.
  void SettleHeld(std::int64_t next) {
    if (!held_.empty()) DecideHeld(next);  // hardly ever
  }

  void DecideHeld(std::int64_t next) {
    std::vector<HeldLine> held = std::exchange(held_, {});
    for (HeldLine& one : held) {
      one.line.text = one.text;
      LineScan scan(one.text);
      const std::optional<std::int64_t> seconds = ParseStampBefore(&scan);
      if (enough_) return;
      if (seconds && next >= held_time_) {
        BeginAppLine(one.line, scan.rest(), *seconds);
      } else {
        if (app_line_ && seconds) Finish();
        Continue(one.line);
      }
    }
  }

  void ContinueHeld(const TextLine& line) {
    SettleHeld(kNever);
    Continue(line);
  }

  // At the end of the file nothing follows that tells.
  void FinishAll() {
    const std::vector<HeldLine> held = std::exchange(held_, {});
    Finish();
    for (const HeldLine& one : held) {
      if (enough_ || !deliver_ || one.text.empty()) continue;
      sink_.OnSkipped({one.line.number, one.line.source, "a time and words, and nobody's name"});
    }
  }

  // REQUIRES: `line` is not empty. The lines before the messages of each chat; exports of a whole
  // account have several.
  bool OnHeading(const TextLine& line) {
    const std::string_view text = line.text;
    if (text.front() != '=' && text.front() != kQqTitle.front()) return false;  // nearly always
    if (text.starts_with(kQqTitle) || text.starts_with(kGroup) || IsLongRule(text)) {
      headed_ = true;
      Finish();
      blank_ = true;
      return true;
    }
    if (!text.starts_with(kPartner)) return false;
    headed_ = true;
    Finish();
    blank_ = true;
    name_ = PartnerOf(text);
    begun_ = false;
    return true;
  }

  // A time and something behind it, where the file ends: half a name, or half a sentence.
  static bool IsCutLine(std::string_view line) {
    LineScan scan(line);
    return ParseStampBefore(&scan) && !IsWeChatNotice(scan.rest());
  }

  void OnHead(const TextLine& line, const StampedHead& head) {
    Finish();
    if (enough_) return;
    ++records_;
    name_first_ = !is_qq_ && !IsDigit(line.text.front());
    std::string_view name = head.name, id = head.id;
    from_me_ = !is_qq_ && TakeWeChatName(&name, &id);
    record_.BeginAbove(line, name);
    record_.sent = WallTime(head.seconds);
    if (!key_.empty() || !id.empty()) key_ = id;
    of_app_ = is_qq_ ? IsQqSystem(name, id) : name == "系统消息";
  }

  void OnNotice(const TextLine& line) {
    const Timestamp sent = record_.sent;
    Finish();
    if (enough_) return;
    ++records_;
    record_.Begin(line, "-", line.text);
    record_.sent = sent;
    of_app_ = true;
  }

  // MemoTrace writes what the app says behind the time; it need not look like a name. People type
  // such lines, too: the app's are known by their words, and time does not go back.
  bool OnAppLine(const TextLine& line) {
    LineScan scan(line.text);
    const std::optional<std::int64_t> seconds = ParseStampBefore(&scan);
    if (!seconds || !IsWeChatNotice(scan.rest())) return false;
    if (record_.open && *seconds < record_.sent.seconds) return false;
    SettleHeld(*seconds);
    if (!enough_) BeginAppLine(line, scan.rest(), *seconds);
    return true;
  }

  void BeginAppLine(const TextLine& line, std::string_view words, std::int64_t seconds) {
    Finish();
    if (enough_) return;
    ++records_;
    record_.Begin(line, "-", words);
    record_.sent = WallTime(seconds);
    of_app_ = app_line_ = true;
  }

  void Continue(const TextLine& line) {
    if (!record_.open && !blank_ && !line.continues) Begin();
    GoOn(line, "text before the first message");
  }

  void Lose(const TextLine& line) {
    FinishAll();
    Begin();
    LoseLine(line);
  }

  void Begin() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    // MemoTrace calls the file as the contact is.
    info.name = !name_.empty() || is_qq_ ? name_ : ChatOfFileName(source_.name());
    info.id = !info.name.empty() ? info.name : is_qq_ ? "qq" : "wechat";
    info.capabilities.seconds = true;
    info.capabilities.deletions = true;
    BeginChat(info);
  }

  void Finish() {
    if (!record_.open) return;
    Begin();
    std::string_view said = Trim(record_.text);
    const bool bare_head = said.empty();
    const bool answers = !is_qq_ && (TakeMemoTraceQuote(&said) || TakeWeChatQuote(&said));
    const auto placed = is_qq_ ? std::nullopt : WeChatPlaceholder(said);
    const QqText text = OwnQqText(placed ? std::string_view() : said, &scratch_);
    // Of MemoTrace a head with nothing below it is what the app says, unless it names a sender.
    const bool bare = !is_qq_ && bare_head && senders_.Find(record_.sender) == nullptr;
    if (of_app_ || bare || IsQqNotice(text.own)) {
      record_.kind = MessageKind::kNotice;
      record_.sender.clear();
    } else {
      if (!is_qq_) senders_.Add(record_.sender);
      record_.kind = placed           ? *placed
                     : text.forwarded ? MessageKind::kForwarded
                     : text.media     ? MessageKind::kMedia
                                      : MessageKind::kText;
      record_.has_reply = text.reply || answers;
      record_.from_me = from_me_;
    }
    if (!key_.empty()) record_.key = key_;
    record_.Keep(text.own);
    of_app_ = app_line_ = from_me_ = false;
    HandOver();
  }

  ReadReport Report() {
    return ReportChat(is_qq_ ? kQqTxtReader : kWeChatTxtReader,
                      headed_ ? "its heading is that of QQ's message records"
                              : "lines with a time and a name stand before each message");
  }

  // A line of MemoTrace's text that waits for what follows it.
  struct HeldLine {
    std::string text;
    TextLine line;
  };
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
  static constexpr std::size_t kMostHeld = 64, kLongestHeld = 4096;  // lines, bytes
  static constexpr std::size_t kMostBlank = 1024;                    // the blank ones included
  static constexpr std::size_t kLongestName = 160;                   // with number and time

  const bool is_qq_;
  std::vector<HeldLine> held_;  // with the blank ones below each
  std::int64_t held_time_ = 0;  // of the last
  std::string name_, key_, scratch_;
  StampedHead head_;  // the one read last
  StampedDate last_date_;
  SpeakerCounts senders_;  // in MemoTrace's text
  std::uint64_t records_ = 0;
  bool headed_ = false, begun_ = false, blank_ = true, any_blank_ = false;
  bool name_first_ = false;                // in the last head
  bool of_app_ = false, from_me_ = false;  // of the open record
  bool app_line_ = false;                  // it is a line of time and words
};

// What the heads in the first lines look like.
struct HeadCount {
  int all = 0, numbered = 0;
  bool first = false;  // the first line that is not blank is one
};

HeadCount CountHeads(std::string_view head) {
  HeadCount count;
  bool blank = true, any = false;
  for (std::string_view line : Split(head.substr(0, 16384), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool after_blank = std::exchange(blank, IsBlankLine(line));
    if (blank) continue;
    LineScan scan(line);
    StampedHead found;
    if (ParseStampedHead(&scan, &found) && (after_blank || !found.id.empty())) {
      ++count.all;
      count.numbered += !found.id.empty();
      count.first = count.first || !any;
    }
    any = true;
  }
  return count;
}

Match ProbeQqTxt(std::string_view head) {
  const std::string_view begin = head.substr(0, 2048);
  if (begin.find(kQqTitle) != begin.npos) return Match::kCertain;
  if (begin.starts_with(kPartner) || begin.find("\n" + std::string(kPartner)) != begin.npos) {
    return Match::kCertain;
  }
  const HeadCount count = CountHeads(head);
  return count.first && count.numbered >= 2 && count.numbered * 2 > count.all ? Match::kLikely
                                                                              : Match::kNo;
}

Match ProbeWeChatTxt(std::string_view head) {
  const HeadCount count = CountHeads(head);
  return count.first && count.all >= 2 && count.numbered == 0 ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadQqTxt(Source& source, const ReadOptions& options, MessageSink& sink) {
  return StampedExport(source, options, sink, /*is_qq=*/true).Read();
}

Result<ReadReport> ReadWeChatTxt(Source& source, const ReadOptions& options, MessageSink& sink) {
  return StampedExport(source, options, sink, /*is_qq=*/false).Read();
}

}  // namespace

const Reader kQqTxtReader = {
    "qq-txt",
    "QQ, the text that its desktop client saves",
    "QQ on a PC: message manager, choose the contact, export as text; save as UTF-8 if the names "
    "come out wrong",
    /*can_resume=*/false,
    ProbeQqTxt,
    ReadQqTxt,
};

const Reader kWeChatTxtReader = {
    "wechat-txt",
    "WeChat, the text that MemoTrace (WeChatMsg) writes",
    "WeChat has no export; MemoTrace: Data, export chat, TXT (CSV holds more)",
    /*can_resume=*/false,
    ProbeWeChatTxt,
    ReadWeChatTxt,
};

}  // namespace ebb
