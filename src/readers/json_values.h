// Small steps on a JsonCursor that readers of JSON records share.
#pragma once

#include <string>
#include <string_view>

#include "readers/json_cursor.h"

namespace ebb {

// A string or a scalar (empty for null); objects and arrays are skipped and leave *out empty. The
// view lives as long as the parsed text and *scratch.
void ReadJsonText(JsonCursor& cursor, std::string* scratch, std::string_view* out);

// Skips the value; true if it says anything: not null, false, 0, "", [] or {}.
bool SkipJsonPresence(JsonCursor& cursor);

// Calls `on_key(key)` for each key of the object that follows; it must use up the value. A value of
// another type, null above all, is skipped.
template <typename OnKey>
void ForEachJsonKey(JsonCursor& cursor, OnKey on_key) {
  if (cursor.Peek() != '{') {
    cursor.SkipValue();
    return;
  }
  cursor.Expect('{');
  std::string_view key;
  while (cursor.NextKey(&key)) on_key(key);
}

// `text` without U+FFFC, the character that stands for an attachment or for the name of somebody
// mentioned. Copies to *scratch only where there is one.
std::string_view WithoutPlaceholders(std::string_view text, std::string* scratch);

}  // namespace ebb
