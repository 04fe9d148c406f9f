#include "text/plain_words.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/ascii.h"
#include "text/byte_masks.h"
#include "text/emoticons.h"
#include "text/fold.h"
#include "text/token.h"

namespace ebb {
namespace {

std::uint8_t BitsOf(char c) {
  switch (c) {
    case ',':
    case '-':
    case '/':
    case '(':
    case ')':
    case '*':
    case '~':
    case '[':
    case ']':
    case '{':
    case '}':
    case '&':
    case '+':
    case '=':
    case '<':
    case '>':
    case '|':
    case '#':
    case '^':
    case '`':
    case '%':
    case '$':
    case '\\':
      return kBreakSoft;
    case '!':
    case ';':
    case ':':
    case '\n':
    case '\r':
      return kBreakHard;
    case '?':
      return kBreakHard | kBreakQuestion;
    case '"':
    case '\'':
      return kBreakQuote;
    default:
      return kBreakNone;
  }
}

// What the blocks of a text come to. Neighbours are looked at across blocks.
struct Shape {
  std::uint64_t runs = 0, capitals = 0, stretched = 0, questions = 0, digits = 0;

  void Add(const ByteMasks& masks) {
    const auto after = [](std::uint64_t now, std::uint64_t last) { return now << 1 | last >> 63; };
    const std::uint64_t inside = masks.word | masks.apostrophe;
    runs |= (masks.question & after(masks.question, question_)) |
            (masks.exclamation & after(masks.exclamation, exclamation_));
    capitals |= masks.capital & after(inside, inside_);
    stretched |= masks.same & after(masks.same, same_);
    questions |= masks.question;
    digits |= masks.digit;
    question_ = masks.question;
    exclamation_ = masks.exclamation;
    inside_ = inside;
    same_ = masks.same;
  }

 private:
  std::uint64_t question_ = 0, exclamation_ = 0, inside_ = 0, same_ = 0;  // of the block before
};

}  // namespace

bool AllCapitals(std::string_view word) {
  std::size_t capitals = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return capitals >= 2;
}

std::uint8_t PlainGapBits(const char* text, std::uint32_t begin, std::uint32_t end) {
  std::uint8_t bits = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const char c = text[i];
    if (c == '.') {
      std::uint32_t dots = i;
      while (dots < end && text[dots] == '.') ++dots;
      bits |= dots - i >= 2 ? kBreakSoft : kBreakHard;
      i = dots - 1;
      continue;
    }
    bits |= BitsOf(c);
    if ((c == '!' || c == '?') && i + 1 < end && text[i + 1] == c) bits |= kBreakRun;
  }
  return bits;
}

bool PlainWords::Read(std::string_view text) {
  padded_.clear();
  padded_.Reserve(text.size() + kBefore + kBehind);
  char* const bytes = padded_.data() + kBefore;
  bytes[-1] = ' ';
  std::memcpy(bytes, text.data(), text.size());
  std::memset(bytes + text.size(), ' ', kBehind);
  return ReadInPlace({bytes, text.size()});
}

bool PlainWords::ReadInPlace(std::string_view text) {
  bytes_ = text.data();
  size_ = static_cast<std::uint32_t>(text.size());
  apostrophes_ = question_ = mark_run_ = inner_capital_ = letter_run_ = false;
  return ReadBlocks() && FindWords();
}

// Masks of all blocks; false if there is a special byte.
bool PlainWords::ReadBlocks() {
  const std::size_t count = size_ / 64 + 1;
  blocks_.clear();
  blocks_.Reserve(count);
  Shape shape;
  for (std::size_t b = 0; b < count; b += masks_.size()) {
    const std::size_t now = std::min(masks_.size(), count - b);
    MaskBlocks(bytes() + 64 * b, now, masks_.data());
    for (std::size_t i = 0; i < now; ++i) {
      ByteMasks& masks = masks_[i];
      if (b + i == 0) masks.same &= ~std::uint64_t{1};
      if (b + i + 1 == count) masks.Cut((std::uint64_t{1} << (size_ % 64)) - 1);
      if (masks.special != 0) return false;
      blocks_.AddUnchecked({masks.word, masks.apostrophe, masks.point, masks.mark});
      shape.Add(masks);
    }
  }
  question_ = shape.questions != 0;
  mark_run_ = shape.runs != 0;
  inner_capital_ = shape.capitals != 0;
  letter_run_ = shape.stretched != 0;
  digits_ = shape.digits != 0;
  return true;
}

// Is the : ; or ( neither part of an emoticon nor of a web address?
bool PlainWords::MarkIsPlain(std::size_t at) const {
  const std::string_view text(bytes_, size_);
  const bool part_start = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n';
  if (EmoticonAt(text, at, part_start) != nullptr) return false;
  return !text.substr(at).starts_with("://");
}

// Apostrophes between two letters or two digits are part of the word. False for a mixture.
bool PlainWords::JoinApostrophes(std::size_t block, std::uint64_t join) {
  for (std::uint64_t rest = join; rest != 0; rest &= rest - 1) {
    const char* const at = bytes() + block * 64 + std::countr_zero(rest);
    if (IsDigit(at[-1]) != IsDigit(at[1])) return false;
  }
  blocks_[block].word |= join;
  apostrophes_ = true;
  return true;
}

bool PlainWords::FindWords() {
  words_.clear();
  words_.Reserve(size_ / 2 + 2);
  std::uint32_t begins = 0, ends = 0;
  std::uint64_t last = 0, last_plain = 0;  // the block before: with joins, and without
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    const std::uint64_t plain = blocks_[b].word;
    const std::uint64_t next = b + 1 < blocks_.size() ? blocks_[b + 1].word << 63 : 0;
    const std::uint64_t inside = (plain << 1 | last_plain >> 63) & (plain >> 1 | next);
    if ((blocks_[b].point & inside) != 0) return false;
    for (std::uint64_t marks = blocks_[b].mark; marks != 0; marks &= marks - 1) {
      if (!MarkIsPlain(b * 64 + static_cast<std::size_t>(std::countr_zero(marks)))) return false;
    }
    const std::uint64_t join = blocks_[b].apostrophe & inside;
    if (join != 0 && !JoinApostrophes(b, join)) return false;
    const std::uint64_t word = blocks_[b].word, shifted = word << 1 | last >> 63;
    const auto base = static_cast<std::uint32_t>(b * 64);
    for (std::uint64_t bits = word & ~shifted; bits != 0; bits &= bits - 1) {
      words_.data()[begins++].begin = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    for (std::uint64_t bits = ~word & shifted; bits != 0; bits &= bits - 1) {
      words_.data()[ends++].end = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    last = word;
    last_plain = plain;
  }
  words_.SetSize(begins);
  return true;
}

// Key of a word of more than eight bytes or with an apostrophe.
WordKey PlainWords::LongKey(const TextRange& word, bool* apostrophe) const {
  const char* const text = bytes() + word.begin;
  const auto length = static_cast<unsigned>(word.size());
  *apostrophe = apostrophes_ && std::memchr(text, '\'', length) != nullptr;
  if (!*apostrophe) return HashKey(text, length, kFoldBits);
  char folded[64];
  if (length > sizeof folded) return KeyOfFolded(FoldWord(std::string_view(text, length)));
  std::size_t kept = 0;
  for (unsigned i = 0; i < length; ++i) {
    if (text[i] != '\'') folded[kept++] = text[i];
  }
  return KeyOfFolded(std::string_view(folded, kept), true);
}

}  // namespace ebb
