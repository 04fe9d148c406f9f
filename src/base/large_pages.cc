#include "base/large_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace ebb {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;

std::size_t RoundUp(std::size_t size) { return (size + kLargePage - 1) / kLargePage * kLargePage; }

}  // namespace

void LargePages::Free::operator()(char* data) const { ::munmap(data, size); }

// Asks for a page more than is needed and gives back what stands before and behind.
LargePages::LargePages(std::size_t size) : size_(size) {
  const std::size_t wanted = RoundUp(size);
  void* const got = ::mmap(nullptr, wanted + kLargePage, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (got == MAP_FAILED) return;
  char* const begin = static_cast<char*>(got);
  const std::size_t before =
      RoundUp(reinterpret_cast<std::uintptr_t>(begin)) - reinterpret_cast<std::uintptr_t>(begin);
  if (before > 0) ::munmap(begin, before);
  ::munmap(begin + before + wanted, kLargePage - before);
#if defined(MADV_HUGEPAGE)
  ::madvise(begin + before, wanted, MADV_HUGEPAGE);
#endif
  data_ = {begin + before, Free{wanted}};
}

}  // namespace ebb
