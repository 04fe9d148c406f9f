#include "readers/wechat_txt_words.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/wechat_words.h"

namespace ebb {
namespace {

// In brackets, as WeFlow puts it right behind the words, or before them.
bool TakeWeFlowQuote(std::string_view* text) {
  constexpr std::string_view kMark = "[引用 ", kColon = "：";
  const std::size_t behind = WeChatQuoteBehind(*text);
  if (behind != text->npos && text->find(kColon, behind) != text->npos) {
    *text = Trim(text->substr(0, behind));
    return true;
  }
  const std::size_t end = text->starts_with(kMark) ? text->find("]\n") : text->npos;
  if (end == text->npos || text->substr(0, end).find(kColon) == text->npos) return false;
  *text = Trim(text->substr(end + 1));
  return true;
}

// "> NAME(id) 02-01 10:00:00": people quote with this sign, too, but no line with a clock.
bool IsQuotedHead(std::string_view line) {
  constexpr std::size_t kClock = 6;  // ":00:00"
  if (!line.starts_with("> ") || line.size() < kClock + 4) return false;
  const std::string_view clock = line.substr(line.size() - kClock);
  return clock[0] == ':' && IsDigit(clock[1]) && IsDigit(clock[2]) && clock[3] == ':' &&
         IsDigit(clock[4]) && IsDigit(clock[5]);
}

// The lines that chatlog puts before the words, each after a "> ".
bool TakeChatlogQuote(std::string_view* text) {
  if (!text->starts_with('>') || !IsQuotedHead(text->substr(0, text->find('\n')))) return false;
  while (text->starts_with("> ") || text->starts_with(">\n")) {
    text->remove_prefix(std::min(text->find('\n'), text->size() - 1) + 1);
  }
  *text = Trim(*text);
  return true;
}

// "images/abc.jpg" alone: WeFlow names the file of a picture, a voice message and so on.
bool IsMediaPath(std::string_view text) {
  constexpr std::string_view kFolders[] = {"images", "voices", "videos", "emojis", "files"};
  constexpr std::size_t kLongest = 300;
  const std::size_t slash = text.substr(0, 7).find('/');
  if (slash == text.npos || std::find(std::begin(kFolders), std::end(kFolders),
                                      text.substr(0, slash)) == std::end(kFolders)) {
    return false;
  }
  const std::size_t dot = text.rfind('.');
  if (text.size() > kLongest || dot == text.npos || text.find('\n') != text.npos) return false;
  const std::string_view ending = text.substr(dot + 1);
  return ending.size() >= 2 && ending.size() <= 5 &&
         std::all_of(ending.begin(), ending.end(),
                     [](char c) { return IsLetter(c) || IsDigit(c); });
}

// The word of chatlog's "![WORD](address)", "[WORD|title](address)" and "[WORD|title]"; empty if
// the text is none of them.
std::string_view PlaceholderWord(std::string_view text) {
  constexpr std::size_t kLongestWord = 40;
  if (text.starts_with('!')) text.remove_prefix(1);
  if (!text.starts_with('[')) return {};
  const std::size_t end = text.substr(0, kLongestWord).find_first_of("|]");
  if (end == text.npos) return {};
  const bool titled = text[end] == '|' && (text.ends_with(']') || text.ends_with(')'));
  const bool linked = text.substr(end).starts_with("](") && text.ends_with(')') &&
                      text.find_first_of(" \n", end) == text.npos;
  return titled || linked ? text.substr(1, end - 1) : std::string_view();
}

}  // namespace

bool TakeDressedWeChatName(std::string_view* name, std::string_view* id) {
  constexpr std::string_view kOwnName = "我", kOwnBehind = "(我)";
  if (name->size() > 2 && name->front() == '\'' && name->back() == '\'') {
    *name = name->substr(1, name->size() - 2);
  }
  if (!name->ends_with(')')) return *name == kOwnName;
  if (name->size() > kOwnBehind.size() && name->ends_with(kOwnBehind)) {
    *name = Trim(name->substr(0, name->size() - kOwnBehind.size()));
    return true;
  }
  const std::size_t open = name->rfind("(wxid_");
  if (open == name->npos || open == 0) return false;
  *id = name->substr(open + 1, name->size() - open - 2);
  *name = Trim(name->substr(0, open));
  return false;
}

bool TakeBracketedWeChatQuote(std::string_view* text) {
  return TakeWeFlowQuote(text) || TakeChatlogQuote(text);
}

std::optional<MessageKind> WeChatPlaceholderKind(std::string_view text) {
  if (text.starts_with("[链接]:") || IsMediaPath(text)) return MessageKind::kMedia;
  if (!text.starts_with('[') && !text.starts_with("![")) return std::nullopt;
  const std::string_view word = PlaceholderWord(text);
  const WeChatKind kind = WeChatKindOfWord(word);
  if (word.empty() || kind.kind == MessageKind::kText) return std::nullopt;
  return kind.kind;
}

}  // namespace ebb
