#include "sequence/decide.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "sequence/condition_trees.h"
#include "sequence/score_cursor.h"
#include "sequence/score_features.h"
#include "sequence/second_look.h"
#include "sequence/talk_reader.h"

namespace ebb {
namespace {

constexpr std::int32_t kForMissingGate = 32;  // half a logit

constexpr DecisionMargins kForWholeChats{};
// On scenes of films and talk at home (see lexicons/README.md) what rules alone flag as pressure or
// neglect is as often right as what the layer would leave of it; it has no say there.
constexpr DecisionMargins kForLess = [] {
  constexpr std::int32_t kNone = DecisionMargins::kNever;
  DecisionMargins margins;
  margins.kept_from = {-256, -192, -128, -kNone, -kNone, 0};
  margins.raised_from = {kNone, 128, 128, kNone, kNone, 192};
  margins.whole = false;
  return margins;
}();

// By feature number; without a scorer's row a circumstance weighs nothing.
std::vector<ScoreSum> WeightsByFeature(const Scorer& scorer) {
  std::unordered_map<std::string, const ScoreSum*> rows;
  for (const ScoreRow& row : scorer.context) rows.emplace(row.name, &row.weights);
  std::vector<ScoreSum> weights(ScoreFeatureCount());
  for (std::size_t f = 0; f < weights.size(); ++f) {
    const auto row = rows.find(ScoreFeatureName(static_cast<ScoreFeature>(f)));
    if (row != rows.end()) std::copy(row->second->begin(), row->second->end(), weights[f].begin());
  }
  return weights;
}

// The weights, and the rules that stand for what is raised.
class Weights {
 public:
  explicit Weights(const Lexicon& lexicon)
      : scorer_(lexicon.scorer()),
        context_(WeightsByFeature(scorer_)),
        near_(context_),
        trees_(scorer_),
        nets_(lexicon.talk_nets()),
        most_after_(near_.MostAfter()) {
    learned_.fill(-1);
    for (std::size_t r = 0; r < lexicon.rules().size(); ++r) {
      const Rule& rule = lexicon.rules()[r];
      const auto category = static_cast<std::size_t>(rule.category);
      if (rule.learned && category < learned_.size()) learned_[category] = static_cast<int>(r);
    }
  }

  const std::vector<ScoreSum>& context() const { return context_; }
  const NearWeights& near() const { return near_; }
  const ConditionTrees& trees() const { return trees_; }
  // Adds what every message starts with, and what its words say.
  void AddWords(const MessageScore& words, ScoreSum* sum) const {
    for (int i = 0; i < kScores; ++i) {
      const auto place = static_cast<std::size_t>(i);
      (*sum)[place] += scorer_.bias[place] + words.Sum(i);
    }
  }
  // Could what stands after the message, or the third look, still bring any category to zero?
  bool MayCount(const ScoreSum& sum) const { return trees_.MayCount(sum, most_after_); }
  // The same where the talk nets have their say too.
  bool MayReach(ScoreSum sum) const {
    AddWeights(most_after_, &sum);
    return trees_.MayReach(sum);
  }
  const TalkNets& nets() const { return nets_; }
  // `read` = have the talk nets had their say?
  bool Sure(std::size_t category, std::int32_t sum, std::int32_t distance, bool read) const {
    const ScoreSum& sure = read ? nets_.sure : scorer_.sure;
    return category < kDistanceCategories ? distance >= sure[kDistanceScore]
                                          : sum >= sure[category];
  }
  int LearnedRule(std::size_t category) const { return learned_[category]; }

 private:
  const Scorer& scorer_;
  const std::vector<ScoreSum> context_;
  const NearWeights near_;
  const ConditionTrees trees_;
  const TalkNets& nets_;
  const ScoreSum most_after_;
  std::array<int, kCountedCategories> learned_{};
};

// What the rules left of one category in one message.
struct Standing {
  std::vector<Flag*> counting;
  Flag* ungated = nullptr;  // its gate did not hold: a decision may make up for it
  bool settled = false;     // voided by the words themselves, or a boundary
};

Standing StandingOf(const std::vector<Flag*>& flags, const std::vector<Rule>& rules,
                    Category category) {
  Standing standing;
  for (Flag* const flag : flags) {
    if (rules[flag->hit.rule].category != category) continue;
    if (flag->counts) {
      standing.counting.push_back(flag);
    } else if (flag->reason == Reason::kGateMissing) {
      if (standing.ungated == nullptr) standing.ungated = flag;
    } else if (flag->reason != Reason::kOverlap) {
      standing.settled = true;
    }
  }
  return standing;
}

class Decider {
 public:
  Decider(const Timeline& timeline, const Lexicon& lexicon, const DecisionMargins& margins,
          std::vector<Flag>* flags)
      : timeline_(timeline),
        rules_(lexicon.rules()),
        margins_(margins),
        weights_(lexicon),
        features_(timeline, rules_, *flags),
        reader_(timeline, weights_.nets()),
        flags_(flags) {
    raised_.reserve(timeline.conversation().scores.size());  // room not touched costs nothing
  }

  // The first look at the next message of the talk: its circumstances and its words, if they are
  // handed on (else null). The second follows once it is known what stands after the message.
  void Look(Position p, const MessageScore* words, bool dangerous) {
    const std::uint16_t sender = timeline_.Facts(p).sender;
    Levels levels = 0;
    RoughSums sums;
    Seen seen;
    bool waits = false;
    if (words != nullptr) {
      seen = {features_.SumAround(p, weights_.context()),
              p,
              words->message,
              words->text_end(),
              0,
              before_.Of(sender),
              0,
              talk_,
              dangerous};
      weights_.AddWords(*words, &seen.sum);
      levels = LevelsOf(seen.sum);
      sums = RoughSums(seen.sum);
      weights_.near().AddBefore(seen.near, &seen.sum);
      // What cannot count any more, and has no hit that might be taken back, is left alone.
      const ScoreFeatures::Hits hits = features_.HitsOf(p);
      waits = hits.begin != hits.end || MayCount(seen.sum);
    }
    ++talk_;
    before_.Add(sender, levels, sums, timeline_.Facts(p).lead);
    waiting_.Add(sender, levels, sums, waits ? &seen : nullptr,
                 [this](Seen done, Levels after) { LookAgain(done, after); });
  }

  std::vector<Flag> TakeRaised() {
    waiting_.Finish([this](Seen done, Levels after) { LookAgain(done, after); });
    LookAtBatch();
    return std::move(raised_);
  }

 private:
  // What the third look is not asked about, the talk nets are not either.
  bool MayCount(const ScoreSum& sum) const {
    return reader_.reads() ? weights_.MayReach(sum) : weights_.MayCount(sum);
  }

  void LookAgain(Seen seen, Levels partner_after) {
    seen.near.partner_after = partner_after;
    seen.near.own_after = seen.own_after;
    weights_.near().AddAfter(seen.near, &seen.sum);
    const ConditionTrees& trees = weights_.trees();
    const ScoreFeatures::Hits hits = features_.HitsOf(seen.position);
    const bool reached = trees.MayReach(seen.sum);
    const bool may_count = reader_.reads() ? reached : trees.MayCount(seen.sum, {});
    if (hits.begin == hits.end && !may_count) return;
    if (!reached) return Decide(seen, hits, false);
    const TalkNumbers talk = features_.TalkNumbersOf(seen.position);
    batch_.Add(LookInputsOf(seen.sum, seen.near, talk), seen.sum);
    in_batch_.emplace_back(seen, hits);
    if (batch_.full()) LookAtBatch();
  }

  void LookAtBatch() {
    weights_.trees().Add(&batch_);
    for (std::size_t i = 0; i < batch_.size(); ++i) {
      auto& [seen, hits] = in_batch_[i];
      seen.sum = batch_.Sum(i);
      if (reader_.reads()) JoinTalkSum(weights_.nets(), reader_.SumOf(seen.talk), &seen.sum);
      Decide(seen, hits, reader_.reads());
    }
    batch_.Clear();
    in_batch_.clear();
  }

  // `read` = the talk nets have had their say.
  void Decide(const Seen& seen, const ScoreFeatures::Hits& hits, bool read) {
    const Position p = seen.position;
    ScoreSum sum = seen.sum;
    const std::int32_t distance = JoinDistance(&sum);
    if (hits.begin == hits.end) return DecideWithoutHits(seen, sum, distance, read);
    of_message_.clear();
    for (std::uint32_t k = hits.begin; k < hits.end; ++k) {
      of_message_.push_back(&(*flags_)[timeline_.HitIndex(k)]);
    }
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      const auto category = static_cast<Category>(c);
      const Standing standing = StandingOf(of_message_, rules_, category);
      const Confidence confidence = ConfidenceOf(c, sum[c], distance, read);
      const bool refusal_after_threat = seen.dangerous && category <= Category::kAvoidance;
      if (sum[c] < margins_.kept_from[c]) {
        for (Flag* const flag : standing.counting) TakeBack(flag);
      } else if (!standing.counting.empty()) {
        Keep(standing.counting, c, sum[c], confidence);
      } else if (standing.settled || refusal_after_threat || sum[c] < margins_.raised_from[c]) {
        continue;
      } else if (standing.ungated != nullptr) {
        // Everyday wording in an everyday place needs more to count; "ok" and "night" alone, some
        // tension before them.
        const bool calm = category == Category::kShutdown && standing.ungated->hit.whole_message &&
                          features_.TenseOfTen(p) == 0;
        if (sum[c] >= kForMissingGate && !calm) Count(confidence, standing.ungated);
      } else {
        Raise(seen, category, sum[kAboutPartnerScore] > 0, confidence);
      }
    }
  }

  // What the rules flagged stays, as sure as the sum says; of less than a whole chat as sure as it
  // was, unless the sum speaks against it and has a say.
  void Keep(const std::vector<Flag*>& flags, std::size_t category, std::int32_t sum,
            Confidence confidence) const {
    const bool by_rules = margins_.kept_from[category] == -DecisionMargins::kNever;
    if (by_rules || (!margins_.whole && sum >= 0)) return;
    for (Flag* const flag : flags) flag->confidence = confidence;
  }

  // As Decide does, where the rules left nothing.
  void DecideWithoutHits(const Seen& seen, const ScoreSum& sum, std::int32_t distance, bool read) {
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      const auto category = static_cast<Category>(c);
      if (sum[c] < margins_.raised_from[c]) continue;
      if (seen.dangerous && category <= Category::kAvoidance) continue;
      Raise(seen, category, sum[kAboutPartnerScore] > 0, ConfidenceOf(c, sum[c], distance, read));
    }
  }

  Confidence ConfidenceOf(std::size_t category, std::int32_t sum, std::int32_t distance,
                          bool read) const {
    const bool sure = margins_.whole && weights_.Sure(category, sum, distance, read);
    return sure ? Confidence::kHigh : Confidence::kLow;
  }

  static void TakeBack(Flag* flag) {
    flag->counts = false;
    flag->reason = Reason::kOutweighed;
    flag->evidence = kNoMessage;
  }
  static void Count(Confidence confidence, Flag* flag) {
    flag->counts = true;
    flag->confidence = confidence;
    flag->reason = Reason::kAddsUp;
  }
  void Raise(const Seen& seen, Category category, bool of_partner, Confidence confidence) {
    const int rule = weights_.LearnedRule(static_cast<std::size_t>(category));
    if (rule < 0) return;
    Flag flag;
    flag.hit.message = seen.message;
    flag.hit.range = {0, seen.text_end};
    flag.hit.rule = static_cast<RuleId>(rule);
    flag.hit.about = category <= Category::kAvoidance
                         ? (of_partner ? About::kPartner : About::kSelf)
                         : rules_[flag.hit.rule].about;
    Count(confidence, &flag);
    raised_.push_back(flag);
  }

  const Timeline& timeline_;
  const std::vector<Rule>& rules_;
  const DecisionMargins& margins_;
  const Weights weights_;
  // Knows the flags of other messages as the rules left them: no decision leans on another.
  const ScoreFeatures features_;
  TalkReader reader_;
  std::vector<Flag>* flags_;
  std::uint32_t talk_ = 0;  // messages of the talk so far
  MessagesBefore before_;
  WaitingMessages waiting_;
  LookBatch batch_;
  std::vector<std::pair<Seen, ScoreFeatures::Hits>> in_batch_;  // what is in it, with its hits
  std::vector<Flag*> of_message_;
  std::vector<Flag> raised_;
};

// Puts `raised` among the flags; both stand in order afterwards. From the back, so that nothing is
// held twice.
void Merge(const std::vector<Flag>& raised, std::vector<Flag>* flags) {
  const auto before = [](const Flag& a, const Flag& b) {
    return std::tuple(a.hit.message, a.hit.range.begin, a.hit.range.end, a.hit.rule) <
           std::tuple(b.hit.message, b.hit.range.begin, b.hit.range.end, b.hit.rule);
  };
  std::size_t left = flags->size(), right = raised.size();
  flags->resize(left + right);
  for (std::size_t to = flags->size(); right > 0;) {
    const bool takes_left = left > 0 && before(raised[right - 1], (*flags)[left - 1]);
    (*flags)[--to] = takes_left ? (*flags)[--left] : raised[--right];
  }
}

void Sort(std::vector<Flag>* raised) {
  std::sort(raised->begin(), raised->end(), [](const Flag& a, const Flag& b) {
    return std::tuple(a.hit.message, a.hit.range.end, a.hit.rule) <
           std::tuple(b.hit.message, b.hit.range.end, b.hit.rule);
  });
}

std::vector<Flag> Raised(const Timeline& timeline, const Lexicon& lexicon,
                         const DecisionMargins& margins, const std::vector<bool>& dangerous,
                         SequenceResult* result) {
  Decider decider(timeline, lexicon, margins, &result->flags);
  ScoreCursor scores(timeline, true);
  for (Position p = 0; p < timeline.size(); ++p) {
    const bool scored = scores.position() == p;
    if (!IsNotice(timeline.Facts(p))) {
      decider.Look(p, scored ? &scores.score() : nullptr, scored && dangerous[scores.index()]);
    }
    if (scored) scores.Next();
  }
  return decider.TakeRaised();
}

}  // namespace

const DecisionMargins& MarginsFor(LayerTrust trust) {
  return trust == LayerTrust::kWhole ? kForWholeChats : kForLess;
}

void DecideByScore(const Timeline& timeline, const Lexicon& lexicon, const DecisionMargins& margins,
                   const std::vector<bool>& dangerous, const std::function<void()>& release_scores,
                   SequenceResult* result) {
  if (timeline.conversation().scores.empty() || lexicon.scorer().empty()) return;
  std::vector<Flag> raised = Raised(timeline, lexicon, margins, dangerous, result);
  release_scores();
  Sort(&raised);
  Merge(raised, &result->flags);
}

}  // namespace ebb
