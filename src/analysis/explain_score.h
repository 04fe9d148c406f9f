// The decision layer's side of an explanation: every weight that entered a sum, in plain numbers.
//
// Reads what sequence/decide.cc reads, again and by name. The conversation, the flags and the
// lexicon outlive the explainer. For one thread; no errors.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/explained.h"
#include "chat/conversation.h"
#include "sequence/condition_trees.h"
#include "sequence/score_features.h"
#include "sequence/talk_reader.h"
#include "sequence/timeline.h"

namespace ebb {

class ScoreExplainer {
 public:
  // `by_rules` = one flag per hit, as rules and gates alone leave them. `order` as
  // SequenceResult::order.
  ScoreExplainer(const Conversation& conversation, const Lexicon& lexicon,
                 const std::vector<MessageIndex>& order, const std::vector<Flag>& by_rules);

  // Sets the message's layer and decisions. `compared` = its words as compared, in order.
  void Read(MessageIndex message, const std::vector<std::string>& compared,
            ExplainedMessage* explained) const;

 private:
  struct Part {
    std::string name;
    const ScoreSum* weights = nullptr;
    std::int32_t times = 1;
  };
  CategoryDecision DecisionOf(std::size_t score, const std::vector<Part>& own,
                              const std::vector<Part>& around, const MessageScore* words) const;
  // Adds what only holds together: the largest outcomes by their conditions, the rest as one.
  void AddThirdLook(MessageIndex message, std::vector<CategoryDecision>* decisions) const;
  // Is it asked about at all, by what the first two looks came to?
  bool Reached(const std::vector<CategoryDecision>& decisions) const;
  // Adds what the talk nets make of it: by its words, by the messages beside it, and the rest.
  void AddTalk(MessageIndex message, std::vector<CategoryDecision>* decisions) const;
  void Join(std::vector<CategoryDecision>* decisions) const;
  std::vector<Part> OwnParts(MessageIndex message, const std::vector<std::string>& compared) const;
  std::vector<Part> PartsAround(MessageIndex message) const;
  std::vector<Part> PartsOf(const std::vector<ScoreFeature>& features) const;
  Position PositionOf(MessageIndex message) const;
  void TakeFirstLook();

  const Conversation& conversation_;
  const Scorer& scorer_;
  const Timeline timeline_;
  const ScoreFeatures features_;
  const ConditionTrees trees_;
  const TalkNets& nets_;
  mutable TalkReader reader_;  // remembers what it read last
  LayerTrust trust_;
  std::vector<Levels> levels_;         // by position, of the first look
  std::vector<RoughSums> sums_;        // the same
  std::vector<Position> position_of_;  // empty if the file is in order
  std::unordered_map<std::string, const ScoreSum*> words_, context_;
};

}  // namespace ebb
