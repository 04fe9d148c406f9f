// Whose the wide colons of a text are. In a text of narrow ones somebody may be named before a wide
// one, and the words of somebody may hold a list: items that stand one below the other, always in
// the same order. Who speaks answers, or stands alone.
#pragma once

#include <algorithm>
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

class WideLabels {
 public:
  WideLabels() = default;
  WideLabels(const WideLabels&) = delete;
  WideLabels& operator=(const WideLabels&) = delete;

  // Each line of the text, in order.
  void Add(const TranscriptLine& line) {
    if (!line.wide_colon || line.time) return run_.clear();
    ++labels_;
    Entry* entry = FindInRun(line.speaker);
    if (entry == nullptr) entry = Find(line.speaker);
    if (entry == nullptr) return run_.clear();
    ++entry->second.lines;
    if (!run_.empty() && run_.back() != entry) {
      Follow(run_.back(), entry);
    } else {
      crowded_ = false;
    }
    if (run_.size() == kLongestRun) run_.erase(run_.begin());
    run_.push_back(entry);
  }

  // Whether some label is none; then *names are those that are. `speakers` are all who were seen
  // before colons in `labelled` lines.
  bool HasFalse(const SpeakerCounts& speakers, std::uint64_t labelled,
                std::vector<std::string>* names) const {
    if (labels_ == 0 || labelled < labels_ * 2) return false;
    int narrow = 0;
    for (const auto& [name, lines] : speakers.counts()) {
      narrow += static_cast<std::uint64_t>(lines) >= LinesOf(name) + kRecurs;
    }
    if (narrow < 2) return false;
    for (const auto& [name, uses] : labels_of_) {
      const auto all = speakers.counts().find(name);
      const bool typed_both =
          all != speakers.counts().end() && static_cast<std::uint64_t>(all->second) > uses.lines;
      if (typed_both || uses.answers || uses.crowded * 2 <= uses.lines) names->push_back(name);
    }
    return names->size() < labels_of_.size();
  }

 private:
  static constexpr std::size_t kMostNames = 10000, kLongestRun = 8;
  static constexpr std::uint64_t kRecurs = 2;

  struct Uses {
    std::uint64_t lines = 0;
    std::uint64_t crowded = 0;  // of them directly below or above a wide label of another
    bool answers = false;       // stood above and below the same
  };
  using Entry = std::pair<const std::string, Uses>;

  Entry* FindInRun(std::string_view name) {
    const auto known =
        std::find_if(run_.begin(), run_.end(), [name](Entry* one) { return one->first == name; });
    if (known == run_.end()) return nullptr;
    if (*known != run_.back()) (*known)->second.answers = true;
    return *known;
  }
  Entry* Find(std::string_view name) {
    const auto known = labels_of_.find(name);
    if (known != labels_of_.end()) return &*known;
    if (labels_of_.size() >= kMostNames) return nullptr;
    return &*labels_of_.emplace(name, Uses{}).first;
  }
  std::uint64_t LinesOf(const std::string& name) const {
    const auto known = labels_of_.find(name);
    return known == labels_of_.end() ? 0 : known->second.lines;
  }

  void Follow(Entry* above, Entry* below) {
    above->second.crowded += !crowded_;
    ++below->second.crowded;
    crowded_ = true;
    if (above->second.answers && below->second.answers) return;
    if (followed_.count({below, above}) > 0) above->second.answers = below->second.answers = true;
    if (followed_.size() < kMostNames) followed_.emplace(above, below);
  }

  std::uint64_t labels_ = 0;
  std::map<std::string, Uses, std::less<>> labels_of_;
  std::vector<Entry*> run_;                       // labels line by line, the last at the end
  std::set<std::pair<Entry*, Entry*>> followed_;  // the second stood directly below the first
  bool crowded_ = false;                          // the last of run_ is counted as such
};

}  // namespace ebb
