#include "readers/skype_text.h"

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/markup_entities.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestTag = 4096;

struct Tag {
  std::string_view name;
  bool closing = false, empty = false;
  std::size_t length = 0;  // with its brackets
};

// The tag that `text` begins with; length 0 if it is none.
Tag TagAt(std::string_view text) {
  Tag tag;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  const std::size_t begin = at;
  while (at < text.size() && (IsLetter(text[at]) || text[at] == '_')) ++at;
  if (at == begin) return {};
  const std::size_t end = text.substr(0, kLongestTag).find('>', at);
  if (end == text.npos) return {};
  tag.name = text.substr(begin, at - begin);
  tag.empty = text[end - 1] == '/';
  tag.length = end + 1;
  return tag;
}

// Elements whose insides are nobody's own words.
bool IsForeignTag(std::string_view name) {
  return name == "quote" || name == "legacyquote" || name == "pre" || name == "URIObject" ||
         name == "blockquote" || name == "swift" || name == "partlist";
}

// Elements that end a line.
bool IsBlockTag(std::string_view name) { return name == "p" || name == "div" || name == "li"; }

// The length of an element from its start tag to its end tag; 0 if there is no end.
std::size_t ElementLength(std::string_view text, const Tag& start) {
  if (start.empty) return start.length;
  int depth = 1;
  for (std::size_t at = text.find('<', start.length); at != text.npos;) {
    const Tag tag = TagAt(text.substr(at));
    if (tag.length > 0 && tag.name == start.name && !tag.empty) depth += tag.closing ? -1 : 1;
    if (depth == 0) return at + tag.length;
    at = text.find('<', at + std::max<std::size_t>(tag.length, 1));
  }
  return 0;
}

void AppendDecoded(std::string_view raw, std::string* out) {
  std::string scratch;
  std::uint64_t repaired = 0;
  out->append(DecodeReferences(raw, MarkupDialect::kHtml, &scratch, &repaired));
}

}  // namespace

void ReadSkypeText(std::string_view content, SkypeText* out) {
  *out = {};
  bool all_closed = true;  // once an end is missing, others are not looked for
  while (!content.empty()) {
    const std::size_t plain = std::min(content.find('<'), content.size());
    AppendDecoded(content.substr(0, plain), &out->text);
    content.remove_prefix(plain);
    if (content.empty()) return;
    const Tag tag = TagAt(content);
    if (tag.length == 0) {
      out->text.push_back('<');
      content.remove_prefix(1);
      continue;
    }
    std::size_t used = tag.length;
    if (!tag.closing && all_closed && IsForeignTag(tag.name)) {
      const std::size_t length = ElementLength(content, tag);
      all_closed = length > 0;
      used = std::max(used, length);
      out->quotes |= tag.name == "quote" || tag.name == "blockquote";
      if (!out->text.empty() && out->text.back() != '\n') out->text.push_back('\n');
    }
    out->edited |= tag.name == "e_m";
    if (tag.name == "br" || (tag.closing && IsBlockTag(tag.name))) out->text.push_back('\n');
    content.remove_prefix(used);
  }
}

}  // namespace ebb
