#include "readers/zoom_body.h"

#include <algorithm>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxEmoji = 64;  // bytes
constexpr std::size_t kQuoted = 20;    // characters that Zoom quotes
constexpr std::string_view kReplying[] = {"Replying to \"", "Ответ на \"", "Ответ на «",
                                          "Replying to «", "Reply to «"};

// No letter, digit or other ASCII: nobody types "add" before such a word but Zoom. A digit in a
// box is written as the digit and the box.
bool IsEmoji(std::string_view text) {
  constexpr std::string_view kBox = "\u20e3";
  text = Trim(text);
  if (text.size() > 1 && text.ends_with(kBox)) text.remove_prefix(1);
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

// Most texts begin with another letter than what Zoom writes.
bool MayBeZooms(std::string_view body) {
  if (body.empty()) return false;
  const char first = body.front();
  return first == 'a' || first == 'r' || first == 'R' || first == '\xd0';
}

// Newer programs write `«...»:` in a line of its own.
std::size_t EndOfAngledQuote(std::string_view text) {
  constexpr std::string_view kEnd = "»:";
  const std::size_t line = text.find("»:\n");
  if (line != text.npos) return line + kEnd.size();
  return text.ends_with(kEnd) ? text.size() : text.npos;
}

}  // namespace

bool IsZoomReaction(std::string_view body) {
  body = Trim(body);
  if (!MayBeZooms(body)) return false;
  if (IsAfter(body, "add ") || IsAfter(body, "remove ")) return true;
  const auto ends_in_emoji = [body](std::string_view before) {
    const std::size_t at = body.rfind(before);
    return at != body.npos && IsEmoji(body.substr(at + before.size()));
  };
  if (body.starts_with("Reacted to \"")) return ends_in_emoji("\" with ");
  if (body.starts_with("Reacted to ") && body.ends_with('"')) {
    body.remove_suffix(1);
    const std::size_t with = body.rfind(" with \"");
    return with != body.npos && IsEmoji(body.substr(with + 7));
  }
  if (body.starts_with("Реакция на \"")) return ends_in_emoji("\" с помощью ");
  static constexpr std::pair<std::string_view, std::string_view> kRemovals[] = {
      {"Removed a ", " reaction from \""}, {"Элемент ", " удален из \""}};
  for (const auto& [removed, from_word] : kRemovals) {
    if (!body.starts_with(removed) || !body.ends_with('"')) continue;
    const std::size_t from = body.find(from_word);
    if (from != body.npos && from > removed.size() &&
        IsEmoji(body.substr(removed.size(), from - removed.size()))) {
      return true;
    }
  }
  return false;
}

bool TakeZoomQuote(std::string_view* body) {
  if (!MayBeZooms(*body)) return false;
  for (const std::string_view replying : kReplying) {
    if (!body->starts_with(replying)) continue;
    const std::string_view quoted = body->substr(replying.size());
    const std::size_t end =
        replying.ends_with('"') ? ZoomQuoteEnd(quoted) : EndOfAngledQuote(quoted);
    if (end == quoted.npos) return false;
    *body = Trim(quoted.substr(end));
    return true;
  }
  return false;
}

}  // namespace ebb
