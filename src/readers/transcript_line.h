// One line of a plain transcript: an optional time, a speaker, a colon, words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readers/written_time.h"

namespace ebb {

struct TranscriptLine {
  std::optional<WrittenTime> time;
  std::string_view speaker;  // empty: the line goes on with what was said before
  std::string_view text;     // after the colon; the whole line if there is no speaker
  bool after_name = false;   // the time stands behind the name
  bool one_digit = false;    // of minutes or hours: "0:03"; only where it stands behind the name
  bool one_blank = false;    // alone parts name and clock in a line of their own
  bool wide_gap = false;     // no colon: two blanks or a tab stand behind the name
  bool wide_colon = false;   // as China and Japan write it
  bool heading = false;      // name and time, alone in the line: the words stand below
  std::string_view no_name = {};  // beside a time as in a heading, but as no person is named
  std::string_view mark = {};     // between name and time of a heading: ", ["
  bool open_time = false;         // a time without brackets stands before that name

  void SetUnlabelled(std::string_view line) {
    ForgetTime();
    speaker = {};
    text = line;
  }
  void ForgetTime() {
    time.reset();
    after_name = one_digit = one_blank = wide_gap = wide_colon = heading = open_time = false;
    no_name = mark = {};
  }
};

// What can stand as a name before a colon: at most 40 characters, no sentence, no clock.
bool IsSpeakerName(std::string_view name);

// A word of small letters, or a mark in front, is no name of a person: "from Leeds", "* add-tests".
bool IsHeadingName(std::string_view name);

// Words in capitals alone, as logs write: "ERROR", "GET".
bool IsInCapitals(std::string_view name);
// "Info Worker": logs write such words, but a contact may have one in the name.
bool BeginsWithLevel(std::string_view name);

// What only the whole file can tell.
struct TranscriptRules {
  bool wide_gaps = true;    // behind a time, two blanks may stand for the colon
  bool times_alone = true;  // a time in brackets is no words if nothing else stands there
  // A name and a date, alone in a line, say who speaks below.
  bool time_first = true, name_first = true;
  bool close_heads = true;                 // "Anna 00:00:03" with one blank is one, too
  bool short_days = true;                  // "24/1/2" is a date (short_years.h)
  bool wide_colons = true;                 // they end names behind no time
  std::vector<std::string> wide_names;     // if not: those who are speakers all the same; in order
  std::vector<std::string> heading_forms;  // the usual ones where some are not; in order

  bool operator==(const TranscriptRules&) const = default;
};

// Views into `line`, which ends before its line end.
TranscriptLine ParseTranscriptLine(std::string_view line);
// The same, but for whoever knows the names already: `speaker` is whatever stands before the colon.
// Copies nothing; *parsed may hold another line.
void SplitTranscriptLine(std::string_view line, const TranscriptRules& rules,
                         TranscriptLine* parsed);
// The same, sooner, where the line begins with a speaker's name of `name` bytes and a colon: false,
// and nothing done, where there may be more to it than name, colon and words.
bool SplitPlainLine(std::string_view line, std::size_t name, TranscriptLine* parsed);

}  // namespace ebb
