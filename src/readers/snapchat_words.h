// What Snapchat's words for the kinds of messages mean.
//
// A pure function.
#pragma once

#include <string_view>

#include "base/text_util.h"
#include "chat/message.h"

namespace ebb {

// "TEXT", "MEDIA" and so on, and the words that came with it, if any.
inline MessageKind SnapchatKind(std::string_view type, std::string_view text) {
  if (type.starts_with("STATUS")) return MessageKind::kNotice;
  if (type == "LOCATION") return MessageKind::kLocation;
  for (const std::string_view media :
       {"MEDIA", "STICKER", "NOTE", "SHARE", "IMAGE", "VIDEO", "AUDIO"}) {
    if (type == media) return MessageKind::kMedia;
  }
  return Trim(text).empty() ? MessageKind::kOther : MessageKind::kText;
}

inline constexpr std::string_view kSnapchatIsPartial =
    "Snapchat exports only what was saved or has not expired: silence and reply times in it are "
    "not reliable";

}  // namespace ebb
