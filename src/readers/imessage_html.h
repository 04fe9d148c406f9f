// The web pages of imessage-exporter: one for each conversation.
//
// Replies stand twice in a page, under the message that they answer and in their own place; the
// copy is dropped where the other one is there (some pages lack it). Finding that out takes a
// second pass over pages with replies. Times are a clock on the wall; the class of a block says who
// is me. The page does not name its conversation, so the file's name does. Streams: memory is
// bounded by the longest message and a hash for each reply. See README.md in this folder for the
// traps.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kIMessageHtmlReader;

}  // namespace ebb
