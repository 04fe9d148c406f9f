// One JSON object as a row of a table: its keys and its plain values, in order, and those of the
// objects in it as "key.key".
//
// Owns copies; used again for each row, so that nothing is allocated where rows are alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readers/json_cursor.h"

namespace ebb {

class FlatObject {
 public:
  // The object at the cursor; arrays and what lies deeper become empty values. Long names in inner
  // objects are left out, and so are more than any message has. False if there is no object, or not
  // all of it.
  bool Read(JsonCursor& cursor);
  // False if `line` is not one whole object.
  bool Parse(std::string_view line);

  const std::vector<std::string>& names() const { return names_; }
  std::string_view at(std::optional<std::size_t> column) const {
    return column ? std::string_view(values_[*column]) : std::string_view();
  }

 private:
  void ReadValue(JsonCursor& cursor);
  void ReadInner(JsonCursor& cursor);

  std::vector<std::string> names_, values_;
  std::string scratch_;
  std::size_t inner_ = 0;  // names of inner objects kept
};

}  // namespace ebb
