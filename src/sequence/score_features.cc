#include "sequence/score_features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#include "lexicon/scorer.h"

namespace ebb {
namespace {

constexpr std::string_view kStates[] = {"sure", "unsure", "voided", "not_held"};
constexpr std::string_view kGaps[] = {"0m", "1m", "3m", "10m", "1h", "6h", "1d"};
constexpr std::string_view kSigns = "WDANPR";
constexpr std::uint32_t kMostSubcode = 16;
constexpr std::uint32_t kTalkSteps = 5;

constexpr std::uint32_t kBits = kFeatureBits;
constexpr std::uint32_t kCategoryCount = kCountedCategories;
constexpr std::uint32_t kStateCount = std::size(kStates);

// The groups, each with its first number.
struct Group {
  std::string_view name;
  std::uint32_t first, count;
};
enum GroupId : std::uint8_t {
  kOwn,
  kLength,
  kCategoryState,
  kSubcodeState,
  kBeforeBits,
  kBeforeSigns,
  kOwnBefore,
  kRun,
  kGapReply,
  kGapOwn,
  kTense,
  kAfterBits,
  kAfterSigns,
  kGapAfter,
  kMore,
  kNearPartnerBefore,  // from here on: the second look
  kNearPartnerAfter,
  kNearOwnBefore,
  kNearOwnAfter,
  kNearTalk,
  kSecondLook,
  kGroupCount,
};
constexpr std::uint32_t kSizes[kGroupCount] = {
    kBits,
    kLengthClasses,
    kCategoryCount* kStateCount,
    static_cast<std::uint32_t>(kSigns.size()) * kMostSubcode* kStateCount,
    kBits,
    kCategoryCount,
    kCategoryCount,
    5,
    std::size(kGaps),
    std::size(kGaps),
    5,
    kBits,
    kCategoryCount,
    std::size(kGaps),
    1,
    kCategoryCount* kMostLevel,
    kCategoryCount* kMostLevel,
    kCategoryCount* kMostLevel,
    kCategoryCount* kMostLevel,
    kTalkSteps,
    1};
constexpr std::string_view kGroupNames[kGroupCount] = {"own",
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
                                                       "second_look"};

// Where each group begins; the last one is the number of all.
constexpr auto kFirst = [] {
  std::array<std::uint32_t, kGroupCount + 1> first{};
  for (int g = 0; g < kGroupCount; ++g) first[g + 1] = first[g] + kSizes[g];
  return first;
}();

// What is found goes to one of these two.
class Lister {
 public:
  explicit Lister(std::vector<ScoreFeature>* out) : out_(out) {}
  void Add(std::uint32_t feature) { out_->push_back(static_cast<ScoreFeature>(feature)); }

 private:
  std::vector<ScoreFeature>* out_;
};
class Summer {
 public:
  explicit Summer(const std::vector<ScoreSum>& weights) : weights_(weights.data()) {}
  void Add(std::uint32_t feature) { AddWeights(weights_[feature], &sum_); }
  const ScoreSum& sum() const { return sum_; }

 private:
  const ScoreSum* weights_;
  ScoreSum sum_{};
};

template <typename Sink>
void Add(GroupId group, std::uint32_t number, Sink* out) {
  out->Add(kFirst[group] + number);
}
template <typename Sink>
void AddBits(GroupId group, std::uint32_t bits, Sink* out) {
  for (; bits != 0; bits &= bits - 1) {
    Add(group, static_cast<std::uint32_t>(std::countr_zero(bits)), out);
  }
}

std::uint32_t GapClass(std::uint32_t seconds) {
  constexpr std::uint32_t kFrom[] = {60, 180, 600, 3600, 21600, 86400};
  return static_cast<std::uint32_t>(std::upper_bound(std::begin(kFrom), std::end(kFrom), seconds) -
                                    std::begin(kFrom));
}

std::uint32_t StateOf(const Flag& flag) {
  if (flag.counts) return flag.confidence == Confidence::kHigh ? 0 : 1;
  return flag.reason == Reason::kVoidedInMessage ? 2 : 3;
}

std::string NameIn(int group, std::uint32_t number) {
  const auto category = [](std::uint32_t c) {
    return std::string(CategoryName(static_cast<Category>(c)));
  };
  switch (group) {
    case kOwn:
    case kBeforeBits:
    case kAfterBits:
      return std::string(FeatureBitName(static_cast<int>(number)));
    case kLength:
      return std::string(LengthClassName(static_cast<int>(number)));
    case kCategoryState:
      return category(number / kStateCount) + "_" + std::string(kStates[number % kStateCount]);
    case kSubcodeState:
      return kSigns[number / kStateCount / kMostSubcode] +
             std::to_string(number / kStateCount % kMostSubcode) + "_" +
             std::string(kStates[number % kStateCount]);
    case kBeforeSigns:
    case kOwnBefore:
    case kAfterSigns:
      return category(number);
    case kGapReply:
    case kGapOwn:
    case kGapAfter:
      return std::string(kGaps[number]);
    case kNearPartnerBefore:
    case kNearPartnerAfter:
    case kNearOwnBefore:
    case kNearOwnAfter:
      return category(number / kMostLevel) + "_" + std::to_string(number % kMostLevel + 1);
    default:
      return std::to_string(number);
  }
}

// A level says all the lower ones too: a sum that is high is also middling.
void AddLevels(GroupId group, const Levels levels, Lister* out) {
  for (std::uint32_t c = 0; c < kCategoryCount; ++c) {
    const std::uint32_t level = LevelOf(levels, c);
    for (std::uint32_t l = 0; l < level; ++l) Add(group, c * kMostLevel + l, out);
  }
}

// -1 if the sub-code is none of the six categories'.
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

}  // namespace

std::size_t ScoreFeatureCount() { return kFirst[kGroupCount]; }

std::string ScoreFeatureName(ScoreFeature feature) {
  int group = 0;
  while (feature >= kFirst[group + 1]) ++group;
  return std::string(kGroupNames[group]) + ":" + NameIn(group, feature - kFirst[group]);
}

Levels LevelsOf(const ScoreSum& sum) {
  constexpr std::int32_t kFrom[kMostLevel] = {-192, -128, -64, 0, 64};  // 64ths of a logit
  Levels levels = 0;
  for (std::uint32_t c = 0; c < kCategoryCount; ++c) {
    Levels level = 0;
    for (const std::int32_t from : kFrom) level += sum[c] >= from ? 1 : 0;
    levels |= level << (c * kLevelBits);
  }
  return levels;
}

Levels Higher(Levels a, Levels b) {
  Levels higher = 0;
  for (std::uint32_t c = 0; c < kCategoryCount; ++c) {
    const Levels mask = ((1u << kLevelBits) - 1) << (c * kLevelBits);
    higher |= std::max(a & mask, b & mask);
  }
  return higher;
}

// Levels from four on are those whose highest bit is set.
bool IsTense(Levels levels) {
  constexpr Levels kLikely = 4;
  Levels likely = 0;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(Category::kRepair); ++c) {
    likely |= kLikely << (c * kLevelBits);
  }
  static_assert(kMostLevel < 2 * kLikely && kLevelBits == 3);
  return (levels & likely) != 0;
}

void NearFeatures(const NearLevels& near, std::vector<ScoreFeature>* out) {
  out->clear();
  Lister lister(out);
  AddLevels(kNearPartnerBefore, near.partner_before, &lister);
  AddLevels(kNearPartnerAfter, near.partner_after, &lister);
  AddLevels(kNearOwnBefore, near.own_before, &lister);
  AddLevels(kNearOwnAfter, near.own_after, &lister);
  for (std::uint32_t t = 0; t < std::min(near.tense, kTalkSteps); ++t) Add(kNearTalk, t, &lister);
  Add(kSecondLook, 0, &lister);
}

void NearFeatures(const NearMessages& neighbours, const std::vector<Levels>& levels,
                  std::vector<ScoreFeature>* out) {
  const auto at = [&](Position p) { return p == NearMessages::kNone ? Levels{0} : levels[p]; };
  NearLevels near;
  for (const Position p : neighbours.partner_before) {
    near.partner_before = Higher(near.partner_before, at(p));
  }
  for (const Position p : neighbours.partner_after) {
    near.partner_after = Higher(near.partner_after, at(p));
  }
  near.own_before = at(neighbours.own_before);
  near.own_after = at(neighbours.own_after);
  for (const Position p : neighbours.talk) near.tense += IsTense(at(p)) ? 1 : 0;
  NearFeatures(near, out);
}

bool IsNearFeature(ScoreFeature feature) { return feature >= kFirst[kNearPartnerBefore]; }

ScoreFeatures::ScoreFeatures(const Timeline& timeline, const std::vector<Rule>& rules,
                             const std::vector<Flag>& flags)
    : timeline_(timeline), rules_(rules), flags_(flags), categories_(timeline.size(), 0) {
  for (std::uint32_t k = 0; k < timeline.hits(); ++k) {
    const Flag& flag = flags[timeline.HitIndex(k)];
    const auto category = static_cast<unsigned>(CategoryOf(flag, rules[flag.hit.rule]));
    if (!flag.counts || category >= kCountedCategories) continue;
    categories_[HitPosition(k)] |= static_cast<std::uint8_t>(1u << category);
  }
}

ScoreFeatures::Hits ScoreFeatures::HitsOf(Position p) const {
  // Messages are asked for one after the other: the last answer is near.
  std::uint32_t k = last_hit_;
  while (k > 0 && HitPosition(k - 1) >= p) --k;
  while (k < timeline_.hits() && HitPosition(k) < p) ++k;
  last_hit_ = k;
  Hits hits{k, k};
  while (hits.end < timeline_.hits() && HitPosition(hits.end) == p) ++hits.end;
  return hits;
}

Position ScoreFeatures::Before(Position p) const {
  while (p > 0) {
    --p;
    if (!IsNotice(timeline_.Facts(p))) return p;
  }
  return kNone;
}

Position ScoreFeatures::After(Position p) const {
  for (++p; p < timeline_.size(); ++p) {
    if (!IsNotice(timeline_.Facts(p))) return p;
  }
  return kNone;
}

// Asked of one message after the other, a long run is walked through once: what is known of the
// message asked about before holds here too, if only the sender's own lie between.
ScoreFeatures::Run ScoreFeatures::OwnRunBefore(Position p) const {
  const std::uint16_t sender = SenderAt(p);
  Run run;
  Position at = Before(p);
  for (; at != kNone && SenderAt(at) == sender; at = Before(at)) {
    ++run.messages;
    if (at != last_run_at_) continue;
    run.messages += last_run_.messages;
    at = last_run_.before;
    break;
  }
  run.before = at;
  last_run_at_ = p;
  last_run_ = run;
  return run;
}

Position ScoreFeatures::AfterOwnRun(Position p) const {
  if (p >= own_from_ && p < own_to_) return own_to_ < timeline_.size() ? own_to_ : kNone;
  const std::uint16_t sender = SenderAt(p);
  Position at = After(p);
  while (at != kNone && SenderAt(at) == sender) at = After(at);
  own_from_ = p;
  own_to_ = std::min(at, timeline_.size());
  return at;
}

template <typename Sink>
void ScoreFeatures::AddOwn(Position p, Sink* out) const {
  const MessageFacts& facts = timeline_.Facts(p);
  AddBits(kOwn, facts.features, out);
  Add(kLength, static_cast<std::uint32_t>(LengthClass(facts.words)), out);
}

template <typename Sink>
void ScoreFeatures::AddHits(Position p, Sink* out) const {
  const Hits hits = HitsOf(p);
  if (hits.begin == hits.end) return;
  of_hits_.clear();
  Lister found(&of_hits_);
  for (std::uint32_t k = hits.begin; k < hits.end; ++k) {
    const Flag& flag = flags_[timeline_.HitIndex(k)];
    const Rule& rule = rules_[flag.hit.rule];
    const auto category = static_cast<std::uint32_t>(rule.category);
    if (category < kCategoryCount) {
      Add(kCategoryState, category * kStateCount + StateOf(flag), &found);
    }
    const int subcode = SubcodeNumber(rule.subcode);
    if (subcode >= 0) {
      Add(kSubcodeState, static_cast<std::uint32_t>(subcode) * kStateCount + StateOf(flag), &found);
    }
  }
  // Two hits of one kind say it once.
  std::sort(of_hits_.begin(), of_hits_.end());
  of_hits_.erase(std::unique(of_hits_.begin(), of_hits_.end()), of_hits_.end());
  for (const ScoreFeature feature : of_hits_) out->Add(feature);
}

// The partner's last messages before `p`, at most six, and the sender's own last message.
template <typename Sink>
void ScoreFeatures::AddBefore(Position p, Sink* out) const {
  constexpr int kTurn = 6, kNear = 4;
  const std::uint16_t sender = SenderAt(p);
  const Position last = Before(p);
  const auto [run, before] = OwnRunBefore(p);
  Position at = before;
  if (last != kNone) {
    const std::uint32_t gap = SecondsBetween(timeline_.Facts(last).sent, timeline_.Facts(p).sent);
    Add(run == 0 ? kGapReply : kGapOwn, GapClass(gap), out);
    if (run > 0) AddBits(kOwnBefore, categories_[last], out);
  }
  Add(kRun, at == kNone ? 4 : std::min(run, 3u), out);
  std::uint32_t bits = 0, signs = 0;
  int steps = 0;
  for (; at != kNone && SenderAt(at) != sender && steps < kTurn; at = Before(at), ++steps) {
    bits |= timeline_.Facts(at).features;
    signs |= categories_[at];
  }
  AddBits(kBeforeBits, bits, out);
  AddBits(kBeforeSigns, signs, out);
  if (run == 0 && at != kNone && SenderAt(at) == sender && steps < kNear) {
    AddBits(kOwnBefore, categories_[at], out);
  }
}

// The partner's answer, at most four messages.
template <typename Sink>
void ScoreFeatures::AddAfter(Position p, Sink* out) const {
  constexpr int kTurn = 4;
  const std::uint16_t sender = SenderAt(p);
  const Position next = After(p);
  if (next != kNone && SenderAt(next) == sender) Add(kMore, 0, out);
  Position at = AfterOwnRun(p);
  if (at == kNone) return;
  Add(kGapAfter, GapClass(SecondsBetween(timeline_.Facts(p).sent, timeline_.Facts(at).sent)), out);
  std::uint32_t bits = 0, signs = 0;
  for (int i = 0; i < kTurn && at != kNone && SenderAt(at) != sender; ++i, at = After(at)) {
    bits |= timeline_.Facts(at).features;
    signs |= categories_[at];
  }
  AddBits(kAfterBits, bits, out);
  AddBits(kAfterSigns, signs, out);
}

NearMessages ScoreFeatures::NearMessagesOf(Position p) const {
  NearMessages near;
  near.partner_before.fill(kNone);
  near.partner_after.fill(kNone);
  near.talk.fill(kNone);
  const std::uint16_t sender = SenderAt(p);
  Position at = Before(p);
  for (std::size_t i = 0; i < NearMessages::kTalk && at != kNone; ++i, at = Before(at)) {
    near.talk[i] = at;
  }
  at = Before(p);
  if (at != kNone && SenderAt(at) == sender) near.own_before = at;
  at = OwnRunBefore(p).before;
  for (std::size_t i = 0; i < NearMessages::kBefore && at != kNone && SenderAt(at) != sender;
       ++i, at = Before(at)) {
    near.partner_before[i] = at;
  }
  if (near.own_before == kNone && at != kNone && SenderAt(at) == sender) near.own_before = at;
  at = After(p);
  if (at != kNone && SenderAt(at) == sender) near.own_after = at;
  at = AfterOwnRun(p);
  for (std::size_t i = 0; i < NearMessages::kAfter && at != kNone && SenderAt(at) != sender;
       ++i, at = After(at)) {
    near.partner_after[i] = at;
  }
  return near;
}

std::uint32_t ScoreFeatures::TenseOfTen(Position p) const {
  constexpr std::uint32_t kTension = (1u << static_cast<unsigned>(Category::kRepair)) - 1;
  std::uint32_t tense = 0;
  Position at = Before(p);
  for (int i = 0; i < 10 && at != kNone; ++i, at = Before(at)) {
    tense += (categories_[at] & kTension) != 0 ? 1 : 0;
  }
  return tense;
}

template <typename Sink>
void ScoreFeatures::AddTalk(Position p, Sink* out) const {
  Add(kTense, std::min(TenseOfTen(p), 4u), out);
}

template <typename Sink>
void ScoreFeatures::AddAround(Position p, Sink* out) const {
  AddHits(p, out);
  AddBefore(p, out);
  AddAfter(p, out);
  AddTalk(p, out);
}

void ScoreFeatures::Collect(Position p, std::vector<ScoreFeature>* out) const {
  out->clear();
  Lister lister(out);
  AddOwn(p, &lister);
  AddAround(p, &lister);
}

void ScoreFeatures::CollectAround(Position p, std::vector<ScoreFeature>* out) const {
  out->clear();
  Lister lister(out);
  AddAround(p, &lister);
}

ScoreSum ScoreFeatures::SumAround(Position p, const std::vector<ScoreSum>& weights) const {
  Summer summer(weights);
  AddAround(p, &summer);
  return summer.sum();
}

NearWeights::NearWeights(const std::vector<ScoreSum>& weights) {
  constexpr GroupId kGroups[kNeighbours] = {kNearPartnerBefore, kNearPartnerAfter, kNearOwnBefore,
                                            kNearOwnAfter};
  for (std::size_t g = 0; g < kNeighbours; ++g) {
    for (std::uint32_t c = 0; c < kCategoryCount; ++c) {
      ScoreSum sum{};
      for (std::uint32_t level = 0; level < kMostLevel; ++level) {
        AddWeights(weights[kFirst[kGroups[g]] + c * kMostLevel + level], &sum);
        levels_[g][c][level + 1] = sum;
      }
    }
  }
  tense_[0] = weights[kFirst[kSecondLook]];
  for (std::uint32_t t = 0; t < kTalkSteps; ++t) {
    tense_[t + 1] = tense_[t];
    AddWeights(weights[kFirst[kNearTalk] + t], &tense_[t + 1]);
  }
}

void NearWeights::AddBefore(const NearLevels& near, ScoreSum* sum) const {
  AddLevels(0, near.partner_before, sum);
  AddLevels(2, near.own_before, sum);
  AddWeights(tense_[std::min(near.tense, kTalkSteps)], sum);
}

void NearWeights::AddAfter(const NearLevels& near, ScoreSum* sum) const {
  AddLevels(1, near.partner_after, sum);
  AddLevels(3, near.own_after, sum);
}

ScoreSum NearWeights::MostAfter() const {
  ScoreSum most{};
  for (const std::size_t g : {1, 3}) {
    for (const auto& by_level : levels_[g]) {
      for (std::size_t i = 0; i < most.size(); ++i) {
        std::int32_t best = 0;
        for (const ScoreSum& sum : by_level) best = std::max(best, sum[i]);
        most[i] += best;
      }
    }
  }
  return most;
}

void NearWeights::AddLevels(std::size_t group, Levels levels, ScoreSum* sum) const {
  for (std::uint32_t c = 0; levels != 0; ++c, levels >>= kLevelBits) {
    AddWeights(levels_[group][c][levels & ((1u << kLevelBits) - 1)], sum);
  }
}

}  // namespace ebb
