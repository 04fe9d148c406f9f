// Corpora of ConvoKit: utterances.jsonl, and utterances.json of old ones.
//
// An utterance is a message; conversations may be interleaved. Speakers are shown by their ids
// (what speakers.json tells of them differs from corpus to corpus). A time is what the corpus says
// it is: moments are read, mere numbers of order are not.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kConvoKitReader;

}  // namespace ebb
