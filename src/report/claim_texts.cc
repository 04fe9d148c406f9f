#include "report/claim_texts.h"

namespace ebb {
namespace {

bool IsTold(const Claim& claim) { return claim.marked || !claim.has_p; }

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
    std::string benign = BenignText(claim);
    if (out.told.empty() || out.told.back().benign != benign) {
      out.told.push_back({{}, std::move(benign)});
    }
    out.told.back().said.push_back(text);
  }
  return out;
}

}  // namespace ebb
