// One hit in its conversation: does it count, how surely, and why.
#pragma once

#include <vector>

#include "sequence/context.h"
#include "sequence/flag.h"
#include "sequence/gates.h"
#include "sequence/neighbours.h"

namespace ebb {

// What is known around one message; made once, asked for each of its hits.
struct Surroundings {
  const MessageFacts* facts = nullptr;
  const TalkContext* context = nullptr;
  const SenderHabits* habits = nullptr;
  Neighbours neighbours;
};

// In this order, the first that applies decides: the text pass's voids; the gate; warmth beside a
// weak form; a practical reason in the next message; a safety boundary; play; a promise to return.
// `promise` = message with a promise to return, kNoMessage if none.
//
// Confidence is high unless: the hit is softened; it asks instead of telling about the partner's
// distance; the rule is weak and has no gate, or its gate held by circumstance only (a conflict
// around it, an apology before it, an own disclosure left unanswered); or one side laughed after
// it.
Flag JudgeHit(const Hit& hit, const RuleTraits& traits, const Surroundings& around,
              MessageIndex promise);

}  // namespace ebb
