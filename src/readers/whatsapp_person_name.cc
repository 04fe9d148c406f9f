#include "readers/whatsapp_person_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

// What people go on with, and no name has in it.
constexpr std::array<std::string_view, 30> kSentenceWords = {
    "because", "and", "i",    "so",   "or",  "if",  "when", "but",  "who",  "what",
    "why",     "how", "that", "this", "is",  "was", "you",  "we",   "he",   "she",
    "they",    "it",  "lol",  "omg",  "wtf", "smh", "lmao", "rofl", "haha", "i'm"};

bool IsSentenceWord(std::string_view word) {
  while (!word.empty() && std::string_view(",!?.").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  const std::string lower = LowerAscii(word);
  return std::find(kSentenceWords.begin(), kSentenceWords.end(), lower) != kSentenceWords.end();
}

// A capital, a number, "~", or a letter beyond ASCII.
bool BeginsAsName(std::string_view word) {
  const char c = word.front();
  return (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '+' || c == '~' || c == '(' || c < 0;
}

}  // namespace

bool LooksLikeName(std::string_view text, const std::unordered_set<std::string>& writers) {
  constexpr std::size_t kMostWords = 4;
  text = DropLeadingMarks(Trim(text));
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty()) return false;
  if (writers.contains(CleanName(text))) return true;
  const std::vector<std::string_view> words = Split(text, ' ');
  return words.size() <= kMostWords && BeginsAsName(text) &&
         std::none_of(words.begin(), words.end(), IsSentenceWord);
}

}  // namespace ebb::whatsapp
