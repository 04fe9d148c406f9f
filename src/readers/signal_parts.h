// Parts that the readers of Signal's chats share. No state; any thread.
#pragma once

#include <string>
#include <string_view>

namespace ebb::signal {

// The name in a file name: "out/Noor (+1555).json" gives "Noor (+1555)", "out/Noor/chat.md" and
// "x.zip: Noor/chat.md" give "Noor". Empty where there is none.
std::string ChatNameOf(std::string_view source_name);

// "Noor (+1555)" as sigtop writes people: a name, and what tells them apart.
struct NamedPerson {
  std::string_view name, detail;
};
NamedPerson SplitPerson(std::string_view text);

// A type of record as sigtop names it: small letters, digits and hyphens.
bool IsTypeName(std::string_view type);

// True if `body` is one of the phrases that signal-export writes for a call.
bool IsCallPhrase(std::string_view body);

// What signal-export puts around the words of a body.
struct MarkdownBody {
  std::string_view text;  // the sender's own words
  bool reply = false;     // it began with a quote
  bool media = false;     // attachments or a sticker
  bool deleted = false;
};
// `body` is what follows "Sender: " to the end of the record.
MarkdownBody ReadMarkdownBody(std::string_view body);

}  // namespace ebb::signal
