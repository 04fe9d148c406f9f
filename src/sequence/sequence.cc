#include "sequence/sequence.h"

#include <utility>

#include "sequence/context.h"
#include "sequence/judge.h"
#include "sequence/overlap.h"
#include "sequence/rule_table.h"
#include "sequence/survey.h"
#include "sequence/timeline.h"

namespace ebb {
namespace {

class FlagMaker {
 public:
  FlagMaker(const Timeline& timeline, const std::vector<Rule>& lexicon, const RuleTable& rules,
            const Survey& survey)
      : timeline_(timeline),
        lexicon_(lexicon),
        rules_(rules),
        survey_(survey),
        context_(timeline, survey) {
    flags_.resize(timeline.hits());
  }

  std::vector<Flag> Run() {
    HitCursor hits(timeline_);
    for (Position p = 0; !hits.done(); ++p) {
      const MessageFacts& facts = timeline_.Facts(p);
      if (hits.position() != p) {
        if (!IsNotice(facts)) {
          context_.Enter(p, facts);
          context_.TakeFeatures(facts);
        }
        continue;
      }
      const std::uint32_t begin = hits.number();
      while (hits.position() == p) hits.Next();
      if (IsNotice(facts)) {
        VoidHits(begin, hits.number());
      } else {
        ReadMessage(p, facts, begin, hits.number());
      }
    }
    return std::move(flags_);
  }

 private:
  void ReadMessage(Position p, const MessageFacts& facts, std::uint32_t begin, std::uint32_t end) {
    context_.Enter(p, facts);
    if (!AnyAsserted(begin, end)) {
      VoidHits(begin, end);
      context_.TakeFeatures(facts);
      return;
    }
    context_.FindConflict();
    JudgeMessage(p, begin, end);
    context_.TakeFeatures(facts);
    TakeHits(begin, end);
  }

  // Most hits are voided by their own message: nothing need be asked about those.
  bool AnyAsserted(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t k = begin; k < end; ++k) {
      if (timeline_.HitAt(k).modality == Modality::kAsserted) return true;
    }
    return false;
  }

  void JudgeMessage(Position p, std::uint32_t begin, std::uint32_t end) {
    Surroundings around;
    around.facts = &timeline_.Facts(p);
    around.context = &context_;
    around.habits = &survey_.habits[around.facts->sender];
    around.neighbours = LookAhead(timeline_, p);
    const MessageIndex promise = ReturnPromise(timeline_, rules_, begin);
    message_flags_.clear();
    for (std::uint32_t k = begin; k < end; ++k) {
      const Hit& hit = timeline_.HitAt(k);
      Flag& flag = flags_[timeline_.HitIndex(k)];
      flag = JudgeHit(hit, rules_[hit.rule], around, promise);
      message_flags_.push_back(&flag);
    }
    if (message_flags_.size() > 1) ResolveOverlaps(lexicon_, &message_flags_);
  }

  // Voided by the message itself; the app's own lines say nothing of anybody either.
  void VoidHits(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t k = begin; k < end; ++k) {
      Flag& flag = flags_[timeline_.HitIndex(k)];
      flag.hit = timeline_.HitAt(k);
      flag.reason = Reason::kVoidedInMessage;
    }
  }

  void TakeHits(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t k = begin; k < end; ++k) {
      const Flag& flag = flags_[timeline_.HitIndex(k)];
      if (flag.counts) context_.TakeHit(rules_[flag.hit.rule], flag.hit.about, flag.confidence);
    }
  }

  const Timeline& timeline_;
  const std::vector<Rule>& lexicon_;
  const RuleTable& rules_;
  const Survey& survey_;
  TalkContext context_;
  std::vector<Flag> flags_;
  std::vector<Flag*> message_flags_;  // of the message at hand, reused
};

}  // namespace

SequenceResult ReadSequence(const Conversation& conversation, const Lexicon& lexicon) {
  return ReadSequence(conversation, lexicon.rules());
}

SequenceResult ReadSequence(const Conversation& conversation, const std::vector<Rule>& lexicon) {
  SequenceResult result;
  TimeOrder time = OrderByTime(conversation.facts, conversation.sort_by_time);
  result.order = std::move(time.order);
  result.time_jumps = time.jumps;
  if (conversation.hits.empty() && conversation.facts.empty()) return result;
  const Timeline timeline(conversation, result.order);
  const RuleTable rules(lexicon);
  Survey survey = TakeSurvey(timeline, rules, time.senders);
  if (timeline.hits() > 0) result.flags = FlagMaker(timeline, lexicon, rules, survey).Run();
  result.conflicts = std::move(survey.conflicts);
  return result;
}

}  // namespace ebb
