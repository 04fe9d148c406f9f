// What is neither tag nor text: comments, declarations, character data, elements whose contents are
// no markup.
#include <algorithm>

#include "base/text_util.h"
#include "readers/markup_walker.h"

namespace ebb {

// Passes over what begins here and ends with `close`, delivering its text (a comment's) if it is
// wanted and not too long.
bool MarkupWalker::PassOver(std::string_view close, bool deliver, bool* delivered) {
  std::size_t at = 2, opening = 2;
  for (;;) {
    at = Find('>', at, kMaxToken);
    if (at == kNone && buffer_.rest().size() < kMaxToken) return End(true);
    if (at == kNone) {
      // Long: forget all but what the end may begin with.
      deliver = false;
      Consume(kMaxToken - 4);
      at = opening = 0;
      continue;
    }
    ++at;
    if (at >= opening + close.size() && buffer_.rest().substr(0, at).ends_with(close)) break;
  }
  if (!deliver) {
    Consume(at);
    return true;
  }
  const std::size_t begin = std::min(std::size_t{4}, at - close.size());
  text_ = buffer_.rest().substr(begin, at - close.size() - begin);
  ClearTag();
  empty_ = false;
  Finish(Kind::kComment, at);
  *delivered = true;
  return true;
}

// <!DOCTYPE ...>, perhaps with declarations in brackets.
bool MarkupWalker::PassDeclaration() {
  std::uint64_t brackets = 0;
  while (Have(1)) {
    const std::string_view rest = buffer_.rest();
    const std::size_t at = rest.find_first_of("[]>");
    if (at == rest.npos) {
      Consume(rest.size());
      continue;
    }
    const char c = rest[at];
    Consume(at + 1);
    if (c == '[') ++brackets;
    if (c == ']' && brackets > 0) --brackets;
    if (c == '>' && brackets == 0) return true;
  }
  return End(true);
}

bool MarkupWalker::TakeCdata(bool* delivered) {
  std::size_t at = 0;
  for (;;) {
    at = Find('>', at, kMaxToken);
    if (at == kNone) break;
    if (at >= 2 && buffer_.rest().substr(at - 2, 2) == "]]") break;
    ++at;
  }
  if (at == kNone && buffer_.rest().size() < kMaxToken) return End(true);
  if (at == kNone) {
    std::size_t cut = kMaxToken - 4;
    while ((buffer_.rest()[cut] & 0xC0) == 0x80) --cut;
    DeliverText(cut, /*decode=*/false);
    *delivered = true;
    return true;
  }
  if (at == 2) {
    Consume(3);
    in_cdata_ = false;
    return true;
  }
  // The closing bracket comes by itself in the next call.
  DeliverText(at - 2, /*decode=*/false);
  *delivered = true;
  return true;
}

// Place of the end tag that closes the element whose contents are no markup.
std::size_t MarkupWalker::FindRawEnd() {
  std::size_t at = 0;
  for (;;) {
    at = Find('<', at, kMaxToken);
    if (at == kNone) return kNone;
    if (!Have(at + 2 + raw_name_.size())) return kNone;
    const std::string_view tag = buffer_.rest().substr(at, 2 + raw_name_.size());
    if (tag[1] == '/' && LowerAscii(tag.substr(2)) == raw_name_) return at;
    ++at;
  }
}

bool MarkupWalker::TakeRaw(bool* delivered) {
  std::size_t at = FindRawEnd();
  if (at == kNone && buffer_.rest().size() < kMaxToken) return End(true);
  if (at == kNone) {
    at = kMaxToken - 16;
    while ((buffer_.rest()[at] & 0xC0) == 0x80) --at;
  } else {
    raw_name_.clear();
  }
  if (drop_raw_) {
    Consume(at);
  } else if (at > 0) {
    DeliverText(at, /*decode=*/false);
    *delivered = true;
  }
  return true;
}

}  // namespace ebb
