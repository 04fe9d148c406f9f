#include "readers/phone_book.h"

#include <algorithm>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kTail = 9;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Digits with a plus before them where there was one; empty if `raw` holds anything that is not
// part of a number.
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
    } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/' &&
               c != 0x00A0 && c != 0x202A && c != 0x202C && c != 0x200E && c != 0x2011) {
      return {};
    }
  }
  if (plain.starts_with("00") && plain.size() > kTail) plain.replace(0, 2, "+");
  return plain == "+" ? std::string() : plain;
}

}  // namespace

std::string_view PhoneBook::Canonical(std::string_view raw) {
  scratch_.assign(raw);
  const auto known = written_.find(scratch_);
  if (known != written_.end()) return known->second;
  std::string plain = PlainNumber(raw);
  if (plain.empty()) {
    plain = LowerAscii(Trim(raw));
  } else if (plain.size() >= kTail) {
    plain = by_tail_.emplace(plain.substr(plain.size() - kTail), plain).first->second;
  }
  shown_.emplace(plain, Trim(raw));
  return written_.emplace(scratch_, std::move(plain)).first->second;
}

std::string PhoneBook::CanonicalGroup(const std::vector<std::string_view>& raw) {
  std::vector<std::string> numbers;
  numbers.reserve(raw.size());
  for (const std::string_view number : raw) numbers.emplace_back(Canonical(number));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::string joined;
  for (const std::string& number : numbers) {
    if (!joined.empty()) joined.push_back('~');
    joined += number;
  }
  return joined;
}

std::string_view PhoneBook::Written(std::string_view canonical) const {
  const auto known = shown_.find(std::string(canonical));
  return known == shown_.end() ? canonical : std::string_view(known->second);
}

void PhoneBook::SetName(std::string_view canonical, std::string_view name) {
  if (name.empty() || canonical.empty()) return;
  names_.emplace(canonical, name);
}

std::string_view PhoneBook::Name(std::string_view canonical) const {
  const auto known = names_.find(std::string(canonical));
  return known == names_.end() ? std::string_view() : known->second;
}

}  // namespace ebb
