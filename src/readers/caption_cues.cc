#include "readers/caption_cues.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/byte_scan.h"
#include "readers/digit_pairs.h"
#include "readers/recording.h"

namespace ebb {
namespace {

constexpr std::string_view kArrow = "-->";
constexpr std::string_view kNoTimes = "a block without a line of times";
constexpr std::string_view kBadTimes = "its times cannot be read";
constexpr std::string_view kCutCaption = "the file ends inside this caption";
constexpr std::string_view kTooLongCaption = "longer than 16 MiB";
constexpr std::size_t kShortestTimes = 9;  // "0:01,0:02"

// How many digits begin `line`.
std::size_t CountDigits(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && IsDigit(line[count])) ++count;
  return count;
}

// The digits of a line that is a number and nothing else; empty if it is not.
std::string_view CueNumber(std::string_view line) {
  line = SkipBlanks(line);
  const std::size_t digits = CountDigits(line);
  if (digits == 0 || digits > CueReader::kMaxNumber) return {};
  const bool alone = digits == line.size() || Trim(line.substr(digits)).empty();
  return alone ? line.substr(0, digits) : std::string_view();
}

bool IsWord(std::string_view line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  const std::string_view rest = line.substr(word.size());
  return rest.empty() || rest.front() == ' ' || rest.front() == '\t';
}

// Blocks of WebVTT that are no cues.
bool IsComment(std::string_view line) {
  if (line.empty() || line[0] < 'N' || line[0] > 'S') return false;  // nearly always
  return IsWord(line, "NOTE") || IsWord(line, "STYLE") || IsWord(line, "REGION");
}

// `12 "Ada Bell" (3107)`, as Webex calls a cue: the name.
std::string_view WebexSpeaker(std::string_view line) {
  if (!Trim(line).ends_with(')')) return {};
  const std::size_t begin = line.find(" \"");
  if (begin == 0 || begin == line.npos || CueNumber(line.substr(0, begin)).empty()) return {};
  line = Trim(line.substr(begin + 2));
  const std::size_t end = line.rfind("\" (");
  if (end == line.npos || !line.ends_with(')')) return {};
  const std::string_view number = line.substr(end + 3, line.size() - end - 4);
  const bool digits = std::all_of(number.begin(), number.end(), IsDigit);
  return digits ? line.substr(0, end) : std::string_view();
}

// "00:00:01,500 --> 00:00:03,000", as nearly all are written, and perhaps settings after a blank.
bool ReadUsualTimes(std::string_view line, std::int64_t* begin, std::int64_t* end) {
  constexpr std::size_t kSecond = kUsualClock + 5, kLength = kSecond + kUsualClock;
  if (line.size() < kLength || (line.size() > kLength && line[kLength] != ' ')) return false;
  return BeginsWith(line.substr(kUsualClock), " --> ") && ReadUsualClock(line.data(), begin) &&
         ReadUsualClock(line.data() + kSecond, end);
}

}  // namespace

bool ParseCueTimes(CaptionKind kind, std::string_view line, std::int64_t* begin,
                   std::int64_t* end) {
  if (kind != CaptionKind::kSbv && ReadUsualTimes(line, begin, end)) return true;
  line = SkipBlanks(line);
  if (line.empty() || !IsDigit(line.front())) return false;
  if (!ReadClock(&line, begin)) return false;
  if (kind == CaptionKind::kSbv) {
    if (!line.starts_with(',')) return false;
    line.remove_prefix(1);
  } else {
    line = SkipBlanks(line);
    if (!line.starts_with(kArrow)) return false;
    line.remove_prefix(kArrow.size());
  }
  line = SkipBlanks(line);
  if (!ReadClock(&line, end)) return false;
  // Settings follow after a blank; SBV has none.
  return line.empty() ||
         (kind != CaptionKind::kSbv && (line.front() == ' ' || line.front() == '\t')) ||
         Trim(line).empty();
}

bool CueReader::Next(Cue* cue) {
  if (!begun_) {
    begun_ = true;
    Advance();
    if (kind_ == CaptionKind::kWebVtt) SkipHeader();
  }
  return kind_ == CaptionKind::kWebVtt ? NextWebVtt(cue) : NextNumbered(cue);
}

// The word WEBVTT and what follows it up to a blank line or the first cue.
void CueReader::SkipHeader() {
  if (!at_end_) Advance();
  while (!at_end_ && !IsBlank() && !IsTimes()) Advance();
}

// A line of one space is a caption in WebVTT (YouTube writes them).
bool CueReader::IsBlank() const {
  if (line_.overlong) return false;
  if (line_.text.empty() || kind_ == CaptionKind::kWebVtt) return line_.text.empty();
  return (line_.text.front() == ' ' || line_.text.front() == '\t') && Trim(line_.text).empty();
}

void CueReader::Advance() {
  at_end_ = !lines_.Next(&line_);
  digits_ = {};
  is_times_ = false;
  if (at_end_ || line_.text.empty()) return;
  if (kind_ != CaptionKind::kWebVtt && IsLetter(line_.text.front())) return;  // words
  if (TakeUsualTimes()) return;
  digits_ = CueNumber(line_.text);
  is_times_ = digits_.empty() && LooksLikeTimes();
}

// Nearly all times, sooner; what this does not take is looked at in full.
bool CueReader::TakeUsualTimes() {
  const std::string_view text = line_.text;
  if (kind_ == CaptionKind::kSbv || text.size() < kUsualClock || text[2] != ':') return false;
  if (!ReadUsualTimes(text, &line_begin_, &line_end_)) return false;
  return is_times_ = has_good_times_ = true;
}

bool CueReader::LooksLikeTimes() {
  const std::string_view text = SkipBlanks(line_.text);
  const bool digit = !text.empty() && IsDigit(text.front());
  has_good_times_ = digit && text.size() >= kShortestTimes &&
                    ParseCueTimes(kind_, text, &line_begin_, &line_end_);
  if (has_good_times_) return true;
  if (kind_ == CaptionKind::kSbv || (kind_ == CaptionKind::kSrt && !digit)) return false;
  return text.find(kArrow) != std::string_view::npos;
}

// The file ends inside what may have become a line of times.
bool CueReader::IsCutTimes() const {
  return !line_.ended &&
         line_.text.find_first_not_of("0123456789:.,-> \t") == std::string_view::npos;
}

// Between cues; spaces alone are no caption there.
void CueReader::SkipBlankLines() {
  const auto blank = [this] {
    if (line_.overlong) return false;
    return line_.text.empty() || (IsSpace(line_.text.front()) && Trim(line_.text).empty());
  };
  while (!at_end_ && blank()) Advance();
}

bool CueReader::NextWebVtt(Cue* cue) {
  for (;;) {
    SkipBlankLines();
    if (at_end_) return false;
    const Place here{line_.source.begin, line_.number};
    cue->speaker.clear();
    if (IsTimes()) {
      ReadWebVttCue(here, cue);
      return true;
    }
    const bool comment = IsComment(line_.text);
    if (!IsNumber()) cue->speaker.assign(WebexSpeaker(line_.text));
    const std::uint64_t end = line_.source.end;
    const bool ended = line_.ended;
    Advance();
    if (comment) {
      while (!at_end_ && !IsBlank() && !IsTimes()) Advance();
      continue;
    }
    if (!at_end_ && IsTimes()) {  // the line before was the cue's name
      ReadWebVttCue(here, cue);
    } else {
      truncated_ = truncated_ || !ended;
      SkipBlock(here, end, cue);
    }
    return true;
  }
}

void CueReader::ReadWebVttCue(Place begin, Cue* cue) {
  Begin(begin, cue);
  while (!at_end_ && !IsBlank() && !IsTimes()) Keep(cue);
}

bool CueReader::NextNumbered(Cue* cue) {
  if (!has_number_) {
    SkipBlankLines();
    if (at_end_) return false;
    const Place here{line_.source.begin, line_.number};
    if (IsTimes()) {
      ReadNumberedCue(here, cue);
      return true;
    }
    if (kind_ != CaptionKind::kSrt || !IsNumber()) {
      SkipBlock(here, here.offset, cue);
      return true;
    }
    TakeNumber(true);
  }
  has_number_ = false;
  const Place here{number_.place.source.begin, number_.place.number};
  if (!at_end_ && IsTimes()) {
    last_number_ = number_.digits;
    ReadNumberedCue(here, cue);
  } else {
    truncated_ = truncated_ || at_end_;
    SkipBlock(here, number_.place.source.end, cue);
  }
  return true;
}

// Takes a line that is a number and looks at the line after it: true if the number begins another
// block, false if it is a word of this cue.
bool CueReader::TakeNumber(bool after_blank) {
  number_.digits.Set(digits_);
  number_.place = WordsPlace(line_);
  Advance();
  if (after_blank) return true;
  if (at_end_) {
    const std::uint64_t next = ParseNumber(last_number_.view()).value_or(0) + 1;
    return std::to_string(next).starts_with(number_.digits.view());
  }
  return IsTimes() || IsCutTimes();
}

// Blank lines belong to a cue if neither a number nor times follow them.
void CueReader::ReadNumberedCue(Place begin, Cue* cue) {
  Begin(begin, cue);
  bool after_blank = false;
  while (!at_end_ && !IsTimes()) {
    if (IsBlank()) {
      after_blank = true;
      Advance();
      continue;
    }
    if (after_blank && IsCutTimes()) break;
    if (kind_ == CaptionKind::kSrt && IsNumber()) {
      has_number_ = TakeNumber(after_blank);
      if (has_number_) break;
      KeepNumber(cue);
    } else {
      Keep(cue);
    }
    after_blank = false;
  }
}

// Up to a blank line or a line of times; it began before `end`.
void CueReader::SkipBlock(Place begin, std::uint64_t end, Cue* cue) {
  cue->lines.clear();
  while (!at_end_ && !IsBlank() && !IsTimes()) {
    end = line_.source.end;
    truncated_ = truncated_ || !line_.ended;
    Advance();
  }
  cue->source = {begin.offset, end};
  cue->line = begin.line;
  cue->problem = at_end_ && truncated_ ? kCutCaption : kNoTimes;
}

// Uses the line of times.
void CueReader::Begin(Place begin, Cue* cue) {
  text_.swap(text_before_);
  text_.clear();
  cue->lines.clear();
  cue->line = begin.line;
  cue->source = {begin.offset, line_.source.end};
  cue->problem = {};
  if (!line_.ended) {
    truncated_ = true;
    cue->problem = kCutCaption;
  } else if (has_good_times_) {
    cue->begin = line_begin_;
    cue->end = line_end_;
  } else {
    cue->problem = kBadTimes;
  }
  Advance();
}

void CueReader::Keep(Cue* cue) {
  KeepText(line_.text, WordsPlace(line_), cue);
  Advance();
}

void CueReader::KeepNumber(Cue* cue) { KeepText(number_.digits.view(), number_.place, cue); }

void CueReader::KeepText(std::string_view text, const WordsPlace& words, Cue* cue) {
  cue->source.end = words.source.end;
  if (words.overlong || text_.size() + text.size() > kMaxCue) {
    cue->problem = kTooLongCaption;
    return;
  }
  if (text_.size() + text.size() > text_.capacity()) Grow(text.size(), cue);
  const char* const place = text_.data() + text_.size();
  text_.append(text);
  cue->lines.push_back({{place, text.size()}, words.source.begin, words.number});
}

// Makes room in text_, which changes its place.
void CueReader::Grow(std::size_t more, Cue* cue) {
  text_.reserve((text_.size() + more) * 2);
  const char* place = text_.data();
  for (CueLine& line : cue->lines) {
    line.text = {place, line.text.size()};
    place += line.text.size();
  }
}

}  // namespace ebb
