#include "readers/json_values.h"

namespace ebb {

void ReadJsonText(JsonCursor& cursor, std::string* scratch, std::string_view* out) {
  *out = {};
  const char first = cursor.Peek();
  if (first == '"') {
    cursor.String(scratch, out);
  } else if (first == '{' || first == '[') {
    cursor.SkipValue();
  } else if (cursor.Scalar(out) && *out == "null") {
    *out = {};
  }
}

bool SkipJsonPresence(JsonCursor& cursor) {
  const char first = cursor.Peek();
  if (first == '[' || first == '{') {
    JsonCursor inside = cursor;
    inside.Expect(first);
    const char next = inside.Peek();
    cursor.SkipValue();
    return next != (first == '[' ? ']' : '}');
  }
  if (first == '"') {
    std::string scratch;
    std::string_view text;
    return cursor.String(&scratch, &text) && !text.empty();
  }
  std::string_view scalar;
  return cursor.Scalar(&scalar) && scalar != "null" && scalar != "false" && scalar != "0";
}

std::string_view WithoutPlaceholders(std::string_view text, std::string* scratch) {
  static constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";
  std::size_t at = text.find(kPlaceholder);
  if (at == text.npos) return text;
  scratch->clear();
  std::size_t begin = 0;
  for (; at != text.npos; at = text.find(kPlaceholder, begin)) {
    scratch->append(text.substr(begin, at - begin));
    begin = at + kPlaceholder.size();
  }
  scratch->append(text.substr(begin));
  return *scratch;
}

}  // namespace ebb
