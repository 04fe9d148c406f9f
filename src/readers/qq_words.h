// What in the texts of QQ is the client's own: placeholders, notices, quotes.
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

struct QqText {
  std::string_view own;  // the sender's own words
  bool media = false;    // a placeholder stood in it
  bool reply = false;    // a quote stood before it
  bool forwarded = false;
};

// The view is of `text`, or of *scratch.
QqText OwnQqText(std::string_view text, std::string* scratch);

// A whole text that says what the client did: took a message back, let somebody in.
bool IsQqNotice(std::string_view text);
// The name or number the client speaks under.
bool IsQqSystem(std::string_view name, std::string_view id);

}  // namespace ebb
