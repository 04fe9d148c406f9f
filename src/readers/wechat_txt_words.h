// What MemoTrace, WeFlow and chatlog write around the sender's own words in their texts of WeChat
// chats: how names stand in the line above, quotes, placeholders.
//
// Pure functions; views are of their arguments.
#pragma once

#include <optional>
#include <string_view>

#include "chat/message.h"

namespace ebb {

struct WeChatName {
  std::string_view name, id;  // id: empty where there is none
  bool mine = false;
};
// NAME, 'NAME' (WeFlow) or NAME(id) (chatlog).
WeChatName WeChatNameOf(std::string_view written);

// Cuts off the message that is answered: what MemoTrace puts below the words, WeFlow in brackets
// behind them, chatlog before them. True if it did.
bool TakeWeChatQuote(std::string_view* text);

// What a whole text stands for that is a card, a file's path or a placeholder with something behind
// its word; nullopt if it is none. Plain placeholders are OwnQqText's.
std::optional<MessageKind> WeChatPlaceholder(std::string_view text);

}  // namespace ebb
