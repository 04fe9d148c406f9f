#include "readers/tapback_text.h"

namespace ebb {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

constexpr std::string_view kTapbackVerbs[] = {
    "Loved ",
    "Liked ",
    "Disliked ",
    "Laughed at ",
    "Emphasized ",
    "Emphasised ",
    "Questioned ",
    "Removed a heart from ",
    "Removed a like from ",
    "Removed a dislike from ",
    "Removed a laugh from ",
    "Removed an exclamation from ",
    "Removed a question mark from ",
};

constexpr std::string_view kThings[] = {
    "an image", "a movie",    "an attachment", "a sticker",  "an audio message",
    "a video",  "a location", "a contact",     "a document", "a link",
};

// "Reacted X to " and "Removed X from ", X being an emoji.
std::optional<std::string_view> AfterEmoji(std::string_view text, std::string_view before,
                                           std::string_view after) {
  if (!text.starts_with(before)) return std::nullopt;
  const std::string_view rest = text.substr(before.size());
  const std::size_t end = rest.find(after);
  if (end == rest.npos || end == 0 || end > 40) return std::nullopt;
  for (const char c : rest.substr(0, end)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && byte != '#' && byte != '*' && (byte < '0' || byte > '9')) {
      return std::nullopt;
    }
  }
  return rest.substr(end + after.size());
}

std::optional<std::string_view> AfterVerb(std::string_view text) {
  for (const std::string_view verb : kTapbackVerbs) {
    if (text.starts_with(verb)) return text.substr(verb.size());
  }
  if (const auto rest = AfterEmoji(text, "Reacted ", " to ")) return rest;
  return AfterEmoji(text, "Removed ", " from ");
}

}  // namespace

std::optional<TapbackText> ReadTapbackText(std::string_view text) {
  const std::optional<std::string_view> rest = AfterVerb(text);
  if (!rest) return std::nullopt;
  TapbackText out;
  for (const std::string_view thing : kThings) out.names_thing = out.names_thing || *rest == thing;
  if (out.names_thing) return out;
  if (!rest->starts_with(kOpeningQuote) || !rest->ends_with(kClosingQuote) ||
      rest->size() < kOpeningQuote.size() + kClosingQuote.size()) {
    return std::nullopt;
  }
  out.quoted = rest->substr(kOpeningQuote.size(),
                            rest->size() - kOpeningQuote.size() - kClosingQuote.size());
  out.cut = out.quoted.ends_with(kEllipsis);
  return out;
}

}  // namespace ebb
