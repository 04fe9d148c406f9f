#include "base/pages.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace ebb {

void ReleasePages(std::string_view bytes) {
  const long size = ::sysconf(_SC_PAGESIZE);
  if (size <= 0) return;
  const auto page = static_cast<std::size_t>(size);
  const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
  const std::size_t before = (page - begin % page) % page;  // whole pages only
  if (bytes.size() < before + page) return;
  const std::size_t length = (bytes.size() - before) / page * page;
  // The kernel takes a pointer to what is not const, and does not write.
  ::madvise(const_cast<char*>(bytes.data() + before), length, MADV_DONTNEED);
}

void GiveLargeMemoryBack() {
#if defined(__GLIBC__)
  constexpr int kLarge = 256 * 1024;  // bytes
  ::mallopt(M_MMAP_THRESHOLD, kLarge);
#endif
}

void GiveFreeMemoryBack() {
#if defined(__GLIBC__)
  ::malloc_trim(0);
#endif
}

}  // namespace ebb
