// What may stand in the wrong mouth: lines inside a message that look like the start of another,
// and names that hardly ever speak. Nothing is read otherwise for it; it is said.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "readers/speaker_counts.h"
#include "readers/transcript_line.h"

namespace ebb {

class TranscriptDoubts {
 public:
  // Whether a line that was read as words, by rules that the file made stricter, is to be looked
  // at.
  static bool MayBeStart(std::string_view line, const TranscriptRules& rules);

  // A line within a message, `parsed` by `rules`. `counted`: its name is in the counts below.
  void Add(std::string_view line, std::uint64_t number, const TranscriptLine& parsed,
           const TranscriptRules& rules, bool counted);

  // A name that is in the counts, though it stands in no message.
  void LeaveOut(std::string_view name);

  // `timed`: in the file, who speaks has a time.
  void Warn(const SpeakerCounts& speakers, bool timed, std::vector<std::string>* warnings) const;

  // Who hardly ever speaks in a long chat of two, and how often all of them do.
  struct Strangers {
    std::set<std::string, std::less<>> names;
    std::uint64_t lines = 0;
  };
  Strangers FindStrangers(const SpeakerCounts& speakers, bool timed) const;
  // `first` is the first line of one of them.
  static std::string WarningOf(const Strangers& strangers, std::uint64_t first);

 private:
  struct Seen {
    std::uint64_t lines = 0, first = 0;
    std::uint64_t counted = 0;
    bool heading = false;  // written as nothing but a heading is
    bool label = false;    // what a name that is not known may be, too
  };

  using Entry = std::pair<const std::string, Seen>;

  Entry* Note(std::string_view name);  // null if there are too many
  void AddStart(const TranscriptLine& start, std::uint64_t number, bool counted);
  std::uint64_t Spoken(const std::string& name, std::uint64_t all) const;

  std::map<std::string, Seen, std::less<>> seen_;
};

}  // namespace ebb
