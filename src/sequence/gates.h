// Does a rule's gate hold for a hit? (codebook section 3)
//
// A rule's gates are a set: gM, if it is there, must hold; of the others, if there are any, one is
// enough. "gM" alone, "gM+gP" and "gM+gP|gQ" (gM and one of the two) are all written this way.
#pragma once

#include "sequence/context.h"
#include "sequence/flag.h"
#include "sequence/rule_table.h"

namespace ebb {

struct GateVerdict {
  bool held = false;
  Gates gate = kGateNone;  // the one that held, with gM where it was asked for too
  MessageIndex evidence = kNoMessage;
  bool doubtful = false;  // held by circumstance only: low confidence
};

GateVerdict JudgeGates(const Hit& hit, const RuleTraits& traits, const MessageFacts& facts,
                       const TalkContext& context, const SenderHabits& habits);

}  // namespace ebb
