#include "sequence/score_feature.h"

#include <iterator>

#include "lexicon/scorer.h"

namespace ebb {
namespace {

constexpr std::string_view kStates[] = {"sure", "unsure", "voided", "not_held"};
static_assert(std::size(kStates) == kFlagStates);
constexpr std::string_view kGaps[kGapClasses] = {"0m", "1m", "3m", "10m", "1h", "6h", "1d"};

constexpr std::string_view kGroupNames[kFeatureGroups] = {"own",
                                                          "words",
                                                          "category",
                                                          "sign",
                                                          "partner_before",
                                                          "partner_before_signs",
                                                          "own_before_signs",
                                                          "messages_since_partner",
                                                          "after_partner",
                                                          "after_own",
                                                          "tense_of_ten",
                                                          "partner_after",
                                                          "partner_after_signs",
                                                          "partner_answers",
                                                          "goes_on",
                                                          "near_partner_before",
                                                          "near_partner_after",
                                                          "near_own_before",
                                                          "near_own_after",
                                                          "near_tense_of_ten",
                                                          "near_lead",
                                                          "second_look"};

std::string NameIn(FeatureGroup group, std::uint32_t number) {
  const auto category = [](std::uint32_t c) {
    return std::string(CategoryName(static_cast<Category>(c)));
  };
  switch (group) {
    case FeatureGroup::kOwn:
    case FeatureGroup::kBeforeBits:
    case FeatureGroup::kAfterBits:
      return std::string(FeatureBitName(static_cast<int>(number)));
    case FeatureGroup::kLength:
      return std::string(LengthClassName(static_cast<int>(number)));
    case FeatureGroup::kCategoryState:
      return category(number / kFlagStates) + "_" + std::string(kStates[number % kFlagStates]);
    case FeatureGroup::kSubcodeState:
      return kSigns[number / kFlagStates / kMostSubcode] +
             std::to_string(number / kFlagStates % kMostSubcode) + "_" +
             std::string(kStates[number % kFlagStates]);
    case FeatureGroup::kBeforeSigns:
    case FeatureGroup::kOwnBefore:
    case FeatureGroup::kAfterSigns:
      return category(number);
    case FeatureGroup::kGapReply:
    case FeatureGroup::kGapOwn:
    case FeatureGroup::kGapAfter:
      return std::string(kGaps[number]);
    case FeatureGroup::kNearPartnerBefore:
    case FeatureGroup::kNearPartnerAfter:
    case FeatureGroup::kNearOwnBefore:
    case FeatureGroup::kNearOwnAfter:
      return category(number / kMostLevel) + "_" + std::to_string(number % kMostLevel + 1);
    default:
      return std::to_string(number);
  }
}

}  // namespace

std::size_t ScoreFeatureCount() { return kFirstFeature[kFeatureGroups]; }

std::string ScoreFeatureName(ScoreFeature feature) {
  std::size_t group = 0;
  while (feature >= kFirstFeature[group + 1]) ++group;
  return std::string(kGroupNames[group]) + ":" +
         NameIn(static_cast<FeatureGroup>(group), feature - kFirstFeature[group]);
}

int SubcodeNumber(std::string_view subcode) {
  if (subcode.size() < 2 || subcode.size() > 3) return -1;
  const std::size_t sign = kSigns.find(subcode[0]);
  std::uint32_t number = 0;
  for (const char c : subcode.substr(1)) {
    if (c < '0' || c > '9') return -1;
    number = 10 * number + static_cast<std::uint32_t>(c - '0');
  }
  if (sign == kSigns.npos || number >= kMostSubcode) return -1;
  return static_cast<int>(sign * kMostSubcode + number);
}

}  // namespace ebb
