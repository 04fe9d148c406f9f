#include "sequence/sequence.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "sequence/context.h"
#include "sequence/decide.h"
#include "sequence/judge.h"
#include "sequence/overlap.h"
#include "sequence/rule_table.h"
#include "sequence/score_cursor.h"
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
    // Room ahead for what the decision layer raises: untouched it costs nothing, and growing would
    // hold all flags twice.
    flags_.reserve(timeline.hits() + timeline.conversation().scores.size());
    flags_.resize(timeline.hits());
  }

  // With `scored`, also notes at which of the conversation's scored messages danger lies.
  std::vector<Flag> Run(bool scored) {
    HitCursor hits(timeline_);
    ScoreCursor scores(timeline_, scored);
    dangerous_.assign(scores.size(), false);
    for (Position p = 0; !hits.done() || !scores.done(); ++p) {
      const MessageFacts& facts = timeline_.Facts(p);
      const bool scored_here = scores.position() == p;
      if (hits.position() != p) {
        if (!IsNotice(facts)) {
          context_.Enter(p, facts);
          if (scored_here) NoteDanger(&scores);
          context_.TakeFeatures(facts);
        } else if (scored_here) {
          scores.Next();
        }
        continue;
      }
      const std::uint32_t begin = hits.number();
      while (hits.position() == p) hits.Next();
      if (IsNotice(facts)) {
        VoidHits(begin, hits.number());
        if (scored_here) scores.Next();
      } else {
        ReadMessage(p, facts, begin, hits.number(), scored_here ? &scores : nullptr);
      }
    }
    return std::move(flags_);
  }
  std::vector<bool> TakeDangerous() { return std::move(dangerous_); }

 private:
  void NoteDanger(ScoreCursor* scores) {
    context_.FindConflict();
    dangerous_[scores->index()] = context_.Danger() != nullptr;
    scores->Next();
  }

  void ReadMessage(Position p, const MessageFacts& facts, std::uint32_t begin, std::uint32_t end,
                   ScoreCursor* scores) {
    context_.Enter(p, facts);
    if (scores != nullptr) NoteDanger(scores);
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
  std::vector<bool> dangerous_;
  std::vector<Flag> flags_;
  std::vector<Flag*> message_flags_;  // of the message at hand, reused
};

}  // namespace

namespace {

// Messages of all, notices left out, and of whoever wrote the second most.
std::pair<std::size_t, std::size_t> TalkSizes(const Conversation& conversation) {
  std::vector<std::size_t> counts(2, 0);
  std::size_t messages = 0;
  for (const MessageFacts& facts : conversation.facts) {
    messages += IsNotice(facts) ? 0 : 1;
    if (facts.sender == kNoSender) continue;
    if (facts.sender >= counts.size()) counts.resize(facts.sender + 1u, 0);
    ++counts[facts.sender];
  }
  std::sort(counts.begin(), counts.end(), std::greater<>());
  return {messages, counts[1]};
}

// `consumed` = the conversation itself if its hits may go once they are read, or null.
SequenceResult Read(const Conversation& conversation, const std::vector<Rule>& rules,
                    const Lexicon* decider, LayerTrust trust, Conversation* consumed) {
  SequenceResult result;
  TimeOrder time = OrderOf(conversation);
  result.order = std::move(time.order);
  result.time_jumps = time.jumps;
  if (conversation.hits.empty() && conversation.facts.empty()) return result;
  const Timeline timeline(conversation, result.order);
  const RuleTable table(rules);
  Survey survey = TakeSurvey(timeline, table, time.senders);
  std::vector<bool> dangerous;
  {
    FlagMaker maker(timeline, rules, table, survey);
    result.flags = maker.Run(decider != nullptr);
    dangerous = maker.TakeDangerous();
  }
  result.conflicts = std::move(survey.conflicts);
  if (consumed != nullptr) std::vector<Hit>().swap(consumed->hits);
  const auto release_scores = [&] {
    if (consumed == nullptr) return;
    std::vector<MessageScore>().swap(consumed->scores);
    consumed->net_words = {};
  };
  if (decider != nullptr) {
    DecideByScore(timeline, *decider, MarginsFor(trust), dangerous, release_scores, &result);
  }
  release_scores();
  return result;
}

// With the decision layer, if it is trusted at all.
SequenceResult ReadWith(const Conversation& conversation, const Lexicon& lexicon,
                        Conversation* consumed) {
  const LayerTrust trust = LayerTrustIn(conversation, lexicon);
  const Lexicon* const decider = trust == LayerTrust::kNone ? nullptr : &lexicon;
  return Read(conversation, lexicon.rules(), decider, trust, consumed);
}

}  // namespace

LayerTrust LayerTrustIn(const Conversation& conversation, const Lexicon& lexicon) {
  constexpr std::size_t kLeastTalk = 4, kLeastWhole = 40, kLeastOfOther = 8;
  if (lexicon.scorer().empty()) return LayerTrust::kNone;
  const auto [messages, of_other] = TalkSizes(conversation);
  if (messages < kLeastTalk || of_other == 0) return LayerTrust::kNone;
  const bool whole = messages >= kLeastWhole && of_other >= kLeastOfOther;
  return whole ? LayerTrust::kWhole : LayerTrust::kCautious;
}

SequenceResult ReadSequence(const Conversation& conversation, const Lexicon& lexicon) {
  return ReadWith(conversation, lexicon, nullptr);
}

SequenceResult ReadSequence(Conversation* conversation, const Lexicon& lexicon) {
  return ReadWith(*conversation, lexicon, conversation);
}

SequenceResult ReadSequence(const Conversation& conversation, const std::vector<Rule>& rules) {
  return Read(conversation, rules, nullptr, LayerTrust::kNone, nullptr);
}

}  // namespace ebb
