#include "sequence/rule_table.h"

#include <string_view>

namespace ebb {
namespace {

struct SubcodeRoles {
  std::string_view subcode;
  std::uint16_t roles;
};

constexpr SubcodeRoles kSubcodeRoles[] = {
    {"R7", kRoleReturn},   {"R9", kRoleTrigger | kRoleBid},
    {"R11", kRoleApology}, {"R13", kRoleAccept},
    {"D1", kRoleRefusal},  {"D2", kRoleLeave},
    {"D3", kRoleGiveUp},   {"D4", kRoleCurt},
    {"W8", kRoleRefusal},  {"P2", kRoleChaser},
};

std::uint16_t CategoryRoles(Category category) {
  switch (category) {
    case Category::kWithdrawal:
    case Category::kShutdown:
    case Category::kAvoidance:
      return kRoleDistance;
    case Category::kNeglect:
      return kRoleTrigger | kRoleBid;
    case Category::kPressure:
      return kRoleTrigger;
    case Category::kAbuseControl:
      return kRoleAbuse;
    case Category::kBoundary:
      return kRoleRefusal | kRoleDistance;
    default:
      return 0;
  }
}

// M9: 2 points for blame, ultimatum, guilt and for dismissing or punishing; 1 for the rest of
// pressure and shutdown. Rules that a conflict could itself gate give none, or it would feed on
// itself.
std::uint8_t Heat(const Rule& rule) {
  if (rule.strength == Strength::kWeak || (rule.gates & ~kGateWhole) != 0) return 0;
  const std::string_view code = rule.subcode;
  if (rule.category == Category::kPressure) {
    return code == "P3" || code == "P5" || code == "P8" ? 2 : 1;
  }
  if (rule.category == Category::kShutdown) return code == "D3" || code == "D6" ? 2 : 1;
  return 0;
}

RuleTraits TraitsOf(const Rule& rule) {
  RuleTraits traits;
  traits.category = rule.category;
  traits.strength = rule.strength;
  traits.gates = rule.gates;
  traits.heat = Heat(rule);
  traits.roles = CategoryRoles(rule.category);
  if (rule.category == Category::kRepair && rule.subcode != "R13") traits.roles |= kRoleMending;
  for (const SubcodeRoles& entry : kSubcodeRoles) {
    if (entry.subcode == rule.subcode) traits.roles |= entry.roles;
  }
  return traits;
}

}  // namespace

RuleTable::RuleTable(const std::vector<Rule>& rules) {
  traits_.reserve(rules.size());
  for (const Rule& rule : rules) traits_.push_back(TraitsOf(rule));
}

}  // namespace ebb
