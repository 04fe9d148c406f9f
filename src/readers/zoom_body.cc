#include "readers/zoom_body.h"

#include <algorithm>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxEmoji = 64;  // bytes
constexpr std::size_t kQuoted = 20;    // characters that Zoom quotes
constexpr std::string_view kReplying = "Replying to \"";

// No letter, digit or other ASCII: nobody types "add" before such a word but Zoom.
bool IsEmoji(std::string_view text) {
  text = Trim(text);
  return !text.empty() && text.size() <= kMaxEmoji &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool IsAfter(std::string_view body, std::string_view word) {
  return body.starts_with(word) && IsEmoji(body.substr(word.size()));
}

// Where the character number `count` of `text` begins.
std::size_t CharacterAt(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (begins && count-- == 0) break;
  }
  return at;
}

// The end of the quoted words in `text`, past the closing mark; npos if there is none. Longer
// messages are cut after kQuoted characters, which is where to look first: words may hold quotation
// marks.
std::size_t ZoomQuoteEnd(std::string_view text) {
  const std::size_t cut = CharacterAt(text, kQuoted);
  for (const std::string_view dots : {"...\"", "\u2026\""}) {
    if (text.substr(cut).starts_with(dots)) return cut + dots.size();
  }
  for (std::size_t at = text.find('"'); at != text.npos; at = text.find('"', at + 1)) {
    if (at + 1 == text.size() || std::string_view(" \t\r\n").find(text[at + 1]) != text.npos) {
      return at + 1;
    }
  }
  return text.npos;
}

}  // namespace

bool IsZoomReaction(std::string_view body) {
  body = Trim(body);
  if (IsAfter(body, "add ") || IsAfter(body, "remove ")) return true;
  if (body.starts_with("Reacted to \"")) {
    constexpr std::string_view kWith = "\" with ";
    const std::size_t with = body.rfind(kWith);
    return with != body.npos && IsEmoji(body.substr(with + kWith.size()));
  }
  constexpr std::string_view kRemoved = "Removed a ";
  constexpr std::string_view kFrom = " reaction from \"";
  if (!body.starts_with(kRemoved) || !body.ends_with('"')) return false;
  const std::size_t from = body.find(kFrom);
  return from != body.npos && from > kRemoved.size() &&
         IsEmoji(body.substr(kRemoved.size(), from - kRemoved.size()));
}

bool TakeZoomQuote(std::string_view* body) {
  if (!body->starts_with(kReplying)) return false;
  const std::string_view quoted = body->substr(kReplying.size());
  const std::size_t end = ZoomQuoteEnd(quoted);
  if (end == quoted.npos) return false;
  *body = Trim(quoted.substr(end));
  return true;
}

}  // namespace ebb
