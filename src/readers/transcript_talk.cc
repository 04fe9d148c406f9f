#include "readers/transcript_talk.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/diary_words.h"

namespace ebb {
namespace {

constexpr std::size_t kMostLabels = 2000;
constexpr std::uint64_t kLinesALabel = 20;  // one label in so many lines at least
constexpr std::uint64_t kRoundsToSee = 3;

// What stands before colons where no people talk, in lower case.
constexpr std::string_view kLabelWords[] = {
    // letters and articles
    "from", "to", "cc", "bcc", "subject", "date", "sent", "received", "reply-to", "message-id",
    "mime-version", "content-type", "content-transfer-encoding", "return-path", "x-mailer", "re",
    "fwd", "attachments", "von", "an", "betreff", "datum", "gesendet", "de", "objet", "asunto",
    "para", "fecha", "envoy\u00e9", "\u00e0",
    // settings and records
    "name", "id", "key", "value", "type", "title", "description", "version", "author", "authors",
    "license", "url", "link", "href", "host", "hostname", "port", "user", "username", "password",
    "path", "file", "filename", "size", "status", "state", "color", "colour", "width", "height",
    "email", "e-mail", "mail", "phone", "tel", "telephone", "mobile", "fax", "address", "street",
    "city", "country", "zip", "age", "sex", "gender", "language", "lang", "format", "default",
    "options", "enabled", "level", "category", "categories", "tag", "tags", "source", "target",
    "input", "output", "comment", "comments", "summary", "details", "priority", "created",
    "updated", "modified", "start", "end", "begin", "duration", "location", "price", "total",
    "amount", "quantity", "count", "number", "code", "image", "icon", "label", "text", "data",
    "\u65f6\u95f4", "\u5185\u5bb9", "\u8d44\u6e90", "\u56de\u590d", "\u6642\u9593", "\u5167\u5bb9",
    "time", "timestamp", "sender", "message", "body", "content",
    // notes, lists, recipes
    "note", "notes", "warning", "tip", "example", "examples", "usage", "see", "see also", "todo",
    "fixme", "hint", "remark", "important", "attention", "ingredients", "method", "directions",
    "instructions", "preparation", "serves", "servings", "yield", "prep time", "cook time", "prep",
    "cook", "step", "result", "results", "expected", "actual", "pros", "cons", "summary", "hinweis",
    "zutaten", "zubereitung", "beispiel", "achtung",
    // the same in Chinese and Japanese
    "优点", "缺点", "问", "答", "问题", "答案", "注意", "备注", "地点", "标题", "价格", "电话",
    "地址", "名称", "日期", "原因", "结果", "结论", "说明", "提示", "例如", "来源", "作者", "摘要",
    "关键词", "步骤", "材料", "做法", "方法", "要求", "目标", "任务", "状态", "数量", "总计",
    "邮箱", "網址", "网址", "链接", "性别", "年龄", "姓名", "编号", "类型", "描述", "主题",
    "发件人", "收件人", "抄送", "主旨", "優點", "缺點", "問", "問題", "備註", "地點", "標題",
    "價格", "電話", "名稱", "說明", "來源", "結果", "步驟", "回答", "提问", "質問", "答え", "住所",
    "日時", "場所", "件名", "備考", "電話番号",
    // logs and programs
    "info", "debug", "error", "warn", "trace", "fatal", "critical", "notice", "info ", "failed",
    "passed", "ok", "kernel", "public", "private", "protected", "else", "try", "finally", "case",
    "return", "returns", "param", "args", "raises", "throws",
    // subtitles and songs of other kinds
    "dialogue", "style", "script", "scripttype", "playresx", "playresy", "collisions", "chorus",
    "verse", "bridge", "ar", "ti", "al", "by", "offset"};

// Verbs that make a label a part of a sentence: "she said".
constexpr std::string_view kSpeechVerbs[] = {"said",     "says",  "asked", "asks",    "replied",
                                             "answered", "wrote", "added", "thought", "is",
                                             "are",      "was",   "were",  "follows", "following"};

// What follows the label is a number, a path, a setting, a piece of a program.
bool IsValue(std::string_view words) {
  if (words.empty()) return false;
  const char last = words.back();
  if (last == ';' || last == '{' || last == '[' || last == '\\' || last == '|') return true;
  if (words.size() > 1 && words.front() == '"' && (last == '"' || words.ends_with("\","))) {
    return true;
  }
  if (std::none_of(words.begin(), words.end(), IsNameByte)) {
    return std::any_of(words.begin(), words.end(), IsDigit);
  }
  if (words.find(' ') != words.npos) return words.starts_with("[") || words.starts_with("{");
  const bool joined = words.find_first_of("/\\=_<>{}[]@$%") != words.npos;
  const bool number = IsDigit(words.front()) && words.size() > 1;  // 10px, 2024-01-01, v1
  return joined || number || words == "true" || words == "false" || words == "null" ||
         words == "none";
}

}  // namespace

bool IsLabelWord(std::string_view label) {
  std::string word = LowerAscii(label);
  while (!word.empty() && (IsDigit(word.back()) || word.back() == ' '))
    word.pop_back();  // "Step 2"
  if (word.empty()) return false;
  if (std::find(std::begin(kLabelWords), std::end(kLabelWords), word) != std::end(kLabelWords))
    return true;
  const std::size_t blank = word.rfind(' ');
  if (blank == word.npos) return false;
  const std::string_view last = std::string_view(word).substr(blank + 1);
  return std::find(std::begin(kSpeechVerbs), std::end(kSpeechVerbs), last) !=
         std::end(kSpeechVerbs);
}

void TalkSigns::Add(std::string_view line, std::string_view label, std::string_view words) {
  if (Trim(line).empty()) return;
  ++lines_;
  if (label.empty()) return;
  ++labelled_;
  words = Trim(words);
  values_ += IsValue(words);
  several_words_ += words.find(' ') != words.npos;
  capitals_ += !(label.front() >= 'a' && label.front() <= 'z');
  const auto known = labels_.find(label);
  if (known != labels_.end()) {
    ++known->second.lines;
  } else if (labels_.size() < kMostLabels) {
    labels_.emplace(label, Label{1, IsLabelWord(label), IsDiaryWord(label)});
  }
  AddStep(std::string(label));
}

void TalkSigns::AddStep(const std::string& label) {
  if (!last_.empty() && steps_.size() < kMostLabels) ++steps_[last_ + '\n' + label];
  last_ = label;
}

// The same labels in the same order again and again: records of a table.
bool TalkSigns::GoesRound() const {
  std::uint64_t recurring = 0, steps = 0, commonest = 0, best = 0;
  std::string_view from;
  for (const auto& [name, label] : labels_) recurring += label.lines >= kRoundsToSee;
  if (recurring < 3) return false;
  for (const auto& [step, count] : steps_) {
    const std::string_view first = std::string_view(step).substr(0, step.find('\n'));
    if (first != from) {
      commonest += best;
      best = 0;
      from = first;
    }
    best = std::max(best, count);
    steps += count;
  }
  commonest += best;
  return commonest * 20 >= steps * 19;
}

bool TalkSigns::LooksLikeTalk() const {
  std::uint64_t spoken = 0, words = 0, of_diary = 0;
  int diary_words = 0;
  for (const auto& [name, label] : labels_) {
    if (label.lines < kLabelRecurs) continue;
    spoken += label.lines;
    words += label.is_word ? label.lines : 0;
    of_diary += label.is_diary ? label.lines : 0;
    diary_words += label.is_diary ? 1 : 0;
  }
  if (diary_words > 1) words += of_diary;  // one may be somebody's name
  if (spoken * 2 < labelled_ || words * 2 >= spoken) return false;
  if (lines_ > spoken * kLinesALabel || values_ * 2 > labelled_) return false;
  // Names in small letters that each say single words.
  if (capitals_ == 0 && several_words_ == 0) return false;
  return !GoesRound();
}

}  // namespace ebb
