#include "lexicon/written_words.h"

#include "base/text_util.h"
#include "text/fold.h"
#include "text/tokenizer.h"

namespace ebb {
namespace {

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// Compared without skin tone and selector, as the tokenizer keys it.
std::string_view ComparedPart(std::string_view emoji) {
  if (emoji[0] == '?') emoji = "??";  // however many
  std::size_t end = 0;
  NextCodePoint(emoji, &end);
  return static_cast<unsigned char>(emoji[0]) >= 0x80 ? emoji.substr(0, end) : emoji;
}

// The last consonant is doubled before -ed and -ing: cancelled, but not looked or fixed.
bool Doubles(std::string_view word) {
  const char last = word.back();
  if (IsVowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  return IsVowel(word[word.size() - 2]) && (word.size() < 3 || !IsVowel(word[word.size() - 3]));
}

bool EndsInHiss(std::string_view word) {
  return word.ends_with("s") || word.ends_with("x") || word.ends_with("z") ||
         word.ends_with("ch") || word.ends_with("sh") || word.ends_with("o");
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split(text, &tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens.list) {
    if (token.emoji) {
      words.emplace_back(ComparedPart(token.range.of(text)));
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
  const bool ends_y = last == 'y' && !IsVowel(base[base.size() - 2]);
  const std::string stem = last == 'e' || ends_y ? base.substr(0, base.size() - 1) : base;
  forms.push_back(ends_y ? stem + "ies" : base + (EndsInHiss(base) ? "es" : "s"));
  forms.push_back(ends_y ? stem + "ied" : stem + "ed");
  forms.push_back((ends_y ? base : stem) + "ing");
  forms.push_back((ends_y ? base : stem) + "in");
  if (Doubles(base)) {
    forms.push_back(base + last + "ed");
    forms.push_back(base + last + "ing");
  }
  return forms;
}

}  // namespace ebb
