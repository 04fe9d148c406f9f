#include "readers/phone_book.h"

#include <algorithm>

#include "base/text_util.h"
#include "readers/phone_number.h"

namespace ebb {
namespace {

constexpr std::size_t kTailDigits = 9;
constexpr std::size_t kMostAlike = 64;  // countries with a number of these digits

}  // namespace

std::string_view PhoneBook::Canonical(std::string_view raw) {
  scratch_.assign(raw);
  const auto known = written_.find(scratch_);
  if (known != written_.end()) return known->second;
  std::string plain = PlainNumber(raw);
  if (plain.empty()) {
    plain = LowerAscii(Trim(raw));
  } else if (plain.size() >= kTailDigits) {
    plain = Known(plain);
  }
  shown_.emplace(plain, Trim(raw));
  return written_.emplace(scratch_, std::move(plain)).first->second;
}

// Two countries can have the same number: then one that says no country is a number of its own.
std::string PhoneBook::Known(const std::string& plain) {
  std::vector<std::string>& alike = by_tail_[plain.substr(plain.size() - kTailDigits)];
  if (alike.size() > kMostAlike) return plain;  // nobody's numbers
  const std::string* fits = nullptr;
  for (const std::string& known : alike) {
    const bool full = known.front() == '+' && plain.front() == '+';
    if (full && known != plain) continue;
    if (known == plain) return known;
    if (fits != nullptr) return plain;
    fits = &known;
  }
  if (fits != nullptr) return *fits;
  return alike.emplace_back(plain);
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
