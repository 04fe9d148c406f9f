// The conversations of a labelled file as the passes take them.
//
// Any number of senders; the order of lines is the order of the talk, whatever the times say.
// Values that own what they hold; no errors.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "chat/conversation.h"
#include "match/matcher.h"
#include "research/labelled_text.h"

namespace ebb {

// One conversation of a labelled file and where its messages stand in it.
struct LabelledChat {
  Conversation conversation;
  std::vector<std::size_t> places;  // in LabelledFile::messages, by MessageIndex
  std::unordered_map<std::string, std::uint16_t> senders;
};

// In the order they begin; hits are not looked for yet.
std::vector<LabelledChat> SplitChats(const LabelledFile& file);
// The text pass over one of them.
void MatchChat(const LabelledFile& file, const Matcher& matcher, Matcher::Scratch* scratch,
               LabelledChat* chat);

}  // namespace ebb
