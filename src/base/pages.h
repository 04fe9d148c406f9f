// Gives memory that was read from a file back to the operating system.
#pragma once

#include <string_view>

namespace ebb {

// REQUIRES: `bytes` are constants of the program or a private mapping that was never written to.
// They stay readable, and are read from the file again when they are. Does nothing where that
// cannot be done.
void ReleasePages(std::string_view bytes);

}  // namespace ebb
