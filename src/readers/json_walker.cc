#include "readers/json_walker.h"

namespace ebb {
namespace {

// Keys, names and brackets: anything longer is not what it should be.
constexpr std::size_t kMaxJsonToken = std::size_t{1024} * 1024;

}  // namespace

template <typename Step>
bool JsonWalker::Take(Step step) {
  while (!failed()) {
    JsonCursor cursor(buffer_.rest());
    const bool result = step(cursor);
    if (!cursor.failed()) {
      buffer_.Use(cursor.position());
      return result;
    }
    const bool give_up = cursor.broken() || buffer_.rest().size() > kMaxJsonToken;
    if (give_up) {
      state_ = State::kBroken;
    } else if (!buffer_.Fill()) {
      state_ = State::kEnded;
    }
  }
  return false;
}

char JsonWalker::Peek() {
  char next = '\0';
  Take([&](JsonCursor& cursor) {
    next = cursor.Peek();
    return true;
  });
  return failed() ? '\0' : next;
}

bool JsonWalker::Expect(char c) {
  return Take([c](JsonCursor& cursor) { return cursor.Expect(c); });
}

bool JsonWalker::NextKey(std::string* key) {
  return Take([key](JsonCursor& cursor) {
    std::string_view view;
    if (!cursor.NextKey(&view)) return false;
    key->assign(view);
    return true;
  });
}

bool JsonWalker::NextElement() {
  return Take([](JsonCursor& cursor) { return cursor.NextElement(); });
}

bool JsonWalker::Value(std::string* out) {
  out->clear();
  const char first = Peek();
  if (first == '{' || first == '[') {
    SkipValue();
    return false;
  }
  return Take([&](JsonCursor& cursor) {
    std::string scratch;
    std::string_view view;
    const bool is_string = first == '"';
    if (!(is_string ? cursor.String(&scratch, &view) : cursor.Scalar(&view))) return false;
    if (!is_string && view == "null") return false;
    out->assign(view);
    return true;
  });
}

bool JsonWalker::SkipValue() {
  Peek();
  if (failed()) return false;  // a NUL byte in the text is no failure
  JsonSkipper skipper;
  for (;;) {
    buffer_.Use(skipper.Feed(buffer_.rest()));
    if (skipper.done()) return true;
    if (buffer_.Fill()) continue;
    state_ = State::kEnded;
    return false;
  }
}

JsonWalker::Outcome JsonWalker::SkipRecord(Outcome outcome) {
  return SkipValue() ? outcome : Outcome::kLost;
}

std::string_view JsonWalker::LookAhead() {
  constexpr std::size_t kAhead = RefillBuffer::kWindow / 2;
  while (buffer_.rest().size() < kAhead && buffer_.Fill()) {
  }
  return buffer_.rest().substr(0, kAhead);
}

Status JsonWalker::SeekTo(std::uint64_t offset) {
  if (Status moved = source_.Seek(offset); !moved) return moved.error();
  buffer_ = RefillBuffer(source_, offset);
  return Done{};
}

}  // namespace ebb
