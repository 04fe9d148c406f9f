#include "sequence/overlap.h"

#include <algorithm>
#include <string_view>

namespace ebb {
namespace {

// Codebook section 9, where it names two codes for the same words: the first wins.
struct Pair {
  std::string_view winner, loser;
};
constexpr Pair kTable[] = {
    {"N2", "P3"},                 // "you never listen"
    {"P2", "N8"},                 // "why won't you answer me"
    {"R3", "W5"},                 // "I've been distant lately"
    {"R9", "A2"},                 // "I don't want to fight, can we start over"
    {"R12", "A2"},                // "I don't want to fight, I want us okay"
    {"D1", "A2"},                 // "I don't want to talk about it"
    {"D1", "A1"},  {"D3", "A6"},  // "do what you want"
};

bool IsDistance(Category c) {
  return c == Category::kWithdrawal || c == Category::kShutdown || c == Category::kAvoidance ||
         c == Category::kBoundary;
}

bool IsCounted(Category c) {
  return static_cast<int>(c) < kCountedCategories || c == Category::kBoundary;
}

bool Overlap(const TextRange& a, const TextRange& b) { return a.begin < b.end && b.begin < a.end; }

bool MayStandTogether(const Flag& a, const Rule& rule_a, const Flag& b, const Rule& rule_b) {
  if (rule_a.category == rule_b.category) return true;
  if (!IsCounted(rule_a.category) || !IsCounted(rule_b.category)) return true;
  const auto report = [](const Flag& f, const Rule& r) {
    return IsDistance(r.category) && f.hit.about == About::kPartner;
  };
  const bool pressure =
      rule_a.category == Category::kPressure || rule_b.category == Category::kPressure;
  if (pressure && (report(a, rule_a) || report(b, rule_b))) return true;
  return (rule_a.subcode == "W9" && rule_b.subcode == "N6") ||
         (rule_a.subcode == "N6" && rule_b.subcode == "W9");
}

bool Prefers(const Rule& winner, const Rule& loser) {
  return std::any_of(std::begin(kTable), std::end(kTable), [&](const Pair& pair) {
    return pair.winner == winner.subcode && pair.loser == loser.subcode;
  });
}

// The table, else the longer words, else the stronger form; a tie goes to the category that comes
// first.
bool Beats(const Flag& a, const Rule& rule_a, const Flag& b, const Rule& rule_b) {
  if (Prefers(rule_a, rule_b)) return true;
  if (Prefers(rule_b, rule_a)) return false;
  if (a.hit.range.size() != b.hit.range.size()) return a.hit.range.size() > b.hit.range.size();
  if (a.confidence != b.confidence) return a.confidence == Confidence::kHigh;
  if (rule_a.strength != rule_b.strength) return rule_a.strength == Strength::kStrong;
  if (a.hit.intensity != b.hit.intensity) return a.hit.intensity > b.hit.intensity;
  return rule_a.category < rule_b.category;
}

void Void(Flag* flag) {
  flag->counts = false;
  flag->reason = Reason::kOverlap;
  flag->evidence = kNoMessage;
}

}  // namespace

void ResolveOverlaps(const std::vector<Rule>& rules, std::vector<Flag*>* flags) {
  // Hits of one category do not overlap, so `open` holds at most one flag of each at a time.
  std::vector<Flag*> open;
  for (Flag* flag : *flags) {
    if (!flag->counts) continue;
    std::erase_if(open, [&](const Flag* other) {
      return !other->counts || !Overlap(other->hit.range, flag->hit.range);
    });
    const Rule& rule = rules[flag->hit.rule];
    for (Flag* other : open) {
      const Rule& other_rule = rules[other->hit.rule];
      if (!other->counts || MayStandTogether(*flag, rule, *other, other_rule)) continue;
      const bool stays = Beats(*flag, rule, *other, other_rule);
      Void(stays ? other : flag);
      if (!stays) break;
    }
    if (flag->counts) open.push_back(flag);
  }
}

}  // namespace ebb
