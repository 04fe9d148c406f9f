// The script in MemoTrace's web page of a WeChat chat, where the messages stand as JavaScript
// writes objects, not as JSON:
//
//   const chatMessages = [ { type:1, text: 'it\'s me',is_send:0,...,displayname:'Lin'}, ... ];
//
// Pure functions of the text in hand: a place that is not in it is npos, which may mean that more
// of the file must be read first. Nothing else fails; what cannot be read stays empty. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ebb {

// The first place from `at` on that is no white space; the size of `text` if there is none.
std::size_t SkipScriptSpace(std::string_view text, std::size_t at);

// Bytes of the object at the beginning of `text`, with its braces; npos if its end is not there.
std::size_t ObjectLength(std::string_view text);

// Where the next message begins behind the one at the beginning of `text`; npos if there is none.
std::size_t NextMessage(std::string_view text);

// The values of a message that are used, without quotes and escapes; empty where it has none. Owns
// its strings, to be filled again and again.
struct ScriptRecord {
  std::string type, sub_type, text, is_send, timestamp, name, refer;
};

// "{ key: value, ... }" of numbers, strings and bare words.
void ParseScriptObject(std::string_view object, ScriptRecord* record);

// What the page would show: tags away (emoji are pictures), references decoded.
std::string ShownText(const std::string& markup);

}  // namespace ebb
