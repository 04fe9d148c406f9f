// The attributes of a tag, as they are written. Pure functions; views into what is given.
#pragma once

#include <string_view>

namespace ebb {

inline bool IsMarkupBlank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// Takes the first attribute off *attributes; the value is as written, without its quotes. False at
// the end.
bool NextAttribute(std::string_view* attributes, std::string_view* name, std::string_view* value);

// `word` is one of the words of `list` (which white space separates).
bool HasWord(std::string_view list, std::string_view word);

}  // namespace ebb
