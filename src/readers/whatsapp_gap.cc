#include "readers/whatsapp_gap.h"

#include "readers/whatsapp_text.h"

namespace ebb::whatsapp {
namespace {

// Where there is neither blank nor bracket between a day of the week and what follows it.
bool IsEastAsian(char first) { return static_cast<unsigned char>(first) >= 0xE3; }

}  // namespace

std::optional<DayPeriod> PeriodAtEnd(std::string_view words, std::size_t* begin) {
  const Markers& markers = Markers::Get();
  const std::size_t last = words.find_last_of(" )") + 1;  // 0 = there is none
  for (const std::size_t at : {std::size_t{0}, last}) {
    *begin = at;
    if (const auto period = markers.PeriodInFront(FoldPeriod(words.substr(at)))) return period;
  }
  while (*begin < words.size() && IsEastAsian(words[*begin])) {
    Decode(words, begin);
    if (const auto period = markers.PeriodInFront(FoldPeriod(words.substr(*begin)))) return period;
  }
  *begin = words.size();
  return std::nullopt;
}

bool IsEastAsianWeekday(std::string_view word) {
  if (word.starts_with('(') && word.ends_with(')')) word = word.substr(1, word.size() - 2);
  for (const std::string_view week : {"\u9031", "\u5468", "\u661F\u671F", "\u79AE\u62DC"}) {
    if (word.starts_with(week)) word.remove_prefix(week.size());
  }
  for (const std::string_view day : {"\u66DC\u65E5", "\u66DC", "\uC694\uC77C"}) {
    if (word.ends_with(day)) word.remove_suffix(day.size());
  }
  constexpr std::string_view kDays =
      "\u6708\u706B\u6C34\u6728\u91D1\u571F\u65E5\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u5929"
      "\uC6D4\uD654\uC218\uBAA9\uAE08\uD1A0\uC77C";
  return word.size() == 3 && kDays.find(word) != std::string_view::npos;
}

}  // namespace ebb::whatsapp
