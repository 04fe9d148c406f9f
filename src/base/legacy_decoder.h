// Bytes of an older encoding to UTF-8, piece by piece, by ICU.
//
// Owns a converter. One thread. It keeps nothing from one call to the next, so that decoding can
// be taken up wherever a character begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace ebb {

class LegacyDecoder {
 public:
  // REQUIRES: IcuName(encoding) is not empty.
  explicit LegacyDecoder(Encoding encoding);
  ~LegacyDecoder();

  // Appends `bytes` to *out and says how many were used; without `last`, an incomplete character at
  // the end is left for the next call. What is no character becomes U+FFFD and is counted.
  std::size_t Append(std::string_view bytes, bool last, std::string* out, std::uint64_t* replaced);

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;
};

// True if `text`, which may end inside a character, is without a fault in this encoding, and says
// what it is in UTF-8.
bool DecodesCleanly(std::string_view text, Encoding encoding, std::string* out);

}  // namespace ebb
