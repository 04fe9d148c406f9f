#include "readers/flat_object.h"

#include "base/text_util.h"

namespace ebb {

bool FlatObject::Read(JsonCursor& cursor) {
  names_.clear();
  values_.clear();
  if (!cursor.Expect('{')) return false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
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
  const std::string prefix = names_.back() + ".";
  if (!cursor.Expect('{')) return;
  std::string_view key;
  while (cursor.NextKey(&key)) {
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
