// A hit after the conversation around it was read: does it count, and why.
#pragma once

#include <cstdint>

#include "chat/hit.h"
#include "lexicon/lexicon.h"

namespace ebb {

enum class Confidence : std::uint8_t { kHigh, kLow };

// Why a flag counts, or why not.
enum class Reason : std::uint8_t {
  kUngated,          // strong wording that needs no context
  kGateHeld,         // its gate held; see Flag::gate and Flag::evidence
  kVoidedInMessage,  // see Hit::modality
  kGateMissing,      // no gate of the rule held
  kWarmth,           // weak form beside warmth
  kPlayful,          // the partner or sender laughed right after
  kOverlap,          // a longer or stronger hit covers the same words
  kReturnPromised,   // a pause with a return time: counted as repair instead
  kSafetyBoundary,   // refusal after abuse or pursuit: counted nowhere
  kSuppressed,       // silenced by the user's file
  kPractical,        // the sender's next message gives a practical reason
  kAddsUp,           // words and circumstances add up to it, though no rule alone says so
  kOutweighed,       // a rule matched, but words and circumstances speak against it
};
inline constexpr int kReasons = 13;  // how many there are

struct Flag {
  Hit hit;
  bool counts = false;
  Confidence confidence = Confidence::kHigh;
  Reason reason = Reason::kUngated;
  Gates gate = kGateNone;  // the gate that held
  // Message that decided: made the gate hold, or voided the flag. kNoMessage = none but its own.
  MessageIndex evidence = 0xFFFFFFFF;
};
static_assert(sizeof(Flag) <= 32);
inline constexpr MessageIndex kNoMessage = 0xFFFFFFFF;

// The category a flag counts under: its rule's, except that no-contact wording (kBoundary) outside
// a danger counts as withdrawal (W8). A safety boundary stays kBoundary, which no total holds.
inline Category CategoryOf(const Flag& flag, const Rule& rule) {
  return rule.category == Category::kBoundary && flag.counts ? Category::kWithdrawal
                                                             : rule.category;
}

}  // namespace ebb
