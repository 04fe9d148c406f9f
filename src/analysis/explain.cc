#include "analysis/explain.h"

namespace ebb {
namespace {

std::string_view AboutPhrase(const Flag& flag) {
  switch (flag.hit.about) {
    case About::kSelf:
      return "about the sender";
    case About::kPartner:
      return "about the other person";
    case About::kBoth:
      return "about both";
  }
  return "";
}

std::string_view ModalityPhrase(Modality modality) {
  switch (modality) {
    case Modality::kAsserted:
      return "the words around it change its meaning";
    case Modality::kNegated:
      return "it is negated";
    case Modality::kHypothetical:
      return "it is a condition, a wish or a question about what could be";
    case Modality::kQuoted:
      return "it quotes somebody";
    case Modality::kThirdParty:
      return "it is about somebody else";
    case Modality::kNonrelational:
      return "it gives a practical reason, or is not about the two";
    case Modality::kJoking:
      return "it is said in play";
    case Modality::kPast:
      return "it speaks of the past";
    case Modality::kException:
      return "an exception of the rule fits";
    case Modality::kEdge:
      return "the sentence goes on into something else";
  }
  return "";
}

std::string WhyNot(const Flag& flag, const Rule& rule) {
  switch (flag.reason) {
    case Reason::kVoidedInMessage:
      return std::string(ModalityPhrase(flag.hit.modality));
    case Reason::kGateMissing:
      return "this everyday wording counts only in a context that is not there (" +
             GatesName(rule.gates) + ")";
    case Reason::kWarmth:
      return "it stands beside warmth";
    case Reason::kPlayful:
      return "laughter followed";
    case Reason::kOverlap:
      return "a longer or stronger wording covers the same words";
    case Reason::kReturnPromised:
      return "a return is promised, which is counted as repair";
    case Reason::kSafetyBoundary:
      return "it sets a boundary after hurtful messages";
    case Reason::kSuppressed:
      return "the user's own list leaves it out";
    case Reason::kPractical:
      return "the next message gives a practical reason";
    case Reason::kOutweighed:
      return "its other words and the talk around it speak against it";
    case Reason::kUngated:
    case Reason::kGateHeld:
    case Reason::kAddsUp:
      return "it is not counted in this category";
  }
  return "";
}

std::string WhyCounted(const Flag& flag, std::string_view gate_time) {
  if (flag.reason == Reason::kAddsUp) return "its words and the talk around it add up to it";
  if (flag.reason != Reason::kGateHeld) return "the wording needs no further context";
  std::string out = GatePhrase(flag.gate);
  if (out.empty()) out = "its context holds";
  if (!gate_time.empty()) out += " (message of " + std::string(gate_time) + ")";
  return out;
}

}  // namespace

std::string GatePhrase(Gates gates) {
  struct GateWords {
    Gate gate;
    std::string_view words;
  };
  static constexpr GateWords kGateWords[] = {
      {kGateQuestion, "it answers a question about feelings or the two"},
      {kGatePressure, "it comes right after pressure, a complaint or in a conflict"},
      {kGateTopic, "a decision for the two was the topic"},
      {kGateProposal, "a plan or closeness had been proposed"},
      {kGateHabit, "it breaks the sender's own habit"},
      {kGateWhole, "the words are the whole message"},
  };
  std::string out;
  for (const GateWords& part : kGateWords) {
    if ((gates & part.gate) == 0) continue;
    if (!out.empty()) out += " and ";
    out += part.words;
  }
  return out;
}

std::string_view CategoryPhrase(Category category) {
  switch (category) {
    case Category::kWithdrawal:
      return "a request for distance";
    case Category::kShutdown:
      return "an end of talk";
    case Category::kAvoidance:
      return "a topic turn";
    case Category::kNeglect:
      return "a complaint of being alone or unheard";
    case Category::kPressure:
      return "a push for an answer or contact";
    case Category::kRepair:
      return "a repair attempt";
    case Category::kGrandGesture:
      return "a grand gesture";
    case Category::kSelfHarm:
    case Category::kAbuseControl:
    case Category::kBoundary:
      return "a matter of safety";
  }
  return "";
}

std::string Explain(const Flag& flag, const Rule& rule, std::string_view gate_time) {
  std::string out = flag.counts ? "Counted as " : "Not counted as ";
  out += CategoryPhrase(rule.category);
  out += ", ";
  out += AboutPhrase(flag);
  out += ": rule " + rule.id + " fits the marked words";
  out += flag.counts ? ", and " + WhyCounted(flag, gate_time) : ", but " + WhyNot(flag, rule);
  out += ".";
  if (flag.counts && flag.confidence == Confidence::kLow) {
    out += " Low confidence: shown apart from the headline figures.";
  }
  return out;
}

}  // namespace ebb
