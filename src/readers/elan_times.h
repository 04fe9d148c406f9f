// The time slots of an ELAN file, by their ids. Slots without a time lie evenly between those that
// have one. Owns copies of the ids.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ebb {

class ElanTimes {
 public:
  // In the order of the file. nullopt = the slot has no time.
  void Add(std::string_view id, std::optional<std::int64_t> millis);
  // After the last one.
  void Interpolate();
  // nullopt: no such slot, or no time can be given to it.
  std::optional<std::int64_t> At(std::string_view id) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;
  std::vector<std::int64_t> times_;  // -1 = none
};

}  // namespace ebb
