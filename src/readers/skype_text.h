// The markup in Skype's messages turned into what people typed.
//
// It is often not well-formed: whatever looks like no tag is text. Quotes of others, code and cards
// are left out. Pure.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

struct SkypeText {
  std::string text;
  bool edited = false, quotes = false;
};

void ReadSkypeText(std::string_view content, SkypeText* out);

}  // namespace ebb
