#include "readers/wechat_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

struct KindWord {
  std::string_view part;  // of the tool's word
  WeChatKind kind;
};

// The first that is found in the word decides: calls before voice and video, system before all.
constexpr KindWord kKindWords[] = {
    {"系统", {MessageKind::kNotice, false}},        {"撤回", {MessageKind::kNotice, false}},
    {"通话", {MessageKind::kCall, false}},          {"合并转发", {MessageKind::kForwarded, false}},
    {"聊天记录", {MessageKind::kForwarded, false}}, {"转发", {MessageKind::kForwarded, false}},
    {"引用", {MessageKind::kText, true}},           {"回复", {MessageKind::kText, true}},
    {"视频号", {MessageKind::kOther, false}},       {"图片", {MessageKind::kMedia, false}},
    {"语音", {MessageKind::kMedia, false}},         {"视频", {MessageKind::kMedia, false}},
    {"表情", {MessageKind::kMedia, false}},         {"文件", {MessageKind::kMedia, false}},
    {"名片", {MessageKind::kContact, false}},       {"位置", {MessageKind::kLocation, false}},
    {"链接", {MessageKind::kOther, false}},         {"小程序", {MessageKind::kOther, false}},
    {"红包", {MessageKind::kOther, false}},         {"转账", {MessageKind::kOther, false}},
    {"音乐", {MessageKind::kOther, false}},         {"卡片", {MessageKind::kOther, false}},
    {"分享", {MessageKind::kOther, false}},         {"拍一拍", {MessageKind::kOther, false}},
    {"接龙", {MessageKind::kOther, false}},         {"礼物", {MessageKind::kOther, false}},
    {"群公告", {MessageKind::kOther, false}},       {"其他消息", {MessageKind::kOther, false}},
};

struct KindCode {
  std::string_view code;
  MessageKind kind;
};

constexpr KindCode kCodes[] = {
    {"1", MessageKind::kText},       {"3", MessageKind::kMedia},      {"34", MessageKind::kMedia},
    {"37", MessageKind::kNotice},    {"42", MessageKind::kContact},   {"43", MessageKind::kMedia},
    {"47", MessageKind::kMedia},     {"48", MessageKind::kLocation},  {"49", MessageKind::kOther},
    {"50", MessageKind::kCall},      {"62", MessageKind::kMedia},     {"66", MessageKind::kContact},
    {"10000", MessageKind::kNotice}, {"10002", MessageKind::kNotice},
};

// What follows is somebody else's.
constexpr std::string_view kQuoteMarks[] = {"\n[引用", "\n「引用", "\n引用：",
                                            "\n引用:", "\n> ",     "\n- - - -"};

// Where the bracket opens that the last byte closes; npos if the brackets do not match.
std::size_t OpenOfLastBracket(std::string_view text) {
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == ']') ++depth;
    if (text[i] == '[' && --depth == 0) return i;
  }
  return text.npos;
}

}  // namespace

Capabilities WeChatCapabilities() {
  Capabilities can;
  can.seconds = can.instants = can.knows_me = true;
  can.replies = can.calls = can.deletions = true;
  return can;
}

WeChatKind WeChatKindOfWord(std::string_view word) {
  for (const KindWord& known : kKindWords) {
    if (word.find(known.part) != word.npos) return known.kind;
  }
  return {};
}

WeChatKind WeChatKindOfCode(std::string_view type, std::string_view subtype) {
  WeChatKind found;
  found.kind = type.empty() ? MessageKind::kText : MessageKind::kOther;
  for (const KindCode& known : kCodes) {
    if (known.code == type) found.kind = known.kind;
  }
  if (type != "49") return found;
  if (subtype == "57") return {MessageKind::kText, true};
  if (subtype == "19") found.kind = MessageKind::kForwarded;
  if (subtype == "6" || subtype == "8") found.kind = MessageKind::kMedia;
  return found;
}

std::size_t WeChatQuoteBehind(std::string_view text) {
  constexpr std::string_view kMark = "[引用 ";
  const std::size_t last = text.ends_with(']') ? text.rfind(kMark) : text.npos;
  if (last == text.npos) return last;
  // What is quoted may be a reply itself, and may hold brackets without a partner.
  const std::size_t open = OpenOfLastBracket(text);
  if (open != text.npos && text.substr(open).starts_with(kMark)) return open;
  return text.find("]\n", last) == text.npos ? last : text.npos;  // else the reply is behind it
}

std::string_view WeChatReplyText(std::string_view content, std::string* scratch) {
  constexpr std::string_view kOpen = "<title>", kClose = "</title>";
  if (Trim(content).starts_with('<')) {
    const std::size_t begin = content.find(kOpen);
    const std::size_t end = content.find(kClose);
    if (begin == content.npos || end == content.npos || end < begin + kOpen.size()) return {};
    scratch->assign(content.substr(begin + kOpen.size(), end - begin - kOpen.size()));
    static constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
    for (const auto& [entity, character] : kEntities) {
      for (std::size_t at = scratch->find(entity); at != std::string::npos;
           at = scratch->find(entity, at + character.size())) {
        scratch->replace(at, entity.size(), character);
      }
    }
    return *scratch;
  }
  if (const std::size_t quote = WeChatQuoteBehind(content); quote != content.npos) {
    content = content.substr(0, quote);
    if (content.ends_with('\n')) content.remove_suffix(1);
  }
  if (content.starts_with("[引用")) {
    const std::size_t end = content.find("]\n");
    return end == content.npos ? std::string_view() : content.substr(end + 2);
  }
  // The two lines of dashes between a quote in brackets and the answer.
  if (content.starts_with("「")) {
    const std::size_t dashes = content.find("\n- - - -");
    const std::size_t line = dashes == content.npos ? dashes : content.find('\n', dashes + 1);
    if (line != content.npos) return content.substr(line + 1);
  }
  for (const std::string_view mark : kQuoteMarks) {
    content = content.substr(0, content.find(mark));
  }
  return content;
}

bool IsWeChatGreeting(std::string_view text) {
  return text.starts_with("我通过了你的朋友验证请求") ||
         text.starts_with("I've accepted your friend request");
}

std::string_view TakeWeChatSender(std::string_view* text) {
  constexpr std::size_t kLongest = 64;
  const std::size_t end = text->substr(0, kLongest + 2).find(":\n");
  if (end == text->npos || end == 0) return {};
  const std::string_view id = text->substr(0, end);
  if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-@.") !=
      id.npos) {
    return {};
  }
  text->remove_prefix(end + 2);
  return id;
}

bool IsWeChatNotice(std::string_view line) {
  constexpr std::size_t kLongest = 400;
  if (line.size() > kLongest) return false;
  static constexpr std::string_view kSaid[] = {"撤回了一条消息",
                                               "撤回了一条成员消息",
                                               "加入群聊",
                                               "加入了群聊",
                                               "移出群聊",
                                               "移出了群聊",
                                               "退出了群聊",
                                               "修改群名为",
                                               "拍了拍",
                                               "成为新群主",
                                               "群公告",
                                               "打招呼的内容",
                                               "你已添加了",
                                               "开启了朋友验证",
                                               "被对方拒收",
                                               "收到红包",
                                               "领取了",
                                               "发起了位置共享",
                                               "位置共享已经结束",
                                               "不是朋友关系",
                                               "recalled a message",
                                               "joined the group chat",
                                               "changed the group name",
                                               "the Red Packet",
                                               "removed from the group chat",
                                               "tickled"};
  return std::any_of(std::begin(kSaid), std::end(kSaid),
                     [line](std::string_view said) { return line.find(said) != line.npos; });
}

}  // namespace ebb
