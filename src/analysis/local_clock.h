// From the stamps of an export to seconds of the chat's local wall clock since 2000.
//
// Wall clocks stay as they are. Instants take the offset the file gives, else the zone asked for,
// else this computer's (decisions.md 7). Used by one thread; remembers which of these it needed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "chat/message.h"
#include "time/zone.h"

namespace ebb {

class LocalClock {
 public:
  // `zone` is an IANA name; empty = this computer's. Error (kUsage): no such zone.
  static Result<LocalClock> Create(const std::string& zone);

  // 0 = no time, or one outside the years 2000 to 2135.
  std::uint32_t Local(const Timestamp& stamp);

  // What the stamps seen so far were.
  bool saw_wall() const { return saw_wall_; }
  bool saw_offset() const { return saw_offset_; }
  bool saw_zone() const { return saw_zone_; }
  std::uint64_t out_of_range() const { return out_of_range_; }
  // The zone used for instants without an offset; empty while none was needed.
  std::string zone_name() const { return saw_zone_ && zone_ ? zone_->name() : std::string(); }
  bool zone_chosen() const { return chosen_; }

 private:
  std::int32_t ZoneOffset(std::int64_t instant);

  std::optional<Zone> zone_;  // this computer's is looked up when first needed
  bool chosen_ = false;
  bool saw_wall_ = false, saw_offset_ = false, saw_zone_ = false;
  std::uint64_t out_of_range_ = 0;
  std::int64_t cached_quarter_ = INT64_MIN;
  std::int32_t cached_offset_ = 0;
};

// The half-open stretch of local time asked for with --since and --until.
struct LocalRange {
  std::uint32_t since = 0;
  std::uint32_t until = UINT32_MAX;
  bool active = false;

  // Messages without a time cannot be placed and are outside an active range.
  bool Contains(std::uint32_t sent) const {
    return !active || (sent != 0 && sent >= since && sent < until);
  }
};

// "2024-01-31T20:15:00" for seconds since 2000; empty for 0, which is no time.
std::string LocalTime(std::uint32_t sent);

// From dates such as "2024-01-31"; empty = open. Error (kUsage): not a date, or nothing between.
Result<LocalRange> ParseLocalRange(const std::string& since, const std::string& until);

}  // namespace ebb
