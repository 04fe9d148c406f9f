#include "base/windows.h"

#include <cstring>
#include <utility>

namespace ebb {

LineWindows::LineWindows(Source& source, Options options) : source_(source), options_(options) {
  buffer_.resize(options_.window);
}

Result<std::string_view> LineWindows::Next(bool* overlong) {
  *overlong = false;
  offset_ += delivered_;
  std::memmove(buffer_.data(), buffer_.data() + delivered_, used_ - delivered_);
  used_ -= delivered_;
  delivered_ = 0;
  std::size_t searched = std::exchange(given_back_, 0);  // no new line end before here
  for (;;) {
    if (!at_end_ && used_ < buffer_.size()) {
      Result<std::size_t> n = source_.Read(buffer_.data() + used_, buffer_.size() - used_);
      if (!n) return n.error();
      if (*n == 0) at_end_ = true;
      used_ += *n;
    }
    if (at_end_) {
      delivered_ = used_;
      return std::string_view(buffer_.data(), used_);
    }
    const void* newline = ::memrchr(buffer_.data() + searched, '\n', used_ - searched);
    if (newline != nullptr) {
      delivered_ = static_cast<std::size_t>(static_cast<const char*>(newline) - buffer_.data()) + 1;
      return std::string_view(buffer_.data(), delivered_);
    }
    searched = used_;
    if (used_ < buffer_.size()) continue;
    if (buffer_.size() >= options_.max_line) {
      *overlong = true;
      delivered_ = used_;
      return std::string_view(buffer_.data(), used_);
    }
    buffer_.resize(buffer_.size() * 2);
  }
}

}  // namespace ebb
