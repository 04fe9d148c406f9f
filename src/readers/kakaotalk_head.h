// What the first lines of KakaoTalk's text exports tell of the whole.
//
// A pure function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebb {

constexpr std::uint64_t kKakaoHeaderLines = 5;

// How the rows are written, not what wrote them.
enum class KakaoDevice : std::uint8_t {
  kUnknown,
  kPhone,
  kOldPhone,  // iPhones of old: rows have a clock, and the day stands above them
  kDesktop
};

struct KakaoHead {
  bool english = false;  // the words of its heading
  bool titled = false, saved = false, one_to_one = false, partner_seen = false, me_seen = false;
  // A day between dashes stands first, with rows of the desktop program below it.
  bool day_first = false, desktop_rows = false;
  KakaoDevice device = KakaoDevice::kUnknown;
  std::string name;
  // What stands above the line of saving is a title, however it is worded.
  std::uint64_t saved_line = 0;
  // The lines behind it up to here are the app's advice.
  std::uint64_t advice_end = 0;
};

KakaoHead ReadKakaoHead(std::string_view head);

}  // namespace ebb
