#include "base/hash.h"

#include <xxhash.h>

#include <vector>

namespace ebb {
namespace {

std::string Hex128(XXH128_hash_t hash) { return Hex(hash.high64) + Hex(hash.low64); }

}  // namespace

std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string Hash128Hex(std::string_view bytes) {
  return Hex128(XXH3_128bits(bytes.data(), bytes.size()));
}

std::string Hex(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) out[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return out;
}

Result<std::string> HashSource(Source& source) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              XXH3_freeState);
  XXH3_128bits_reset(state.get());
  constexpr std::size_t kPiece = std::size_t{1} << 18;
  const auto piece = std::make_unique_for_overwrite<char[]>(kPiece);
  for (;;) {
    Result<std::size_t> n = source.Read(piece.get(), kPiece);
    if (!n) return n.error();
    if (*n == 0) break;
    XXH3_128bits_update(state.get(), piece.get(), *n);
  }
  if (Status back = source.Seek(0); !back) return back.error();
  return Hex128(XXH3_128bits_digest(state.get()));
}

}  // namespace ebb
