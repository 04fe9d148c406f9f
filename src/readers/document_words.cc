#include "readers/document_words.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <system_error>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMostBlanks = 16;  // of one element

std::string_view LocalName(std::string_view name) { return name.substr(name.rfind(':') + 1); }

// How things look, what was deleted or moved away, codes of fields, readings above words.
bool HasNoWords(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "pPr",    "rPr",    "tblPr",    "tblPrEx",      "tblGrid",     "trPr",       "tcPr",
      "sectPr", "sdtPr",  "sdtEndPr", "del",          "delText",     "moveFrom",   "instrText",
      "rt",     "rubyPr", "binData",  "delInstrText", "customXmlPr", "smartTagPr", "fldData"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool HasNoOpenWords(std::string_view name) {
  static constexpr std::string_view kNames[] = {"text:note",
                                                "office:annotation",
                                                "text:tracked-changes",
                                                "text:ruby-text",
                                                "svg:title",
                                                "svg:desc",
                                                "office:binary-data",
                                                "office:forms",
                                                "office:scripts",
                                                "office:automatic-styles",
                                                "office:font-face-decls"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

}  // namespace

bool DocumentWords::Step() {
  if (!walker_.Next()) return false;
  switch (walker_.kind()) {
    case MarkupWalker::Kind::kStart:
      OnStart();
      break;
    case MarkupWalker::Kind::kEnd:
      OnEnd();
      break;
    case MarkupWalker::Kind::kText:
      OnText();
      break;
    case MarkupWalker::Kind::kComment:
      break;
  }
  return true;
}

std::string_view WordWords::OwnName() const {
  const std::string_view name = walker_.name();
  if (!name.starts_with(prefix_)) return {};
  const std::string_view own = name.substr(prefix_.size());
  return own.find(':') == own.npos ? own : std::string_view();
}

void WordWords::OnStart() {
  if (!has_prefix_) {
    const std::string_view name = walker_.name();
    prefix_ = name.substr(0, name.rfind(':') + 1);
    has_prefix_ = true;
  }
  const std::string_view own = OwnName();
  if (own.empty()) return OnForeignStart(LocalName(walker_.name()));
  if (HasNoWords(own)) return Skip();
  OnOwnStart(own);
}

void WordWords::OnOwnStart(std::string_view name) {
  const bool empty = walker_.empty();
  if (name == "t") {
    in_text_ = !empty;
  } else if (name == "p") {
    lines_.BeginParagraph();
    if (empty) lines_.EndParagraph();
  } else if (name == "tab" || name == "ptab") {
    lines_.Tab();
  } else if (name == "br" || name == "cr") {
    lines_.Break();
  } else if (name == "noBreakHyphen") {
    lines_.Words("-");
  } else if (name == "tr" && !empty) {
    lines_.BeginRow();
  } else if (name == "tc" && !empty) {
    lines_.BeginCell();
  }
}

// Of forms of the same thing the first one with words counts: Word writes text boxes twice, and
// emoji as a symbol and as a character.
void WordWords::OnForeignStart(std::string_view name) {
  if (walker_.empty()) {
    if (name == "symEx") AddSymbol();
    return;
  }
  if (name == "AlternateContent") {
    if (alternatives_.size() >= kMostAlternatives) return Skip();
    alternatives_.push_back(lines_.words());
  } else if (name == "Fallback") {
    if (!alternatives_.empty() && lines_.words() > alternatives_.back()) Skip();
  }
}

// `<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>`
void WordWords::AddSymbol() {
  std::string_view rest = walker_.attributes(), name, value;
  while (NextAttribute(&rest, &name, &value)) {
    if (LocalName(name) != "char") continue;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), code, 16);
    const bool whole = error == std::errc() && end == value.data() + value.size();
    const bool character = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (!whole || !character) return;
    std::string symbol;
    AppendUtf8(static_cast<char32_t>(code), &symbol);
    return lines_.Words(symbol);
  }
}

void WordWords::OnEnd() {
  const std::string_view name = OwnName();
  if (name == "t") {
    in_text_ = false;
  } else if (name == "p") {
    in_text_ = false;
    lines_.EndParagraph();
  } else if (name == "tr") {
    lines_.EndRow();
  } else if (name.empty() && LocalName(walker_.name()) == "AlternateContent" &&
             !alternatives_.empty()) {
    alternatives_.pop_back();
  }
}

// A line end of the file is a blank.
void WordWords::OnText() {
  if (!in_text_) return;
  std::string_view text = walker_.text();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines_.Words(text.substr(0, end));
    if (end == text.size()) return;
    lines_.Words(" ");
    text.remove_prefix(std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size()));
  }
}

void OpenDocumentWords::OnStart() {
  const std::string_view name = walker_.name();
  const bool empty = walker_.empty();
  if (name == "text:p" || name == "text:h") {
    lines_.BeginParagraph();
    if (empty) lines_.EndParagraph();
    after_blank_ = true;
  } else if (HasNoOpenWords(name)) {
    Skip();
  } else if (name == "text:s") {
    AddBlanks();
  } else if (name == "text:tab") {
    lines_.Tab();
    after_blank_ = false;
  } else if (name == "text:line-break") {
    lines_.Break();
    after_blank_ = true;
  } else if (name == "table:table-row" && !empty) {
    lines_.BeginRow();
  } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
    lines_.BeginCell();
  }
}

void OpenDocumentWords::AddBlanks() {
  const auto written = walker_.Attribute("text:c", &scratch_);
  std::uint64_t count = 1;
  if (written) std::from_chars(written->data(), written->data() + written->size(), count);
  lines_.Words(std::string(static_cast<std::size_t>(std::min(count, kMostBlanks)), ' '));
  after_blank_ = false;
}

void OpenDocumentWords::OnEnd() {
  const std::string_view name = walker_.name();
  if (name == "text:p" || name == "text:h") {
    lines_.EndParagraph();
    after_blank_ = lines_.at_line_start();
  } else if (name == "table:table-row") {
    lines_.EndRow();
  }
}

void OpenDocumentWords::OnText() {
  if (!lines_.in_paragraph()) return;
  constexpr std::string_view kBlanks = " \t\r\n";
  std::string_view text = walker_.text();
  while (!text.empty()) {
    const std::size_t word = std::min(text.find_first_not_of(kBlanks), text.size());
    if (word > 0 && !after_blank_) lines_.Words(" ");
    after_blank_ = after_blank_ || word > 0;
    text.remove_prefix(word);
    // Single blanks inside are as they stand.
    std::size_t end = 0;
    while (end < text.size()) {
      const std::size_t blank = std::min(text.find_first_of(kBlanks, end), text.size());
      end = blank;
      const bool single = blank + 1 < text.size() && text[blank] == ' ' &&
                          kBlanks.find(text[blank + 1]) == kBlanks.npos;
      if (!single) break;
      end = blank + 1;
    }
    if (end == 0) continue;
    lines_.Words(text.substr(0, end));
    after_blank_ = false;
    text.remove_prefix(end);
  }
}

}  // namespace ebb
