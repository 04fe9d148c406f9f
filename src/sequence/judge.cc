#include "sequence/judge.h"

namespace ebb {
namespace {

constexpr std::uint32_t kHostile = kNegativeEmotion | kInsult | kYouAlways;

void Void(Reason reason, MessageIndex evidence, Flag* flag) {
  flag->counts = false;
  flag->reason = reason;
  flag->evidence = evidence;
}

bool IsSafetyList(Category c) { return c == Category::kSelfHarm || c == Category::kAbuseControl; }

bool Laughs(std::uint32_t features) {
  return (features & kLaughter) != 0 && (features & kHostile) == 0;
}

bool GateHolds(const RuleTraits& traits, const Surroundings& around, Flag* flag) {
  const GateVerdict verdict =
      JudgeGates(flag->hit, traits, *around.facts, *around.context, *around.habits);
  if (!verdict.held) {
    Void(Reason::kGateMissing, kNoMessage, flag);
    return false;
  }
  flag->gate = verdict.gate;
  flag->evidence = verdict.evidence;
  flag->reason = verdict.gate == kGateNone ? Reason::kUngated : Reason::kGateHeld;
  const bool weak = traits.strength == Strength::kWeak;
  const bool doubt = verdict.doubt == Doubt::kAlways || (weak && verdict.doubt == Doubt::kIfWeak);
  if (doubt || (weak && verdict.gate == kGateNone)) flag->confidence = Confidence::kLow;
  return true;
}

bool WarmthVoids(const RuleTraits& traits, const Surroundings& around, Flag* flag) {
  if (traits.strength != Strength::kWeak) return false;
  if (flag->hit.warmth) {
    Void(Reason::kWarmth, kNoMessage, flag);
  } else if (around.neighbours.own & kWarmth) {
    Void(Reason::kWarmth, around.neighbours.own_message, flag);
  } else {
    return false;
  }
  return true;
}

// Codebook rule 7: driving, a meeting, a child, no signal: said in a message of its own.
bool PracticeVoids(const RuleTraits& traits, const Surroundings& around, Flag* flag) {
  const bool dodges =
      traits.category == Category::kShutdown || traits.category == Category::kAvoidance;
  if (!dodges || flag->hit.about != About::kSelf) return false;
  if ((around.neighbours.own & kPracticalReason) == 0) return false;
  if (around.context->Conflict() != nullptr) return false;  // "whatever" / "at work now": kept
  Void(Reason::kPractical, around.neighbours.own_message, flag);
  return true;
}

// Codebook 2.1: both laughing is play; laughter of one side takes weak forms away and leaves doubt
// about strong ones. Repair may be laughed about.
bool PlayVoids(const RuleTraits& traits, const Surroundings& around, Flag* flag) {
  if (traits.category == Category::kRepair || traits.category == Category::kGrandGesture) {
    return false;
  }
  const bool own = Laughs(around.neighbours.own);
  const bool partner = Laughs(around.neighbours.partner);
  if (!own && !partner) return false;
  const bool grave = traits.strength == Strength::kStrong && flag->hit.intensity >= 3;
  const bool both = partner && (own || flag->hit.softened);
  if ((both && !(grave && IsSafetyList(traits.category))) ||
      (!grave && traits.strength == Strength::kWeak)) {
    Void(Reason::kPlayful,
         partner ? around.neighbours.partner_message : around.neighbours.own_message, flag);
    return true;
  }
  if (!grave || partner) flag->confidence = Confidence::kLow;
  return false;
}

bool PromiseVoids(const RuleTraits& traits, MessageIndex promise, Flag* flag) {
  if (promise == kNoMessage || (traits.roles & kRoleDistance) == 0) return false;
  if (flag->hit.about == About::kPartner) return false;
  Void(Reason::kReturnPromised, promise, flag);
  return true;
}

bool DangerVoids(const RuleTraits& traits, const Surroundings& around, Flag* flag) {
  if ((traits.roles & kRoleRefusal) == 0 || flag->hit.about == About::kPartner) return false;
  const Event* danger = around.context->Danger();
  if (danger == nullptr) return false;
  Void(Reason::kSafetyBoundary, danger->message, flag);
  return true;
}

bool OnlyAsks(const RuleTraits& traits, const Hit& hit, const MessageFacts& facts) {
  return (traits.roles & kRoleDistance) != 0 && hit.about == About::kPartner &&
         (facts.features & kQuestion) != 0;
}

}  // namespace

Flag JudgeHit(const Hit& hit, const RuleTraits& traits, const Surroundings& around,
              MessageIndex promise) {
  Flag flag;
  flag.hit = hit;
  if (hit.softened || OnlyAsks(traits, hit, *around.facts)) flag.confidence = Confidence::kLow;
  if (hit.modality != Modality::kAsserted) {
    Void(Reason::kVoidedInMessage, kNoMessage, &flag);
    return flag;
  }
  if (!GateHolds(traits, around, &flag)) return flag;
  flag.counts = true;
  WarmthVoids(traits, around, &flag) || PracticeVoids(traits, around, &flag) ||
      DangerVoids(traits, around, &flag) || PlayVoids(traits, around, &flag) ||
      PromiseVoids(traits, promise, &flag);
  return flag;
}

}  // namespace ebb
