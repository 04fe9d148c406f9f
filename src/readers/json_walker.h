// JsonCursor over a source too large for memory: walks brackets and keys, and takes records (small
// values) whole. Failures are sticky and make every later call return false or kEnded/kBroken.
// Owns its window; `source` must outlive it. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/source.h"
#include "readers/json_cursor.h"
#include "readers/refill_buffer.h"

namespace ebb {

class JsonWalker {
 public:
  // A record longer than this is not parsed.
  static constexpr std::size_t kMaxRecord = std::size_t{16} * 1024 * 1024;

  enum class Outcome : unsigned char {
    kParsed,
    kBroken,   // not valid JSON inside, but its brackets close: skipped
    kTooLong,  // skipped
    kLost,     // the source ends in it, or its end cannot be found
  };

  explicit JsonWalker(Source& source) : source_(source), buffer_(source) {}

  bool ended() const { return state_ == State::kEnded; }    // the source ended inside a value
  bool broken() const { return state_ == State::kBroken; }  // not JSON
  bool failed() const { return state_ != State::kGood; }
  const std::optional<Error>& error() const { return buffer_.error(); }
  std::uint64_t offset() const { return buffer_.offset(); }

  char Peek();
  bool Expect(char c);
  bool NextKey(std::string* key);
  bool NextElement();  // leaves offset() at the element
  // A string or scalar; false for null, objects and arrays (these are skipped).
  bool Value(std::string* out);
  bool SkipValue();

  // `parse` is called with a cursor on the next value, again from its beginning when the window
  // held only a part of it. The views it made live until the next call on this object.
  template <typename Parse>
  Outcome Record(Parse parse);

  // What comes next, without using it: 128 KiB, or all there is.
  std::string_view LookAhead();
  Status SeekTo(std::uint64_t offset);

 private:
  enum class State : unsigned char { kGood, kEnded, kBroken };

  template <typename Step>
  bool Take(Step step);
  Outcome SkipRecord(Outcome outcome);

  Source& source_;
  RefillBuffer buffer_;
  State state_ = State::kGood;
};

template <typename Parse>
JsonWalker::Outcome JsonWalker::Record(Parse parse) {
  for (;;) {
    JsonCursor cursor(buffer_.rest());
    parse(cursor);
    if (!cursor.failed()) {
      buffer_.Use(cursor.position());
      return Outcome::kParsed;
    }
    if (cursor.broken()) return SkipRecord(Outcome::kBroken);
    if (buffer_.rest().size() >= kMaxRecord) return SkipRecord(Outcome::kTooLong);
    if (buffer_.Fill()) continue;
    state_ = State::kEnded;
    return Outcome::kLost;
  }
}

}  // namespace ebb
