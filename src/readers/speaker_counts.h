// How often each name stood before a colon. Who speaks now spoke a moment ago: the two names found
// last are compared first. One thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ebb {

class SpeakerCounts {
 public:
  using Entry = std::pair<const std::string, int>;  // a name, and how often

  SpeakerCounts() = default;
  SpeakerCounts(const SpeakerCounts&) = delete;
  SpeakerCounts& operator=(const SpeakerCounts&) = delete;

  // How often it was seen, this time included.
  int Add(std::string_view name) {
    if (Entry* known = Find(name)) return ++known->second;
    if (counts_.size() < kMostNames) counts_.emplace(name, 1);
    return 1;
  }

  // One of the two found last; null for others. Entries stay where they are.
  Entry* FindRecent(std::string_view name) {
    for (Entry* recent : recent_) {
      if (recent != nullptr && recent->first == name) return recent;
    }
    return nullptr;
  }

  // The one whose name and `mark` the line begins with, if it was among the last two asked for.
  Entry* FindRecentBefore(std::string_view line, char mark) {
    for (Entry* recent : recent_) {
      if (recent == nullptr || line.size() <= recent->first.size()) continue;
      if (line[recent->first.size()] == mark && line.starts_with(recent->first)) return recent;
    }
    return nullptr;
  }

  // Null if the name is not known.
  Entry* Find(std::string_view name) {
    if (Entry* recent = FindRecent(name)) return recent;
    const auto known = counts_.find(name);
    if (known == counts_.end()) return nullptr;
    next_ = 1 - next_;
    return recent_[next_] = &*known;
  }

  const std::map<std::string, int, std::less<>>& counts() const { return counts_; }
  // How many stand at least so often.
  int Recurring(int times) const {
    return static_cast<int>(std::count_if(
        counts_.begin(), counts_.end(), [times](const Entry& one) { return one.second >= times; }));
  }

 private:
  static constexpr std::size_t kMostNames = 10000;

  std::map<std::string, int, std::less<>> counts_;
  Entry* recent_[2] = {};
  std::size_t next_ = 0;
};

}  // namespace ebb
