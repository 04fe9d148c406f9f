#include "report/claim_texts.h"

namespace ebb {
namespace {

bool IsTold(const Claim& claim) { return claim.marked || !claim.has_p; }

// The group with these harmless readings; a new one where there is none.
ToldClaims* GroupOf(const std::string& benign, std::vector<ToldClaims>* told) {
  for (ToldClaims& group : *told) {
    if (group.benign == benign) return &group;
  }
  told->push_back({{}, benign});
  return &told->back();
}

}  // namespace

const std::string_view kUntoldText = "What cannot be told from this chat";

std::string_view ClaimText(const Claim& claim) {
  return IsTold(claim) ? claim.text : claim.cannot_tell;
}

std::string BenignText(const Claim& claim) {
  if (!IsTold(claim) || claim.benign.empty()) return {};
  std::string text = "Other readings:";
  for (const std::string& reading : claim.benign) {
    text += " " + reading;
    if (!reading.ends_with('.')) text += '.';
  }
  return text;
}

ClaimTexts TextsOf(const MeasureRow& measure) {
  ClaimTexts out;
  for (const Claim& claim : measure.claims) {
    const std::string_view text = ClaimText(claim);
    if (text.empty()) continue;
    if (!IsTold(claim)) {
      out.untold.push_back(text);
      continue;
    }
    GroupOf(BenignText(claim), &out.told)->said.push_back(text);
  }
  return out;
}

}  // namespace ebb
