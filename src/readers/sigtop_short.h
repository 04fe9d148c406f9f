// The short form of sigtop's text; registered together with the long one (sigtop_text.cc).
#pragma once

#include "readers/reader.h"

namespace ebb {

Match ProbeSigtopShort(std::string_view head);
Result<ReadReport> ReadSigtopShort(Source& source, const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
