#include "readers/flat_object.h"

#include "base/text_util.h"

namespace ebb {
namespace {

// No name that is looked for is longer, and no object of a person or a chat has more keys: what is
// beyond is passed, or a file of a megabyte could ask for the memory of a thousand.
constexpr std::size_t kMaxKey = 64;
constexpr int kMaxInnerKeys = 64;
constexpr std::size_t kMaxInnerOfAll = 512, kMaxKeys = 4096;

}  // namespace

bool FlatObject::Read(JsonCursor& cursor) {
  names_.clear();
  values_.clear();
  inner_ = 0;
  if (!cursor.Expect('{')) return false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    if (names_.size() >= kMaxKeys + inner_) {
      cursor.SkipValue();
      continue;
    }
    names_.emplace_back(key);
    values_.emplace_back();
    if (cursor.Peek() == '{') {
      ReadInner(cursor);
    } else {
      ReadValue(cursor);
    }
  }
  return !cursor.failed();
}

void FlatObject::ReadInner(JsonCursor& cursor) {
  if (names_.back().size() > kMaxKey || inner_ >= kMaxInnerOfAll) {
    cursor.SkipValue();
    return;
  }
  const std::string prefix = names_.back() + ".";
  if (!cursor.Expect('{')) return;
  std::string_view key;
  int kept = 0;
  while (cursor.NextKey(&key)) {
    if (key.size() > kMaxKey || kept >= kMaxInnerKeys || inner_ >= kMaxInnerOfAll) {
      cursor.SkipValue();
      continue;
    }
    ++kept;
    ++inner_;
    names_.push_back(prefix);
    names_.back() += key;
    values_.emplace_back();
    ReadValue(cursor);
  }
}

void FlatObject::ReadValue(JsonCursor& cursor) {
  std::string_view value;
  const char first = cursor.Peek();
  if (first == '"') {
    if (cursor.String(&scratch_, &value)) values_.back().assign(value);
  } else if (first == '{' || first == '[') {
    cursor.SkipValue();
  } else if (cursor.Scalar(&value) && value != "null") {
    values_.back().assign(value);
  }
}

bool FlatObject::Parse(std::string_view line) {
  JsonCursor cursor(line);
  return Read(cursor) && Trim(line.substr(cursor.position())).empty();
}

}  // namespace ebb
