// How WeChat's tools name kinds of messages, and what in a text is WeChat's own.
//
// Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "chat/conversation.h"
#include "chat/message.h"

namespace ebb {

// What the JSON of its tools can support.
Capabilities WeChatCapabilities();

struct WeChatKind {
  MessageKind kind = MessageKind::kText;
  bool reply = false;
};

// From a Chinese word such as those for picture message, voice call, quote.
WeChatKind WeChatKindOfWord(std::string_view word);
// From the numbers of the app's database (1 text, 3 picture, 49 with a subtype ...).
WeChatKind WeChatKindOfCode(std::string_view type, std::string_view subtype);

// The sender's own words of a reply: what is quoted is cut off, of XML the title is taken.
std::string_view WeChatReplyText(std::string_view content, std::string* scratch);
// Where the quote begins that WeFlow puts right behind a reply: "REPLY[引用 NAME：QUOTED]". npos if
// the text does not end with one.
std::size_t WeChatQuoteBehind(std::string_view text);
// A whole line that says what happened in the chat: who was let in, took a message back ...
bool IsWeChatNotice(std::string_view line);
// The sentence the app sends in the name of whoever accepts a contact.
bool IsWeChatGreeting(std::string_view text);
// In groups a text may begin with its sender's id and a line break: splits that off.
std::string_view TakeWeChatSender(std::string_view* text);

}  // namespace ebb
