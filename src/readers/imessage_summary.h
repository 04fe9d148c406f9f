// What `message_summary_info` says of a message that was edited or unsent. No state; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chat/message.h"

namespace ebb {

struct MessageEdits {
  struct Version {
    std::string text;
    Timestamp sent;
  };
  struct Part {
    std::vector<Version> versions;  // oldest first; the last one stands
  };
  std::vector<Part> parts;       // those that were edited
  std::size_t parts_in_all = 0;  // of the message; 0 where it does not say
  bool retracted = false;        // parts were taken back
};

// nullopt if `plist` is no such thing.
std::optional<MessageEdits> ReadMessageEdits(std::string_view plist);

}  // namespace ebb
