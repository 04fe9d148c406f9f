// What the sequence pass asks of a rule, in eight bytes instead of a struct full of strings.
//
// Built once per call from the lexicon; const afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/hit.h"
#include "lexicon/lexicon.h"

namespace ebb {

// Roles that sub-codes play in the gates and voids.
enum Role : std::uint16_t {
  kRoleTrigger = 1 << 0,    // pressure, neglect or R9: opens gP
  kRoleBid = 1 << 1,        // neglect or R9: an emotional bid, opens gQ
  kRoleApology = 1 << 2,    // R11: opens gQ, with low confidence (codebook 9)
  kRoleMending = 1 << 3,    // repair but R13: what R13 accepts
  kRoleReturn = 1 << 4,     // R7
  kRoleAccept = 1 << 5,     // R13
  kRoleCurt = 1 << 6,       // D4
  kRoleGiveUp = 1 << 7,     // D3
  kRoleLeave = 1 << 8,      // D2
  kRoleRefusal = 1 << 9,    // D1, W8, no-contact wording: a boundary when in danger
  kRoleChaser = 1 << 10,    // P2
  kRoleAbuse = 1 << 11,     // abuse_control
  kRoleDistance = 1 << 12,  // withdrawal, shutdown or avoidance
};

struct RuleTraits {
  std::uint16_t roles = 0;
  Category category = Category::kWithdrawal;
  Strength strength = Strength::kStrong;
  Gates gates = kGateNone;
  std::uint8_t heat = 0;  // points toward a conflict (M9); 0 for weak and context-gated rules
};

class RuleTable {
 public:
  explicit RuleTable(const std::vector<Rule>& rules);
  const RuleTraits& operator[](RuleId rule) const { return traits_[rule]; }

 private:
  std::vector<RuleTraits> traits_;
};

}  // namespace ebb
