// A file compiled into the program (see scripts/embed.cc). The bytes live as long as the program.
#pragma once

#include <string_view>
#include <vector>

namespace ebb {

struct EmbeddedFile {
  std::string_view name;  // base name
  std::string_view bytes;
};

}  // namespace ebb
