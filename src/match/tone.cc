#include "match/tone.h"

#include <string_view>

#include "chat/facts.h"

namespace ebb {
namespace {

bool Laughs(const WordContext& words) { return (words.view().features & kLaughter) != 0; }

// "sorry but ...": qualified. Love with a "but" behind it is none.
void SetContrast(const WordContext& words, const RowMatch& row, Hit* hit) {
  const RuleInfo& rule = words.RuleOf(row);
  if (rule.category != Category::kRepair || row.end >= words.size() ||
      !words.Is(row.end, kContrastClass)) {
    return;
  }
  hit->intensity = 1;
  hit->softened = true;
  if (std::string_view(rule.subcode.data(), 3) == "R12") hit->modality = Modality::kException;
}

}  // namespace

bool IsPlay(const WordContext& words) {
  if (!Laughs(words)) return false;
  int laughs = 0;
  for (std::uint32_t i = 0; i < words.size() && laughs < 2; ++i) {
    if (words.Is(i, kTriviaClass)) return true;
    laughs += words.Is(i, kLaughterClass) ? 1 : 0;
  }
  return laughs > 1;
}

void SetTone(const WordContext& words, const RowMatch& row, bool play, Hit* hit) {
  const RuleInfo& rule = words.RuleOf(row);
  if (Laughs(words) && rule.category != Category::kRepair) {
    if (play && hit->modality == Modality::kAsserted) hit->modality = Modality::kJoking;
    hit->softened = true;
  }
  if (words.AnyIs(words.ClauseBegin(row.begin, 4), row.begin, kHedgeClass)) hit->intensity = 1;
  SetContrast(words, row, hit);
  if ((words.view().features & kFlatEmoji) != 0 && IsBehaviour(rule.category) &&
      hit->intensity < 3) {
    ++hit->intensity;
  }
}

}  // namespace ebb
