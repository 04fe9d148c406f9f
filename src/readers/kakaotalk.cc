#include "readers/kakaotalk.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/kakaotalk_head.h"
#include "readers/kakaotalk_lines.h"
#include "readers/kakaotalk_words.h"
#include "readers/probe.h"
#include "readers/speaker_counts.h"
#include "readers/text_chat.h"
#include "readers/text_lines.h"

namespace ebb {
namespace {

// "9:37" somewhere in it.
bool HoldsClock(std::string_view text) {
  for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    if (at > 0 && at + 2 < text.size() && IsDigit(text[at - 1]) && IsDigit(text[at + 1]) &&
        IsDigit(text[at + 2])) {
      return true;
    }
  }
  return false;
}

bool IsHeader(const TextLine& line) {
  return line.number <= kKakaoHeaderLines &&
         (ParseKakaoTitle(line.text) || IsKakaoSaved(line.text));
}

class KakaoExport final : private TextChat {
 public:
  KakaoExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : TextChat(source, options, sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, kProbeHead);
    if (!head) return head.error();
    head_ = ReadKakaoHead(*head);
    if (!head_.titled && !head_.saved && head_.device == KakaoDevice::kUnknown) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a KakaoTalk export (no title and no rows as KakaoTalk "
                       "writes them)"};
    }
    Begin();
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    Finish();
    return Report();
  }

 private:
  void Begin() {
    ConversationInfo info;
    info.name = head_.name;
    info.id = head_.name.empty() ? "kakaotalk" : head_.name;
    info.capabilities.calls = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = head_.me_seen || KnowsPartner();
    BeginChat(info);
  }

  bool KnowsPartner() const { return head_.one_to_one && head_.partner_seen; }

  void OnLine(const TextLine& line) {
    const bool after_blank = std::exchange(blank_, IsBlankLine(line.text));
    if (line.continues) return Continue(line);
    if (IsHeader(line)) return;
    LineScan row_scan(line.text), day_scan(line.text);
    KakaoRow row;
    const bool is_row = ParseRow(&row_scan, &row);
    // An unfinished row may be the beginning of a name, which would read as a notice.
    const bool cut_name = is_row && row.sender.empty() && !line.ended && row_scan.ran_out();
    if (cut_name) return Lose(line);
    if (is_row) return OnRow(line, row);
    if (const auto day = ParseDay(&day_scan, after_blank)) return OnDay(line, *day);
    if (!line.ended && (row_scan.ran_out() || day_scan.ran_out())) return Lose(line);
    if (IsDesktop() && IsNotice(line.text)) return OnNotice(line);
    Continue(line);
  }

  bool IsDesktop() const { return head_.device == KakaoDevice::kDesktop; }
  bool IsOldPhone() const { return head_.device == KakaoDevice::kOldPhone; }

  bool ParseRow(LineScan* scan, KakaoRow* row) const {
    if (IsDesktop()) return ParseKakaoDesktopRow(scan, row);
    if (!IsOldPhone()) return ParseKakaoMobileRow(scan, row);
    return ParseKakaoClockRow(scan, row) && (!row->sender.empty() || IsClockNotice(row->text));
  }

  // People begin lines with a clock, too. Nobody's words stand directly below a day.
  bool IsClockNotice(std::string_view text) const {
    return !record_.open || waiting_day_ || text.ends_with("니다.") || IsNotice(text);
  }

  // Phones leave a line free before a day; without it these are somebody's words. Old ones leave
  // none and write the day of the week.
  std::optional<std::int64_t> ParseDay(LineScan* scan, bool after_blank) const {
    if (IsDesktop()) return ParseKakaoDesktopDay(scan);
    if (IsOldPhone()) return ParseKakaoFullDay(scan);
    return after_blank ? ParseKakaoMobileDay(scan) : std::nullopt;
  }

  // In a message of old phones it may be somebody's words: a row below it tells.
  void OnDay(const TextLine& line, std::int64_t day) {
    if (IsOldPhone() && record_.open) {
      LetGoOn();
      waiting_day_ = day;
      return Hold(line);
    }
    Finish();
    BeginDay(day);
  }

  void BeginDay(std::int64_t day) {
    day_ = day;
    last_clock_.reset();
  }

  void OnRow(const TextLine& line, const KakaoRow& row) {
    Finish();
    if (waiting_day_) BeginDay(*std::exchange(waiting_day_, {}));
    if (enough_) return;
    record_.Begin(line, row.sender, row.text);
    if (row.days) day_ = row.days;
    if (day_) record_.sent = WallTime(*day_ * kDaySeconds + row.clock.seconds());
    record_.from_me = !row.sender.empty() && IsMe(row.sender);
    last_clock_ = row.clock;
    if (row.sender.empty()) return Meet(row.text);
    if (TellsOfPeople()) people_.Add(row.sender);
  }

  bool IsMe(std::string_view sender) const {
    if (head_.me_seen) return IsKakaoMe(sender);
    return KnowsPartner() && sender != head_.name;
  }

  bool TellsOfPeople() const { return (IsDesktop() || IsOldPhone()) && head_.english; }

  // People end sentences as the app does: it speaks of those who are in the chat.
  bool IsNotice(std::string_view line) const {
    if (IsKakaoNotice(line)) return true;
    const auto deed = TellsOfPeople() ? ParseKakaoDeed(line) : std::nullopt;
    if (!deed) return false;
    const bool invites = !deed->invited.empty() && (!record_.open || deed->who == head_.name);
    return invites || people_.counts().contains(deed->who) || IsOfHeld(deed->who);
  }

  // Somebody of whom the lines tell that are not settled yet.
  bool IsOfHeld(std::string_view who) const {
    bool found = false;
    for (const HeldLine& held : held_) {
      ForEachPerson(held.text, [&](std::string_view name) { found |= name == who; });
    }
    return found;
  }

  void Meet(std::string_view line) {
    if (!TellsOfPeople()) return;
    ForEachPerson(line, [this](std::string_view name) { people_.Add(name); });
  }

  // "Ana invited Ben and Cho", "Ana invited Ben, Cho and Dan": of all of them
  template <typename Function>
  static void ForEachPerson(std::string_view line, Function&& function) {
    const auto deed = ParseKakaoDeed(line);
    if (!deed) return;
    function(deed->who);
    constexpr std::string_view kAnd = " and ";
    for (std::string_view part : Split(deed->invited, ',')) {
      for (std::size_t cut = part.find(kAnd); cut != part.npos; cut = part.find(kAnd)) {
        function(Trim(part.substr(0, cut)));
        part.remove_prefix(cut + kAnd.size());
      }
      if (!Trim(part).empty()) function(Trim(part));
    }
  }

  // In a message such a line may be somebody's words: what follows tells.
  void OnNotice(const TextLine& line) {
    if (record_.open && !record_.sender.empty() && !IsKakaoNotice(line.text) &&
        held_.size() < kMostHeld) {
      return Hold(line);
    }
    Finish();
    if (!enough_) BeginNotice(line, line.text);
  }

  // It has no time of its own: that of the row before is the nearest, if there is one of that day.
  // The row below tells nothing where the file is cut in front of it.
  void BeginNotice(const TextLine& line, std::string_view text) {
    Meet(text);
    record_.Begin(line, {}, text);
    if (day_ && last_clock_) record_.sent = WallTime(*day_ * kDaySeconds + last_clock_->seconds());
  }

  void Continue(const TextLine& line) {
    if (!record_.open && IsTitleOrAdvice(line)) return;
    if (!held_.empty() && IsBlankLine(line.text)) {
      if (held_.size() < kMostHeld) Hold(line);
      return;
    }
    LetGoOn();
    GoOn(line, "text before the first message of a day");
  }

  // What is held is somebody's words.
  void LetGoOn() {
    waiting_day_.reset();
    for (HeldLine& held : std::exchange(held_, {})) {
      held.line.text = held.text;
      GoOn(held.line, {});
    }
  }

  // Advice holds no time: what does may be a row that is not understood.
  bool IsTitleOrAdvice(const TextLine& line) const {
    if (line.number < head_.saved_line) return true;
    return line.number <= head_.advice_end && !HoldsClock(line.text);
  }

  void Lose(const TextLine& line) {
    Finish();
    LoseLine(line);
  }

  void Finish() {
    FinishRecord();
    for (const HeldLine& held : std::exchange(held_, {})) {
      if (enough_ || waiting_day_) return;  // a day is no record
      if (IsBlankLine(held.text)) continue;
      BeginNotice(held.line, held.text);
      FinishRecord();
    }
  }

  struct HeldLine {
    std::string text;
    TextLine line;
  };
  void Hold(const TextLine& line) {
    held_.push_back({std::string(line.text), line});
    held_.back().line.text = {};
  }

  void FinishRecord() {
    if (!record_.open) return;
    if (record_.kind == MessageKind::kText) record_.kind = KakaoKind(Trim(record_.text));
    if (record_.kind != MessageKind::kText) record_.text.clear();
    HandOver();
  }

  ReadReport Report() {
    return ReportChat(kKakaoTalkReader, head_.titled ? "its first lines are KakaoTalk's title"
                                                     : "its rows are as KakaoTalk writes them");
  }

  KakaoHead head_;
  std::optional<std::int64_t> day_;
  std::optional<DayClock> last_clock_;  // of the day's rows
  SpeakerCounts people_;  // where notices look like words: senders, and those of whom the app told
  static constexpr std::size_t kMostHeld = 64;
  std::vector<HeldLine> held_;  // that may be the app's, in a message, and blank ones below
  std::optional<std::int64_t> waiting_day_;  // that the first of them holds
  bool blank_ = true;
};

Match ProbeKakao(std::string_view head) {
  const KakaoHead seen = ReadKakaoHead(head.substr(0, 8192));
  if (seen.saved) return Match::kCertain;
  // A title can be somebody's words, if nothing follows as KakaoTalk has it.
  if (seen.titled) return seen.device == KakaoDevice::kUnknown ? Match::kWeak : Match::kCertain;
  // Without a title rows of the desktop program say nothing, if no day stands above them: others
  // write names in brackets, too.
  const bool desktop = seen.day_first && seen.desktop_rows;
  return desktop || seen.device == KakaoDevice::kPhone ? Match::kLikely : Match::kNo;
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// Phones cut long chats: "Talk_2023.3.23 02-10-1.txt", "...-2.txt"; the hour and minute stay.
std::string GroupOfTalk(std::string_view file_name) {
  const std::string_view stem = file_name.substr(0, file_name.rfind('.'));
  const std::size_t part = stem.rfind('-');
  if (part == stem.npos || !IsNumber(stem.substr(part + 1))) return "";
  const std::string_view whole = stem.substr(0, part);
  const std::string_view clock = whole.substr(whole.rfind(' ') + 1);
  const std::size_t dash = clock.find('-');
  const bool timed =
      dash != clock.npos && IsNumber(clock.substr(0, dash)) && IsNumber(clock.substr(dash + 1));
  const bool titled = whole.ends_with("카카오톡 대화") || whole.ends_with("KakaoTalk Chats");
  return timed || titled ? std::string(whole) : "";
}

Result<ReadReport> ReadKakao(Source& source, const ReadOptions& options, MessageSink& sink) {
  return KakaoExport(source, options, sink).Read();
}

}  // namespace

const Reader kKakaoTalkReader = {
    "kakaotalk",
    "KakaoTalk, one chat as text, from a phone or the desktop program",
    "open the chat, menu, settings of the chatroom, Export chat messages (text only); desktop: "
    "menu, Export messages",
    /*can_resume=*/false,
    ProbeKakao,
    ReadKakao,
    GroupOfTalk,
};

}  // namespace ebb
