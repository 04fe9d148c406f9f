#include "readers/signal_parts.h"

#include <algorithm>

#include "base/text_util.h"

namespace ebb::signal {
namespace {

bool TakeSuffix(std::string_view* text, std::string_view suffix) {
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  return true;
}

// "![name](./media/name)" or "[emoji](../exported_stickers/...)" at the end.
bool TakeLink(std::string_view* text) {
  static constexpr std::string_view kLinks[] = {"](./media/", "](media/",
                                                "](../exported_stickers/"};
  if (!text->ends_with(')')) return false;
  std::size_t link = text->npos;
  std::string_view path;
  for (const std::string_view start : kLinks) {
    const std::size_t at = text->rfind(start);
    if (at == text->npos || (link != text->npos && at < link)) continue;
    link = at;
    path = text->substr(at + start.size());
    path.remove_suffix(1);
  }
  if (link == text->npos || path.find('\n') != path.npos) return false;
  // The name is the path's, so brackets in it do not mislead.
  std::string opening = "[";
  for (std::size_t at = 0; at < path.size();) {
    const bool blank = path.substr(at).starts_with("%20");
    opening.push_back(blank ? ' ' : path[at]);
    at += blank ? 3 : 1;
  }
  std::string_view before = text->substr(0, link);
  if (!TakeSuffix(&before, opening)) {
    const std::size_t open = before.rfind('[');
    if (open == before.npos) return false;
    before = before.substr(0, open);
  }
  TakeSuffix(&before, "!");
  *text = before;
  return true;
}

std::string_view LastLine(std::string_view text) { return text.substr(text.rfind('\n') + 1); }

// A last line such as "(( x ))" or "(- Name: x -)".
bool TakeBracketedLine(std::string_view* text, std::string_view open, std::string_view close,
                       std::string_view holds) {
  if (!text->ends_with(close)) return false;
  const std::string_view line = LastLine(*text);
  if (line.size() < open.size() + close.size() || !line.starts_with(open) ||
      line.find(holds) == line.npos) {
    return false;
  }
  text->remove_suffix(line.size());
  return true;
}

// Before 2024 a quote began and ended with a bare ">"; of the lines between only the first was
// marked.
bool TakeFramedQuote(std::string_view* text) {
  static constexpr std::string_view kBegin = "\n>\n> ", kEnd = "\n>";
  if (!text->starts_with(kBegin)) return false;
  std::size_t end = text->find("\n>\n", kBegin.size());
  // Such a line may stand within it, if another ends it.
  while (end != text->npos && text->substr(end + kEnd.size()).starts_with("\n> ")) {
    const std::size_t next = text->find("\n>\n", end + kEnd.size());
    if (next == text->npos) break;
    end = next;
  }
  if (end == text->npos && text->ends_with(kEnd)) end = text->size() - kEnd.size();
  if (end == text->npos || end < kBegin.size()) return false;
  text->remove_prefix(end + kEnd.size());
  return true;
}

// A quote stands alone before the words: blank lines, lines with ">", a blank line.
bool TakeQuote(std::string_view* text) {
  if (TakeFramedQuote(text)) return true;
  if (!text->starts_with('\n')) return false;
  std::string_view rest = *text;
  while (rest.starts_with('\n')) rest.remove_prefix(1);
  if (!rest.starts_with("> ") && !rest.starts_with(">\n") && rest != ">") return false;
  while (rest.starts_with('>')) {
    const std::size_t end = rest.find('\n');
    rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
  }
  *text = rest;
  return true;
}

bool IsCallDetail(std::string_view detail) {
  if (detail == "unanswered" || detail == "declined by recipient") return true;
  if (detail.starts_with("accepted, ")) {
    return detail.find_first_not_of("0123456789ms ", 10) == detail.npos;
  }
  return !detail.empty() &&
         std::all_of(detail.begin(), detail.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string ChatNameOf(std::string_view source_name) {
  std::string_view path = source_name;
  if (const std::size_t member = path.rfind(": "); member != path.npos) {
    const std::string_view inner = path.substr(member + 2);
    if (inner.find('.') != inner.npos) path = inner;
  }
  std::string_view base = path.substr(path.rfind('/') + 1);
  if (base == "chat.md" || base == "index.md" || base == "data.json") {
    if (base.size() == path.size()) return {};
    path.remove_suffix(base.size() + 1);
    return std::string(path.substr(path.rfind('/') + 1));
  }
  const std::size_t dot = base.rfind('.');
  return dot == base.npos ? std::string() : std::string(base.substr(0, dot));
}

NamedPerson SplitPerson(std::string_view text) {
  if (!text.ends_with(')')) return {text, {}};
  std::size_t open = text.size() - 1;  // of the last " ("
  while (open > 0 && (text[open] != ' ' || text[open + 1] != '(')) --open;
  if (open == 0) return {text, {}};
  return {text.substr(0, open), text.substr(open + 2, text.size() - open - 3)};
}

bool IsTypeName(std::string_view type) {
  return !type.empty() && std::all_of(type.begin(), type.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool IsCallPhrase(std::string_view body) {
  static constexpr std::string_view kCalls[] = {
      "Incoming voice call", "Incoming video call", "Incoming group call", "Incoming adhoc call",
      "Incoming call",       "Outgoing voice call", "Outgoing video call", "Outgoing group call",
      "Outgoing adhoc call", "Outgoing call",       "Missed voice call",   "Missed video call",
      "Missed group call",   "Missed adhoc call",   "Missed call"};
  if (!body.starts_with("Incoming ") && !body.starts_with("Outgoing ") &&
      !body.starts_with("Missed ")) {
    return false;
  }
  for (const std::string_view call : kCalls) {
    if (!body.starts_with(call)) continue;
    std::string_view rest = body.substr(call.size());
    if (rest.empty()) return true;
    if (rest.starts_with(" (") && TakeSuffix(&rest, ")")) return IsCallDetail(rest.substr(2));
  }
  return false;
}

MarkdownBody ReadMarkdownBody(std::string_view body) {
  MarkdownBody out;
  out.reply = TakeQuote(&body);
  body = Trim(body);
  if (body == "(This message was deleted)") {
    out.deleted = true;
    return out;
  }
  for (;;) {
    body = Trim(body);
    if (!body.ends_with(')')) break;  // as everything does that is put after the words
    if (TakeLink(&body) || TakeSuffix(&body, "(attachment not exported)") ||
        TakeSuffix(&body, "(media not exported)") || TakeBracketedLine(&body, "(( ", " ))", " ")) {
      out.media = true;
    } else if (!TakeBracketedLine(&body, "(- ", " -)", ": ")) {
      break;
    }
  }
  out.text = body;
  return out;
}

}  // namespace ebb::signal
