// Changes to quoted text that keep track of where the marked words end up.
//
// Pseudonyms replace the names of the chat's people; masks hide numbers, e-mail addresses and
// links. Both find words whole, in any script. Immutable once made; safe to share between threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/byte_range.h"

namespace ebb {

// One change: bytes of the old text and what stands there instead.
struct Replacement {
  TextRange range;
  std::string text;
};

// Applies changes (ascending, not overlapping) to `text`. `*marked` moves along; where its edge
// falls inside a change it widens to hold the whole of it.
std::string ApplyReplacements(std::string_view text, const std::vector<Replacement>& changes,
                              TextRange* marked);

// E-mail addresses, links, and numbers of four or more digits (also with blanks or dashes between).
std::vector<Replacement> FindPrivateNumbers(std::string_view text);

class Pseudonyms {
 public:
  // `name` and each of its words will be shown as `shown` ("Partner A"). Call before the first use.
  void Add(std::string_view name, const std::string& shown);
  // Names in `text` that stand as whole words, whatever their case.
  std::vector<Replacement> Find(std::string_view text) const;
  bool empty() const { return by_first_.empty(); }

 private:
  struct Entry {
    std::u32string folded;
    std::string shown;
    bool capital_only = false;  // also an everyday word ("will"): only where written as a name
  };
  void AddEntry(std::string_view words, const std::string& shown);
  std::unordered_map<char32_t, std::vector<Entry>> by_first_;  // by first letter, longest first
};

}  // namespace ebb
