// One libFuzzer program per target: EBB_FUZZ_TARGET is the name of a function in targets.h.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebb::fuzz::EBB_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
