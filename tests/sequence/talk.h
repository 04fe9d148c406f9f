// A chat for tests, written message by message: who, when, which features, which hits. No text.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"

namespace ebb::testing {

// Rules by sub-code. A rule's place in the list is its RuleId.
inline Rule MakeRule(const std::string& subcode, Category category, Strength strength,
                     Gates gates = kGateNone) {
  Rule rule;
  rule.id = subcode;
  rule.subcode = subcode;
  rule.category = category;
  rule.strength = strength;
  rule.gates = gates;
  return rule;
}

class Talk {
 public:
  explicit Talk(std::vector<Rule> rules) : rules_(std::move(rules)) {
    for (const char* name : {"ann", "ben"}) AddSender(name);
    clock_ = 8 * 86400;  // an ordinary day
  }

  void AddSender(const std::string& name) {
    Participant participant;
    participant.name = participant.key = name;
    chat_.participants.push_back(participant);
  }

  // Sender `who` writes `gap` seconds after the message before.
  Talk& Say(int who, std::uint32_t gap, std::uint32_t features = 0, std::uint16_t words = 5) {
    clock_ += gap;
    return SayAt(who, clock_, features, words);
  }
  Talk& SayAt(int who, std::uint32_t sent, std::uint32_t features = 0, std::uint16_t words = 5) {
    MessageFacts facts;
    facts.sent = sent;
    facts.sender = static_cast<std::uint16_t>(who);
    facts.features = features;
    facts.words = words;
    chat_.facts.push_back(facts);
    ++chat_.messages;
    return *this;
  }
  Talk& Notice() {
    MessageFacts facts;
    facts.sent = clock_;
    facts.kind = static_cast<std::uint16_t>(MessageKind::kNotice);
    chat_.facts.push_back(facts);
    ++chat_.notices;
    return *this;
  }

  // A hit of the rule with this id in the last message.
  Hit& AddHit(const std::string& id, std::uint32_t begin = 0, std::uint32_t end = 4) {
    Hit hit;
    hit.message = static_cast<MessageIndex>(chat_.facts.size() - 1);
    const auto rule =
        std::find_if(rules_.begin(), rules_.end(), [&](const Rule& r) { return r.id == id; });
    hit.rule = static_cast<RuleId>(rule - rules_.begin());
    hit.about = rule->about;
    hit.intensity = rule->intensity;
    hit.range = {begin, end};
    chat_.hits.push_back(hit);
    return chat_.hits.back();
  }
  Talk& With(const std::string& id) {
    AddHit(id);
    return *this;
  }
  Talk& Whole(const std::string& id) {
    AddHit(id).whole_message = true;
    return *this;
  }

  SequenceResult Read() const { return ReadSequence(chat_, rules_); }
  Flag Last() const { return Read().flags.back(); }
  Conversation& chat() { return chat_; }
  const std::vector<Rule>& rules() const { return rules_; }

 private:
  std::vector<Rule> rules_;
  Conversation chat_;
  std::uint32_t clock_ = 0;
};

inline constexpr int kAnn = 0;
inline constexpr int kBen = 1;

}  // namespace ebb::testing
