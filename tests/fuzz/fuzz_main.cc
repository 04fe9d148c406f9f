// The libFuzzer program of all targets: it runs the one that it is called after (fuzz_Telegram is a
// link to it). Linked once, for that is most of the time twenty programs would take.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/targets.h"

namespace {

const ebb::fuzz::Target* g_target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** argv) {
  constexpr std::string_view kPrefix = "fuzz_";
  std::string_view name = (*argv)[0];
  name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  g_target = &ebb::fuzz::FindTarget(name);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  g_target->Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
