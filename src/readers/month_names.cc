#include "readers/month_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

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

MonthNames ReadNames() {
  MonthNames names;
  for (const char* language : kLanguages) {
    const icu::Locale locale(language);
    UErrorCode error = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(locale, error);
    if (U_FAILURE(error)) continue;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        AddNames(symbols, locale, context, width, &names);
      }
    }
  }
  return names;
}

}  // namespace

int MonthOfAnyName(std::string_view word) {
  static const MonthNames names = ReadNames();
  std::string lower;
  icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())})
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
  const auto found = names.find(lower);
  return found == names.end() ? 0 : found->second;
}

}  // namespace ebb
