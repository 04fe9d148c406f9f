#include "chat/message.h"

namespace ebb {

std::string_view MessageKindName(MessageKind kind) {
  static constexpr std::string_view kNames[kMessageKinds] = {
      "text",    "media", "call",      "deleted", "location",
      "contact", "poll",  "forwarded", "other",   "notice"};
  return kNames[static_cast<int>(kind)];
}

}  // namespace ebb
