#include "readers/refill_buffer.h"

#include <cstring>
#include <utility>

namespace ebb {

void RefillBuffer::Grow(std::size_t size) {
  auto grown = std::make_unique_for_overwrite<char[]>(size);
  if (end_ > 0) std::memcpy(grown.get(), buffer_.get(), end_);
  buffer_ = std::move(grown);
  size_ = size;
}

bool RefillBuffer::Fill() {
  if (at_end_) return false;
  const std::size_t kept = end_ - begin_;
  if (begin_ > 0) std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  begin_ = 0;
  end_ = kept;
  // At least half of the buffer is fresh each time, so that looking at a long record again after
  // each Fill costs no more than twice its length.
  if (size_ < kWindow) Grow(kWindow);
  if (kept * 2 > size_) Grow(size_ * 2);
  Result<std::size_t> n = source_->Read(buffer_.get() + end_, size_ - end_);
  if (!n) error_ = n.error();
  if (!n || *n == 0) {
    at_end_ = true;
    return false;
  }
  end_ += *n;
  return true;
}

}  // namespace ebb
