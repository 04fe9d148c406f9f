// Instagram's messages.json of before 2020: a list of all conversations.
#pragma once

#include <string_view>

#include "readers/probe.h"
#include "readers/reader.h"

namespace ebb {

Match ProbeOldInstagram(std::string_view head);
// REQUIRES: the source stands anywhere.
Result<ReadReport> ReadOldInstagram(const Reader& reader, Source& source,
                                    const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
