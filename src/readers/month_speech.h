// Croatian and its neighbours call different months by one name: "listopad" is October in Croatian
// and November in Polish and Czech. Which language a file is written in shows in the other months
// it names. Owns nothing. One thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

class MonthSpeech {
 public:
  // A month that the file names in a date, in lower case.
  void Add(std::string_view word);
  // 1 to 12; 0 for what is no month, and for a name about which the languages left differ.
  int MonthOf(std::string_view word) const;

  // True for names that mean two months.
  static bool IsContested(std::string_view word);

 private:
  std::uint8_t languages_ = 7;  // that know all names added, as bits
};

// False if no contested name stands in the file: then there is nothing to learn. Leaves the source
// anywhere.
Result<bool> MayNameContestedMonths(Source& source);

}  // namespace ebb
