// What stands before the words in a line of Element's newer plain text (element_spelled_txt.h): the
// date spelled out in the exporter's language, the clock, the dash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "readers/month_speech.h"

namespace ebb {

inline constexpr std::string_view kSpelledDash = " - ";

struct SpelledHead {
  std::optional<std::int64_t> seconds;  // since 1970, of the clock on the wall; none if unreadable
  std::string_view rest;                // behind the dash
  bool week_day = false;                // stands in the date, short, as browsers write it
};

// Reads the heads of one file, most of which repeat the date of the one before.
class SpelledHeads {
 public:
  // `line` begins as one, whatever its date.
  static bool MayBegin(std::string_view line);
  // The date read last ends in a comma, as browsers write it and hardly any log.
  bool comma() const { return comma_; }
  // False if `line` begins otherwise. A line laid out as the heads before it begins a message,
  // too, where its month is unknown.
  bool Parse(std::string_view line, SpelledHead* head);
  // Learns from the head of `line` which language the months are in.
  void Learn(std::string_view line);

 private:
  bool IsLaidOut(std::string_view date) const;

  std::string date_, layout_, quiet_;
  bool week_day_ = false, comma_ = false;
  bool with_day_ = false;  // the first head has a short day of the week
  std::int64_t midnight_ = 0;
  MonthSpeech speech_;
};

}  // namespace ebb
