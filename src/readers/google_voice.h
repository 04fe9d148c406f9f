// Google Voice as Google Takeout gives it: one web page for each stretch of a thread of text
// messages, for each call and for each voicemail.
//
// This reader reads one page. Pages with the same people are one chat: its id is the number of the
// other side (in a group all of them), or where only the exporter wrote the name in the page's
// title; `describe` puts the pages of a folder together. Calls and voicemails are notices; what a
// machine heard in a voicemail is nobody's text. Streams: memory is bounded by the longest message.
// See README.md in this folder for the traps.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kGoogleVoiceReader;

}  // namespace ebb
