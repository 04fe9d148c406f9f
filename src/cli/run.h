// The program: command line in, exit code out.
#pragma once

namespace ebb {

// Never throws. Returns one of the documented exit codes.
int RunProgram(int argc, char** argv);

}  // namespace ebb
