// Which conversation of an export, and which of its senders, an analysis is about.
//
// Choices come from the user; where one is missing the Error lists what there is and how to choose.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/load.h"
#include "base/result.h"
#include "chat/conversation.h"

namespace ebb {

// Index of the conversation meant by `options.chat` among those of one path that hold messages; the
// only one if it is empty. Numbers count all conversations of the path, from 1.
struct ConversationChoice {
  std::size_t input = 0, conversation = 0;
};
Result<ConversationChoice> ChooseConversation(const std::string& path,
                                              const std::vector<LoadedInput>& inputs,
                                              const std::string& chat);

// With `all`, at most so many people have a column; the rest are counted as others.
inline constexpr std::size_t kMostColumns = 60;

// The participants to tell apart, as indices: two, or all with `all`, or one if only one wrote.
// The one chosen as `me`, or whom the file marks as its owner, comes first.
Result<std::vector<std::uint16_t>> ChoosePartners(const Conversation& conversation,
                                                  const AnalyzeOptions& options);

}  // namespace ebb
