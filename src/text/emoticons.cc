#include "text/emoticons.h"

#include "text/byte_kinds.h"

namespace ebb {
namespace {

constexpr Emoticon kEmoticons[] = {
    {":-)", ":)", 0}, {":)", ":)", 0},  {"(:", ":)", 0},  {":-D", ":D", 1},  {":D", ":D", 1},
    {";-)", ";)", 0}, {";)", ";)", 0},  {":-(", ":(", 0}, {":(", ":(", 0},   {":'(", ":(", 0},
    {":-/", ":/", 0}, {":/", ":/", 0},  {":-P", ":P", 1}, {":P", ":P", 1},   {":p", ":P", 1},
    {":-|", ":|", 0}, {":|", ":|", 0},  {"<3", "<3", 1},  {"</3", "</3", 1}, {":3", ":3", 1},
    {":*", ":*", 0},  {":-*", ":*", 0}, {"^^", ":)", 0},  {"-_-", "-_-", 0},
};

bool MayBegin(char c) {
  return c == ':' || c == ';' || c == '<' || c == '^' || c == '(' || c == '-';
}

// Does what stands around the form leave it one?
bool StandsFree(const Emoticon& emoticon, std::string_view text, std::size_t at) {
  const std::size_t end = at + emoticon.form.size();
  if (end < text.size() && (IsWordByte(text[end]) || KindOf(text[end]) == kHigh)) return false;
  if (emoticon.words == 0) return true;
  // A letter or digit before the colon could join with what follows (10:3); leave that to words.
  if (at > 0 && IsWordByte(text[at - 1])) return false;
  return end + 1 >= text.size() || text[end] == ' ' || text[end] == '\n';
}

}  // namespace

const Emoticon* EmoticonAt(std::string_view text, std::size_t at, bool part_start) {
  const char c = text[at];
  if (!MayBegin(c) || (!part_start && c != ':' && c != ';')) return nullptr;
  for (const Emoticon& emoticon : kEmoticons) {
    if (text.substr(at).starts_with(emoticon.form) && StandsFree(emoticon, text, at)) {
      return &emoticon;
    }
  }
  return nullptr;
}

}  // namespace ebb
