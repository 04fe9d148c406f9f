// What each command does. One function per line of the table in command_table.cc.
//
// All return the exit code (0, or 3 = done but records or inputs were skipped) or an Error.
#pragma once

#include "base/result.h"

namespace ebb {

class CommandLine;
class Console;

Result<int> RunAnalyze(const CommandLine& line, Console& console);
Result<int> RunReport(const CommandLine& line, Console& console);
Result<int> RunInspect(const CommandLine& line, Console& console);
Result<int> RunAudit(const CommandLine& line, Console& console);
Result<int> RunBatchCommand(const CommandLine& line, Console& console);
Result<int> RunEvaluate(const CommandLine& line, Console& console);
Result<int> RunFormats(const CommandLine& line, Console& console);
Result<int> RunLexiconList(const CommandLine& line, Console& console);
Result<int> RunLexiconShow(const CommandLine& line, Console& console);
Result<int> RunLexiconCheck(const CommandLine& line, Console& console);
Result<int> RunLexiconDiff(const CommandLine& line, Console& console);
Result<int> RunLexiconStats(const CommandLine& line, Console& console);
Result<int> RunExplain(const CommandLine& line, Console& console);
Result<int> RunSchema(const CommandLine& line, Console& console);
Result<int> RunVersion(const CommandLine& line, Console& console);
Result<int> RunHelp(const CommandLine& line, Console& console);

}  // namespace ebb
