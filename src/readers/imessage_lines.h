// The lines of a text file of imessage-exporter, with where they lie. Views live until the next
// call. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "chat/message.h"
#include "readers/refill_buffer.h"

namespace ebb {

class IMessageLines {
 public:
  explicit IMessageLines(Source& source) : buffer_(source) {}

  // To the next line; false at the end, or after an error.
  bool Next();

  std::string_view line() const { return line_; }  // without its end
  std::uint64_t begin() const { return begin_; }
  std::uint64_t end() const { return end_; }
  std::uint64_t number() const { return number_; }
  bool unended() const { return unended_; }  // the last one, without a line break
  // How far the source was read.
  std::uint64_t read_to() const { return buffer_.offset() + buffer_.rest().size(); }
  const std::optional<Error>& error() const { return buffer_.error(); }

 private:
  void Set(std::string_view line, std::size_t used);

  RefillBuffer buffer_;
  std::string_view line_;
  std::uint64_t begin_ = 0, end_ = 0, number_ = 0;
  std::size_t used_ = 0;
  bool unended_ = false;
};

// What cannot be told from a stamp by its first letter; the others need a look.
inline bool MayBeStamp(std::string_view line) {
  return line.size() > 15 && line[0] >= 'A' && line[0] <= 'S';
}
// A stamp with nothing but what may follow it in brackets.
bool IsStampAlone(std::string_view line, Timestamp* sent);
// True if `line` may be the beginning of a stamp written like `model`.
bool BeginsStamp(std::string_view line, std::string_view model);

}  // namespace ebb
