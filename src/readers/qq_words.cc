#include "readers/qq_words.h"

#include <algorithm>

#include "base/text_util.h"

namespace ebb {
namespace {

// Whole placeholders, and those that go on with a name or a length.
constexpr std::string_view kQqPlaceholders[] = {
    "[图片]",     "[表情]",   "[语音]", "[文件]",     "[红包]",     "[视频]",   "[卡片]",
    "[动画表情]", "[QQ红包]", "[闪照]", "[窗口抖动]", "[商城表情]", "[表情包]", "[音乐分享]",
};
constexpr std::string_view kOpenPlaceholders[] = {"[图片:",   "[图片：",   "[文件:", "[文件：",
                                                  "[语音 ",   "[语音:",    "[视频:", "[视频：",
                                                  "[表情包:", "[动画表情:"};
constexpr std::string_view kForwards[] = {"[转发消息", "[合并转发", "[聊天记录"};

// Bytes of the placeholder at the beginning of `text`; 0 if there is none.
std::size_t PlaceholderAt(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  for (const std::string_view known : kQqPlaceholders) {
    if (text.starts_with(known)) return known.size();
  }
  for (const std::string_view known : kOpenPlaceholders) {
    if (!text.starts_with(known)) continue;
    const std::size_t end = text.substr(0, kLongest).find(']');
    return end == text.npos ? 0 : end + 1;
  }
  return 0;
}

// Length of the quote at the beginning, up to its closing bracket; what is quoted may hold brackets
// and line breaks. npos = it is not closed.
std::size_t BracketedQuoteEnd(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] != ']' || --depth > 0) continue;
    if (i + 1 == text.size() || text[i + 1] == '\n') return i;
    break;  // brackets without a partner
  }
  const std::size_t line = text.find("]\n");
  return line == text.npos ? text.rfind(']') : line;
}

// "[回复 NAME: quoted]" and its line break; the name may be missing.
std::string_view WithoutQuote(std::string_view text, bool* reply) {
  constexpr std::string_view kBare = "[回复消息]";
  if (text.starts_with(kBare)) {
    *reply = true;
    return Trim(text.substr(kBare.size()));
  }
  const bool named =
      text.starts_with("[回复 ") && text.substr(0, text.find('\n')).find(": ") != text.npos;
  if (!named && !text.starts_with("[回复: ") && !text.starts_with("[回复：")) return text;
  *reply = true;
  const std::size_t end = BracketedQuoteEnd(text);
  if (end == text.npos) return {};
  text.remove_prefix(end + 1);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return text;
}

}  // namespace

QqText OwnQqText(std::string_view text, std::string* scratch) {
  QqText result;
  result.own = text;
  if (text.find('[') == text.npos) return result;
  result.own = WithoutQuote(text, &result.reply);
  for (const std::string_view forward : kForwards) {
    if (result.own.starts_with(forward)) {
      result.forwarded = true;
      result.own = {};
      return result;
    }
  }
  std::string kept;
  for (std::size_t at = 0; at < result.own.size();) {
    const std::size_t open = std::min(result.own.find('[', at), result.own.size());
    kept.append(result.own.substr(at, open - at));
    at = open;
    if (at == result.own.size()) break;
    const std::size_t length = PlaceholderAt(result.own.substr(at));
    if (length == 0) kept.push_back('[');
    result.media = result.media || length > 0;
    at += length == 0 ? 1 : length;
  }
  if (!result.media) return result;
  scratch->assign(Trim(kept));
  result.own = *scratch;
  return result;
}

bool IsQqNotice(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  if (text.empty() || static_cast<unsigned char>(text.back()) < 0x80) return false;
  if (text.size() > kLongest || text.find('\n') != text.npos) return false;
  for (const std::string_view end :
       {"撤回了一条消息", "撤回了一条消息。", "加入了群聊", "加入了群聊。", "加入本群",
        "加入本群。", "退出了群聊", "退出了群聊。"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

bool IsQqSystem(std::string_view name, std::string_view id) {
  return id == "10000" || id == "1000000" || name == "系统消息";
}

}  // namespace ebb
