// The fields before the words in sigtop's long text ("From: ...").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chat/message.h"

namespace ebb {

// What stands after "NAME: ".
std::optional<std::string_view> SigtopField(std::string_view line, std::string_view name);

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
