#include "time/said_hour.h"

#include <cstdint>

namespace ebb {
namespace {

// Before an hour; behind the second kind a number may count something ("about 3 things").
constexpr std::string_view kBeforeHour[] = {"at", "by", "till", "til", "until"};
constexpr std::string_view kNearHour[] = {"around", "about", "after", "before", "roughly"};
constexpr std::string_view kBehindHour[] = {
    "and", "then", "tonight", "tomorrow", "today", "on",      "i",  "we", "lets", "let",
    "if",  "ok",   "xx",      "x",        "sharp", "promise", "so", "to", "for",  "in"};
// Before an hour that has been ("awake since 5am"), or may have been ("from 8").
constexpr std::string_view kBehindUs[] = {"since", "from", "was", "were", "been"};

enum class Half : std::uint8_t { kUnsaid, kMorning, kEvening };

SaidHour HourOf(std::size_t last, int hour, int minute, Half half) {
  if (half == Half::kUnsaid) return {last, hour * 60 + minute, hour == 0 || hour > 12};
  const int of_day = hour % 12 + (half == Half::kEvening ? 12 : 0);
  return {last, (of_day == 0 ? 24 : of_day) * 60 + minute, true};  // twelve at night
}

Half ReadHalf(const SaidWords& words, std::size_t* next) {
  const std::string_view word = words.Text(*next), after = words.Text(*next + 1);
  const bool dotted = (word == "a" || word == "p") && after == "m";
  if (word != "am" && word != "pm" && !dotted) return Half::kUnsaid;
  *next += dotted ? 2 : 1;
  return word[0] == 'a' ? Half::kMorning : Half::kEvening;
}

bool ReadHourWord(const SaidWords& words, std::size_t* next) {
  const std::string_view word = words.Text(*next);
  if (word == "ish" || word == "oclock") {
    ++*next;
    return true;
  }
  if (word != "o" || words.Text(*next + 1) != "clock") return false;
  *next += 2;
  return true;
}

// "half 7", "half past seven", "quarter to ten".
std::optional<SaidHour> ReadFraction(const SaidWords& words, std::size_t i) {
  const bool is_half = words.Text(i) == "half";
  std::size_t at = i + 1;
  const std::string_view way = words.Text(at);
  const bool to = way == "to" || way == "til" || way == "till";
  if (way == "past" || way == "after" || (to && !is_half)) {
    ++at;
  } else if (!is_half) {
    return std::nullopt;
  }
  if (at >= words.size()) return std::nullopt;
  const int hour = words[at].number;
  if (hour < 1 || hour > 12) return std::nullopt;
  std::size_t next = at + 1;
  const Half half = ReadHalf(words, &next);
  if (to) return HourOf(next - 1, hour == 1 ? 12 : hour - 1, 45, half);
  return HourOf(next - 1, hour, is_half ? 30 : 15, half);
}

bool IsAfterAt(const SaidWords& words, std::size_t i) {
  return words[i].before == '@' || IsOneOf(words.Before(i), kBeforeHour);
}

// "Awake since 5", "it was at 8".
bool IsBehindUs(const SaidWords& words, std::size_t i) {
  const bool at = words.Before(i) == "at" || words.Before(i) == "about";
  return IsOneOf(words.Before(i, at ? 2 : 1), kBehindUs);
}

// A bare number that is an hour by the words around it.
bool IsIntroduced(const SaidWords& words, std::size_t i) {
  const std::string_view before = words.Before(i);
  if (words[i].before == '@') return true;
  if (IsOneOf(before, kBeforeHour) && words[i].digits) return true;
  if (!IsOneOf(before, kBeforeHour) && !IsOneOf(before, kNearHour)) return false;
  if (i + 1 >= words.size() || MayStandBehindHour(words.Text(i + 1))) return true;
  return words[i + 1].stop != Stop::kNone;
}

// "the 14/8", "8th", "8/3", "3.5.24".
bool IsPartOfDate(const SaidWords& words, std::size_t i) {
  const char before = words[i].before;
  if (i > 0 && words[i - 1].digits &&
      (before == '/' || before == '-' || before == ':' || before == '.')) {
    return true;
  }
  if (i + 1 >= words.size()) return false;
  const SaidWord& next = words[i + 1];
  if (next.digits && (next.before == '/' || next.before == '-')) return true;
  const std::string_view text = next.text();
  return next.before == 0 && (text == "st" || text == "nd" || text == "rd" || text == "th");
}

// The hour of a number that is known to be none of a date.
std::optional<SaidHour> ReadNumber(const SaidWords& words, std::size_t i) {
  const int hour = words[i].number;
  std::size_t next = i + 1;
  int minute = 0;
  if (next < words.size() && words[next].digits && words[next].size == 2 &&
      (words[next].before == ':' || words[next].before == '.') && words[next].number < 60) {
    minute = words[next++].number;
  }
  const bool with_minutes = next > i + 1;
  const bool decimal = with_minutes && words[i + 1].before == '.';
  const Half half = ReadHalf(words, &next);
  const bool told = half != Half::kUnsaid || with_minutes || ReadHourWord(words, &next);
  if (decimal && half == Half::kUnsaid && !IsAfterAt(words, i))
    return std::nullopt;  // "costs 4.50"
  if (!told && !IsIntroduced(words, i)) return std::nullopt;
  if (hour > 12 && half != Half::kUnsaid) return std::nullopt;
  return HourOf(next - 1, hour, minute, half);
}

}  // namespace

std::optional<SaidHour> ReadSaidHour(const SaidWords& words, std::size_t at) {
  const std::string_view word = words.Text(at);
  if (word == "noon" || word == "midday") return SaidHour{at, 12 * 60, true};
  if (word == "midnight") return SaidHour{at, 24 * 60, true};
  if (word == "half" || word == "quarter") return ReadFraction(words, at);
  const int hour = words[at].number;
  if (hour < 0 || hour > 24) return std::nullopt;
  if (IsPartOfDate(words, at)) return std::nullopt;
  if (IsBehindUs(words, at)) return SaidHour{at, 0, false, true};
  return ReadNumber(words, at);
}

bool MayStandBehindHour(std::string_view word) { return IsOneOf(word, kBehindHour); }

}  // namespace ebb
