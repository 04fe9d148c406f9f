// Gives memory back to the operating system: what was read from a file, and what is free.
#pragma once

#include <string_view>

namespace ebb {

// REQUIRES: `bytes` are constants of the program or a private mapping that was never written to.
// They stay readable, and are read from the file again when they are. Does nothing where that
// cannot be done.
void ReleasePages(std::string_view bytes);

// For the whole program, at its start: large pieces of memory are asked of the operating system
// each by itself and go back to it as soon as they are free. Without this the allocator keeps ever
// larger ones for later, and a chat of millions holds them beside what it needs next.
void GiveLargeMemoryBack();
// Gives back what is free in between. Takes a millisecond: for the end of a stage of a long chat.
void GiveFreeMemoryBack();

}  // namespace ebb
