// Help texts, made from the table of commands and options.
#pragma once

#include <string>

#include "cli/command_table.h"

namespace ebb {

std::string ProgramHelp();
std::string CommandHelp(const Command& command);

}  // namespace ebb
