#include "readers/markup_walker.h"

#include <algorithm>
#include <cstring>

#include "base/text_util.h"

namespace ebb {
namespace {

bool IsNameStart(char c, MarkupDialect dialect) {
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'z') return true;
  return dialect == MarkupDialect::kXml && (c == '_' || c == ':' || (c & 0x80) != 0);
}

bool IsVoid(std::string_view name) {
  static constexpr std::string_view kVoid[] = {"br",    "img",   "meta",   "link", "hr",
                                               "input", "wbr",   "source", "area", "base",
                                               "col",   "embed", "param",  "track"};
  return std::find(std::begin(kVoid), std::end(kVoid), name) != std::end(kVoid);
}

// A quote opens a value only after an equals sign; elsewhere it is a character like any other.
bool OpensValue(std::string_view tag, std::size_t at) {
  while (at > 0 && IsMarkupBlank(tag[at - 1])) --at;
  return at > 0 && tag[at - 1] == '=';
}

// A place at most `limit` bytes in where text can be cut: after a blank, else inside no character
// and no reference.
std::size_t CutPlace(std::string_view text, std::size_t limit) {
  constexpr std::size_t kTail = 4096;
  const std::string_view tail = text.substr(limit - kTail, kTail);
  const std::size_t blank = tail.find_last_of(" \n\t");
  if (blank != tail.npos) return limit - kTail + blank + 1;
  const std::size_t reference = tail.substr(kTail - 32).find('&');
  std::size_t at = reference == text.npos ? limit : limit - 32 + reference;
  while ((text[at] & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

bool MarkupWalker::Have(std::size_t count) {
  while (buffer_.rest().size() < count) {
    if (!buffer_.Fill()) return false;
  }
  return true;
}

// Place of the first `c` in rest()[from, limit), reading on as needed.
std::size_t MarkupWalker::Find(char c, std::size_t from, std::size_t limit) {
  for (;;) {
    const std::string_view rest = buffer_.rest();
    const std::size_t end = std::min(rest.size(), limit);
    if (from < end) {
      const void* found = std::memchr(rest.data() + from, c, end - from);
      if (found != nullptr) {
        return static_cast<std::size_t>(static_cast<const char*>(found) - rest.data());
      }
      from = end;
    }
    if (end == limit || !buffer_.Fill()) return kNone;
  }
}

void MarkupWalker::Consume(std::size_t count) {
  line_ += CountLineFeeds(buffer_.rest().substr(0, count));
  buffer_.Use(count);
}

bool MarkupWalker::End(bool inside) {
  Consume(buffer_.rest().size());
  ended_ = true;
  ended_inside_ = ended_inside_ || inside;
  kind_ = Kind::kText;
  text_ = {};
  ClearTag();
  source_ = {buffer_.offset(), buffer_.offset()};
  token_line_ = line_;
  return false;
}

// The token is the first `length` bytes of the window.
void MarkupWalker::Finish(Kind kind, std::size_t length) {
  kind_ = kind;
  source_ = {buffer_.offset(), buffer_.offset() + length};
  token_line_ = line_;
  used_ = length;
}

bool MarkupWalker::Next() {
  if (ended_) return false;
  Consume(used_);
  used_ = 0;
  for (;;) {
    if (!Have(1)) return End(in_cdata_ || !raw_name_.empty());
    bool delivered = false;
    if (in_cdata_ || !raw_name_.empty()) {
      if (!NextInside(&delivered)) return false;
    } else if (!StartsMarkup(0)) {
      return TakeText();
    } else if (!TakeMarkup(&delivered)) {
      return false;
    }
    if (delivered) return true;
  }
}

bool MarkupWalker::NextInside(bool* delivered) {
  return in_cdata_ ? TakeCdata(delivered) : TakeRaw(delivered);
}

// True for the < that begins a tag, comment or declaration, or that the source ends with.
bool MarkupWalker::StartsMarkup(std::size_t at) {
  if (buffer_.rest()[at] != '<') return false;
  if (!Have(at + 2)) return true;
  const char next = buffer_.rest()[at + 1];
  return IsNameStart(next, dialect_) || next == '/' || next == '!' || next == '?';
}

bool MarkupWalker::TakeText() {
  std::size_t at = 0;
  for (;;) {
    at = Find('<', at, kMaxToken);
    if (at == kNone || StartsMarkup(at)) break;
    ++at;
  }
  if (at == kNone) {
    const bool more = Have(kMaxToken + 1);
    at = more ? CutPlace(buffer_.rest(), kMaxToken) : buffer_.rest().size();
  }
  DeliverText(at, /*decode=*/true);
  return true;
}

void MarkupWalker::DeliverText(std::size_t length, bool decode) {
  text_ = buffer_.rest().substr(0, length);
  if (decode) text_ = Decode(text_, &text_scratch_);
  ClearTag();
  empty_ = false;
  Finish(Kind::kText, length);
}

// `*delivered` stays false for what is passed over; the result is false at the end.
bool MarkupWalker::TakeMarkup(bool* delivered) {
  constexpr std::string_view kCdata = "<![CDATA[";
  if (!Have(2)) return End(true);
  Have(kCdata.size());
  const std::string_view rest = buffer_.rest();
  if (rest[1] == '/') {
    if (rest.size() > 2 && !IsNameStart(rest[2], dialect_)) return PassOver(">", false, delivered);
    return TakeEnd(delivered);
  }
  if (rest.starts_with("<!--")) return PassOver("-->", true, delivered);
  if (dialect_ == MarkupDialect::kXml && rest.starts_with(kCdata)) {
    Consume(kCdata.size());
    in_cdata_ = true;
    return true;
  }
  if (rest[1] == '!') return PassDeclaration();
  if (rest[1] == '?') {
    return PassOver(dialect_ == MarkupDialect::kXml ? "?>" : ">", false, delivered);
  }
  *delivered = true;
  return TakeStart();
}

bool MarkupWalker::TakeEnd(bool* delivered) {
  const std::size_t close = Find('>', 2, kMaxToken);
  if (close == kNone) return PassOver(">", false, delivered);
  *delivered = true;
  const std::string_view tag = buffer_.rest().substr(2, close - 2);
  std::size_t length = 0;
  while (length < tag.size() && !IsMarkupBlank(tag[length])) ++length;
  SetName(tag.substr(0, length));
  text_ = attributes_ = class_ = {};
  class_known_ = true;
  empty_ = false;
  Finish(Kind::kEnd, close + 1);
  NoteRoot(/*start=*/false);
  return true;
}

// Place of the > that ends the start tag at the window's beginning, or in XML of the < that shows
// that nothing does.
std::size_t MarkupWalker::FindTagEnd() {
  std::size_t at = 1;
  char quote = 0;
  for (;;) {
    const std::string_view rest = buffer_.rest();
    const std::size_t end = std::min(rest.size(), kMaxToken);
    while (at < end) {
      if (quote != 0) {
        const void* close = std::memchr(rest.data() + at, quote, end - at);
        if (close == nullptr) {
          at = end;
          break;
        }
        at = static_cast<std::size_t>(static_cast<const char*>(close) - rest.data());
        quote = 0;
      } else if (rest[at] == '>' || (rest[at] == '<' && dialect_ == MarkupDialect::kXml)) {
        return at;
      } else if ((rest[at] == '"' || rest[at] == '\'') && OpensValue(rest, at)) {
        quote = rest[at];
      }
      ++at;
    }
    if (end == kMaxToken || !buffer_.Fill()) return kNone;
  }
}

bool MarkupWalker::TakeStart() {
  const std::size_t close = FindTagEnd();
  if (close == kNone) return buffer_.rest().size() >= kMaxToken ? TakeLongTag() : End(true);
  ReadTag(buffer_.rest().substr(1, close - 1));
  broken_ = buffer_.rest()[close] == '<';
  Finish(Kind::kStart, broken_ ? close : close + 1);
  return true;
}

// Copies the tag without its longest values, for it may not fit in memory.
bool MarkupWalker::TakeLongTag() {
  const std::uint64_t begin = buffer_.offset();
  const std::uint64_t begin_line = line_;
  long_tag_.clear();
  char quote = 0;
  std::size_t value_begin = 0, value_size = 0;
  const auto keep = [&](std::string_view part) {
    value_size += part.size();
    if (long_tag_.size() < 8 * kMaxToken && value_size <= kMaxToken) long_tag_ += part;
  };
  bool closed = false;
  while (!closed && Have(1)) {
    const std::string_view rest = buffer_.rest();
    std::size_t at = 0;
    while (at < rest.size() && !closed) {
      if (quote == 0) {
        const char c = rest[at++];
        value_size = 0;
        const bool opens = (c == '"' || c == '\'') && OpensValue(long_tag_, long_tag_.size());
        closed = c == '>';
        if (!closed) keep({&c, 1});
        if (!opens) continue;
        quote = c;
        value_begin = long_tag_.size();
        value_size = 0;
        continue;
      }
      const std::size_t end = std::min(rest.find(quote, at), rest.size());
      keep(rest.substr(at, end - at));
      at = end;
      if (at == rest.size()) continue;
      if (value_size > kMaxToken) long_tag_.resize(value_begin);
      value_size = 0;
      keep(rest.substr(at++, 1));
      quote = 0;
    }
    Consume(at);
  }
  if (!closed) return End(true);
  ReadTag(std::string_view(long_tag_).substr(1));
  broken_ = false;
  kind_ = Kind::kStart;
  source_ = {begin, buffer_.offset()};
  token_line_ = begin_line;
  return true;
}

// `tag` is what stands between < and >.
void MarkupWalker::ReadTag(std::string_view tag) {
  std::size_t length = 0;
  while (length < tag.size() && !IsMarkupBlank(tag[length]) && tag[length] != '/') ++length;
  SetName(tag.substr(0, length));
  attributes_ = tag.substr(length);
  class_known_ = false;
  text_ = {};
  empty_ = false;
  if (attributes_.ends_with('/')) {
    // In <a href=x/> the stroke belongs to the value.
    const std::size_t word = attributes_.find_last_of(" \n\t\r\f\"'");
    const std::string_view last = attributes_.substr(word == attributes_.npos ? 0 : word + 1);
    empty_ = last.find('=') == last.npos;
    if (empty_) attributes_.remove_suffix(1);
  }
  if (dialect_ == MarkupDialect::kHtml) {
    empty_ = empty_ || IsVoid(name_);
    drop_raw_ = name_ == "script" || name_ == "style";
    if (!empty_ && (drop_raw_ || name_ == "xmp")) raw_name_ = name_;
  }
  NoteRoot(/*start=*/true);
}

void MarkupWalker::SetName(std::string_view name) {
  name_ = name;
  if (dialect_ == MarkupDialect::kXml) return;
  const bool upper =
      std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!upper) return;
  name_scratch_ = LowerAscii(name);
  name_ = name_scratch_;
}

// Whether the document is complete shows in its first element.
void MarkupWalker::NoteRoot(bool start) {
  if (root_.empty()) {
    if (!start || empty_) return;
    root_ = name_;
    depth_ = 1;
  } else if (name_ == root_) {
    if (start && !empty_) ++depth_;
    if (!start && depth_ > 0) --depth_;
  }
}

std::optional<std::string_view> MarkupWalker::Attribute(std::string_view name,
                                                        std::string* scratch) {
  std::string_view rest = attributes_, found, value;
  while (NextAttribute(&rest, &found, &value)) {
    if (found == name || (dialect_ == MarkupDialect::kHtml && found.size() == name.size() &&
                          LowerAscii(found) == name)) {
      return Decode(value, scratch);
    }
  }
  return std::nullopt;
}

bool MarkupWalker::HasClass(std::string_view word) const {
  if (!class_known_) FindClass();
  return HasWord(class_, word);
}

// A tag is often asked for several words.
void MarkupWalker::FindClass() const {
  class_known_ = true;
  class_ = {};
  std::string_view rest = attributes_, name, value;
  while (NextAttribute(&rest, &name, &value)) {
    if (name != "class" && name != "CLASS") continue;
    class_ = value;
    return;
  }
}

}  // namespace ebb
