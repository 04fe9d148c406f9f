// What readers of recordings (captions, transcripts of research) share: times that are offsets into
// a recording, and speakers that the file may not name. Plain functions, free of state.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chat/message.h"
#include "readers/reader.h"

namespace ebb {

// Who said it, where the file does not say. One name for all of them: such a file supports no
// measure of two partners, and shows why.
inline constexpr std::string_view kUnknownSpeaker = "Unknown speaker";

// An offset into a recording. REQUIRES: millis >= 0.
inline void SetElapsed(std::int64_t millis, Timestamp* time) {
  time->basis = Timestamp::Basis::kElapsed;
  time->seconds = millis / 1000;
  time->millis = static_cast<std::uint16_t>(millis % 1000);
  time->has_millis = true;
}
inline Timestamp Elapsed(std::int64_t millis) {
  Timestamp time;
  SetElapsed(millis, &time);
  return time;
}

// Reads "[hours:]minutes:seconds[.fraction]" (or with a comma) at the beginning of *text and moves
// past it; nullopt leaves *text as it was.
std::optional<std::int64_t> ReadClock(std::string_view* text);
// The same for files of millions: an optional number comes back through memory, part by part, which
// costs more than the reading. False leaves *millis as it may be.
bool ReadClock(std::string_view* text, std::int64_t* millis);

// The one conversation of a recording: times are exact and no dates.
ConversationInfo RecordingInfo(std::string_view id);

bool IsWanted(const ReadOptions& options, const ConversationInfo& info);

}  // namespace ebb
