#include "readers/record_span.h"

namespace ebb {

bool SpansMessagesOnly(const Reader& reader) {
  constexpr std::string_view kMessengers[] = {
      "whatsapp", "telegram", "sigtop", "signal", "imessage", "sms-backup", "google-voice",
  };
  for (const std::string_view messenger : kMessengers) {
    if (reader.name.starts_with(messenger)) return true;
  }
  return false;
}

}  // namespace ebb
