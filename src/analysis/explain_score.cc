#include "analysis/explain_score.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>
#include <utility>

#include "chat/facts.h"
#include "lexicon/scorer.h"
#include "sequence/decide.h"

namespace ebb {
namespace {

// What so much of the nets' sum is in the joined one.
std::int32_t OfNets(std::int32_t sum) {
  return static_cast<std::int32_t>(std::int64_t{sum} * kNetsPart / (kNetsPart + kLooksPart));
}

// "sum:distance>=-40, not minutes_before>=60, words>=4".
std::string ConditionsOf(const ScoreTree& tree, std::size_t held) {
  std::string text;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    if (i > 0) text += ", ";
    if ((held >> i & 1) == 0) text += "not ";
    text += tree.conditions[i].input + ">=" + std::to_string(tree.conditions[i].from);
  }
  return text;
}

}  // namespace

ScoreExplainer::ScoreExplainer(const Conversation& conversation, const Lexicon& lexicon,
                               const std::vector<MessageIndex>& order,
                               const std::vector<Flag>& by_rules)
    : conversation_(conversation),
      scorer_(lexicon.scorer()),
      timeline_(conversation, order),
      features_(timeline_, lexicon.rules(), by_rules),
      trees_(scorer_),
      nets_(lexicon.talk_nets()),
      reader_(timeline_, nets_),
      trust_(LayerTrustIn(conversation, lexicon)) {
  if (!order.empty()) {
    position_of_.resize(order.size());
    for (Position p = 0; p < order.size(); ++p) position_of_[order[p]] = p;
  }
  for (const ScoreRow& row : scorer_.words) words_.emplace(row.name, &row.weights);
  for (const ScoreRow& row : scorer_.context) context_.emplace(row.name, &row.weights);
  if (trust_ != LayerTrust::kNone) TakeFirstLook();
}

Position ScoreExplainer::PositionOf(MessageIndex message) const {
  return position_of_.empty() ? message : position_of_[message];
}

std::vector<ScoreExplainer::Part> ScoreExplainer::PartsOf(
    const std::vector<ScoreFeature>& features) const {
  std::vector<Part> parts;
  for (const ScoreFeature feature : features) {
    const std::string name = ScoreFeatureName(feature);
    const auto row = context_.find(name);
    if (row != context_.end()) parts.push_back({name, row->second});
  }
  return parts;
}

// What the first look makes of every message: the second sees it of the neighbours.
void ScoreExplainer::TakeFirstLook() {
  levels_.resize(timeline_.size(), 0);
  sums_.resize(timeline_.size());
  std::vector<ScoreFeature> found;
  for (const MessageScore& score : conversation_.scores) {
    if (IsNotice(conversation_.facts[score.message])) continue;
    const Position position = PositionOf(score.message);
    features_.CollectAround(position, &found);
    ScoreSum sum = scorer_.bias;
    for (int c = 0; c < kScores; ++c) sum[static_cast<std::size_t>(c)] += score.Sum(c);
    for (const Part& part : PartsOf(found)) {
      for (std::size_t c = 0; c < kScores; ++c) sum[c] += (*part.weights)[c];
    }
    levels_[position] = LevelsOf(sum);
    sums_[position] = RoughSums(sum);
  }
}

// Its words, its pairs of words, and its shape.
std::vector<ScoreExplainer::Part> ScoreExplainer::OwnParts(
    MessageIndex message, const std::vector<std::string>& compared) const {
  std::vector<Part> parts;
  const auto add = [&](const auto& table, const std::string& name, const std::string& shown) {
    const auto row = table.find(name);
    if (row != table.end()) parts.push_back({shown, row->second});
  };
  std::string last = "^";
  const auto add_pair = [&](const std::string& word) {
    if (last.empty() || word.empty()) return;
    last += ' ';
    last += word;
    add(words_, last, "words " + last);
  };
  for (const std::string& word : compared) {
    if (!word.empty()) add(words_, word, "word " + word);
    add_pair(word);
    last = word;
  }
  if (!compared.empty()) add_pair("$");
  const MessageFacts& facts = conversation_.facts[message];
  // What the format says comes later and weighs nothing.
  for (std::uint32_t rest = facts.features & ~kFeaturesOfFormat; rest != 0; rest &= rest - 1) {
    const std::string name = "own:" + std::string(FeatureBitName(std::countr_zero(rest)));
    add(context_, name, name);
  }
  const std::string length = "words:" + std::string(LengthClassName(LengthClass(facts.words)));
  add(context_, length, length);
  return parts;
}

std::vector<ScoreExplainer::Part> ScoreExplainer::PartsAround(MessageIndex message) const {
  std::vector<ScoreFeature> found, near;
  features_.CollectAround(PositionOf(message), &found);
  const NearMessages neighbours = features_.NearMessagesOf(PositionOf(message));
  NearFeatures(neighbours, levels_, &near);
  found.insert(found.end(), near.begin(), near.end());
  std::vector<Part> parts = PartsOf(found);
  const std::string lead =
      ScoreFeatureName(static_cast<ScoreFeature>(FirstFeature(FeatureGroup::kNearLead)));
  const auto row = context_.find(lead);
  if (row == context_.end()) return parts;
  const std::int32_t quarters =
      LeadBefore(neighbours, [this](Position p) { return timeline_.Facts(p).lead; });
  if (quarters != 0) parts.push_back({lead, row->second, quarters});
  return parts;
}

// One score of a message: `words` as the text pass handed them on, or null.
CategoryDecision ScoreExplainer::DecisionOf(std::size_t score, const std::vector<Part>& own,
                                            const std::vector<Part>& around,
                                            const MessageScore* words) const {
  CategoryDecision decision;
  decision.category = static_cast<Category>(score);
  decision.base = scorer_.bias[score];
  decision.sure = scorer_.sure[score];
  int own_sum = 0;
  const auto add = [&](const Part& part, int* sum) {
    const int weight = part.times * (*part.weights)[score];
    *sum += weight;
    if (weight != 0) decision.parts.push_back({part.name, weight});
  };
  for (const Part& part : own) add(part, &own_sum);
  for (const Part& part : around) add(part, &decision.around);
  // The text pass hands on whole eighths, each weight of a word within 127 64ths.
  decision.words = words != nullptr ? words->Sum(static_cast<int>(score)) : own_sum;
  if (decision.words != own_sum) decision.parts.push_back({"rounding", decision.words - own_sum});
  decision.sum = decision.base + decision.words + decision.around;
  return decision;
}

void ScoreExplainer::AddThirdLook(MessageIndex message,
                                  std::vector<CategoryDecision>* decisions) const {
  constexpr std::int32_t kShown = 64;  // 1024ths of a logit
  ScoreSum sum;
  sum.fill(std::numeric_limits<std::int32_t>::min() / 2);
  for (std::size_t i = 0; i < decisions->size(); ++i) sum[ScoreOfLookSum(i)] = (*decisions)[i].sum;
  const Position p = PositionOf(message);
  const NearMessages neighbours = features_.NearMessagesOf(p);
  NearLevels near = NearLevelsOf(neighbours, levels_);
  near.lead = LeadBefore(neighbours, [this](Position at) { return timeline_.Facts(at).lead; });
  SetBeside(neighbours, sums_, &near);
  const LookInputs inputs = LookInputsOf(sum, near, features_.TalkNumbersOf(p));
  const std::vector<ConditionTrees::Outcome> outcomes = trees_.OutcomesOf(inputs, sum);
  for (std::size_t i = 0; i < decisions->size(); ++i) {
    CategoryDecision& decision = (*decisions)[i];
    std::int32_t all = 0, told = 0;
    for (std::size_t row = 0; row < outcomes.size(); ++row) {
      const ScoreTree& tree = scorer_.trees[row];
      if (tree.score != ScoreOfLookSum(i)) continue;
      const auto [held, value] = outcomes[row];
      all += value;
      if (std::abs(value) < kShown) continue;
      const std::int32_t weight = value / 16;
      decision.parts.push_back({"if " + ConditionsOf(tree, held), weight});
      told += weight;
    }
    const std::int32_t third = (all + 8) >> 4;
    if (third != told) decision.parts.push_back({"other conditions", third - told});
    decision.around += third;
    decision.sum += third;
  }
}

bool ScoreExplainer::Reached(const std::vector<CategoryDecision>& decisions) const {
  ScoreSum sum;
  sum.fill(std::numeric_limits<std::int32_t>::min() / 2);
  for (std::size_t i = 0; i < decisions.size(); ++i) sum[ScoreOfLookSum(i)] = decisions[i].sum;
  return trees_.MayReach(sum);
}

// What each message adds is what would be missing without its words. Such differences do not add up
// to all the nets say: what is left is told as the rest. Where nothing comes near counting they are
// not looked for: each takes its time.
void ScoreExplainer::AddTalk(MessageIndex message, std::vector<CategoryDecision>* decisions) const {
  constexpr std::size_t kBefore = 6, kAfter = 3;
  // A logit and a half below what is kept of the first three.
  const std::int32_t near = MarginsFor(trust_).kept_from[0] - 96;
  const std::size_t place = reader_.PlaceOf(PositionOf(message));
  const ScoreSum read = reader_.SumOf(place);
  std::vector<std::pair<std::string, ScoreSum>> missing;
  const auto joined_of = [&](std::size_t i) {
    ScoreSum joined{};
    joined[ScoreOfLookSum(i)] = (*decisions)[i].sum;
    JoinTalkSum(nets_, read, &joined);
    return joined[ScoreOfLookSum(i)];
  };
  bool any_near = false;
  for (std::size_t i = 0; i < decisions->size(); ++i) any_near |= joined_of(i) >= near;
  const auto add = [&](const std::string& name, std::size_t wordless) {
    if (any_near) missing.emplace_back(name, reader_.SumWithout(place, wordless));
  };
  add("talk_own", place);
  for (std::size_t i = 1; i <= std::min(kBefore, place); ++i) {
    add("talk_before:" + std::to_string(i), place - i);
  }
  for (std::size_t i = 1; i <= kAfter && place + i < reader_.size(); ++i) {
    add("talk_after:" + std::to_string(i), place + i);
  }
  for (std::size_t i = 0; i < decisions->size(); ++i) {
    CategoryDecision& decision = (*decisions)[i];
    const std::size_t score = ScoreOfLookSum(i);
    const std::int32_t joined = joined_of(i);
    decision.talk = joined - decision.sum;
    decision.sum = joined;
    decision.sure = nets_.sure[score];
    std::int32_t rest = OfNets(read[score]);
    const std::int32_t start = nets_.bias[score], less = decision.talk - rest - start;
    if (start != 0) decision.parts.push_back({"talk_start", start});
    if (less != 0) decision.parts.push_back({"talk_less", less});
    for (const auto& [name, without] : missing) {
      const std::int32_t weight = OfNets(read[score] - without[score]);
      if (weight != 0) decision.parts.push_back({name, weight});
      rest -= weight;
    }
    if (rest != 0) decision.parts.push_back({"talk_rest", rest});
  }
}

// The first three and distance together, as the decision layer joins them.
void ScoreExplainer::Join(std::vector<CategoryDecision>* decisions) const {
  ScoreSum sum{};
  for (std::size_t c = 0; c < kDistanceCategories; ++c) sum[c] = (*decisions)[c].sum;
  const CategoryDecision& distance = decisions->back();
  sum[kDistanceScore] = distance.sum;
  const std::int32_t joined = JoinDistance(&sum);
  for (std::size_t c = 0; c < kDistanceCategories; ++c) {
    CategoryDecision& decision = (*decisions)[c];
    decision.shared = sum[c] - decision.sum;
    decision.sum = sum[c];
    decision.sure = distance.sure;
    decision.joined = joined;
    decision.surely = trust_ == LayerTrust::kWhole && sum[c] >= 0 && joined >= distance.sure;
    if (decision.shared != 0) decision.parts.push_back({"any distance", decision.shared});
  }
}

void ScoreExplainer::Read(MessageIndex message, const std::vector<std::string>& compared,
                          ExplainedMessage* explained) const {
  if (scorer_.empty()) return;
  explained->layer = LayerState::kAside;
  if (trust_ == LayerTrust::kNone || IsNotice(conversation_.facts[message])) return;
  const auto score = std::lower_bound(
      conversation_.scores.begin(), conversation_.scores.end(), message,
      [](const MessageScore& at, MessageIndex wanted) { return at.message < wanted; });
  const bool looked = score != conversation_.scores.end() && score->message == message;
  const bool whole = trust_ == LayerTrust::kWhole;
  explained->layer = !looked ? LayerState::kNotLooked
                     : whole ? LayerState::kDecided
                             : LayerState::kCautious;
  const std::vector<Part> own = OwnParts(message, compared);
  const std::vector<Part> around = looked ? PartsAround(message) : std::vector<Part>();
  const MessageScore* const words = looked ? &*score : nullptr;
  std::vector<CategoryDecision> decisions;
  for (std::size_t i = 0; i < kLookSums; ++i) {
    decisions.push_back(DecisionOf(ScoreOfLookSum(i), own, around, words));
  }
  const bool read = looked && reader_.reads() && Reached(decisions);
  if (looked) AddThirdLook(message, &decisions);
  if (read) AddTalk(message, &decisions);
  for (std::size_t c = 0; c < kCountedCategories; ++c) {
    CategoryDecision& decision = decisions[c];
    decision.joined = decision.sum;
    decision.surely = trust_ == LayerTrust::kWhole && decision.sum >= std::max(0, decision.sure);
    decision.kept_from = MarginsFor(trust_).kept_from[c];
    decision.counts_from = MarginsFor(trust_).raised_from[c];
  }
  Join(&decisions);
  for (CategoryDecision& decision : decisions) {
    std::stable_sort(decision.parts.begin(), decision.parts.end(),
                     [](const Contribution& a, const Contribution& b) {
                       return std::abs(a.weight) > std::abs(b.weight);
                     });
  }
  explained->distance = std::move(decisions.back());
  decisions.pop_back();
  explained->decisions = std::move(decisions);
}

}  // namespace ebb
