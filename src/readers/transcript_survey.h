// What the first pass over a plain transcript learns: who speaks, how its lines and times are
// written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "readers/short_years.h"
#include "readers/speaker_counts.h"
#include "readers/transcript_doubts.h"
#include "readers/transcript_headings.h"
#include "readers/transcript_line.h"
#include "readers/transcript_talk.h"
#include "readers/transcript_wide.h"
#include "readers/written_time.h"

namespace ebb {

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
  // The rules to count by again where some proved false. `year_first` is the user's choice.
  std::optional<TranscriptRules> BetterRules(bool year_first = false) const {
    TranscriptRules better = rules_;
    if (rules_.short_days && short_years_.HasFalseDays(labelled_, year_first)) {
      better.short_days = false;  // what else was counted is so with the wrong lines
      return better;
    }
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
  void Settle() {
    stricter_ = rules_ != TranscriptRules{};
    rules_.times_alone = timed();
  }

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

  // A line of words, parsed last, that may begin a message all the same.
  bool MayBeStart(std::string_view line, const TranscriptLine& parsed) const {
    return !parsed.speaker.empty() || (stricter_ && TranscriptDoubts::MayBeStart(line, rules_));
  }
  void Doubt(std::string_view line, std::uint64_t number, const TranscriptLine& parsed,
             TranscriptDoubts* doubts) const {
    doubts->Add(line, number, parsed, rules_, TranscriptHeadings::IsUsual(parsed, rules_));
  }
  // A line before the first speaker, parsed last.
  void LeaveOut(const TranscriptLine& parsed, TranscriptDoubts* doubts) const {
    const bool counted = !parsed.speaker.empty() && TranscriptHeadings::IsUsual(parsed, rules_);
    if (counted) doubts->LeaveOut(parsed.speaker);
  }
  const SpeakerCounts& speakers() const { return speakers_; }

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
  const ShortYears& short_years() const { return short_years_; }
  bool HasFewDates() const { return short_years_.AreFew(labelled_); }
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
    if (time.date != WrittenTime::Date::kNone) short_years_.Add(time);
    const std::int64_t clock = time.hour * 3600 + time.minute * 60 + time.second_of_minute;
    if (first_clock_ < 0) first_clock_ = clock;
    clocks_rise_ = clocks_rise_ && clock >= last_clock_;
    last_clock_ = clock;
  }

  static constexpr std::uint64_t kGapsAColon = 20;  // a colon may slip in among so many

  TranscriptRules rules_;
  bool stricter_ = false;  // than those of a file that is not known
  SpeakerCounts speakers_;
  WideLabels wide_;
  SpeakerCounts::Entry* known_ = nullptr;  // the speaker of the line parsed last
  WrittenDateVote dates_;
  ShortYears short_years_;
  std::uint64_t labelled_ = 0, timed_ = 0;
  std::uint64_t close_ = 0;                   // names with a clock behind one blank
  std::uint64_t colons_ = 0, wide_gaps_ = 0;  // in lines that begin with a time
  TranscriptHeadings headings_;
  std::int64_t first_clock_ = -1, last_clock_ = -1, last_offset_ = 0;
  bool all_after_name_ = true, undated_ = true, offsets_rise_ = true, begins_at_zero_ = false;
  bool no_clock_of_day_ = false;  // some time is written as no clock of a day is
  bool clocks_rise_ = true;
};

// Says what is doubtful of a file that was read. It is read once more only where the first line of
// somebody who hardly ever speaks is looked for.
Status WarnOfDoubts(Source& source, const TranscriptDoubts& doubts, TranscriptSurvey* survey,
                    std::vector<std::string>* warnings);

}  // namespace ebb
