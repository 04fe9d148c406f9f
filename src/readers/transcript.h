// Plain transcripts: `Name: what was said`, with or without a time in front. See README.md.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kTranscriptReader;

}  // namespace ebb
