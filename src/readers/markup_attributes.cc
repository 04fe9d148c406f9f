#include "readers/markup_attributes.h"

#include <algorithm>

namespace ebb {

bool NextAttribute(std::string_view* attributes, std::string_view* name, std::string_view* value) {
  std::string_view rest = *attributes;
  std::size_t at = 0;
  while (at < rest.size() && (IsMarkupBlank(rest[at]) || rest[at] == '/')) ++at;
  if (at == rest.size()) return false;
  const std::size_t begin = at++;  // a name may begin with anything, even =
  while (at < rest.size() && !IsMarkupBlank(rest[at]) && rest[at] != '=' && rest[at] != '/') ++at;
  *name = rest.substr(begin, at - begin);
  *value = {};
  std::size_t next = at;
  while (next < rest.size() && IsMarkupBlank(rest[next])) ++next;
  if (next == rest.size() || rest[next] != '=') {
    attributes->remove_prefix(at);
    return true;
  }
  at = next + 1;
  while (at < rest.size() && IsMarkupBlank(rest[at])) ++at;
  if (at < rest.size() && (rest[at] == '"' || rest[at] == '\'')) {
    const std::size_t close = std::min(rest.find(rest[at], at + 1), rest.size());
    *value = rest.substr(at + 1, close - at - 1);
    at = std::min(close + 1, rest.size());
  } else {
    const std::size_t first = at;
    while (at < rest.size() && !IsMarkupBlank(rest[at])) ++at;
    *value = rest.substr(first, at - first);
  }
  attributes->remove_prefix(at);
  return true;
}

bool HasWord(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != list.npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || IsMarkupBlank(list[at - 1])) &&
        (end == list.size() || IsMarkupBlank(list[end]))) {
      return true;
    }
  }
  return false;
}

}  // namespace ebb
