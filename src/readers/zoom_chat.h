// The chat of a Zoom meeting as text: saved by a participant (both layouts) or from the cloud.
//
// There is no date in the file. A saved chat lies in a folder whose name begins with date and time
// of the meeting; if the source is named so, times are wall clock, else the clock alone.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kZoomChatReader;

}  // namespace ebb
