// One record of an export, as a reader hands it over.
//
// All views live during one call of the sink. `text` is UTF-8 and holds the sender's own words
// only: never app-made words, quotes of others, forwarded text or captions of placeholders.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/byte_range.h"

namespace ebb {

enum class MessageKind : std::uint8_t {
  kText,
  kMedia,  // photo, video, voice, document, sticker, GIF; `text` = its caption, if the sender typed
           // one
  kCall,   // a call notice that carries a sender
  kDeleted,  // the marker a deleted message leaves
  kLocation,
  kContact,
  kPoll,
  kForwarded,  // somebody else's words: `text` is empty
  kOther,      // empty body, view-once, "null", not decrypted
  kNotice,     // app-made line without a human sender; `sender` is empty
};
inline constexpr int kMessageKinds = 10;  // how many there are
std::string_view MessageKindName(MessageKind kind);

// A moment as the format gives it. `seconds` counts from 1970-01-01T00:00:00 of the clock named by
// `basis`; UTC for instants.
struct Timestamp {
  enum class Basis : std::uint8_t {
    kNone,     // the record has no time
    kWall,     // clock on the wall of the exporting device, zone unknown
    kInstant,  // UTC
    kElapsed,  // offset into a recording
  };
  std::int64_t seconds = 0;
  std::uint16_t millis = 0;
  Basis basis = Basis::kNone;
  bool has_millis = false;
  bool has_offset = false;          // `offset_seconds` is given by the file (only with kInstant)
  std::int32_t offset_seconds = 0;  // local minus UTC
};

struct Message {
  std::string_view sender;  // display name; empty for notices
  std::string_view
      sender_key;  // stable identity where the format has one (user id, number); may be empty
  Timestamp sent;
  std::int64_t until_millis = -1;  // recordings: the offset at which it ends; -1 = not given
  MessageKind kind = MessageKind::kText;
  std::string_view text;
  ByteRange source;
  std::uint64_t line = 0;  // 1-based line (text formats) or record number
  bool edited = false;
  bool has_reply = false;
  bool from_me = false;  // the file says that the exporter sent it
};

// A record that could not be used. `reason` is ours, never words from the file.
struct SkippedRecord {
  std::uint64_t line = 0;
  ByteRange source;
  std::string_view reason;
};

}  // namespace ebb
