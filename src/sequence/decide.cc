#include "sequence/decide.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "sequence/score_features.h"

namespace ebb {
namespace {

constexpr std::int32_t kForMissingGate = 32;  // half a logit

// The weights by feature number, and the rules that stand for what is raised.
class Weights {
 public:
  explicit Weights(const Lexicon& lexicon)
      : scorer_(lexicon.scorer()), context_(ScoreFeatureCount()) {
    std::unordered_map<std::string, const ScoreSum*> rows;
    for (const ScoreRow& row : scorer_.context) rows.emplace(row.name, &row.weights);
    for (std::size_t f = 0; f < context_.size(); ++f) {
      const auto row = rows.find(ScoreFeatureName(static_cast<ScoreFeature>(f)));
      if (row != rows.end()) context_[f] = *row->second;
    }
    for (std::size_t f = 0; f < context_.size(); ++f) {
      if (!IsNearFeature(static_cast<ScoreFeature>(f))) continue;
      for (std::size_t i = 0; i < kScores; ++i) reach_[i] += std::max(context_[f][i], 0);
    }
    learned_.fill(-1);
    for (std::size_t r = 0; r < lexicon.rules().size(); ++r) {
      const Rule& rule = lexicon.rules()[r];
      const auto category = static_cast<std::size_t>(rule.category);
      if (rule.learned && category < learned_.size()) learned_[category] = static_cast<int>(r);
    }
  }

  ScoreSum Sum(const MessageScore& words, const std::vector<ScoreFeature>& features) const {
    ScoreSum sum = scorer_.bias;
    for (int i = 0; i < kScores; ++i) sum[static_cast<std::size_t>(i)] += words.Sum(i);
    Add(features, &sum);
    return sum;
  }
  void Add(const std::vector<ScoreFeature>& features, ScoreSum* sum) const {
    for (const ScoreFeature feature : features) {
      for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += context_[feature][i];
    }
  }
  // Could the second look still bring any category to zero?
  bool MayCount(const ScoreSum& sum) const {
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      if (sum[c] + reach_[c] >= 0) return true;
    }
    return false;
  }
  bool Sure(std::size_t category, std::int32_t sum) const { return sum >= scorer_.sure[category]; }
  int LearnedRule(std::size_t category) const { return learned_[category]; }

 private:
  const Scorer& scorer_;
  std::vector<ScoreSum> context_;
  ScoreSum reach_{};  // the most that the second look can add
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
  Decider(const Timeline& timeline, const Lexicon& lexicon, std::vector<Flag>* flags)
      : timeline_(timeline),
        rules_(lexicon.rules()),
        weights_(lexicon),
        features_(timeline, rules_, *flags),
        flags_(flags),
        levels_(timeline.size(), 0) {
    raised_.reserve(timeline.conversation().scores.size());  // room not touched costs nothing
  }

  // The first look: words and circumstances. What cannot count any more, and has no hit that might
  // be taken back, is left alone.
  void Look(Position p, const MessageScore& words, bool dangerous) {
    features_.CollectAround(p, &circumstances_);
    const ScoreSum sum = weights_.Sum(words, circumstances_);
    levels_[p] = LevelsOf(sum);
    const ScoreFeatures::Hits hits = features_.HitsOf(p);
    if (hits.begin != hits.end || weights_.MayCount(sum)) {
      seen_.push_back({sum, p, words.message, words.text_end(), dangerous});
    }
  }

  // The second: with what the first made of the neighbours.
  void DecideAll() {
    for (Seen& seen : seen_) {
      NearFeatures(features_.NearMessagesOf(seen.position), levels_, &circumstances_);
      weights_.Add(circumstances_, &seen.sum);
      Decide(seen);
    }
  }

  std::vector<Flag> TakeRaised() { return std::move(raised_); }

 private:
  struct Seen {
    ScoreSum sum{};
    Position position = 0;
    MessageIndex message = 0;
    std::uint32_t text_end = 0;
    bool dangerous = false;
  };

  void Decide(const Seen& seen) {
    const Position p = seen.position;
    const ScoreSum& sum = seen.sum;
    const ScoreFeatures::Hits hits = features_.HitsOf(p);
    of_message_.clear();
    for (std::uint32_t k = hits.begin; k < hits.end; ++k) {
      of_message_.push_back(&(*flags_)[timeline_.HitIndex(k)]);
    }
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      const auto category = static_cast<Category>(c);
      const Standing standing = StandingOf(of_message_, rules_, category);
      const Confidence confidence = weights_.Sure(c, sum[c]) ? Confidence::kHigh : Confidence::kLow;
      if (sum[c] < 0) {
        for (Flag* const flag : standing.counting) TakeBack(flag);
      } else if (!standing.counting.empty()) {
        for (Flag* const flag : standing.counting) flag->confidence = confidence;
      } else if (standing.settled || (seen.dangerous && category <= Category::kAvoidance)) {
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
  const Weights weights_;
  // Knows the flags of other messages as the rules left them: no decision leans on another.
  const ScoreFeatures features_;
  std::vector<Flag>* flags_;
  std::vector<Levels> levels_;  // by position, of the first look
  std::vector<Seen> seen_;
  std::vector<ScoreFeature> circumstances_;
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
                         const std::vector<bool>& dangerous, SequenceResult* result) {
  const std::vector<MessageScore>& scores = timeline.conversation().scores;
  std::vector<Position> position_of;
  if (!result->order.empty()) {
    position_of.resize(result->order.size());
    for (Position p = 0; p < result->order.size(); ++p) position_of[result->order[p]] = p;
  }
  Decider decider(timeline, lexicon, &result->flags);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const Position p = position_of.empty() ? scores[i].message : position_of[scores[i].message];
    if (!IsNotice(timeline.Facts(p))) decider.Look(p, scores[i], dangerous[i]);
  }
  decider.DecideAll();
  return decider.TakeRaised();
}

}  // namespace

void DecideByScore(const Timeline& timeline, const Lexicon& lexicon,
                   const std::vector<bool>& dangerous, const std::function<void()>& release_scores,
                   SequenceResult* result) {
  if (timeline.conversation().scores.empty() || lexicon.scorer().empty()) return;
  std::vector<Flag> raised = Raised(timeline, lexicon, dangerous, result);
  release_scores();
  Sort(&raised);
  Merge(raised, &result->flags);
}

}  // namespace ebb
