// The words of the hand-written splitter, and web addresses.
#include <string>

#include "base/text_util.h"
#include "text/code_points.h"
#include "text/fold.h"
#include "text/splitter.h"

namespace ebb {
namespace {

// Key of a word of ASCII letters and digits with apostrophes of any kind.
WordKey KeyOfAscii(std::string_view word) {
  char folded[64];
  if (word.size() > sizeof folded) return KeyOfFolded(FoldWord(word));
  std::size_t n = 0;
  for (const char c : word) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && c != '\'') folded[n++] = c;
  }
  return KeyOfFolded(std::string_view(folded, n), true);
}

}  // namespace

// The token that is being read: its key as far as it fits into one, and its shape.
struct Splitter::Word {
  std::uint32_t begin = 0;
  std::uint64_t packed = 0;
  unsigned length = 0;
  bool ascii = true, apostrophe = false;
  std::uint8_t previous = kGap;  // kind of the last character

  void Pack(char c) {
    const auto lower = static_cast<unsigned char>(static_cast<unsigned char>(c) | 0x20);
    if (length < 8) packed |= std::uint64_t{lower} << (8 * length);
    ++length;
  }
  bool IsWww() const { return packed == 0x777777 && ascii; }
};

std::uint8_t Splitter::JoinKindAt(std::uint32_t i) const {
  if (i >= text_.size()) return kGap;
  const std::uint8_t kind = KindOf(text_[i]);
  if (kind != kHigh) return kind;
  std::size_t position = i;
  return ClassOf(NextCodePoint(text_, &position)) == CodeClass::kLetter ? kLetter : kGap;
}

void Splitter::EmitWord(const Word& word, std::uint32_t end) {
  const std::string_view bytes = text_.substr(word.begin, end - word.begin);
  WordKey key = word.packed;
  if (!word.ascii) {
    key = KeyOfFolded(FoldWord(bytes));
  } else if (word.length > 8) {
    key = KeyOfAscii(bytes);
  }
  Emit(word.begin, end, key, word.ascii, AllCapitals(bytes));
  out_->list.back().apostrophe = word.apostrophe;
}

// A character beyond ASCII at *i.
Splitter::Step Splitter::StepHigh(std::uint32_t* i, Word* word) const {
  std::size_t next = *i;
  const CodeClass code = ClassOf(NextCodePoint(text_, &next));
  const auto after = static_cast<std::uint32_t>(next);
  if (code == CodeClass::kUnknown || code == CodeClass::kExtend) return Step::kUnknown;
  if (code == CodeClass::kLetter) {
    word->ascii = false;
    ++word->length;
    word->previous = kLetter;
  } else if (code == CodeClass::kApostrophe && word->previous != kUnderscore &&
             JoinKindAt(after) == word->previous) {
    word->apostrophe = true;
  } else {
    return Step::kEnd;
  }
  *i = after;
  return Step::kGoOn;
}

// An ASCII character at *i that is no letter, digit or underscore. At a full stop inside letters
// the segment goes on but a new token starts.
Splitter::Step Splitter::StepMark(std::uint32_t* i, Word* word) {
  const char c = text_[*i];
  if (!JoinsWords(c, word->previous, JoinKindAt(*i + 1))) return Step::kEnd;
  if (c == '.' && word->previous == kLetter) {
    if (word->IsWww()) return Step::kLink;
    EmitWord(*word, *i);
    pending_ |= kBreakHard;
    *word = {.begin = *i + 1, .previous = kLetter};
  } else if (c == '\'') {
    word->apostrophe = true;
  } else if (word->previous == kDigit) {
    word->Pack(c);
  }
  ++*i;
  return Step::kGoOn;
}

// Reads one word segment by ICU's rules for the known characters.
bool Splitter::ReadWord() {
  const std::uint32_t size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t start = at_;
  std::uint32_t i = at_;
  Word word{.begin = at_};
  for (Step step = Step::kGoOn; i < size && step != Step::kEnd;) {
    const std::uint8_t kind = KindOf(text_[i]);
    if (kind == kLetter || kind == kDigit || kind == kUnderscore) {
      word.Pack(text_[i]);
      word.previous = kind;
      ++i;
      continue;
    }
    step = kind == kHigh ? StepHigh(&i, &word) : StepMark(&i, &word);
    if (step == Step::kLink) return SkipLink(word.begin);
    if (step == Step::kUnknown) {
      at_ = i;
      return false;
    }
  }
  EmitWord(word, i);
  // ICU gives a lone underscore no word status, two of them one.
  const bool counted = i - start > 1 || text_[start] != '_';
  if (counted) ++out_->words;
  at_ = i;
  if (At(i) == ':' && At(i + 1) == '/' && At(i + 2) == '/') {
    out_->list.Truncate(out_->list.size() - 1);
    if (counted) --out_->words;
    return SkipLink(word.begin);
  }
  return true;
}

// A web address: its words are counted but not compared. False if it holds more than ASCII.
bool Splitter::SkipLink(std::uint32_t from) {
  out_->link = true;
  std::uint32_t end = from;
  while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n') {
    at_ = end;
    if (KindOf(text_[end]) == kHigh) return false;
    ++end;
  }
  CountLinkWords(from, end);
  pending_ |= kBreakSoft;
  at_ = end;
  return true;
}

void Splitter::CountLinkWords(std::uint32_t from, std::uint32_t end) {
  const auto kind_at = [&](std::uint32_t i) {
    return i < end ? KindOf(text_[i]) : std::uint8_t{kGap};
  };
  std::uint8_t previous = kGap;
  bool in_word = false;
  for (std::uint32_t i = from; i < end; ++i) {
    const std::uint8_t kind = kind_at(i);
    if (kind != kGap) {
      const bool lone = text_[i] == '_' && kind_at(i + 1) == kGap;
      if (!in_word && !lone) ++out_->words;
      in_word = true;
      previous = kind;
    } else if (!JoinsWords(text_[i], previous, kind_at(i + 1))) {
      in_word = false;
      previous = kGap;
    }
  }
}

}  // namespace ebb
