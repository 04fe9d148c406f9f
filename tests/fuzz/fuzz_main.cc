// One libFuzzer program per target: EBB_FUZZ_TARGET is its name in targets.cc.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ebb::fuzz::Target& target = ebb::fuzz::FindTarget(EBB_FUZZ_TARGET);
  target.Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
