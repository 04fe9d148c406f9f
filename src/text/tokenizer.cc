#include "text/tokenizer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "base/text_util.h"
#include "text/code_points.h"
#include "text/fold.h"
#include "text/split_general.h"

namespace ebb {
namespace {

// What an ASCII byte does.
enum Kind : std::uint8_t { kGap, kLetter, kDigit, kUnderscore, kHigh };

struct Tables {
  std::array<std::uint8_t, 256> kind{};
  std::array<std::uint8_t, 256> gap{};  // Break bits of a gap byte
  constexpr Tables() {
    for (int c = 0; c < 256; ++c) {
      kind[static_cast<std::size_t>(c)] = c >= 0x80 ? kHigh : kGap;
    }
    for (std::size_t c = 'a'; c <= 'z'; ++c) kind[c] = kind[c - 32] = kLetter;
    for (std::size_t c = '0'; c <= '9'; ++c) kind[c] = kDigit;
    kind['_'] = kUnderscore;
    kind['@'] = kLetter;  // ICU 72 keeps addresses and handles together
    for (const char c : {',', '-', '/', '(', ')', '*', '~', '[', ']', '{', '}', '&',
                         '+', '=', '<', '>', '|', '#', '^', '`', '%', '$', '\\'}) {
      gap[static_cast<unsigned char>(c)] = kBreakSoft;
    }
    for (const char c : {'.', '!', ';', ':', '\n', '\r'}) {
      gap[static_cast<unsigned char>(c)] = kBreakHard;
    }
    gap['?'] = kBreakHard | kBreakQuestion;
    gap['"'] = kBreakQuote;
    gap['\''] = kBreakQuote;
  }
};
constexpr Tables kTables;

constexpr std::uint8_t KindOf(char c) { return kTables.kind[static_cast<unsigned char>(c)]; }
constexpr bool IsWordByte(char c) {
  const std::uint8_t kind = KindOf(c);
  return kind == kLetter || kind == kDigit || kind == kUnderscore;
}

// Whether `c` between two word characters keeps them in one segment (UAX #29 WB6, 7, 11, 12).
constexpr bool Joins(char c, std::uint8_t previous, std::uint8_t following) {
  if (c == '\'' || c == '.') {
    return previous == following && (previous == kLetter || previous == kDigit);
  }
  return (c == ',' || c == ';') && previous == kDigit && following == kDigit;
}

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

struct Emoticon {
  std::string_view form;
  std::string_view canonical;  // key of the token
  std::uint8_t words;          // how many words ICU counts in it
};
constexpr Emoticon kEmoticons[] = {
    {":-)", ":)", 0}, {":)", ":)", 0},  {"(:", ":)", 0},  {":-D", ":D", 1},  {":D", ":D", 1},
    {";-)", ";)", 0}, {";)", ";)", 0},  {":-(", ":(", 0}, {":(", ":(", 0},   {":'(", ":(", 0},
    {":-/", ":/", 0}, {":/", ":/", 0},  {":-P", ":P", 1}, {":P", ":P", 1},   {":p", ":P", 1},
    {":-|", ":|", 0}, {":|", ":|", 0},  {"<3", "<3", 1},  {"</3", "</3", 1}, {":3", ":3", 1},
    {":*", ":*", 0},  {":-*", ":*", 0}, {"^^", ":)", 0},  {"-_-", "-_-", 0},
};

// The state of one Split call.
class Splitter {
 public:
  Splitter(std::string_view text, Tokens* out) : text_(text), out_(out) {}

  // Splits until the end or until something only ICU knows. Returns false in the latter case; then
  // the part [part_begin(), part_end()) has to be added by ICU before Run is called again.
  bool Run();

  std::uint32_t part_begin() const { return part_; }
  std::uint32_t part_end() const;
  void AddWord(std::uint32_t begin, std::uint32_t end, bool foreign);
  void AddGapCodePoint(char32_t c, std::uint32_t begin, std::uint32_t end);
  void ContinueAt(std::uint32_t at) { at_ = at; }
  void Finish();

 private:
  bool ReadWord();
  bool ReadHigh();
  bool ReadEmoticon();
  void ReadGap();
  void ReadDots();
  bool SkipLink(std::uint32_t from);
  void StartPart();
  void Emit(std::uint32_t begin, std::uint32_t end, WordKey key, bool ascii, bool capitals);
  void EmitEmoji(std::uint32_t begin, std::uint32_t end, WordKey key);
  bool AtPartStart() const { return at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n'; }
  char At(std::uint32_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  // Class of the letter-like thing at i: kLetter, kDigit or kGap; for joining.
  std::uint8_t JoinKindAt(std::uint32_t i) const;

  std::string_view text_;
  Tokens* out_;
  std::uint32_t at_ = 0;
  std::uint8_t pending_ = 0;  // Break bits since the last token
  // Beginning of the current blank-delimited part and the state there.
  std::uint32_t part_ = 0;
  std::size_t part_tokens_ = 0;
  std::uint64_t part_words_ = 0;
  std::uint8_t part_pending_ = 0;
};

void Splitter::StartPart() {
  part_ = at_;
  part_tokens_ = out_->list.size();
  part_words_ = out_->words;
  part_pending_ = pending_;
}

std::uint32_t Splitter::part_end() const {
  std::uint32_t end = at_;
  while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n') ++end;
  return end;
}

void Splitter::Emit(std::uint32_t begin, std::uint32_t end, WordKey key, bool ascii,
                    bool capitals) {
  Token token;
  token.range = {begin, end};
  token.key = key;
  token.before = pending_;
  token.ascii = ascii;
  token.capitals = capitals;
  out_->list.push_back(token);
  pending_ = 0;
}

void Splitter::EmitEmoji(std::uint32_t begin, std::uint32_t end, WordKey key) {
  Emit(begin, end, key, false, false);
  out_->list.back().emoji = true;
  ++out_->emoji;
}

std::uint8_t Splitter::JoinKindAt(std::uint32_t i) const {
  if (i >= text_.size()) return kGap;
  const std::uint8_t kind = KindOf(text_[i]);
  if (kind != kHigh) return kind;
  std::size_t position = i;
  return ClassOf(NextCodePoint(text_, &position)) == CodeClass::kLetter ? kLetter : kGap;
}

// Reads one word segment by ICU's rules for the known characters. At a full stop inside letters the
// segment goes on but a new token starts.
bool Splitter::ReadWord() {
  const std::uint32_t size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t start = at_;
  std::uint32_t begin = at_, i = at_;
  std::uint64_t packed = 0;
  unsigned length = 0;
  bool ascii = true, apostrophe = false;
  std::uint8_t previous = kGap;
  const auto finish = [&](std::uint32_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    WordKey key = packed;
    if (!ascii) {
      key = KeyOfFolded(FoldWord(word));
    } else if (length > 8) {
      key = KeyOfAscii(word);
    }
    Emit(begin, end, key, ascii, AllCapitals(word));
    out_->list.back().apostrophe = apostrophe;
    packed = length = 0;
    ascii = true;
    apostrophe = false;
  };
  while (i < size) {
    const unsigned char c = static_cast<unsigned char>(text_[i]);
    const std::uint8_t kind = kTables.kind[c];
    if (kind == kLetter || kind == kDigit || kind == kUnderscore) {
      if (length < 8) packed |= std::uint64_t{static_cast<unsigned char>(c | 0x20)} << (8 * length);
      ++length;
      previous = kind;
      ++i;
      continue;
    }
    if (kind == kHigh) {
      std::size_t next = i;
      const CodeClass code = ClassOf(NextCodePoint(text_, &next));
      if (code == CodeClass::kLetter) {
        ascii = false;
        ++length;
        previous = kLetter;
        i = static_cast<std::uint32_t>(next);
        continue;
      }
      if (code == CodeClass::kUnknown || code == CodeClass::kExtend) {
        at_ = i;
        return false;
      }
      if (code == CodeClass::kApostrophe && previous != kUnderscore &&
          JoinKindAt(static_cast<std::uint32_t>(next)) == previous) {
        apostrophe = true;
        i = static_cast<std::uint32_t>(next);
        continue;
      }
      break;
    }
    const std::uint8_t following = JoinKindAt(i + 1);
    if (!Joins(static_cast<char>(c), previous, following)) break;
    if (c == '.' && previous == kLetter) {
      if (packed == 0x777777 && ascii) return SkipLink(begin);  // www.
      finish(i);
      pending_ |= kBreakHard;
      begin = i + 1;
    } else if (c != '\'' && previous == kDigit) {
      if (length < 8) packed |= std::uint64_t{static_cast<unsigned char>(c | 0x20)} << (8 * length);
      ++length;
    }
    apostrophe = apostrophe || c == '\'';
    ++i;
  }
  finish(i);
  // ICU gives a lone underscore no word status, two of them one.
  const bool counted = i - start > 1 || text_[start] != '_';
  if (counted) ++out_->words;
  at_ = i;
  if (At(i) == ':' && At(i + 1) == '/' && At(i + 2) == '/') {
    out_->list.Truncate(out_->list.size() - 1);
    if (counted) --out_->words;
    return SkipLink(begin);
  }
  return true;
}

// A web address: its words are counted but not compared. False if it holds more than ASCII.
bool Splitter::SkipLink(std::uint32_t from) {
  out_->link = true;
  std::uint32_t end = from;
  while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n') {
    at_ = end;
    if (static_cast<unsigned char>(text_[end]) >= 0x80) return false;
    ++end;
  }
  std::uint8_t previous = kGap;
  bool in_word = false;
  for (std::uint32_t i = from; i < end; ++i) {
    const std::uint8_t kind = KindOf(text_[i]);
    if (kind != kGap) {
      const bool lone = text_[i] == '_' && (i + 1 == end || KindOf(text_[i + 1]) == kGap);
      if (!in_word && !lone) ++out_->words;
      in_word = true;
      previous = kind;
    } else if (!Joins(text_[i], previous,
                      i + 1 < end ? KindOf(text_[i + 1]) : std::uint8_t{kGap})) {
      in_word = false;
      previous = kGap;
    }
  }
  pending_ |= kBreakSoft;
  at_ = end;
  return true;
}

void Splitter::ReadDots() {
  std::uint32_t end = at_;
  while (end < text_.size() && text_[end] == '.') ++end;
  pending_ |= end - at_ >= 2 ? kBreakSoft : kBreakHard;
  at_ = end;
}

bool Splitter::ReadEmoticon() {
  const char c = text_[at_];
  if (c != ':' && c != ';' && c != '<' && c != '^' && c != '(' && c != '-') return false;
  if (!AtPartStart() && c != ':' && c != ';') return false;
  for (const Emoticon& emoticon : kEmoticons) {
    if (!text_.substr(at_).starts_with(emoticon.form)) continue;
    const std::uint32_t end = at_ + static_cast<std::uint32_t>(emoticon.form.size());
    if (end < text_.size() &&
        (IsWordByte(text_[end]) || static_cast<unsigned char>(text_[end]) >= 0x80)) {
      continue;
    }
    // A letter or digit before the colon could join with what follows (10:3); leave that to words.
    if (at_ > 0 && IsWordByte(text_[at_ - 1]) && emoticon.words > 0) continue;
    if (end + 1 < text_.size() && emoticon.words > 0 &&
        !(text_[end] == ' ' || text_[end] == '\n')) {
      continue;
    }
    EmitEmoji(at_, end, KeyOfFolded(emoticon.canonical, true));
    out_->words += emoticon.words;
    at_ = end;
    return true;
  }
  return false;
}

void Splitter::ReadGap() {
  const char c = text_[at_];
  if (c == ' ') {
    ++at_;
    StartPart();
    return;
  }
  if (c == '.') {
    ReadDots();
    return;
  }
  if (ReadEmoticon()) return;
  std::uint8_t bits = kTables.gap[static_cast<unsigned char>(c)];
  if (c == '>' && (at_ == 0 || text_[at_ - 1] == '\n')) bits |= kBreakLineQuote;
  if ((c == '!' || c == '?') && At(at_ + 1) == c) bits |= kBreakRun;
  pending_ |= bits;
  ++at_;
  if (c == '\n' || c == '\t') StartPart();
}

void Splitter::AddGapCodePoint(char32_t c, std::uint32_t begin, std::uint32_t end) {
  if (c < 0x80) {
    pending_ |= kTables.gap[c];
    return;
  }
  if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0) {
    EmitEmoji(begin, end, KeyOfFolded(FoldWord(text_.substr(begin, end - begin)), false));
    return;
  }
  const bool question = c == 0x61f || c == 0xff1f;
  pending_ |= question ? kBreakHard | kBreakQuestion
                       : (u_ispunct(static_cast<UChar32>(c)) != 0 ? kBreakHard : kBreakNone);
}

// A pictograph with what attaches to it, or punctuation. False if ICU has to look.
bool Splitter::ReadHigh() {
  std::size_t next = at_;
  const CodeClass code = ClassOf(NextCodePoint(text_, &next));
  switch (code) {
    case CodeClass::kUnknown:
    case CodeClass::kExtend:
      return false;
    case CodeClass::kLetter:
      return ReadWord();
    case CodeClass::kSpace:
      break;
    case CodeClass::kApostrophe:
    case CodeClass::kQuote:
      pending_ |= kBreakQuote;
      break;
    case CodeClass::kSoft:
      pending_ |= kBreakSoft;
      break;
    case CodeClass::kHard:
      pending_ |= kBreakHard | kBreakRun;
      break;
    case CodeClass::kQuestion:
      pending_ |= kBreakHard | kBreakQuestion;
      break;
    case CodeClass::kEmoji: {
      std::size_t end = next;
      std::size_t base_end = next;  // without skin tone and selector: what is compared
      bool joined = false;
      while (end < text_.size() && static_cast<unsigned char>(text_[end]) >= 0x80) {
        std::size_t after = end;
        const char32_t c = NextCodePoint(text_, &after);
        const CodeClass cc = ClassOf(c);
        if (cc == CodeClass::kExtend) {
          joined = c == 0x200d;
        } else if (cc == CodeClass::kEmoji && joined) {
          joined = false;
        } else {
          break;
        }
        end = after;
      }
      EmitEmoji(at_, static_cast<std::uint32_t>(end),
                KeyOfFolded(text_.substr(at_, base_end - at_), false));
      at_ = static_cast<std::uint32_t>(end);
      return true;
    }
  }
  at_ = static_cast<std::uint32_t>(next);
  return true;
}

bool Splitter::Run() {
  while (at_ < text_.size()) {
    const std::uint8_t kind = KindOf(text_[at_]);
    if (kind == kGap) {
      ReadGap();
    } else if (!(kind == kHigh ? ReadHigh() : ReadWord())) {
      for (std::size_t i = part_tokens_; i < out_->list.size(); ++i) {
        out_->emoji -= out_->list[i].emoji ? 1 : 0;
      }
      out_->list.Truncate(part_tokens_);
      out_->words = part_words_;
      pending_ = part_pending_;
      return false;
    }
  }
  return true;
}

void Splitter::AddWord(std::uint32_t begin, std::uint32_t end, bool foreign) {
  const std::string folded = FoldWord(text_.substr(begin, end - begin));
  ++out_->words;
  if (foreign) ++out_->foreign_words;
  Emit(begin, end, KeyOfFolded(folded), false, false);
  out_->list.back().apostrophe = folded.size() != end - begin;
}

void Splitter::Finish() {
  out_->after = pending_;
  out_->final_period = EndsInPeriod(text_);
}

bool MostlyHigh(std::string_view text) {
  std::size_t high = 0;
  for (const char c : text) high += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
  return high * 2 > text.size();
}

bool IsForeign(std::string_view word) {
  std::size_t at = 0;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script =
      uscript_getScript(static_cast<UChar32>(NextCodePoint(word, &at)), &error);
  return script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
}

}  // namespace

class Tokenizer::Icu {
 public:
  Icu() {
    UErrorCode error = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), error));
  }
  ~Icu() { utext_close(utext_); }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;

  // Calls word(begin, end) for each word and gap(begin, end) for everything else.
  template <typename Word, typename GapPart>
  void Each(std::string_view text, Word word, GapPart gap) {
    UErrorCode error = U_ZERO_ERROR;
    utext_ = utext_openUTF8(utext_, text.data(), static_cast<std::int64_t>(text.size()), &error);
    iterator_->setText(utext_, error);
    std::int32_t begin = iterator_->first();
    for (std::int32_t end = iterator_->next(); end != icu::BreakIterator::DONE;
         begin = end, end = iterator_->next()) {
      const auto from = static_cast<std::uint32_t>(begin);
      const auto to = static_cast<std::uint32_t>(end);
      if (iterator_->getRuleStatus() >= UBRK_WORD_NUMBER) {
        word(from, to);
      } else {
        gap(from, to);
      }
    }
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
  UText* utext_ = nullptr;
};

namespace {

void Clear(Tokens* out) {
  out->list.clear();
  out->words = out->foreign_words = 0;
  out->emoji = 0;
  out->after = 0;
  out->link = false;
}

}  // namespace

bool EndsInPeriod(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n')) --end;
  return end > 0 && text[end - 1] == '.' && (end < 2 || text[end - 2] != '.');
}

void TokensOf(const PlainWords& words, Tokens* out) {
  const std::string_view text(words.bytes(), words.size());
  Clear(out);
  out->list.Reserve(words.count());
  for (std::uint32_t i = 0; i < words.count(); ++i) {
    Token& token = out->list.NextUnchecked();
    token.range = words[i];
    token.key = words.KeyOf(i, &token.apostrophe);
    token.before = words.BreakBefore(i);
    token.emoji = false;
    token.capitals = words.inner_capital() && AllCapitals(words[i].of(text));
    token.ascii = true;
  }
  out->words = words.count();
  out->after = words.BreakBefore(words.count());
  out->final_period = EndsInPeriod(text);
}

Tokenizer::Tokenizer() = default;
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;

// A message of nothing but question marks says something: they become a token, keyed as two of
// them, that is no word, as an emoji is.
void Tokenizer::AddQuestionMarks(std::string_view text, Tokens* out) {
  const std::size_t begin = text.find("??");
  if (begin == std::string_view::npos) return;
  const std::size_t end = std::min(text.find_first_not_of('?', begin), text.size());
  Token token;
  token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.key = KeyOfFolded("??", true);
  token.emoji = true;
  out->list.push_back(token);
  out->emoji = 1;
}

void Tokenizer::Split(std::string_view text, Tokens* out) {
  Clear(out);
  if (plain_.Read(text)) {
    TokensOf(plain_, out);
  } else {
    SplitAny(text, out);
  }
  if (out->list.empty()) AddQuestionMarks(text, out);
}

void SplitGeneral(Tokenizer& tokenizer, std::string_view text, Tokens* out) {
  tokenizer.SplitAny(text, out);
  if (out->list.empty()) Tokenizer::AddQuestionMarks(text, out);
}

void Tokenizer::SplitAny(std::string_view text, Tokens* out) {
  Clear(out);
  Splitter splitter(text, out);
  while (!splitter.Run()) {
    if (!icu_) icu_ = std::make_unique<Icu>();
    const std::uint32_t begin = splitter.part_begin();
    const std::uint32_t end = MostlyHigh(text.substr(begin))
                                  ? static_cast<std::uint32_t>(text.size())
                                  : splitter.part_end();
    icu_->Each(
        text.substr(begin, end - begin),
        [&](std::uint32_t from, std::uint32_t to) {
          splitter.AddWord(begin + from, begin + to,
                           IsForeign(text.substr(begin + from, to - from)));
        },
        [&](std::uint32_t from, std::uint32_t to) {
          std::size_t at = begin + from;
          const char32_t c = NextCodePoint(text, &at);
          splitter.AddGapCodePoint(c, begin + from, begin + to);
        });
    splitter.ContinueAt(end);
  }
  splitter.Finish();
}

std::uint64_t Tokenizer::CountWordsByIcu(std::string_view text) {
  if (!icu_) icu_ = std::make_unique<Icu>();
  std::uint64_t words = 0;
  icu_->Each(
      text, [&](std::uint32_t, std::uint32_t) { ++words; }, [](std::uint32_t, std::uint32_t) {});
  return words;
}

}  // namespace ebb
