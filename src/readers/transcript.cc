#include "readers/transcript.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text_util.h"
#include "readers/date_question.h"
#include "readers/short_years.h"
#include "readers/source_lines.h"
#include "readers/stage_directions.h"
#include "readers/transcript_doubts.h"
#include "readers/transcript_frame.h"
#include "readers/transcript_line.h"
#include "readers/transcript_survey.h"
#include "readers/transcript_talk.h"

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
    if (Status decided = DecideOrder(); !decided) return decided.error();
    Begin();
    if (Status read = ForEachLine(source_, [this](const SourceLine& line) { return OnLine(line); });
        !read) {
      return read.error();
    }
    Finish();
    const Status warned = WarnOfDoubts(source_, doubts_, &*survey_, &report_.warnings);
    if (!warned) return warned.error();
    return Report();
  }

 private:
  Status TakeSurvey() {
    const bool chosen = options_.date_order == DateOrder::kYearFirst;
    TranscriptRules rules;
    rules.short_days = chosen || options_.date_order == DateOrder::kUndecided;
    survey_.emplace(rules);
    if (Status read = CountLines(); !read) return read;
    while (const std::optional<TranscriptRules> better = survey_->BetterRules(chosen)) {
      survey_.emplace(*better);
      if (Status read = CountLines(); !read) return read;
    }
    survey_->Settle();
    return Done{};
  }

  Status DecideOrder() {
    bool settled = false;
    if (options_.date_order == DateOrder::kYearFirst || !survey_->HasFewDates()) {
      Status years = SettleShortYears(survey_->short_years(), options_, source_.name(), &report_,
                                      &order_, &settled);
      if (!years || settled) return years;
    }
    return DecideDates(survey_->dates(), options_, source_.name(), &report_, &order_);
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
    if (!survey_->IsSpeaker(parsed_, apart)) return OnWords(line, apart);
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

  // A line that begins no message.
  [[gnu::noinline]] bool OnWords(const SourceLine& line, bool apart) {
    if (IsFrame(line, apart)) return Cover(line);
    if (IsCutHead(line)) return Lose(line);
    if (state_ == State::kMessage && survey_->MayBeStart(line.text, parsed_)) {
      survey_->Doubt(line.text, line.number, parsed_, &doubts_);
    } else if (state_ != State::kMessage) {
      survey_->LeaveOut(parsed_, &doubts_);
    }
    return Continue(line);
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
      if (order_ == DateOrder::kYearFirst) PutYearFirst(&*time_);
      const std::optional<Timestamp> sent = ToTimestamp(*time_, order_);
      const bool in_doubt = report_.has_date_order && order_ == DateOrder::kUndecided;
      if (!sent || (time_->day_last && !in_doubt))
        return sink_.OnSkipped({start_.number, range, "there is no such date"});
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
  TranscriptDoubts doubts_;
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
