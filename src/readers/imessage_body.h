// The lines of one record of imessage-exporter's text below the sender: what was typed, and what
// the exporter wrote beside it. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "chat/message.h"

namespace ebb {

struct IMessageBody {
  std::string text;
  MessageKind kind = MessageKind::kText;
  bool edited = false, reply = false;
};

// `lines` ends in a line break or is empty.
void ReadIMessageBody(std::string_view lines, IMessageBody* body);

}  // namespace ebb
