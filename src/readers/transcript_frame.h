// What the programs that make transcripts write between what people say: clocks alone in a line,
// and what they say of themselves at the end. Nobody's words. Plain functions on views.
#pragma once

#include <string_view>

namespace ebb {

// A line that is a clock with seconds and nothing else, as a heading or in brackets: "00:01:26",
// "(00:02:06):", "### 00:01:34 {#00:01:34}". Of use only behind a blank line.
bool IsClockLine(std::string_view line);

// "Transcription ended after 00:30:30", "Transcribed by https://otter.ai", "Ada Bell stopped
// transcription"; whole lines.
bool IsTranscriptFooter(std::string_view line);

// The words behind "[00:00:05] ", where somebody goes on; the line itself if it does not begin so.
std::string_view WithoutLeadingClock(std::string_view line);

}  // namespace ebb
