// Telephone numbers as backups write them, and the names that go with them.
//
// "+44 7700 900123", "07700900123" and "00447700900123" are one number: numbers of nine digits and
// more are compared by their last nine, unless both say their country and it is not the same. Owns
// what it knows; grows with the number of people, not of messages. One thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ebb {

class PhoneBook {
 public:
  // The number in the form in which it was met first, without spaces and signs; an address that is
  // no number (a short code, an e-mail address) in lower case. Empty for empty. The view lives as
  // long as the book.
  std::string_view Canonical(std::string_view raw);
  // Several numbers: each canonical, sorted, joined by "~".
  std::string CanonicalGroup(const std::vector<std::string_view>& raw);

  // The number as it was written when it was met first.
  std::string_view Written(std::string_view canonical) const;

  void SetName(std::string_view canonical, std::string_view name);
  // Empty if none was ever given.
  std::string_view Name(std::string_view canonical) const;

 private:
  std::string Known(const std::string& plain);

  std::unordered_map<std::string, std::string> written_;               // as written -> canonical
  std::unordered_map<std::string, std::vector<std::string>> by_tail_;  // last nine digits
  std::unordered_map<std::string, std::string> shown_;  // canonical -> as written first
  std::unordered_map<std::string, std::string> names_;  // canonical -> name
  std::string scratch_;
};

}  // namespace ebb
