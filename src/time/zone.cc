#include "time/zone.h"

#include <date/tz.h>

#include <chrono>
#include <exception>

namespace ebb {
namespace {

// "EST", "CET" and the like are in the database but say nothing about summer time to a reader.
bool LooksLikeAbbreviation(std::string_view name) {
  return name != "UTC" && name.find('/') == std::string_view::npos;
}

}  // namespace

Result<Zone> Zone::Find(std::string_view name) {
  const Error unknown{ErrorKind::kUsage,
                      "--tz: not a time zone name; use a name such as Europe/London or UTC"};
  if (LooksLikeAbbreviation(name)) return unknown;
  try {
    Zone zone;
    zone.zone_ = date::locate_zone(std::string(name));
    zone.name_ = name;
    return zone;
  } catch (const std::exception&) {
    return unknown;
  }
}

Zone Zone::System() {
  try {
    const date::time_zone* here = date::current_zone();
    Zone zone;
    zone.zone_ = here;
    zone.name_ = here->name();
    return zone;
  } catch (const std::exception&) {
    return Utc();
  }
}

Zone Zone::Utc() {
  Zone zone;
  zone.name_ = "UTC";
  return zone;
}

std::int32_t Zone::OffsetAt(std::int64_t instant) const {
  if (zone_ == nullptr) return 0;
  const date::sys_seconds when{std::chrono::seconds(instant)};
  const auto info = static_cast<const date::time_zone*>(zone_)->get_info(when);
  return static_cast<std::int32_t>(info.offset.count());
}

}  // namespace ebb
