// A window over a source that keeps whole records together: it grows until a record fits and slides
// on when one is used. Owns its buffer; views into it live until the next Fill. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

class RefillBuffer {
 public:
  static constexpr std::size_t kWindow = std::size_t{256} * 1024;

  // `source` must outlive this object.
  explicit RefillBuffer(Source& source, std::uint64_t offset = 0)
      : source_(&source), offset_(offset) {}

  // The bytes that were read and not yet used.
  std::string_view rest() const { return {buffer_.get() + begin_, end_ - begin_}; }
  // Place of rest().front() in the source.
  std::uint64_t offset() const { return offset_; }
  bool at_end() const { return at_end_; }
  const std::optional<Error>& error() const { return error_; }

  // REQUIRES: count <= rest().size().
  void Use(std::size_t count) {
    begin_ += count;
    offset_ += count;
  }
  // Makes rest() longer. False at the end of the source, or after an error.
  bool Fill();

 private:
  void Grow(std::size_t size);

  Source* source_;
  std::unique_ptr<char[]> buffer_;  // not touched before it is filled: most sources are short
  std::size_t size_ = 0;            // of the buffer
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t offset_ = 0;
  bool at_end_ = false;
  std::optional<Error> error_;
};

}  // namespace ebb
