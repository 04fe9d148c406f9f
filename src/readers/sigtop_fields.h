// The fields before the words in sigtop's long text ("From: ...").
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "chat/message.h"
#include "readers/byte_scan.h"

namespace ebb {

// What stands after "NAME: ". Asked for each line, so that it stands here.
template <std::size_t n>
inline std::optional<std::string_view> SigtopField(std::string_view line, const char (&name)[n]) {
  if (!BeginsWith(line, name) || line.size() < n + 1) return std::nullopt;
  if (line[n - 1] != ':' || line[n] != ' ') return std::nullopt;
  return line.substr(n + 1);
}

// The fields that open a record, gathered until it is certain that they do.
class SigtopHead {
 public:
  enum class State : unsigned char { kNo, kMaybe, kYes };

  State Feed(std::string_view line);
  void Reset() {
    step_ = 0;
    from_.clear();
    type_.clear();
  }
  const std::string& from() const { return from_; }
  const std::string& type() const { return type_; }
  const Timestamp& sent() const { return sent_; }

 private:
  int step_ = 0;
  std::string from_, type_;
  Timestamp sent_;
};

}  // namespace ebb
