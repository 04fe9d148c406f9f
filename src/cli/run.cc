#include "cli/run.h"

namespace ebb {

int RunProgram(int /*argc*/, char** /*argv*/) { return 2; }

}  // namespace ebb
