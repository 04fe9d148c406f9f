#include "readers/element_spelled_txt.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/diary_words.h"
#include "readers/element_spelled_head.h"
#include "readers/log_level.h"
#include "readers/probe.h"
#include "readers/text_chat.h"

namespace ebb {
namespace {

// Gives the words of notices on, which OpenRecord keeps only for messages.
class NoticeWords final : public MessageSink {
 public:
  explicit NoticeWords(MessageSink& to) : to_(to) {}
  void BeginConversation(const ConversationInfo& info) override { to_.BeginConversation(info); }
  void OnSkipped(const SkippedRecord& record) override { to_.OnSkipped(record); }
  bool OnMessage(const Message& given) override {
    if (!given.sender.empty()) return to_.OnMessage(given);
    Message message = given;
    message.kind = MessageKind::kNotice;
    return to_.OnMessage(message);
  }

 private:
  MessageSink& to_;
};

// Programs that write logs, and what stands in front of a colon in mail.
bool IsProgram(std::string_view name) {
  static constexpr std::string_view kPrograms[] = {
      "kernel", "cron", "crond", "sshd", "sudo", "su", "init", "systemd", "Re", "RE", "Fwd", "FW"};
  return std::find(std::begin(kPrograms), std::end(kPrograms), name) != std::end(kPrograms);
}

// No person's, but that of a line in a program's log: "INFO", "root - INFO", "[INFO] server",
// "sshd[12]", "kernel".
bool IsLogName(std::string_view name) {
  name = Trim(name);
  if (IsProgram(name)) return true;
  if (name.starts_with('[')) return IsLogLevel(Trim(name.substr(1, name.find(']') - 1)));
  const std::size_t bracket = name.find_last_not_of("0123456789", name.size() - 2);
  if (name.ends_with(']') && bracket != name.npos && name[bracket] == '[') return true;
  for (std::size_t dash = name.find(kSpelledDash); dash != name.npos;
       dash = name.find(kSpelledDash)) {
    if (IsLogLevel(Trim(name.substr(0, dash)))) return true;
    name.remove_prefix(dash + kSpelledDash.size());
  }
  return IsLogLevel(name);
}

// Where the words of somebody begin behind their name and a colon. "* Ada waves: hi" is said by
// the app for Ada; "* Ada *: hi" and "* Ada: hi" are not.
std::optional<std::size_t> ColonBehindName(std::string_view rest) {
  const std::size_t colon = rest.find(": ");
  if (colon == rest.npos || colon == 0) return std::nullopt;
  if (!rest.starts_with("* ") || rest.substr(0, colon).ends_with(" *")) return colon;
  return rest.substr(2, colon - 2).find(' ') == rest.npos ? std::optional(colon) : std::nullopt;
}

class SpelledElement final : private TextChat {
 public:
  SpelledElement(const Reader& reader, Source& source, const ReadOptions& options,
                 MessageSink& sink)
      : TextChat(source, options, sink), reader_(reader) {}

  Result<ReadReport> Read() {
    if (Status learned = LearnMonths(); !learned) return learned.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    ConversationInfo info;
    info.id = "element";
    info.capabilities.seconds = true;
    info.capabilities.deletions = true;
    BeginChat(info);
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    HandOver();
    ReadReport report = ReportChat(reader_, "lines with a spelled date, time and name");
    NoteUndated(undated_, "export again as JSON", &report);
    return report;
  }

 private:
  // Only a file that names a month of two meanings is read twice.
  Status LearnMonths() {
    const Result<bool> needed = MayNameContestedMonths(source_);
    if (!needed) return needed.error();
    if (!*needed) return Done{};
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    while (lines.Next(&line)) {
      if (!line.continues) heads_.Learn(line.text);
    }
    if (lines.error()) return *lines.error();
    return Done{};
  }

  void OnLine(const TextLine& line) {
    SpelledHead head;
    if (!line.continues && heads_.Parse(line.text, &head)) return OnHead(line, head);
    if (line.ended || line.continues) return GoOn(line, "text before the first message");
    HandOver();
    LoseLine(line);
  }

  void OnHead(const TextLine& line, const SpelledHead& head) {
    HandOver();
    if (enough_) return;
    const std::string_view rest = head.rest;
    const std::optional<std::size_t> colon = ColonBehindName(rest);
    record_.Begin(line, colon ? rest.substr(0, *colon) : "",
                  colon ? rest.substr(*colon + 2) : rest);
    record_.kind = colon ? MessageKind::kText : MessageKind::kOther;
    undated_ += head.seconds ? 0 : 1;
    record_.sent = head.seconds ? WallTime(*head.seconds) : Timestamp();
  }

  const Reader& reader_;
  SpelledHeads heads_;
  std::uint64_t undated_ = 0;
};

std::string_view WithoutReturn(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Who speaks in the head of a file.
class SpelledNames {
 public:
  void Add(std::string_view name, const SpelledHead& head, bool comma) {
    ++named_;
    logs_ += IsLogName(name) ? 1 : 0;
    commas_ += comma ? 1 : 0;
    if (IsDiaryWord(name)) AddDiaryWord(name);
    LookAtClock(name, head);
    if (head.seconds && named_ <= kFew) days_.insert(*head.seconds / kSecondsPerDay);
    const bool sentence = std::count(name.begin(), name.end(), ' ') > kMostBlanks;
    sentences_ += sentence ? 1 : 0;
    if (!sentence && named_ <= kFew) names_.insert(name);
  }
  // One person may speak alone, and beside somebody even "Info" may be one where dates have commas.
  // Appointments have another name each, and stand days apart.
  bool MayBePersons() const {
    if (logs_ == named_ || (commas_ == 0 && 2 * logs_ > named_)) return false;
    const std::size_t persons = named_ - sentences_;
    if (persons <= 2 || named_ > kFew || names_.size() < persons) return true;
    return !days_.empty() && days_.size() * 2 < persons;
  }
  // Labels of a diary, or several of them at one moment, which somebody wrote to the minute.
  bool IsDiary() const {
    const bool diary = diary_ == named_ || (diary_words_.size() > 1 && 2 * diary_ > named_);
    return (diary_ > 0 && diary) ||
           (named_ >= kFewest && whole_minutes_ && far_apart_ && twins_ * 2 >= named_);
  }

 private:
  void LookAtClock(std::string_view name, const SpelledHead& head) {
    whole_minutes_ = whole_minutes_ && head.seconds && *head.seconds % 60 == 0;
    const bool later = head.seconds && last_ && head.seconds != last_;
    far_apart_ = far_apart_ && (!later || std::abs(*head.seconds - *last_) >= kHalfADay);
    if (head.seconds) twins_ += head.seconds == last_ && name != last_name_ ? 1 : 0;
    last_ = head.seconds;
    last_name_ = name;
  }

  // One of them may be somebody's name.
  void AddDiaryWord(std::string_view name) {
    ++diary_;
    if (diary_words_.size() < 2) diary_words_.insert(name);
  }

  static constexpr std::size_t kFewest = 4;
  static constexpr std::size_t kFew = 100;
  static constexpr int kMostBlanks = 3;  // in a name
  static constexpr std::int64_t kSecondsPerDay = 86400, kHalfADay = 43200;
  std::set<std::string_view> names_, diary_words_;
  std::set<std::int64_t> days_;
  std::optional<std::int64_t> last_;
  std::string_view last_name_;
  bool whole_minutes_ = true, far_apart_ = true;
  std::size_t diary_ = 0, twins_ = 0;  // of the same moment as the one before, by another
  std::size_t named_ = 0, logs_ = 0, sentences_ = 0, commas_ = 0;
};

// Two months may have one name: the other lines tell.
SpelledHeads HeadsThatKnow(std::string_view text) {
  SpelledHeads heads;
  for (const std::string_view line : Split(text, '\n')) heads.Learn(WithoutReturn(line));
  return heads;
}

}  // namespace

bool BeginsSpelledElement(std::string_view text) {
  const std::string_view line = WithoutReturn(text.substr(0, text.find('\n')));
  // Dates in numbers are those of the older form.
  const bool numbers =
      line.substr(0, line.find(kSpelledDash)).find_first_not_of("0123456789/.-:, ") ==
      std::string_view::npos;
  SpelledHead head;
  if (numbers || !SpelledHeads::MayBegin(line)) return false;
  return SpelledHeads().Parse(line, &head) || HeadsThatKnow(text).Parse(line, &head);
}

bool IsSpelledElement(std::string_view text, bool (*is_own)(std::string_view rest)) {
  if (!BeginsSpelledElement(text)) return false;
  SpelledHeads heads = HeadsThatKnow(text);
  SpelledHead head;
  SpelledNames names;
  std::size_t with = 0, without = 0;  // a short day of the week
  std::size_t emotes = 0;             // "* Ada waves"
  for (const std::string_view line : Split(text, '\n')) {
    if (!heads.Parse(WithoutReturn(line), &head)) continue;
    if (is_own(head.rest)) return true;
    if (const auto colon = ColonBehindName(head.rest)) {
      names.Add(head.rest.substr(0, *colon), head, heads.comma());
    } else {
      emotes += head.rest.starts_with("* ") ? 1 : 0;
    }
    with += head.week_day ? 1 : 0;
    without += head.week_day || !head.seconds ? 0 : 1;
  }
  return with >= without && !names.IsDiary() && (emotes > 0 || names.MayBePersons());
}

Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink) {
  NoticeWords words(sink);
  return SpelledElement(reader, source, options, words).Read();
}

}  // namespace ebb
