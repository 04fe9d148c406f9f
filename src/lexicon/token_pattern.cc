#include "lexicon/token_pattern.h"

#include <algorithm>
#include <utility>

#include "base/text_util.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace ebb {
namespace {

using Row = std::vector<PatternElement>;
using Rows = std::vector<Row>;

PatternElement Word(std::string word) {
  PatternElement element;
  element.word = std::move(word);
  return element;
}

Row WordRow(std::string_view text) {
  Row row;
  for (std::string& word : WordsOf(text)) row.push_back(Word(std::move(word)));
  return row;
}

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Rows of a, each followed by each row of b.
Rows Product(const Rows& a, const Rows& b) {
  Rows out;
  out.reserve(a.size() * b.size());
  for (const Row& head : a) {
    for (const Row& tail : b) {
      Row row = head;
      row.insert(row.end(), tail.begin(), tail.end());
      out.push_back(std::move(row));
    }
  }
  return out;
}

// Recursive descent over one pattern. Fails by setting error_.
class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  Rows Parse() {
    Rows rows = Alternatives();
    if (error_.empty() && at_ < text_.size()) Fail("unexpected )");
    return rows;
  }
  const std::string& error() const { return error_; }
  std::size_t offset() const { return at_; }

 private:
  void Fail(std::string what) {
    if (error_.empty()) error_ = std::move(what);
  }
  void SkipBlanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  Rows Alternatives() {
    Rows all = Sequence();
    while (error_.empty() && at_ < text_.size() && text_[at_] == '|') {
      ++at_;
      Rows more = Sequence();
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

  Rows Sequence() {
    Rows rows = {Row{}};
    for (SkipBlanks(); error_.empty() && at_ < text_.size(); SkipBlanks()) {
      if (text_[at_] == '|' || text_[at_] == ')') break;
      Rows item = Item();
      if (rows.size() * item.size() > kMaxRows) {
        Fail("stands for more than " + std::to_string(kMaxRows) + " wordings; split it");
        break;
      }
      rows = Product(rows, item);
    }
    return rows;
  }

  Rows Item() {
    const char c = text_[at_];
    Rows rows;
    if (c == '(') {
      ++at_;
      rows = Alternatives();
      if (at_ >= text_.size() || text_[at_] != ')') {
        Fail("( without )");
        return rows;
      }
      ++at_;
    } else if (c == '@') {
      rows = {{ClassItem()}};
    } else if (c == '_') {
      rows = {{GapItem()}};
    } else if (c == '.' && (at_ + 1 == text_.size() || text_[at_ + 1] == ' ')) {
      ++at_;
      PatternElement stop;
      stop.kind = PatternElement::Kind::kStop;
      rows = {{stop}};
    } else {
      rows = WordItem();
    }
    if (at_ < text_.size() && text_[at_] == '?') {
      ++at_;
      rows.push_back({});
    }
    return rows;
  }

  PatternElement ClassItem() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                                  text_[at_] == '_')) {
      ++at_;
    }
    if (at_ == begin) Fail("@ without a class name");
    PatternElement element = Word(std::string(text_.substr(begin, at_ - begin)));
    element.kind = PatternElement::Kind::kClass;
    return element;
  }

  PatternElement GapItem() {
    PatternElement gap;
    gap.kind = PatternElement::Kind::kGap;
    gap.min = gap.max = 1;
    ++at_;
    if (at_ >= text_.size() || text_[at_] != '{') return gap;
    const std::size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      Fail("{ without }");
      return gap;
    }
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inside.find(',');
    const auto low = ParseNumber(inside.substr(0, comma));
    const auto high =
        comma == std::string_view::npos ? low : ParseNumber(inside.substr(comma + 1));
    if (!low || !high || *low > *high || *high > 8) {
      Fail("a gap is written _{0,3}, at most 8 words");
      return gap;
    }
    gap.min = static_cast<std::uint8_t>(*low);
    gap.max = static_cast<std::uint8_t>(*high);
    at_ = close + 1;
    return gap;
  }

  Rows WordItem() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view(" ()|?~").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    if (at_ == begin) {
      Fail("? or ~ without a word before it");
      ++at_;
      return {};
    }
    const std::string_view lexeme = text_.substr(begin, at_ - begin);
    if (at_ < text_.size() && text_[at_] == '~') {
      ++at_;
      Rows rows;
      for (const std::string& form : Inflections(FoldWord(lexeme))) rows.push_back(WordRow(form));
      return rows;
    }
    Row row = WordRow(lexeme);
    if (row.empty()) Fail("punctuation is not compared; leave it out");
    return {row};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
};

// Spellings that lost their apostrophe, both ways: a row with "i will" also reads "ill", a row with
// "ill" also reads "i will".
void AddReadings(const Row& row, std::size_t from, Rows* out) {
  out->push_back(row);
  for (std::size_t i = from; i < row.size(); ++i) {
    if (row[i].kind != PatternElement::Kind::kWord) continue;
    for (const Ambiguous& entry : AmbiguousSpellings()) {
      const std::vector<std::string_view> reading = Split(entry.reading, ' ');
      bool same = i + reading.size() <= row.size();
      for (std::size_t k = 0; same && k < reading.size(); ++k) {
        same = row[i + k].kind == PatternElement::Kind::kWord && row[i + k].word == reading[k];
      }
      if (!same || out->size() > kMaxRows) continue;
      Row other(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(i));
      other.push_back(Word(entry.spelling));
      other.insert(other.end(), row.begin() + static_cast<std::ptrdiff_t>(i + reading.size()),
                   row.end());
      AddReadings(other, i + 1, out);
    }
  }
}

Rows WithWrittenReadings(const Row& row) {
  Rows rows = {Row{}};
  for (const PatternElement& element : row) {
    Rows choices = {{element}};
    for (const Ambiguous& entry : AmbiguousSpellings()) {
      if (element.kind == PatternElement::Kind::kWord && element.word == entry.spelling) {
        Row reading;
        for (const std::string_view word : Split(entry.reading, ' ')) {
          reading.push_back(Word(std::string(word)));
        }
        choices.push_back(std::move(reading));
      }
    }
    if (rows.size() * choices.size() > kMaxRows) choices.resize(1);
    rows = Product(rows, choices);
  }
  return rows;
}

// An ambiguous spelling alone says nothing.
bool IsOnlyAmbiguous(const Row& row) {
  return row.size() == 1 && row[0].kind == PatternElement::Kind::kWord &&
         AmbiguousReading(row[0].word) != nullptr;
}

std::vector<Row> AllReadings(const Rows& rows) {
  Rows all;
  for (const Row& row : rows) {
    for (const Row& written : WithWrittenReadings(row)) AddReadings(written, 0, &all);
  }
  std::erase_if(all, [](const Row& row) { return row.empty() || IsOnlyAmbiguous(row); });
  const auto less = [](const Row& a, const Row& b) {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
          return std::tie(x.kind, x.word, x.min, x.max) < std::tie(y.kind, y.word, y.min, y.max);
        });
  };
  std::sort(all.begin(), all.end(), less);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split(text, &tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens.list) {
    if (token.emoji) {
      // Compared without skin tone and selector, as the tokenizer keys it.
      std::string_view emoji = token.range.of(text);
      std::size_t end = 0;
      NextCodePoint(emoji, &end);
      words.emplace_back(static_cast<unsigned char>(emoji[0]) >= 0x80 ? emoji.substr(0, end) : emoji);
      continue;
    }
    const std::string folded = FoldWord(token.range.of(text));
    const char* const written = WrittenOut(folded);
    if (written == nullptr) {
      words.push_back(folded);
      continue;
    }
    for (const std::string_view word : Split(written, ' ')) words.emplace_back(word);
  }
  return words;
}

std::vector<std::string> Inflections(std::string_view word) {
  std::vector<std::string> forms = {std::string(word)};
  if (word.size() < 2) return forms;
  const std::string base(word);
  const char last = base.back();
  const char before = base[base.size() - 2];
  const bool ends_e = last == 'e';
  const bool ends_y = last == 'y' && !IsVowel(before);
  const bool sibilant = base.ends_with("s") || base.ends_with("x") || base.ends_with("z") ||
                        base.ends_with("ch") || base.ends_with("sh") || base.ends_with("o");
  const std::string stem = ends_e || ends_y ? base.substr(0, base.size() - 1) : base;
  forms.push_back(ends_y ? stem + "ies" : base + (sibilant ? "es" : "s"));
  forms.push_back(ends_y ? stem + "ied" : stem + "ed");
  forms.push_back((ends_y ? base : stem) + "ing");
  forms.push_back((ends_y ? base : stem) + "in");
  const bool doubles = !ends_e && !IsVowel(last) && IsVowel(before) && last != 'w' && last != 'x' &&
                       last != 'y' && (base.size() < 3 || !IsVowel(base[base.size() - 3]));
  if (doubles) {
    forms.push_back(base + last + "ed");
    forms.push_back(base + last + "ing");
  }
  return forms;
}

Result<std::vector<PatternRow>> ExpandPattern(std::string_view pattern, std::size_t* offset) {
  *offset = 0;
  PatternRow shape;
  std::string_view body = Trim(pattern);
  if (body.starts_with("... ")) {
    shape.anywhere = true;
    body = Trim(body.substr(4));
  }
  if (body.starts_with("^^")) {
    shape.message_start = true;
    body = Trim(body.substr(2));
  } else if (body.starts_with("^")) {
    shape.clause_start = true;
    body = Trim(body.substr(1));
  }
  if (body.ends_with("$$")) {
    shape.message_end = true;
    body = Trim(body.substr(0, body.size() - 2));
  } else if (body.ends_with("$")) {
    shape.clause_end = true;
    body = Trim(body.substr(0, body.size() - 1));
  }
  PatternParser parser(body);
  const Rows rows = parser.Parse();
  if (!parser.error().empty()) {
    *offset = static_cast<std::size_t>(body.data() - pattern.data()) + parser.offset();
    return Error{ErrorKind::kLexicon, parser.error()};
  }
  std::vector<PatternRow> out;
  for (const Row& row : AllReadings(rows)) {
    const auto kind = row.front().kind;
    if (kind == PatternElement::Kind::kGap || row.back().kind == PatternElement::Kind::kGap) {
      return Error{ErrorKind::kLexicon, "a gap at the beginning or end says nothing; leave it out"};
    }
    PatternRow made = shape;
    made.elements = row;
    out.push_back(std::move(made));
  }
  if (out.empty()) return Error{ErrorKind::kLexicon, "matches nothing"};
  return out;
}

Result<std::vector<PatternRow>> ExpandPhrase(std::string_view phrase) {
  const Row row = WordRow(phrase);
  if (row.empty()) return Error{ErrorKind::kLexicon, "has no words"};
  std::vector<PatternRow> out;
  for (const Row& reading : AllReadings({row})) {
    PatternRow made;
    made.elements = reading;
    out.push_back(std::move(made));
  }
  if (out.empty()) return Error{ErrorKind::kLexicon, "is an ambiguous spelling alone; add words"};
  return out;
}

}  // namespace ebb
