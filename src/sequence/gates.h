// Does a rule's gate hold for a hit? (codebook section 3)
//
// A rule's gates are a set: gM, if it is there, must hold; of the others, if there are any, one is
// enough. "gM" alone, "gM+gP" and "gM+gP|gQ" (gM and one of the two) are all written this way.
#pragma once

#include "sequence/context.h"
#include "sequence/flag.h"
#include "sequence/rule_table.h"

namespace ebb {

// What a gate that held leaves open.
enum class Doubt : std::uint8_t {
  kNone,
  kIfWeak,  // by circumstance only: weak forms are low (a conflict around, an own disclosure
            // before)
  kAlways,  // low (an apology before, tension in the last turns without a direct trigger)
};

struct GateVerdict {
  bool held = false;
  Gates gate = kGateNone;  // the one that held, with gM where it was asked for too
  MessageIndex evidence = kNoMessage;
  Doubt doubt = Doubt::kNone;
};

GateVerdict JudgeGates(const Hit& hit, const RuleTraits& traits, const MessageFacts& facts,
                       const TalkContext& context, const SenderHabits& habits);

}  // namespace ebb
