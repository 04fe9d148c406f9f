#include "readers/line_app_words.h"

#include <algorithm>
#include <string>

#include "base/text_util.h"

namespace ebb {
namespace {

struct TitleForm {
  std::string_view before, after;
  bool one_to_one;
};

// Chats of two before groups: a group's form can hold the other.
constexpr TitleForm kTitles[] = {
    {"", "とのトーク履歴", true}, {"", "とのトーク", true},        {"Chat history with ", "", true},
    {"Chat with ", "", true},     {"與", "的聊天記錄", true},      {"與", "的聊天紀錄", true},
    {"與", "的聊天", true},       {"与", "的聊天记录", true},      {"与", "的聊天", true},
    {"ประวัติการแชทกับ", "", true},  {"ประวัติการสนทนากับ", "", true},   {"", "님과의 대화", true},
    {"", "のトーク履歴", false},  {"Chat history in ", "", false}, {"", "的聊天記錄", false},
    {"", "的聊天紀錄", false},    {"", "的聊天记录", false},
};

constexpr std::string_view kSaved[] = {"保存日時", "Saved on", "Save date",   "儲存日期",
                                       "保存日期", "บันทึกวันที่",  "저장한 날짜", "저장 날짜"};

struct Placeholder {
  std::string_view text;
  MessageKind kind;
};

// Whole texts, in lower case.
constexpr Placeholder kPlaceholders[] = {
    {"[スタンプ]", MessageKind::kMedia},
    {"[写真]", MessageKind::kMedia},
    {"[動画]", MessageKind::kMedia},
    {"[ボイスメッセージ]", MessageKind::kMedia},
    {"[ファイル]", MessageKind::kMedia},
    {"[位置情報]", MessageKind::kLocation},
    {"[連絡先]", MessageKind::kContact},
    {"[投票]", MessageKind::kPoll},
    {"[プレゼント]", MessageKind::kOther},
    {"[sticker]", MessageKind::kMedia},
    {"[photo]", MessageKind::kMedia},
    {"[video]", MessageKind::kMedia},
    {"[voice message]", MessageKind::kMedia},
    {"[file]", MessageKind::kMedia},
    {"[location]", MessageKind::kLocation},
    {"[contact]", MessageKind::kContact},
    {"[poll]", MessageKind::kPoll},
    {"[gift]", MessageKind::kOther},
    {"[貼圖]", MessageKind::kMedia},
    {"[照片]", MessageKind::kMedia},
    {"[影片]", MessageKind::kMedia},
    {"[語音訊息]", MessageKind::kMedia},
    {"[檔案]", MessageKind::kMedia},
    {"[位置訊息]", MessageKind::kLocation},
    {"[聯絡資訊]", MessageKind::kContact},
    {"[贴图]", MessageKind::kMedia},
    {"[视频]", MessageKind::kMedia},
    {"[语音信息]", MessageKind::kMedia},
    {"[文件]", MessageKind::kMedia},
    {"[位置信息]", MessageKind::kLocation},
    {"[联系人]", MessageKind::kContact},
    {"สติกเกอร์", MessageKind::kMedia},
    {"[สติกเกอร์]", MessageKind::kMedia},
    {"รูป", MessageKind::kMedia},
    {"[ภาพ]", MessageKind::kMedia},
    {"[รูป]", MessageKind::kMedia},
    {"[รูปภาพ]", MessageKind::kMedia},
    {"[วิดีโอ]", MessageKind::kMedia},
    {"[ไฟล์]", MessageKind::kMedia},
    {"[스티커]", MessageKind::kMedia},
    {"[사진]", MessageKind::kMedia},
    {"[동영상]", MessageKind::kMedia},
    {"[음성 메시지]", MessageKind::kMedia},
    {"[파일]", MessageKind::kMedia},
    {"(emoji)", MessageKind::kMedia},
    {"メッセージの送信を取り消しました", MessageKind::kDeleted},
    {"message unsent.", MessageKind::kDeleted},
    {"unsent a message", MessageKind::kDeleted},
    {"unsent a message.", MessageKind::kDeleted},
    {"已收回訊息", MessageKind::kDeleted},
    {"撤回了一条消息", MessageKind::kDeleted},
};

// Beginnings of what the app puts before a title, a length or a link.
constexpr Placeholder kPlaceholderBeginnings[] = {
    {"\u260e", MessageKind::kCall},       {"[null]", MessageKind::kLocation},
    {"[ファイル] ", MessageKind::kMedia}, {"[file] ", MessageKind::kMedia},
    {"[アルバム]", MessageKind::kOther},  {"[album]", MessageKind::kOther},
    {"[相簿]", MessageKind::kOther},      {"[相册]", MessageKind::kOther},
    {"[ノート]", MessageKind::kOther},    {"[note]", MessageKind::kOther},
    {"[notes]", MessageKind::kOther},     {"[記事本]", MessageKind::kOther},
    {"[笔记]", MessageKind::kOther},
};

constexpr std::size_t kLongestBeginning = [] {
  std::size_t longest = 0;
  for (const Placeholder& known : kPlaceholderBeginnings) {
    longest = std::max(longest, known.text.size());
  }
  return longest;
}();

// As the desktop program writes them, with nothing around them.
constexpr Placeholder kBarePlaceholders[] = {
    {"スタンプ", MessageKind::kMedia},
    {"写真", MessageKind::kMedia},
    {"画像", MessageKind::kMedia},
    {"動画", MessageKind::kMedia},
    {"ビデオ", MessageKind::kMedia},
    {"ファイル", MessageKind::kMedia},
    {"ボイスメッセージ", MessageKind::kMedia},
    {"不在着信", MessageKind::kCall},
};

constexpr std::string_view kLineNoticeEnds[] = {
    "送信を取り消しました",
    "送信を取り消しました。",
    "が参加しました",
    "が参加しました。",
    "が退出しました",
    "が退出しました。",
    "を招待しました。",
    "を招待しました",
    "がグループに参加しました。",
    "がグループに参加しました",
    "がグループを退会しました。",
    "がグループを退会しました",
    "をグループに招待しました。",
    "をグループに招待しました",
    "が退会しました。",
    "unsent a message",
    "unsent a message.",
    "joined the chat.",
    "joined the group.",
    "left the chat.",
    "left the group.",
    "to the group.",
    "已收回訊息",
    "加入聊天",
    "離開聊天",
    "加入群組",
    "離開群組",
    "撤回了一条消息",
    "加入了群聊",
    "退出了群聊",
    "ยกเลิกข้อความแล้ว",
    "ออกจากกลุ่ม",
    "เข้าร่วมกลุ่ม",
};

// Without the mark, as English ones are written now and then: "Chat history in Home".
std::optional<LineAppTitle> ParseBareTitle(std::string_view line) {
  constexpr std::string_view kWith = "Chat history with ", kIn = "Chat history in ";
  if (line.starts_with(kWith)) return LineAppTitle{Trim(line.substr(kWith.size())), true, false};
  if (line.starts_with(kIn)) return LineAppTitle{Trim(line.substr(kIn.size())), false, false};
  return std::nullopt;
}

}  // namespace

std::optional<LineAppTitle> ParseLineAppTitle(std::string_view line) {
  constexpr std::string_view kMark = "[LINE]", kBareBefore = "Chat history ";
  if (line.starts_with(kBareBefore)) return ParseBareTitle(line);
  if (!line.starts_with(kMark)) return std::nullopt;
  const std::string_view title = Trim(line.substr(kMark.size()));
  for (const TitleForm& form : kTitles) {
    if (title.size() < form.before.size() + form.after.size()) continue;
    if (!title.starts_with(form.before) || !title.ends_with(form.after)) continue;
    const std::size_t length = title.size() - form.before.size() - form.after.size();
    return LineAppTitle{Trim(title.substr(form.before.size(), length)), form.one_to_one, true};
  }
  return LineAppTitle{title, false, false};
}

std::optional<std::string_view> ParseLineAppSaved(std::string_view line) {
  for (const std::string_view word : kSaved) {
    if (!line.starts_with(word)) continue;
    std::string_view rest = line.substr(word.size());
    for (const std::string_view mark : {" ", ":", "\uff1a", " "}) {
      if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
    }
    return rest;
  }
  return std::nullopt;
}

MessageKind LineAppKind(std::string_view text) {
  if (text.size() > 400 || text.empty()) return MessageKind::kText;
  const char first = text.front();
  // Nearly every message ends here.
  const bool may_be = first == '[' || first == '(' || first == 'm' || first == 'M' ||
                      first == 'u' || static_cast<unsigned char>(first) >= 0xe0;
  if (!may_be) return MessageKind::kText;
  const std::string begin = LowerAscii(text.substr(0, kLongestBeginning));
  for (const Placeholder& known : kPlaceholderBeginnings) {
    if (begin.starts_with(known.text)) return known.kind;
  }
  if (text.size() > 60) return MessageKind::kText;
  const std::string folded = LowerAscii(text);
  for (const Placeholder& known : kPlaceholders) {
    if (folded == known.text) return known.kind;
  }
  return MessageKind::kText;
}

MessageKind LineAppBareKind(std::string_view text) {
  constexpr std::string_view kTalked = "通話時間 ";
  if (text.size() > 40) return MessageKind::kText;
  for (const Placeholder& known : kBarePlaceholders) {
    if (text == known.text) return known.kind;
  }
  const bool talked = text.starts_with(kTalked) && text.size() > kTalked.size() &&
                      text.find_first_not_of("0123456789:", kTalked.size()) == text.npos;
  return talked ? MessageKind::kCall : MessageKind::kText;
}

bool IsLineAppNoticeOf(std::string_view text) {
  // No sentence of a person begins with the particle.
  if (text.starts_with("が") && IsLineAppNotice(text)) return true;
  return std::find(std::begin(kLineNoticeEnds), std::end(kLineNoticeEnds), text) !=
         std::end(kLineNoticeEnds);
}

bool IsLineAppInvitation(std::string_view said) {
  constexpr std::string_view kInvited = "をグループに招待しました。";
  constexpr std::size_t kMaxInvited = 120;  // bytes of the name before it
  if (!said.ends_with(kInvited) || said.size() > kInvited.size() + kMaxInvited) return false;
  return said.find("。") == said.size() - std::string_view("。").size();
}

bool IsLineAppNotice(std::string_view text) {
  for (const std::string_view end : kLineNoticeEnds) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

}  // namespace ebb
