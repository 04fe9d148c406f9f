// The text files of imessage-exporter: one for each conversation.
//
// Nothing in these files is escaped: a record begins where a date stands alone after an empty line
// (or at the beginning) with a name below it. Replies stand twice, as in its web pages (see
// imessage_html.h). Streams: memory is bounded by the longest message and a hash for each reply.
// See README.md in this folder for the traps.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kIMessageTxtReader;

}  // namespace ebb
