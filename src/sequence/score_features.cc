#include "sequence/score_features.h"

#include <algorithm>
#include <bit>
#include <initializer_list>

#include "lexicon/scorer.h"

namespace ebb {
namespace {

std::uint32_t GapClass(std::uint32_t seconds) {
  std::uint32_t gap_class = 0;
  for (const std::uint32_t from : {60u, 180u, 600u, 3600u, 21600u, 86400u}) {
    gap_class += seconds >= from ? 1 : 0;
  }
  return gap_class;
}

// At most what sixteen bits hold.
std::int32_t MinutesBetween(const MessageFacts& before, const MessageFacts& after) {
  return static_cast<std::int32_t>(std::min(SecondsBetween(before.sent, after.sent) / 60, 32'767u));
}

std::uint32_t StateOf(const Flag& flag) {
  if (flag.counts) return flag.confidence == Confidence::kHigh ? 0 : 1;
  return flag.reason == Reason::kVoidedInMessage ? 2 : 3;
}

}  // namespace

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
  AddFeatureBits(FeatureGroup::kOwn, facts.features, out);
  AddFeature(FeatureGroup::kLength, static_cast<std::uint32_t>(LengthClass(facts.words)), out);
}

template <typename Sink>
void ScoreFeatures::AddHits(Position p, Sink* out) const {
  const Hits hits = HitsOf(p);
  if (hits.begin == hits.end) return;
  of_hits_.clear();
  FeatureLister found(&of_hits_);
  for (std::uint32_t k = hits.begin; k < hits.end; ++k) {
    const Flag& flag = flags_[timeline_.HitIndex(k)];
    const Rule& rule = rules_[flag.hit.rule];
    const auto category = static_cast<std::uint32_t>(rule.category);
    if (category < kScoredCategories) {
      AddFeature(FeatureGroup::kCategoryState, category * kFlagStates + StateOf(flag), &found);
    }
    const int subcode = SubcodeNumber(rule.subcode);
    if (subcode >= 0) {
      AddFeature(FeatureGroup::kSubcodeState,
                 static_cast<std::uint32_t>(subcode) * kFlagStates + StateOf(flag), &found);
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
    AddFeature(run == 0 ? FeatureGroup::kGapReply : FeatureGroup::kGapOwn, GapClass(gap), out);
    if (run > 0) AddFeatureBits(FeatureGroup::kOwnBefore, categories_[last], out);
  }
  AddFeature(FeatureGroup::kRun, at == kNone ? 4 : std::min(run, 3u), out);
  std::uint32_t bits = 0, signs = 0;
  int steps = 0;
  for (; at != kNone && SenderAt(at) != sender && steps < kTurn; at = Before(at), ++steps) {
    bits |= timeline_.Facts(at).features;
    signs |= categories_[at];
  }
  AddFeatureBits(FeatureGroup::kBeforeBits, bits, out);
  AddFeatureBits(FeatureGroup::kBeforeSigns, signs, out);
  if (run == 0 && at != kNone && SenderAt(at) == sender && steps < kNear) {
    AddFeatureBits(FeatureGroup::kOwnBefore, categories_[at], out);
  }
}

// The partner's answer, at most four messages.
template <typename Sink>
void ScoreFeatures::AddAfter(Position p, Sink* out) const {
  constexpr int kTurn = 4;
  const std::uint16_t sender = SenderAt(p);
  const Position next = After(p);
  if (next != kNone && SenderAt(next) == sender) AddFeature(FeatureGroup::kMore, 0, out);
  Position at = AfterOwnRun(p);
  if (at == kNone) return;
  AddFeature(FeatureGroup::kGapAfter,
             GapClass(SecondsBetween(timeline_.Facts(p).sent, timeline_.Facts(at).sent)), out);
  std::uint32_t bits = 0, signs = 0;
  for (int i = 0; i < kTurn && at != kNone && SenderAt(at) != sender; ++i, at = After(at)) {
    bits |= timeline_.Facts(at).features;
    signs |= categories_[at];
  }
  AddFeatureBits(FeatureGroup::kAfterBits, bits, out);
  AddFeatureBits(FeatureGroup::kAfterSigns, signs, out);
}

NearMessages ScoreFeatures::NearMessagesOf(Position p) const {
  NearMessages near;
  near.partner_before.fill(kNone);
  near.partner_after.fill(kNone);
  near.talk.fill(kNone);
  near.next.fill(kNone);
  const std::uint16_t sender = SenderAt(p);
  Position at = Before(p);
  for (std::size_t i = 0; i < NearMessages::kTalk && at != kNone; ++i, at = Before(at)) {
    near.talk[i] = at;
  }
  at = After(p);
  for (std::size_t i = 0; i < kNextBeside && at != kNone; ++i, at = After(at)) near.next[i] = at;
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

// The sender's own messages right before, and the partner's turn before these.
void ScoreFeatures::AddPartnerTurn(Position p, TalkNumbers* talk) const {
  constexpr std::int32_t kMostOwn = 9, kMostOfPartner = 6;
  const std::uint16_t sender = SenderAt(p);
  Position at = Before(p);
  for (; at != kNone && SenderAt(at) == sender && talk->own_run < kMostOwn; at = Before(at)) {
    ++talk->own_run;
  }
  for (; at != kNone && SenderAt(at) != sender && talk->partner_messages < kMostOfPartner;
       at = Before(at)) {
    const MessageFacts& facts = timeline_.Facts(at);
    ++talk->partner_messages;
    talk->partner_words += facts.words;
    talk->partner_bits |= facts.features;
  }
}

// -1 = none, or not soon.
std::int32_t ScoreFeatures::MinutesToAnswer(Position p) const {
  constexpr int kMostOwn = 9;
  const std::uint16_t sender = SenderAt(p);
  Position at = After(p);
  for (int i = 0; i < kMostOwn && at != kNone && SenderAt(at) == sender; ++i) at = After(at);
  if (at == kNone || SenderAt(at) == sender) return -1;
  return MinutesBetween(timeline_.Facts(p), timeline_.Facts(at));
}

void ScoreFeatures::AddBeside(Position p, TalkNumbers* talk) const {
  const MessageFacts& facts = timeline_.Facts(p);
  const auto add = [&](std::size_t i, const MessageFacts& other, const MessageFacts& first,
                       const MessageFacts& second) {
    talk->own_beside[i] = other.sender == facts.sender;
    talk->minutes_beside[i] = MinutesBetween(first, second);
  };
  Position at = Before(p);
  for (std::size_t i = 0; i < kLastBeside && at != kNone; ++i, at = Before(at)) {
    add(i, timeline_.Facts(at), timeline_.Facts(at), facts);
  }
  at = After(p);
  for (std::size_t i = kLastBeside; i < kBeside && at != kNone; ++i, at = After(at)) {
    add(i, timeline_.Facts(at), facts, timeline_.Facts(at));
  }
}

TalkNumbers ScoreFeatures::TalkNumbersOf(Position p) const {
  const MessageFacts& facts = timeline_.Facts(p);
  TalkNumbers talk;
  const Position last = Before(p);
  if (last != kNone) {
    talk.minutes_before = MinutesBetween(timeline_.Facts(last), facts);
  }
  talk.minutes_after = MinutesToAnswer(p);
  talk.words = facts.words;
  talk.bits = facts.features;
  AddPartnerTurn(p, &talk);
  AddBeside(p, &talk);
  return talk;
}

bool ScoreFeatures::IsTenseAt(Position p) const {
  constexpr std::uint32_t kTension = (1u << static_cast<unsigned>(Category::kRepair)) - 1;
  return (categories_[p] & kTension) != 0;
}

// Asked of one message after the other, each message is taken in once.
std::uint32_t ScoreFeatures::TenseOfTen(Position p) const {
  constexpr std::uint32_t kTen = (1u << 10) - 1;
  if (p < tense_to_) {  // of one further back
    std::uint32_t tense = 0;
    Position at = Before(p);
    for (int i = 0; i < 10 && at != kNone; ++i, at = Before(at)) tense += IsTenseAt(at) ? 1 : 0;
    return tense;
  }
  for (; tense_to_ < p; ++tense_to_) {
    if (IsNotice(timeline_.Facts(tense_to_))) continue;
    tense_ = tense_ << 1 | (IsTenseAt(tense_to_) ? 1u : 0u);
  }
  return static_cast<std::uint32_t>(std::popcount(tense_ & kTen));
}

template <typename Sink>
void ScoreFeatures::AddTalk(Position p, Sink* out) const {
  AddFeature(FeatureGroup::kTense, std::min(TenseOfTen(p), 4u), out);
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
  FeatureLister lister(out);
  AddOwn(p, &lister);
  AddAround(p, &lister);
}

void ScoreFeatures::CollectAround(Position p, std::vector<ScoreFeature>* out) const {
  out->clear();
  FeatureLister lister(out);
  AddAround(p, &lister);
}

ScoreSum ScoreFeatures::SumAround(Position p, const std::vector<ScoreSum>& weights) const {
  FeatureSummer summer(weights);
  AddAround(p, &summer);
  return summer.sum();
}

}  // namespace ebb
