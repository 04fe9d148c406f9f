#include "time/said_span.h"

#include <algorithm>
#include <string_view>

#include "time/said_hour.h"

namespace ebb {
namespace {

constexpr NamedNumber kUnits[] = {{"min", 60},        {"mins", 60},       {"minute", 60},
                                  {"minutes", 60},    {"hr", 3600},       {"hrs", 3600},
                                  {"hour", 3600},     {"hours", 3600},    {"h", 3600},
                                  {"day", 86400},     {"days", 86400},    {"week", 604800},
                                  {"weeks", 604800},  {"month", 2592000}, {"months", 2592000},
                                  {"year", 31536000}, {"years", 31536000}};
constexpr std::uint64_t kLongestSpan = std::uint64_t{400} * 604800;

// How many: 2 and no half of "a couple", none and one half of "half an".
struct Quantity {
  int whole = -1;  // -1 = it says none
  std::uint32_t halves = 0;
};

// Moves *at to the last word of the quantity.
Quantity ReadQuantity(const SaidWords& words, std::size_t* at) {
  const std::string_view word = words.Text(*at), next = words.Text(*at + 1);
  if (word == "half" && (next == "an" || next == "a")) {
    ++*at;
    return {0, 1};
  }
  if (word != "a" && word != "an") return {words[*at].number};
  int whole = 1;
  if (next == "couple" || next == "few") whole = words[++*at].number;
  if (words.Text(*at + 1) == "half" || words.Text(*at + 1) == "full") ++*at;
  return {whole};
}

// The ".5" of "1.5 hours", in hundredths.
int ReadDecimals(const SaidWords& words, std::size_t* at) {
  const std::size_t i = *at + 1;
  if (i >= words.size() || !words[*at].digits || !words[i].digits) return 0;
  if (words[i].before != '.' || words[i].size > 2) return 0;
  if (ValueOf(words.Text(i + 1), kUnits) < 0) return 0;
  ++*at;
  return words[i].number * (words[i].size == 1 ? 10 : 1);
}

// "for an hour", "the last two days": how long something has been, not when it will be.
bool IsBehind(const SaidWords& words, std::size_t i) {
  const std::string_view before = words.Before(i);
  return before == "for" || before == "last" || before == "past" || before == "these";
}

// "in ten", "give me 20".
std::optional<SaidSpan> ReadBareMinutes(const SaidWords& words, std::size_t i) {
  const std::string_view before = words.Before(i);
  const int minutes = words[i].number;
  const bool asked = before == "in" || (before == "me" && words.Before(i, 2) == "give");
  if (!asked || minutes < 5 || minutes > 60 || minutes % 5 != 0) return std::nullopt;
  const bool last = i + 1 >= words.size();
  // "In 10 messages" counts something else.
  if (!last && words[i + 1].before == 0) return std::nullopt;
  if (!last && words[i + 1].stop == Stop::kNone && !MayStandBehindHour(words.Text(i + 1))) {
    return std::nullopt;
  }
  return SaidSpan{i, static_cast<std::uint32_t>(minutes) * 60};
}

}  // namespace

std::optional<SaidSpan> ReadSaidSpan(const SaidWords& words, std::size_t first) {
  std::size_t at = first;
  Quantity quantity = ReadQuantity(words, &at);
  if (quantity.whole < 0) return std::nullopt;
  const int hundredths = ReadDecimals(words, &at);
  if (words.Text(at + 1) == "of") ++at;
  const int unit = ValueOf(words.Text(at + 1), kUnits);
  if (unit < 0) return ReadBareMinutes(words, first);
  const std::string_view behind = words.Text(at + 2);
  if (behind == "ago" || IsBehind(words, first)) return SaidSpan{at + 1, 0};
  if (behind == "or" && at + 3 < words.size()) {  // "an hour or two"
    quantity.whole = std::max(quantity.whole, words[at + 3].number);
  }
  if (behind == "and" && words.Text(at + 4) == "half") ++quantity.halves;
  const auto unit_seconds = static_cast<std::uint64_t>(unit);
  const std::uint64_t seconds = static_cast<std::uint64_t>(quantity.whole) * unit_seconds +
                                quantity.halves * unit_seconds / 2 +
                                static_cast<std::uint64_t>(hundredths) * unit_seconds / 100;
  return SaidSpan{at + 1, static_cast<std::uint32_t>(std::min(seconds, kLongestSpan))};
}

}  // namespace ebb
