// A moment in the words of tests: "2024-03-01T18:05:00", with Z where it is an instant, or "none".
#pragma once

#include <string>

#include "chat/message.h"
#include "time/civil.h"

namespace ebb {

inline std::string When(const Timestamp& sent) {
  if (sent.basis == Timestamp::Basis::kNone) return "none";
  return FormatDateTime(sent.seconds) + (sent.basis == Timestamp::Basis::kInstant ? "Z" : "");
}

}  // namespace ebb
