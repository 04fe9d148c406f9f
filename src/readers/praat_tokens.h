// The values in a Praat text file: free-standing numbers, quoted strings and flags such as
// <exists>. All other words are comments, so that the long form (with labels before values) and the
// short one (values alone) give the same tokens.
//
// Owns its window over `source`, which must outlive it; memory is that of the longest string. One
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/source.h"
#include "readers/refill_buffer.h"

namespace ebb {

struct PraatToken {
  enum class Kind : std::uint8_t {
    kNumber,
    kUndefined,  // --undefined-- in the place of a number
    kString,
    kFlag,
    kTooLong,  // a string longer than PraatTokens::kMaxString
    kCut,      // the source ends inside a string
    kEnd,
  };
  Kind kind = Kind::kEnd;
  std::int64_t thousandths = 0;      // of a number, rounded
  std::string_view text;             // of a string, quotes resolved; lives until the next token
  std::uint64_t begin = 0, end = 0;  // place in the source
  std::uint64_t line = 0;
};

class PraatTokens {
 public:
  static constexpr std::size_t kMaxString = std::size_t{16} * 1024 * 1024;

  explicit PraatTokens(Source& source) : buffer_(source) {}

  void Next(PraatToken* token);
  const std::optional<Error>& error() const { return buffer_.error(); }

 private:
  bool SkipBlanks();
  void SkipComment();
  std::string_view Word();
  void ReadString(PraatToken* token);
  void SkipString(PraatToken* token);
  bool ReadWord(std::string_view word, PraatToken* token);
  void Use(std::size_t count);

  RefillBuffer buffer_;
  std::uint64_t line_ = 1;
  std::string scratch_;
};

// "1.5593" in thousandths, rounded; nullopt if it is no number or no moment of a recording.
std::optional<std::int64_t> ParseThousandths(std::string_view text);

}  // namespace ebb
