#include "analysis/local_clock.h"

#include <vector>

#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
namespace {

// Zones change their offset on the quarter of an hour at the finest.
constexpr std::int64_t kQuarter = 900;

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

Result<std::uint32_t> ParseDay(const std::string& option, const std::string& text) {
  const Error bad{ErrorKind::kUsage, option + ": not a date; write it as 2024-01-31"};
  const std::vector<std::string_view> parts = Split(text, '-');
  if (parts.size() != 3 || parts[0].size() != 4) return bad;
  const auto year = ParseNumber(parts[0]), month = ParseNumber(parts[1]),
             day = ParseNumber(parts[2]);
  if (!year || !month || !day || *year < 2000 || *year > 2135 || *month > 12 || *day > 31)
    return bad;
  const int y = static_cast<int>(*year), m = static_cast<int>(*month), d = static_cast<int>(*day);
  if (!IsValidDate(y, m, d)) return bad;
  return static_cast<std::uint32_t>(DaysFromCivil(y, m, d) * 86400 - kEpoch2000);
}

}  // namespace

Result<LocalClock> LocalClock::Create(const std::string& zone) {
  LocalClock clock;
  if (zone.empty()) return clock;
  Result<Zone> found = Zone::Find(zone);
  if (!found) return found.error();
  clock.zone_ = *found;
  clock.chosen_ = true;
  return clock;
}

std::int32_t LocalClock::ZoneOffset(std::int64_t instant) {
  const std::int64_t quarter = FloorDivide(instant, kQuarter);
  if (quarter == cached_quarter_) return cached_offset_;
  if (!zone_) zone_ = Zone::System();
  cached_quarter_ = quarter;
  cached_offset_ = zone_->OffsetAt(instant);
  return cached_offset_;
}

std::uint32_t LocalClock::Local(const Timestamp& stamp) {
  std::int64_t local = stamp.seconds;
  if (stamp.basis == Timestamp::Basis::kWall) {
    saw_wall_ = true;
  } else if (stamp.basis != Timestamp::Basis::kInstant) {
    return 0;
  } else if (stamp.has_offset) {
    saw_offset_ = true;
    local += stamp.offset_seconds;
  } else {
    saw_zone_ = true;
    local += ZoneOffset(stamp.seconds);
  }
  local -= kEpoch2000;
  if (local < 0 || local > std::int64_t{UINT32_MAX}) {
    ++out_of_range_;
    return 0;
  }
  return local == 0 ? 1 : static_cast<std::uint32_t>(local);  // 0 means "no time"
}

std::string LocalTime(std::uint32_t sent) {
  return sent == 0 ? std::string() : FormatDateTime(kEpoch2000 + sent);
}

Result<LocalRange> ParseLocalRange(const std::string& since, const std::string& until) {
  LocalRange range;
  range.active = !since.empty() || !until.empty();
  if (!since.empty()) {
    const Result<std::uint32_t> day = ParseDay("--since", since);
    if (!day) return day.error();
    range.since = *day;
  }
  if (!until.empty()) {
    const Result<std::uint32_t> day = ParseDay("--until", until);
    if (!day) return day.error();
    range.until = *day;
  }
  if (range.since >= range.until) {
    return Error{ErrorKind::kUsage, "--until: must be later than --since"};
  }
  return range;
}

}  // namespace ebb
