#include "research/labelled_chats.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint16_t kMaxWords = 0xFFFF;

// Senders beyond what facts can tell apart share the last number: they are context for each other.
std::uint16_t SenderOf(const std::string& name, LabelledChat* chat) {
  constexpr std::uint16_t kLast = kNoSender - 1;
  const auto next = static_cast<std::uint16_t>(std::min<std::size_t>(chat->senders.size(), kLast));
  const auto [at, is_new] = chat->senders.try_emplace(name, next);
  if (is_new && chat->conversation.participants.size() <= next) {
    Participant participant;
    participant.name = participant.key = name;
    chat->conversation.participants.push_back(participant);
  }
  return at->second;
}

}  // namespace

std::vector<LabelledChat> SplitChats(const LabelledFile& file) {
  std::vector<LabelledChat> chats;
  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < file.messages.size(); ++i) {
    const LabelledMessage& message = file.messages[i];
    const auto [at, is_new] = place.try_emplace(message.conversation, chats.size());
    if (is_new) chats.emplace_back();
    LabelledChat& chat = chats[at->second];
    MessageFacts facts;
    facts.sent = message.sent;
    // The order of lines is the order of the talk, whatever the times say.
    if (facts.sent != 0 && !chat.conversation.facts.empty()) {
      facts.sent = std::max<std::uint32_t>(facts.sent, chat.conversation.facts.back().sent);
    }
    facts.sender = SenderOf(message.sender, &chat) & 0xFFF;
    facts.kind = static_cast<std::uint16_t>(MessageKind::kText) & 0xF;
    chat.conversation.facts.push_back(facts);
    chat.places.push_back(i);
  }
  return chats;
}

void MatchChat(const LabelledFile& file, const Matcher& matcher, Matcher::Scratch* scratch,
               LabelledChat* chat) {
  Conversation& c = chat->conversation;
  for (std::size_t i = 0; i < chat->places.size(); ++i) {
    const auto index = static_cast<MessageIndex>(i);
    const std::size_t before = c.hits.size(), scores_before = c.scores.size();
    const std::string& text = file.messages[chat->places[i]].text;
    const std::uint64_t words =
        matcher.Run(text, *scratch, &c.facts[i], &c.hits, &c.scores, &c.net_words);
    if (words >= kMaxWords) c.long_messages.push_back({index, words});
    for (std::size_t h = before; h < c.hits.size(); ++h) c.hits[h].message = index;
    if (c.scores.size() > scores_before) c.scores.back().message = index;
  }
  c.messages = c.facts.size();
}

}  // namespace ebb
