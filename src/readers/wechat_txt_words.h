// What MemoTrace, WeFlow and chatlog write around the sender's own words in their texts of WeChat
// chats: how names stand in the line above, quotes, placeholders.
//
// Pure functions; views are of their arguments. What most messages have none of is looked for here,
// in a few bytes: calls for each of millions would cost a tenth of the reading.
#pragma once

#include <optional>
#include <string_view>

#include "chat/message.h"

namespace ebb {

// The rare part of what the functions below say.
bool TakeDressedWeChatName(std::string_view* name, std::string_view* id);
bool TakeBracketedWeChatQuote(std::string_view* text);
std::optional<MessageKind> WeChatPlaceholderKind(std::string_view text);

// NAME, 'NAME' (WeFlow) or NAME(id) (chatlog): leaves NAME, and the id if there is one. True if it
// is the exporter's.
inline bool TakeWeChatName(std::string_view* name, std::string_view* id) {
  const bool plain = !name->ends_with(')') && !name->ends_with('\'');
  return plain ? *name == "我" : TakeDressedWeChatName(name, id);
}

// Cuts off the message that is answered, which WeFlow puts in brackets behind or before the words,
// chatlog in lines before them. True if it did.
inline bool TakeWeChatQuote(std::string_view* text) {
  if (!text->ends_with(']') && !text->starts_with('[') && !text->starts_with('>')) return false;
  return TakeBracketedWeChatQuote(text);
}

// What a whole text stands for that is a card, a file's path or a placeholder with something behind
// its word; nullopt if it is none. Plain placeholders are OwnQqText's.
inline std::optional<MessageKind> WeChatPlaceholder(std::string_view text) {
  if (text.size() < 7) return std::nullopt;
  const bool path = text[5] == '/' || text[6] == '/';
  if (text[0] != '[' && text[0] != '!' && !path) return std::nullopt;
  return WeChatPlaceholderKind(text);
}

}  // namespace ebb
