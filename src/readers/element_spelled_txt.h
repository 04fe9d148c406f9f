// Element's plain text since 2023, whose dates are spelled out in the exporter's language:
//
//   Fri, Apr 16, 2021, 17:20:00 - Ada: words
//
// Cuts it into records as WhatsApp's reader does the older form: what has no sender is a notice
// with its words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "readers/month_speech.h"
#include "readers/reader.h"

namespace ebb {

struct SpelledHead {
  std::optional<std::int64_t> seconds;  // since 1970, of the clock on the wall; none if unreadable
  std::string_view rest;                // behind the dash
  bool week_day = false;                // stands in the date, short, as browsers write it
};

// Reads the heads of one file, most of which repeat the date of the one before.
class SpelledHeads {
 public:
  // False if `line` begins otherwise. A line laid out as the heads before it begins a message,
  // too, where its month is unknown.
  bool Parse(std::string_view line, SpelledHead* head);
  // Learns from the head of `line` which language the months are in.
  void Learn(std::string_view line);

 private:
  bool IsLaidOut(std::string_view date) const;

  std::string date_, layout_;
  bool week_day_ = false, comma_ = false;
  std::int64_t midnight_ = 0;
  MonthSpeech speech_;
};

// The first line of `text` is such a head.
bool BeginsSpelledElement(std::string_view text);
// The same, where other programs write such lines, too: short days of the week and two names, most
// of them no log's, or a sentence that `is_own` knows, behind a dash.
bool IsSpelledElement(std::string_view text, bool (*is_own)(std::string_view rest));
Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
