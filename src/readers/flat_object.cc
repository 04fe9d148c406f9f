#include "readers/flat_object.h"

#include "base/text_util.h"

namespace ebb {

bool FlatObject::Read(JsonCursor& cursor) {
  names_.clear();
  values_.clear();
  if (!cursor.Expect('{')) return false;
  std::string_view key, value;
  while (cursor.NextKey(&key)) {
    names_.emplace_back(key);
    values_.emplace_back();
    const char first = cursor.Peek();
    if (first == '"') {
      if (cursor.String(&scratch_, &value)) values_.back().assign(value);
    } else if (first == '{' || first == '[') {
      cursor.SkipValue();
    } else if (cursor.Scalar(&value) && value != "null") {
      values_.back().assign(value);
    }
  }
  return !cursor.failed();
}

bool FlatObject::Parse(std::string_view line) {
  JsonCursor cursor(line);
  return Read(cursor) && Trim(line.substr(cursor.position())).empty();
}

}  // namespace ebb
