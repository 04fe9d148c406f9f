#include "readers/wechat_script.h"

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/markup_entities.h"

namespace ebb {

std::size_t SkipScriptSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

namespace {

bool IsWordOfScript(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

enum class AfterQuote : unsigned char { kNothing, kGoesOn, kUnknown };

// Whether the value may end before text[at]: a comma and the next key, or the end of the object and
// what may follow it. Unknown: `text` ends too soon to tell.
AfterQuote WhatFollows(std::string_view text, std::size_t at) {
  at = SkipScriptSpace(text, at);
  if (at == text.size()) return AfterQuote::kUnknown;
  const char sign = text[at];
  if (sign != ',' && sign != '}') return AfterQuote::kNothing;
  at = SkipScriptSpace(text, at + 1);
  if (sign == '}') {
    const bool ends = at == text.size() || text[at] == ',' || text[at] == ']' || text[at] == '{';
    return ends ? AfterQuote::kGoesOn : AfterQuote::kNothing;
  }
  if (at < text.size() && text[at] == '}') return AfterQuote::kGoesOn;  // a comma at the end
  while (at < text.size() && IsWordOfScript(text[at])) ++at;
  at = SkipScriptSpace(text, at);
  if (at == text.size()) return AfterQuote::kUnknown;
  return text[at] == ':' ? AfterQuote::kGoesOn : AfterQuote::kNothing;
}

// Place of the quote that closes the string which opens at `at`; npos if it is not there. Some
// values hold quotes that nothing escapes: one closes only where the object goes on or ends.
std::size_t StringEnd(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const AfterQuote after = WhatFollows(text, i + 1);
      if (after == AfterQuote::kUnknown) return text.npos;
      if (after == AfterQuote::kGoesOn) return i;
    }
  }
  return text.npos;
}

// Whether a message may begin before text[at]: behind the end of another, or in a line of its own.
bool IsBehindMessage(std::string_view text, std::size_t at) {
  while (at > 0 && IsSpace(text[at - 1])) {
    if (text[--at] == '\n') return true;
  }
  if (at > 0 && text[at - 1] == ',') --at;
  while (at > 0 && IsSpace(text[at - 1])) --at;
  return at > 0 && text[at - 1] == '}';
}

// Takes `key`, a colon and the space around them off the beginning of *text.
bool TakeScriptKey(std::string_view key, std::string_view* text) {
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(key)) return false;
  text->remove_prefix(key.size());
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(':')) return false;
  text->remove_prefix(1);
  text->remove_prefix(SkipScriptSpace(*text, 0));
  return true;
}

// The same with a number and a comma behind it.
bool TakeScriptNumber(std::string_view key, std::string_view* text) {
  if (!TakeScriptKey(key, text)) return false;
  while (!text->empty() && IsDigit(text->front())) text->remove_prefix(1);
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(',')) return false;
  text->remove_prefix(1);
  return true;
}

}  // namespace

// People type objects, too; but the quote behind a key, which MemoTrace escapes in what they typed,
// stands bare only where a message begins.
std::size_t NextMessage(std::string_view text) {
  const std::size_t opening = text.find_first_of("'\"`");
  if (opening == text.npos) return text.npos;
  for (std::size_t at = text.find('{', 1); at != text.npos; at = text.find('{', at + 1)) {
    std::string_view keys = text.substr(at + 1);
    if (!TakeScriptNumber("type", &keys) || !IsBehindMessage(text, at)) continue;
    TakeScriptNumber("sub_type", &keys);
    if (TakeScriptKey("text", &keys) && keys.starts_with(text[opening])) return at;
  }
  return text.npos;
}

std::size_t ObjectLength(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'' || c == '"' || c == '`') {
      i = StringEnd(text, i);
      if (i == text.npos) return text.npos;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return text.npos;
}

namespace {

void Unescape(std::string_view raw, std::string* out) {
  out->clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out->push_back(raw[i]);
      continue;
    }
    const char c = raw[++i];
    out->push_back(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
  }
}

}  // namespace

void ParseScriptObject(std::string_view object, ScriptRecord* record) {
  *record = {};
  std::string waste;
  std::size_t at = 1;
  while (at < object.size()) {
    at = SkipScriptSpace(object, at);
    const std::size_t colon = object.find(':', at);
    if (at >= object.size() || object[at] == '}' || colon == object.npos) return;
    const std::string_view key = Trim(object.substr(at, colon - at));
    std::string* const field = key == "type"          ? &record->type
                               : key == "sub_type"    ? &record->sub_type
                               : key == "text"        ? &record->text
                               : key == "is_send"     ? &record->is_send
                               : key == "timestamp"   ? &record->timestamp
                               : key == "displayname" ? &record->name
                               : key == "refer_text"  ? &record->refer
                                                      : &waste;
    at = SkipScriptSpace(object, colon + 1);
    if (at < object.size() && (object[at] == '\'' || object[at] == '"' || object[at] == '`')) {
      const std::size_t end = StringEnd(object, at);
      if (end == object.npos) return;
      Unescape(object.substr(at + 1, end - at - 1), field);
      at = end + 1;
    } else {
      const std::size_t end = std::min(object.find_first_of(",}", at), object.size());
      field->assign(Trim(object.substr(at, end - at)));
      at = end;
    }
    at = SkipScriptSpace(object, at);
    if (at < object.size() && object[at] == ',') ++at;
  }
}

std::string ShownText(const std::string& markup) {
  std::string plain, decoded;
  for (std::size_t at = 0; at < markup.size();) {
    const std::size_t open = std::min(markup.find('<', at), markup.size());
    plain.append(markup, at, open - at);
    if (open == markup.size()) break;
    const std::size_t close = markup.find('>', open);
    const char next = open + 1 < markup.size() ? markup[open + 1] : ' ';
    const bool is_tag = close != markup.npos && (IsLetter(next) || next == '/' || next == '!');
    if (!is_tag) {  // "i <3 you"
      plain.push_back('<');
      at = open + 1;
      continue;
    }
    if (markup.compare(open, 3, "<br") == 0) plain.push_back('\n');
    at = close + 1;
  }
  std::uint64_t repaired = 0;
  return std::string(Trim(DecodeReferences(plain, MarkupDialect::kHtml, &decoded, &repaired)));
}

}  // namespace ebb
