#include "readers/sigtop_fields.h"

#include "readers/fixed_time.h"
#include "readers/signal_parts.h"
#include "time/civil.h"

namespace ebb {
namespace {

// The first comma before a blank is the fourth character.
bool EndsDayName(std::string_view text) {
  const auto ends_at = [text](std::size_t at) { return text[at] == ',' && text[at + 1] == ' '; };
  return text.size() >= 5 && ends_at(3) && !ends_at(0) && !ends_at(1);
}

// "Mon, 2 Jan 2006 15:04:05 -0700"; "unknown" is a time that is none.
std::optional<Timestamp> ParseSigtopSent(std::string_view text) {
  if (text == "unknown") return Timestamp{};
  if (!EndsDayName(text)) return std::nullopt;
  text.remove_prefix(5);
  const std::size_t day_digits = text.size() > 1 && text[1] == ' ' ? 1 : 2;
  if (text.size() <= day_digits || text[day_digits] != ' ') return std::nullopt;
  const auto day = FixedDigits(text, 0, day_digits);
  text.remove_prefix(day_digits + 1);  // "Jan 2006 15:04:05 -0700"
  if (text.size() != 23 || text[3] != ' ' || text[8] != ' ' || text[17] != ' ') {
    return std::nullopt;
  }
  const int month = MonthOfAbbreviation(text.substr(0, 3));
  const auto year = FixedDigits(text, 4, 4), zone = FixedDigits(text, 19, 4);
  const auto clock = FixedClock(text.substr(9, 8));
  const char sign = text[18];
  if (!day || month == 0 || !year || !clock || !zone || (sign != '+' && sign != '-')) {
    return std::nullopt;
  }
  if (!IsValidDate(*year, month, *day)) return std::nullopt;
  const std::int64_t days = DaysFromCivil(*year, month, *day) * 86400;
  const int offset = (*zone / 100 * 3600 + *zone % 100 * 60) * (sign == '-' ? -1 : 1);
  Timestamp time = WallStamp(days + *clock - offset);
  time.basis = Timestamp::Basis::kInstant;
  time.has_offset = true;
  time.offset_seconds = offset;
  return time;
}

}  // namespace

SigtopHead::State SigtopHead::Feed(std::string_view line) {
  if (step_ == 0) {
    if (const auto from = SigtopField(line, "From")) {
      from_.append(*from);  // it is empty, and assign is slower
      step_ = 1;
      return State::kMaybe;
    }
  }
  if (step_ <= 1) {
    const auto type = SigtopField(line, "Type");
    if (!type || !signal::IsTypeName(*type)) return State::kNo;
    type_.assign(*type);
    step_ = 2;
    return State::kMaybe;
  }
  auto time = SigtopField(line, "Sent");
  if (!time) time = SigtopField(line, "Received");
  if (!time) return State::kNo;
  const auto sent = ParseSigtopSent(*time);
  if (!sent) return State::kNo;
  sent_ = *sent;
  return State::kYes;
}

}  // namespace ebb
