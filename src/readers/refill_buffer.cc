#include "readers/refill_buffer.h"

#include <cstring>

namespace ebb {

bool RefillBuffer::Fill() {
  if (at_end_) return false;
  const std::size_t kept = end_ - begin_;
  if (begin_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
  begin_ = 0;
  end_ = kept;
  // At least half of the buffer is fresh each time, so that looking at a long record again after
  // each Fill costs no more than twice its length.
  if (buffer_.size() < kWindow) buffer_.resize(kWindow);
  if (kept * 2 > buffer_.size()) buffer_.resize(buffer_.size() * 2);
  Result<std::size_t> n = source_->Read(buffer_.data() + end_, buffer_.size() - end_);
  if (!n) error_ = n.error();
  if (!n || *n == 0) {
    at_end_ = true;
    return false;
  }
  end_ += *n;
  return true;
}

}  // namespace ebb
