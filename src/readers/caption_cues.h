// The cues of a caption file (WebVTT, SRT, SBV): their times and lines, and what is no cue.
//
// CueReader owns its window and the text of the cue read last; `source` must outlive it. One
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "readers/any_lines.h"

namespace ebb {

enum class CaptionKind : std::uint8_t { kWebVtt, kSrt, kSbv };

struct CueLine {
  std::string_view text;
  std::uint64_t offset = 0;  // of text.front() in the source
  std::uint64_t number = 0;
};

struct Cue {
  std::int64_t begin = 0, end = 0;  // milliseconds, as written: `end` may lie before `begin`
  std::vector<CueLine> lines;
  std::string speaker;  // as Webex names them, in the line before the times; else empty
  ByteRange source;
  std::uint64_t line = 0;    // where it begins
  std::string_view problem;  // why it cannot be used; empty if it can
};

// The times of a cue's first line. False if `line` is none; the times are then as they may be.
bool ParseCueTimes(CaptionKind kind, std::string_view line, std::int64_t* begin, std::int64_t* end);

class CueReader {
 public:
  static constexpr std::size_t kMaxNumber = 9;  // digits of a cue's number

  static constexpr std::size_t kMaxCue = std::size_t{16} * 1024 * 1024;

  CueReader(Source& source, CaptionKind kind) : lines_(source), kind_(kind) {
    // Short strings would change their place when the two are swapped.
    text_.reserve(kRoom);
    text_before_.reserve(kRoom);
  }

  // The next cue, or what stands in the place of one (`problem`). False at the end, or after an
  // error. Views in *cue live until the call after the next, so that a cue can be compared with the
  // one before it.
  bool Next(Cue* cue);
  const std::optional<Error>& error() const { return lines_.error(); }
  // The file ends inside a cue. Known after the last one.
  bool truncated() const { return truncated_; }

 private:
  static constexpr std::size_t kRoom = 1024;

  struct Place {
    std::uint64_t offset = 0, line = 0;
  };
  class Digits {  // of a cue's number, at most kMaxNumber; a string's own room is slower to fill
   public:
    void Set(std::string_view digits) {
      size_ = 0;
      for (const char digit : digits) digits_[size_++] = digit;
    }
    std::string_view view() const { return {digits_, size_}; }

   private:
    char digits_[kMaxNumber] = {};
    std::size_t size_ = 0;
  };
  struct WordsPlace {  // of a line whose text may be dead
    WordsPlace() = default;
    explicit WordsPlace(const AnyLine& line)
        : source(line.source), number(line.number), overlong(line.overlong) {}
    ByteRange source;
    std::uint64_t number = 0;
    bool overlong = false;
  };
  struct NumberLine {  // of SRT: "12" before its time line
    Digits digits;
    WordsPlace place;
  };

  void Advance();
  bool IsBlank() const;
  bool IsNumber() const { return !digits_.empty(); }
  bool IsTimes() const { return is_times_; }
  bool TakeUsualTimes();
  bool LooksLikeTimes();
  bool IsCutTimes() const;
  void SkipBlankLines();
  void SkipHeader();
  bool NextWebVtt(Cue* cue);
  bool NextNumbered(Cue* cue);
  void ReadWebVttCue(Place begin, Cue* cue);
  void ReadNumberedCue(Place begin, Cue* cue);
  bool TakeNumber(bool after_blank);
  void SkipBlock(Place begin, std::uint64_t end, Cue* cue);
  void Begin(Place begin, Cue* cue);
  void Keep(Cue* cue);
  void KeepNumber(Cue* cue);
  void KeepText(std::string_view text, const WordsPlace& words, Cue* cue);
  void Grow(std::size_t more, Cue* cue);

  AnyLines lines_;
  CaptionKind kind_;
  AnyLine line_;                                    // the next line, not used yet
  std::string_view digits_;                         // its own, if it is a number and nothing else
  bool is_times_ = false, has_good_times_ = false;  // of it
  std::int64_t line_begin_ = 0, line_end_ = 0;      // its times, if they are good
  bool at_end_ = false, begun_ = false, truncated_ = false;
  bool has_number_ = false;  // number_ stands before line_
  Digits last_number_;       // of the cue before, in SRT
  NumberLine number_;
  std::string text_, text_before_;  // of this cue and of the one before
};

}  // namespace ebb
