// IANA time zones from the operating system's data (Howard Hinnant's date library).
// Immutable after creation and safe to share between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ebb {

class Zone {
 public:
  // "Europe/London"; abbreviations such as "EST" and unknown names are refused.
  static Result<Zone> Find(std::string_view name);
  // This computer's zone; UTC if it cannot be told.
  static Zone System();
  static Zone Utc();

  const std::string& name() const { return name_; }
  // Local minus UTC, in seconds, at an instant (seconds since 1970, UTC).
  std::int32_t OffsetAt(std::int64_t instant) const;

 private:
  std::string name_;
  const void* zone_ = nullptr;  // owned by the zone database, lives as long as the program
};

}  // namespace ebb
