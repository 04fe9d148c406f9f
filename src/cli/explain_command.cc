#include "cli/commands.h"
#include "cli/exit_codes.h"
namespace ebb {
Result<int> RunExplain(const CommandLine&, Console&) { return kExitDone; }
}  // namespace ebb
