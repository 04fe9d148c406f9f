// One line of Signal's own plaintext export, read but not yet judged.
#pragma once

#include <string>
#include <string_view>

#include "readers/json_cursor.h"

namespace ebb::signal {

struct HistoryFrame {
  enum class What : unsigned char { kOther, kAccount, kRecipient, kChat, kItem };
  // What an item is; the format allows exactly one of them.
  enum class Kind : unsigned char {
    kNone,
    kStandard,
    kContact,
    kSticker,
    kDeleted,
    kUpdate,
    kViewOnce,
    kStoryReply,
    kPoll,
    kApp,  // payments, gifts
  };
  What what = What::kOther;
  Kind kind = Kind::kNone;

  std::string id;                        // of a recipient or a chat
  std::string recipient;                 // whom a chat is with
  std::string name, address;             // of a recipient: as shown, and account id or number
  std::string chat, author, sent, text;  // of an item
  bool self = false, group = false;      // of a recipient
  bool outgoing = false;                 // of an item
  bool quote = false, attachments = false, edited = false;

  // False if `line` is not one whole object.
  bool Parse(std::string_view line);
  void Clear();  // keeps the room of its strings
};

}  // namespace ebb::signal
