// Captions of recordings: WebVTT (Zoom, Teams, YouTube), SRT, SBV (YouTube).
//
// Times are offsets into the recording. One cue is one message, unless several named people speak
// in it: then each has one. Who speaks is told by voice tags (<v Name>), by "Name:" and by ">>";
// where nothing tells, it is kUnknownSpeaker (recording.h).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kWebVttReader;
extern const Reader kSrtReader;
extern const Reader kSbvReader;

}  // namespace ebb
