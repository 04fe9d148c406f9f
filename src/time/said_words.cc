#include "time/said_words.h"

#include <algorithm>
#include <utility>

namespace ebb {
namespace {

constexpr NamedNumber kNumbers[] = {{"one", 1},      {"two", 2},     {"three", 3},   {"four", 4},
                                    {"five", 5},     {"six", 6},     {"seven", 7},   {"eight", 8},
                                    {"nine", 9},     {"ten", 10},    {"eleven", 11}, {"twelve", 12},
                                    {"fifteen", 15}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},
                                    {"fifty", 50},   {"sixty", 60},  {"couple", 2},  {"few", 3}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

char OnlySign(std::string_view between) {
  if (between.empty()) return 0;
  return between.size() == 1 ? between[0] : ' ';
}
// "2moro", "2mrw".
bool IsTomorrow(std::string_view start) {
  return start == "2mo" || start == "2mr" || start == "2mw";
}
Stop StopIn(std::string_view between) {
  if (between.find_first_of(".?!\n") != std::string_view::npos) return Stop::kSentence;
  if (between.find_first_of(",;()") != std::string_view::npos) return Stop::kComma;
  return Stop::kNone;
}
bool EndsWithCurrency(std::string_view between) {
  while (between.ends_with(' ')) between.remove_suffix(1);
  return between.ends_with('$') || between.ends_with("\u00A3") || between.ends_with("\u20AC");
}

}  // namespace

SaidWords::SaidWords(std::string_view text) {
  std::size_t i = 0, end = 0;
  while (i < text.size()) {
    if (!IsLetter(text[i]) && !IsDigit(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    bool digits = IsDigit(text[i]);
    while (i < text.size() && (digits ? IsDigit(text[i]) : IsLetter(text[i]))) ++i;
    if (digits && IsTomorrow(text.substr(begin, 3))) {
      digits = false;
      while (i < text.size() && IsLetter(text[i])) ++i;
    }
    Add(text.substr(begin, i - begin), digits, text.substr(end, begin - end));
    end = i;
  }
}

void SaidWords::Add(std::string_view word, bool digits, std::string_view before) {
  if (size_ == kMost) {
    std::move(words_.begin() + kMost / 2, words_.end(), words_.begin());
    size_ = kMost / 2;
  }
  SaidWord& out = words_[size_++];
  out = {};
  out.before = OnlySign(before);
  out.stop = StopIn(before);
  out.money = EndsWithCurrency(before);
  out.size = static_cast<std::uint8_t>(std::min(word.size(), SaidWord::kLongest));
  std::transform(word.begin(), word.begin() + out.size, out.letters.begin(), Lower);
  out.digits = digits && word.size() <= 4;
  if (!out.digits) {
    out.number = ValueOf(out.text(), kNumbers);
    return;
  }
  out.number = 0;
  for (const char c : word) out.number = 10 * out.number + (c - '0');
}

}  // namespace ebb
