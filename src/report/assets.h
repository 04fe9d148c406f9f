// The files of src/report/assets, which are built into the program: style, script, helplines.
//
// Constant; the bytes live as long as the program.
#pragma once

#include <string_view>

namespace ebb {

// Its bytes; empty if there is no such file.
std::string_view ReportAsset(std::string_view name);

}  // namespace ebb
