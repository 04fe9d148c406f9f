// What was said in a Zoom meeting, as one of those present saved it from the transcript beside the
// picture (meeting_saved_closed_caption.txt): a name in brackets and a clock, the words below.
//
// There is no date in the file; it is that of Zoom's folder if the source is named with it.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kZoomCaptionsReader;

}  // namespace ebb
