#include "readers/tapback_echo.h"

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/tapback_text.h"

namespace ebb {
namespace {

bool TakePrefix(std::string_view* text, std::string_view prefix) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}

// Hair spaces and zero-width spaces, which Android puts around the parts of an echo.
std::string_view DropThinSpaces(std::string_view text) {
  for (;;) {
    const std::string_view before = text;
    text = Trim(text);
    if (!TakePrefix(&text, "\u200a") && !TakePrefix(&text, "\u200b")) {
      if (text.ends_with("\u200a") || text.ends_with("\u200b")) text.remove_suffix(3);
    }
    if (text.size() == before.size()) return text;
  }
}

bool IsQuotation(std::string_view text) {
  text = DropThinSpaces(text);
  return text.starts_with(kOpeningQuote) && text.ends_with(kClosingQuote) &&
         text.size() >= kOpeningQuote.size() + kClosingQuote.size();
}

bool IsThing(std::string_view text) {
  for (const std::string_view thing :
       {"an image", "a photo", "a movie", "a video", "an attachment", "a link", "a contact",
        "a location", "an audio message", "a sticker", "a message", "images", "photos"}) {
    if (text == thing) return true;
  }
  return false;
}

bool IsRemoval(std::string_view text) {
  for (const std::string_view mark :
       {"a heart", "a like", "a dislike", "a laugh", "an exclamation", "a question mark"}) {
    if (TakePrefix(&text, mark)) break;
  }
  const std::size_t from = text.find(" from ");
  return from != text.npos && from < 40 &&
         (IsQuotation(text.substr(from + 6)) || IsThing(text.substr(from + 6)));
}

// `Reacted X to “...”`, and Android's `X to “...”` where X is no word.
bool IsEmojiReaction(std::string_view text) {
  const bool named = TakePrefix(&text, "Reacted ");
  const std::size_t to = text.find(" to ");
  if (to == text.npos || to > 60) return false;
  if (!named) {
    for (const char c : text.substr(0, to)) {
      if ((c & 0x80) == 0 && c != ' ') return false;
    }
  }
  const std::string_view target = text.substr(to + 4);
  return IsQuotation(target) || (named && IsThing(target));
}

}  // namespace

bool IsTapbackEcho(std::string_view text) {
  constexpr std::string_view kFirst = "DELQR";  // of the verbs
  if (text.empty()) return false;
  if (IsLetter(text.front()) && kFirst.find(text.front()) == kFirst.npos) return false;
  text = DropThinSpaces(text);
  if (!text.ends_with(kClosingQuote) && text.size() > 60) return false;
  for (const std::string_view verb : {"Loved ", "Liked ", "Disliked ", "Laughed at ", "Emphasized ",
                                      "Emphasised ", "Questioned "}) {
    std::string_view rest = text;
    if (TakePrefix(&rest, verb)) return IsQuotation(rest) || IsThing(rest);
  }
  std::string_view rest = text;
  if (TakePrefix(&rest, "Removed ")) return IsRemoval(rest);
  return IsEmojiReaction(text);
}

}  // namespace ebb
