#include "readers/localised_date.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"
#include "readers/prose_date.h"
#include "time/civil.h"

namespace ebb {
namespace {

struct MonthWord {
  std::string_view begin;  // lower case; at least so much of the word
  int month;
};

// Beginnings of the names of months, also abbreviated. The first that fits counts.
constexpr MonthWord kMonthWords[] = {
    {"jan", 1},      {"ene", 1},  {"gen", 1},  {"sty", 1},       {"feb", 2},       {"f\u00e9v", 2},
    {"fev", 2},      {"lut", 2},  {"mar", 3},  {"m\u00e4r", 3},  {"mrt", 3},       {"maa", 3},
    {"apr", 4},      {"avr", 4},  {"abr", 4},  {"kwi", 4},       {"may", 5},       {"mai", 5},
    {"maj", 5},      {"mei", 5},  {"mag", 5},  {"jun", 6},       {"juin", 6},      {"giu", 6},
    {"cze", 6},      {"jul", 7},  {"juil", 7}, {"lug", 7},       {"lip", 7},       {"aug", 8},
    {"ao\u00fb", 8}, {"ago", 8},  {"sie", 8},  {"sep", 9},       {"set", 9},       {"wrz", 9},
    {"oct", 10},     {"okt", 10}, {"out", 10}, {"ott", 10},      {"pa\u017a", 10}, {"nov", 11},
    {"lis", 11},     {"dec", 12}, {"dez", 12}, {"d\u00e9c", 12}, {"dic", 12},      {"gru", 12}};

constexpr std::array<std::string_view, 12> kBetween = {"at", "um", "\u00e0", "de", "a",   "\u00e0s",
                                                       "kl", "om", "alle",   "o",  "del", "uhr"};

int MonthOf(const std::string& word) {
  for (const MonthWord& known : kMonthWords) {
    if (word.starts_with(known.begin)) return known.month;
  }
  return 0;
}

bool IsWordByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string TakeWord(std::string_view* text) {
  std::size_t end = 0;
  while (end < text->size() && IsWordByte((*text)[end]) &&
         !text->substr(end).starts_with("\u202f") && !text->substr(end).starts_with("\u00a0")) {
    ++end;
  }
  std::string word = LowerAscii(text->substr(0, end));
  text->remove_prefix(end);
  return word;
}

class DateLine {
 public:
  bool Read(std::string_view line) {
    while (!line.empty()) {
      TakeSpaces(&line);
      if (line.empty()) break;
      if (!TakePart(&line)) return false;
    }
    return month_ > 0 && day_ > 0 && year_ > 0 && clock_ && IsValidDate(year_, month_, day_);
  }

  std::int64_t seconds() const {
    return SecondsFromCivil({year_, month_, day_, time_.hour, time_.minute, time_.second});
  }

 private:
  bool TakePart(std::string_view* line) {
    const char first = line->front();
    if (first == ',' || first == '.') {
      line->remove_prefix(1);
      return true;
    }
    if (first >= '0' && first <= '9') return TakeNumbers(line);
    const std::string word = TakeWord(line);
    if (word.empty()) return false;
    if (std::find(kBetween.begin(), kBetween.end(), word) != kBetween.end()) return true;
    if (month_ > 0) return false;
    month_ = MonthOf(word);
    return month_ > 0;
  }

  bool TakeNumbers(std::string_view* line) {
    if (!clock_ && year_ > 0 && TakeClock(line, &time_)) {
      clock_ = true;
      return true;
    }
    const std::optional<int> number = TakeNumber(line, 4);
    if (!number) return false;
    int* place = *number > 31 ? &year_ : &day_;
    if (*place > 0) return false;
    *place = *number;
    return true;
  }

  int year_ = 0, month_ = 0, day_ = 0;
  bool clock_ = false;
  CivilTime time_;
};

}  // namespace

std::optional<std::int64_t> ReadLocalisedDate(std::string_view line) {
  constexpr std::size_t kLongest = 80;
  DateLine date;
  if (line.size() > kLongest || !date.Read(Trim(line))) return std::nullopt;
  return date.seconds();
}

std::string_view WithoutWeekday(std::string_view line) {
  std::string_view rest = Trim(line);
  const std::string word = TakeWord(&rest);
  if (word.empty() || !rest.starts_with(',')) return line;
  return rest.substr(1);
}

}  // namespace ebb
