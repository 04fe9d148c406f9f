// SHA-256 (FIPS 180-4), for the content security policy of a report. Small, not fast.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ebb {

std::array<std::uint8_t, 32> Sha256(std::string_view bytes);
std::string Sha256Hex(std::string_view bytes);
std::string Sha256Base64(std::string_view bytes);

}  // namespace ebb
