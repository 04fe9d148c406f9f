#include "readers/qq_words.h"

#include "base/text_util.h"

namespace ebb {
namespace {

// Whole placeholders, and those that go on with a name or a length.
constexpr std::string_view kPlaceholders[] = {
    "[图片]", "[表情]",     "[语音]",   "[文件]", "[红包]",     "[视频]",
    "[卡片]", "[动画表情]", "[QQ红包]", "[闪照]", "[窗口抖动]", "[商城表情]",
};
constexpr std::string_view kOpenPlaceholders[] = {"[图片:",   "[图片：",   "[文件:", "[文件：",
                                                  "[语音 ",   "[语音:",    "[视频:", "[视频：",
                                                  "[表情包:", "[动画表情:"};
constexpr std::string_view kForwards[] = {"[转发消息", "[合并转发", "[聊天记录"};

// Bytes of the placeholder at the beginning of `text`; 0 if there is none.
std::size_t PlaceholderAt(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  for (const std::string_view known : kPlaceholders) {
    if (text.starts_with(known)) return known.size();
  }
  for (const std::string_view known : kOpenPlaceholders) {
    if (!text.starts_with(known)) continue;
    const std::size_t end = text.substr(0, kLongest).find(']');
    return end == text.npos ? 0 : end + 1;
  }
  return 0;
}

// "[回复 : quoted]" and its line break.
std::string_view WithoutQuote(std::string_view text, bool* reply) {
  constexpr std::string_view kMarks[] = {"[回复 : ", "[回复: ", "[回复：", "[回复消息]"};
  for (const std::string_view mark : kMarks) {
    if (!text.starts_with(mark)) continue;
    *reply = true;
    if (mark.ends_with(']')) return Trim(text.substr(mark.size()));
    const std::size_t line = text.find("]\n");
    if (line != text.npos) return text.substr(line + 2);
    const std::size_t end = text.rfind(']');
    return end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return text;
}

}  // namespace

QqText OwnQqText(std::string_view text, std::string* scratch) {
  QqText result;
  result.own = WithoutQuote(text, &result.reply);
  for (const std::string_view forward : kForwards) {
    if (result.own.starts_with(forward)) {
      result.forwarded = true;
      result.own = {};
      return result;
    }
  }
  if (result.own.find('[') == result.own.npos) return result;
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
