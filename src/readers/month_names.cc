#include "readers/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

namespace ebb {
namespace {

// The more speakers, the earlier.
constexpr const char* kLanguages[] = {
    "en", "es", "pt", "de", "fr", "it", "id",  "ru", "tr", "vi", "pl", "nl", "uk",      "ro", "th",
    "fa", "ar", "hi", "bn", "sw", "ms", "fil", "hu", "cs", "sv", "el", "sr", "sr_Latn", "bg", "da",
    "fi", "nb", "sk", "hr", "he", "lt", "sl",  "lv", "et", "ca", "eu", "gl", "sq",      "mk", "bs",
    "is", "az", "kk", "ka", "hy", "af", "ur",  "ta", "te", "mr", "gu", "kn", "ml",      "pa"};

using MonthNames = std::map<std::string, int>;

// "9月" and "thg 9" say the month by its number and are read as such.
bool HasDigitOrBlank(const std::string& name) {
  return name.find_first_of("0123456789 ") != name.npos;
}

void AddNames(const icu::DateFormatSymbols& symbols, const icu::Locale& locale,
              icu::DateFormatSymbols::DtContextType context,
              icu::DateFormatSymbols::DtWidthType width, MonthNames* names) {
  int count = 0;
  const icu::UnicodeString* months = symbols.getMonths(count, context, width);
  for (int month = 0; month < count && month < 12; ++month) {
    icu::UnicodeString lower = months[month];
    std::string name;
    lower.toLower(locale).toUTF8String(name);
    while (name.ends_with('.')) name.pop_back();
    if (name.size() < 2 || HasDigitOrBlank(name)) continue;
    names->emplace(name, month + 1);  // the first stays
  }
}

void AddMonthsOf(const char* language, MonthNames* names) {
  using Symbols = icu::DateFormatSymbols;
  const icu::Locale locale(language);
  UErrorCode error = U_ZERO_ERROR;
  const Symbols symbols(locale, error);
  if (U_FAILURE(error)) return;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      AddNames(symbols, locale, context, width, names);
    }
  }
}

MonthNames ReadNames() {
  MonthNames names;
  for (const char* language : kLanguages) AddMonthsOf(language, &names);
  AddMonthsOf("eo", &names);  // its days are those of other languages
  return names;
}

std::string LowerOfAny(std::string_view word) {
  std::string lower;
  icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())})
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
  return lower;
}

// Days, 0 for Monday. -1: it is one, but not known which.
using DayNames = std::map<std::string, int>;

void AddDay(const std::string& name, int day, DayNames* names) {
  if (name.empty()) return;
  const auto [at, added] = names->emplace(name, day);
  if (!added && at->second != day) at->second = -1;
}

// The words of "\u05d9\u05d5\u05dd \u05d5\u05f3" and "segunda-feira" stand for no certain day.
void AddWordsOfDay(const std::string& name, int day, DayNames* names) {
  constexpr std::size_t kShortest = 2;
  AddDay(name, day, names);
  for (std::size_t at = 0, end = 0; at < name.size(); at = end + 1) {
    end = std::min(name.find_first_of(" -", at), name.size());
    const std::string word = name.substr(at, end - at);
    if (word.size() < name.size() && word.size() >= kShortest && !HasDigitOrBlank(word)) {
      AddDay(word, -1, names);
    }
  }
}

DayNames ReadDayNames() {
  using Symbols = icu::DateFormatSymbols;
  DayNames names;
  for (const char* language : kLanguages) {
    const icu::Locale locale(language);
    UErrorCode error = U_ZERO_ERROR;
    const Symbols symbols(locale, error);
    if (U_FAILURE(error)) continue;
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int count = 0;
      const icu::UnicodeString* days = symbols.getWeekdays(count, Symbols::FORMAT, width);
      for (int day = 1; day < count; ++day) {  // 1 is Sunday
        std::string name;
        days[day].toUTF8String(name);
        name = LowerOfAny(name);
        while (name.ends_with('.')) name.pop_back();
        AddWordsOfDay(name, (day + 5) % 7, &names);
      }
    }
  }
  return names;
}

const DayNames& AllDayNames() {
  static const DayNames names = ReadDayNames();
  return names;
}

}  // namespace

bool IsDayOfAnyName(std::string_view word) {
  return !word.empty() && AllDayNames().contains(LowerOfAny(word));
}

int DayOfAnyName(std::string_view word) {
  const auto found = AllDayNames().find(LowerOfAny(word));
  return found == AllDayNames().end() ? -1 : found->second;
}

int MonthOfAnyName(std::string_view word) {
  static const MonthNames names = ReadNames();
  const auto found = names.find(LowerOfAny(word));
  return found == names.end() ? 0 : found->second;
}

}  // namespace ebb
