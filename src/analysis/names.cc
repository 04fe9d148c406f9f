#include "analysis/names.h"

namespace ebb {

std::string_view AboutName(About about) {
  static constexpr std::string_view kNames[] = {"self", "partner", "both"};
  return kNames[static_cast<int>(about)];
}

std::string_view ModalityName(Modality modality) {
  static constexpr std::string_view kNames[kModalities] = {
      "asserted",      "negated", "hypothetical", "quoted",    "third_party",
      "nonrelational", "joking",  "past",         "exception", "edge"};
  return kNames[static_cast<int>(modality)];
}

std::string_view StrengthName(Strength strength) {
  return strength == Strength::kStrong ? "strong" : "weak";
}

std::string_view ConfidenceName(Confidence confidence) {
  return confidence == Confidence::kHigh ? "high" : "low";
}

std::string_view ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kUngated:
      return "ungated";
    case Reason::kGateHeld:
      return "gate_held";
    case Reason::kVoidedInMessage:
      return "voided_in_message";
    case Reason::kGateMissing:
      return "gate_missing";
    case Reason::kWarmth:
      return "warmth";
    case Reason::kPlayful:
      return "playful";
    case Reason::kOverlap:
      return "overlap";
    case Reason::kReturnPromised:
      return "return_promised";
    case Reason::kSafetyBoundary:
      return "safety_boundary";
    case Reason::kSuppressed:
      return "suppressed";
    case Reason::kPractical:
      return "practical";
    case Reason::kAddsUp:
      return "adds_up";
    case Reason::kOutweighed:
      return "outweighed";
  }
  return "other";
}

std::string LetterId(std::size_t index) {
  std::string out;
  for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return out;
}

std::string_view VoidName(const Flag& flag) {
  return flag.reason == Reason::kVoidedInMessage ? ModalityName(flag.hit.modality)
                                                 : ReasonName(flag.reason);
}

}  // namespace ebb
