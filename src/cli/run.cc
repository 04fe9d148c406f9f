#include "cli/run.h"

#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/signals.h"

namespace ebb {
namespace {

Result<int> Dispatch(const std::vector<std::string>& arguments, Console& console) {
  Result<CommandLine> line = CommandLine::Parse(arguments);
  if (!line) return line.error();
  if (Status configured = console.Configure(*line); !configured) return configured.error();
  if (line->Has("help")) return RunHelp(*line, console);
  if (line->Has("version")) return RunVersion(*line, console);
  return line->command().run(*line, console);
}

}  // namespace

int RunProgram(int argc, char** argv) {
  PrepareProcess();
  Console console;
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    const Result<int> code = Dispatch(arguments, console);
    if (code) return *code;
    console.PrintError(code.error().message);
    return static_cast<int>(code.error().kind);
  } catch (const std::bad_alloc&) {
    console.PrintError(
        "out of memory; close other programs, or read a part with --since and --until");
    return static_cast<int>(ErrorKind::kLimit);
  } catch (const std::exception& fault) {
    console.PrintError(std::string("internal fault, please report it: ") + typeid(fault).name());
    return static_cast<int>(ErrorKind::kInternal);
  }
}

}  // namespace ebb
