#include "readers/transcript.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/date_question.h"
#include "readers/source_lines.h"
#include "readers/speaker_counts.h"
#include "readers/stage_directions.h"
#include "readers/transcript_frame.h"
#include "readers/transcript_headings.h"
#include "readers/transcript_line.h"
#include "readers/transcript_talk.h"
#include "readers/transcript_wide.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

// `text` with every digit as 0: the shape of a time.
std::string Levelled(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= '0' && c <= '9') c = '0';
  }
  return out;
}

// What the first pass over a file learns.
class TranscriptSurvey {
 public:
  explicit TranscriptSurvey(TranscriptRules rules = {}) : rules_(std::move(rules)) {}

  // Looks up the name on the way: most lines are those of one of the two who spoke last.
  void Parse(std::string_view line, TranscriptLine* parsed) {
    known_ = speakers_.FindRecentBefore(line, ':');
    if (known_ != nullptr && SplitPlainLine(line, known_->first.size(), parsed)) return;
    SplitTranscriptLine(line, rules_, parsed);
    known_ = speakers_.FindRecent(parsed->speaker);
    if (known_ != nullptr || !parsed->no_name.empty()) return;
    if (!IsSpeakerName(parsed->speaker)) return parsed->SetUnlabelled(line);
    known_ = speakers_.Find(parsed->speaker);
  }

  // Counts the line parsed last.
  void Add(const TranscriptLine& line) {
    const bool usual = TranscriptHeadings::IsUsual(line, rules_);
    headings_.Add(line, usual);
    wide_.Add(line);
    if (line.speaker.empty() || !usual) return;
    ++labelled_;
    if (line.time && !line.after_name) ++(line.wide_gap ? wide_gaps_ : colons_);
    close_ += line.one_blank;
    if (line.time) AddTime(line);
    if (known_ != nullptr) {
      ++known_->second;
    } else {
      speakers_.Add(line.speaker);
    }
  }

  // Names before colons stand behind the times of the file, too: two blanks are how somebody types.
  bool HasFalseGaps() const { return colons_ * kGapsAColon > wide_gaps_ && wide_gaps_ > 0; }
  // The rules to count by again where some proved false.
  std::optional<TranscriptRules> BetterRules() const {
    TranscriptRules better = rules_;
    better.wide_gaps = rules_.wide_gaps && !HasFalseGaps();
    better.close_heads = rules_.close_heads && (close_ == 0 || close_ * 2 > labelled_);
    if (rules_.wide_colons && wide_.HasFalse(speakers_, labelled_, &better.wide_names)) {
      better.wide_colons = false;
    } else {
      better.wide_names = rules_.wide_names;
    }
    headings_.Correct(labelled_, &better);
    if (better == rules_) return std::nullopt;
    return better;
  }
  // Once all lines were counted: an answer such as "(10:30)" is no time of the transcript's.
  void Settle() { rules_.times_alone = timed(); }

  // Two people who both speak more than once.
  bool IsTranscript() const { return speakers_.Recurring(kLabelRecurs) >= kTalkers; }

  // In a transcript with times, a line with a time is an utterance whoever speaks; without, only
  // names that recur are speakers. A heading of one who has no usual other stands `apart`, after a
  // blank line, if most do, and is written as usual. Of the line parsed last.
  bool IsSpeaker(const TranscriptLine& line, bool apart) const {
    if (line.speaker.empty()) return false;
    const bool recurs = known_ != nullptr && known_->second >= kLabelRecurs;
    if (!timed()) return recurs;
    if (line.one_blank) return recurs || apart;
    if (!line.time || recurs || !line.heading) return line.time.has_value();
    return (apart || !headings_.spaced()) && TranscriptHeadings::IsUsual(line, rules_);
  }

  // Who speaks in the line parsed last, kept as long as this where the name is known.
  std::string_view Speaker(const TranscriptLine& line, std::string* copy) const {
    if (known_ != nullptr) return known_->first;
    return copy->assign(line.speaker);
  }

  bool timed() const { return timed_ * 2 > labelled_; }
  // Clocks with seconds that start near zero and never go back: offsets into a recording.
  bool elapsed() const { return clocks_rise_ && first_clock_ >= 0 && first_clock_ < 3600; }
  // The same for minutes and seconds ("0:03") behind names, as programs that hear speech write
  // them, or where one of them is no clock of a day.
  bool elapsed_minutes() const {
    return offsets_rise_ && begins_at_zero_ && undated_ && (all_after_name_ || no_clock_of_day_);
  }
  // Nothing proves it: somebody may have talked from midnight on.
  bool minutes_doubtful() const { return timed() && elapsed_minutes() && !no_clock_of_day_; }
  static std::int64_t Offset(const WrittenTime& time) {
    const std::int64_t whole = time.hour * 60 + time.minute;
    return time.has_seconds ? whole * 60 + time.second_of_minute : whole;
  }
  const WrittenDateVote& dates() const { return dates_; }
  bool dated() const { return dates_.dated() > 0; }

 private:
  void AddTime(const TranscriptLine& line) {
    const WrittenTime& time = *line.time;
    if (++timed_ == 1) begins_at_zero_ = !time.has_seconds && time.hour == 0;
    all_after_name_ = all_after_name_ && line.after_name;
    undated_ = undated_ && time.date == WrittenTime::Date::kNone;
    no_clock_of_day_ = no_clock_of_day_ || line.one_digit || time.hour > 23 || time.has_seconds;
    offsets_rise_ = offsets_rise_ && Offset(time) >= last_offset_;
    last_offset_ = Offset(time);
    dates_.Add(time);
    const std::int64_t clock = time.hour * 3600 + time.minute * 60 + time.second_of_minute;
    if (first_clock_ < 0) first_clock_ = clock;
    clocks_rise_ = clocks_rise_ && clock >= last_clock_;
    last_clock_ = clock;
  }

  static constexpr std::uint64_t kGapsAColon = 20;  // a colon may slip in among so many

  TranscriptRules rules_;
  SpeakerCounts speakers_;
  WideLabels wide_;
  SpeakerCounts::Entry* known_ = nullptr;  // the speaker of the line parsed last
  WrittenDateVote dates_;
  std::uint64_t labelled_ = 0, timed_ = 0;
  std::uint64_t close_ = 0;                   // names with a clock behind one blank
  std::uint64_t colons_ = 0, wide_gaps_ = 0;  // in lines that begin with a time
  TranscriptHeadings headings_;
  std::int64_t first_clock_ = -1, last_clock_ = -1, last_offset_ = 0;
  bool all_after_name_ = true, undated_ = true, offsets_rise_ = true, begins_at_zero_ = false;
  bool no_clock_of_day_ = false;  // some time is written as no clock of a day is
  bool clocks_rise_ = true;
};

class TranscriptExport {
 public:
  TranscriptExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status read = TakeSurvey(); !read) return read.error();
    if (!survey_->IsTranscript()) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a transcript: no two names that each stand at least twice "
                       "at the beginning of a line, before a colon"};
    }
    const Status decided =
        DecideDates(survey_->dates(), options_, source_.name(), &report_, &order_);
    if (!decided) return decided.error();
    Begin();
    if (Status read = ForEachLine(source_, [this](const SourceLine& line) { return OnLine(line); });
        !read) {
      return read.error();
    }
    Finish();
    return Report();
  }

 private:
  Status TakeSurvey() {
    survey_.emplace();
    if (Status read = CountLines(); !read) return read;
    while (const std::optional<TranscriptRules> better = survey_->BetterRules()) {
      survey_.emplace(*better);
      if (Status read = CountLines(); !read) return read;
    }
    survey_->Settle();
    return Done{};
  }

  Status CountLines() {
    return ForEachLine(source_, [this](const SourceLine& line) {
      if (line.continues) return true;
      survey_->Parse(line.text, &parsed_);
      survey_->Add(parsed_);
      return true;
    });
  }

  void Begin() {
    ConversationInfo info;
    info.id = "transcript";
    const bool elapsed = survey_->elapsed() || survey_->elapsed_minutes();
    info.capabilities.dated = survey_->dated() || (survey_->timed() && elapsed);
    info.capabilities.seconds = elapsed;
    deliver_ = options_.only.empty() || options_.only == info.id;
    if (deliver_) sink_.BeginConversation(info);
  }

  bool OnLine(const SourceLine& line) {
    if (line.continues) return Continue(line);
    survey_->Parse(line.text, &parsed_);
    const bool apart = blank_lines_ > 0 || state_ == State::kNothing;
    if (!survey_->IsSpeaker(parsed_, apart)) {
      if (IsFrame(line, apart)) return Cover(line);
      return IsCutHead(line) ? Lose(line) : Continue(line);
    }
    Finish();
    if (enough_) return false;
    if (survey_->timed())
      head_ = Levelled(
          line.text.substr(0, static_cast<std::size_t>(parsed_.speaker.data() - line.text.data())));
    state_ = State::kMessage;
    speaker_ = survey_->Speaker(parsed_, &speaker_copy_);
    text_.clear();  // and not assign, which is slower
    text_.append(parsed_.text);
    bracketed_ = HasBracket(parsed_.text);
    time_ = parsed_.time;
    start_ = line;
    end_ = line.source.end;
    return true;
  }

  // What the program wrote, and no words.
  bool IsFrame(const SourceLine& line, bool apart) const {
    return line.ended && (IsTranscriptFooter(line.text) || (apart && IsClockLine(line.text)));
  }

  // It lies within what was said above: cut off here, it would be words.
  bool Cover(const SourceLine& line) {
    if (state_ == State::kMessage) end_ = line.source.end;
    return true;
  }

  // The file ends before the speaker of a line that began like those with a time.
  bool IsCutHead(const SourceLine& line) const {
    if (line.ended || line.text.empty() || !survey_->timed() || head_.empty()) return false;
    const std::string tail = Levelled(line.text);
    return head_.starts_with(tail) || tail.starts_with(head_);
  }

  bool Lose(const SourceLine& line) {
    Finish();
    report_.truncated = true;
    if (deliver_) sink_.OnSkipped({line.number, line.source, "the file ends inside this line"});
    return !enough_;
  }

  // Blank lines belong to a message only if it goes on after them.
  bool Continue(const SourceLine& line) {
    const bool blank = Trim(line.text).empty();
    if (state_ == State::kNothing) {
      if (blank) return true;
      state_ = State::kLeadIn;
      start_ = line;
    }
    if (blank) {
      ++blank_lines_;
      return true;
    }
    if (state_ == State::kMessage) AppendLine(line);
    end_ = line.source.end;
    blank_lines_ = 0;
    return true;
  }

  void AppendLine(const SourceLine& line) {
    if (text_.size() + line.text.size() > kMaxRecordText) {
      too_long_ = true;
      return;
    }
    if (!line.continues) text_.append(blank_lines_ + 1, '\n');
    const bool goes_on = blank_lines_ > 0 && survey_->timed();
    text_.append(goes_on ? WithoutLeadingClock(line.text) : line.text);
    bracketed_ = bracketed_ || HasBracket(line.text);
  }

  // Hands over what was gathered.
  void Finish() {
    const ByteRange range{start_.source.begin, end_};
    if (deliver_ && state_ == State::kLeadIn) {
      sink_.OnSkipped({start_.number, range, "text before the first speaker"});
    } else if (deliver_ && state_ == State::kMessage) {
      Deliver(range);
    }
    state_ = State::kNothing;
    blank_lines_ = 0;
    too_long_ = false;
  }

  void Deliver(ByteRange range) {
    if (too_long_) return sink_.OnSkipped({start_.number, range, "longer than 16 MiB"});
    Message& message = message_;
    message.sent = {};
    if (time_) {
      const std::optional<Timestamp> sent = ToTimestamp(*time_, order_);
      if (!sent) return sink_.OnSkipped({start_.number, range, "there is no such date"});
      message.sent = *sent;
      if (survey_->elapsed_minutes()) {
        message.sent.basis = Timestamp::Basis::kElapsed;
        message.sent.seconds = TranscriptSurvey::Offset(*time_);
      } else if (sent->basis == Timestamp::Basis::kElapsed && !survey_->elapsed()) {
        message.sent = {};  // a clock that is no offset says nothing without a date
      }
    }
    message.sender = speaker_;
    message.text = Trim(text_);
    if (bracketed_) message.text = Trim(WithoutStageDirections(message.text, &said_));
    message.kind = message.text.empty() ? MessageKind::kOther : MessageKind::kText;
    message.source = range;
    message.line = start_.number;
    enough_ = !sink_.OnMessage(message);
  }

  ReadReport Report() {
    report_.format = kTranscriptReader.name;
    report_.why = "names before colons that come again and again";
    NoteRepairs(source_, &report_);
    if (survey_->minutes_doubtful()) {
      report_.warnings.push_back(
          "the times are read as minutes and seconds of a recording; if they are hours and minutes "
          "of a day, write the date before each");
    }
    return std::move(report_);
  }

  enum class State : unsigned char { kNothing, kLeadIn, kMessage };

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  std::optional<TranscriptSurvey> survey_;
  ReadReport report_;
  DateOrder order_ = DateOrder::kUndecided;
  State state_ = State::kNothing;
  TranscriptLine parsed_;     // the line read last
  Message message_;           // what is not set for each stays as it is
  std::string_view speaker_;  // of the message being gathered
  std::string speaker_copy_, text_, said_;
  bool bracketed_ = false;  // text_ may hold what the transcriber added
  std::string head_;        // what stood before the last speaker, levelled
  std::optional<WrittenTime> time_;
  SourceLine start_;
  std::uint64_t end_ = 0;
  std::size_t blank_lines_ = 0;
  bool too_long_ = false, enough_ = false, deliver_ = true;
};

Match ProbeTranscript(std::string_view head, const TranscriptRules& rules) {
  TranscriptSurvey survey(rules);
  TalkSigns signs;
  TranscriptLine parsed;
  for (std::string_view line : Split(head, '\n')) {
    line = Trim(line);
    survey.Parse(line, &parsed);
    survey.Add(parsed);
    signs.Add(line, parsed.speaker, parsed.text);
  }
  if (const auto better = survey.BetterRules()) return ProbeTranscript(head, *better);
  return survey.IsTranscript() && signs.LooksLikeTalk() ? Match::kWeak : Match::kNo;
}

Match ProbeTranscriptHead(std::string_view head) { return ProbeTranscript(head, {}); }

Result<ReadReport> ReadTranscript(Source& source, const ReadOptions& options, MessageSink& sink) {
  return TranscriptExport(source, options, sink).Read();
}

}  // namespace

const Reader kTranscriptReader = {
    "transcript",
    "plain text with a name and a colon before what each person said",
    "lines such as `Anna: good morning`, a time in front if there is one: `[10:02] Anna: ...`, "
    "`2024-03-01 10:02 Anna: ...`",
    /*can_resume=*/false,
    ProbeTranscriptHead,
    ReadTranscript,
};

}  // namespace ebb
