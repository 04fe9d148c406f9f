#include "readers/phone_number.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kShortestNumber = 7;  // of a number that stands in a country
constexpr std::size_t kLongestCode = 3;     // of a country
constexpr std::size_t kLeastWithDialIn = 9;

// Signs and spaces between the digits.
bool IsFiller(char32_t c) {
  return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/' || c == 0x00A0 ||
         c == 0x202F || c == 0x202A || c == 0x202C || c == 0x200E || c == 0x2011;
}

// `home` says no country, `full` does.
bool MayBeSame(std::string_view home, std::string_view full) {
  const std::size_t zeros = std::min(home.find_first_not_of('0'), home.size());
  if (zeros > 1) return false;
  home.remove_prefix(zeros);
  full.remove_prefix(1);
  if (home.size() < kShortestNumber || !full.ends_with(home)) return false;
  return full.size() > home.size() ? full.size() - home.size() <= kLongestCode : zeros == 0;
}

}  // namespace

std::string PlainNumber(std::string_view raw) {
  std::string plain;
  std::size_t at = 0;
  while (at < raw.size()) {
    const char32_t c = NextCodePoint(raw, &at);
    if (c < 0x80 && IsDigit(static_cast<char>(c))) {
      plain.push_back(static_cast<char>(c));
    } else if (c == '+') {
      if (!plain.empty() && plain != "+") return {};
      plain = "+";
    } else if (!IsFiller(c)) {
      return {};
    }
  }
  if (plain.starts_with("00") && plain.size() > kLeastWithDialIn) plain.replace(0, 2, "+");
  return plain == "+" ? std::string() : plain;
}

NumberMatch CompareNumbers(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return NumberMatch::kDifferent;
  if (a == b) return NumberMatch::kSame;
  const bool a_full = a.front() == '+', b_full = b.front() == '+';
  if (a_full == b_full) return NumberMatch::kDifferent;
  const bool may = a_full ? MayBeSame(b, a) : MayBeSame(a, b);
  return may ? NumberMatch::kPossible : NumberMatch::kDifferent;
}

}  // namespace ebb
