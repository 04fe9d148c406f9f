// JSON of chatlog, a program that reads WeChat's databases: a list of messages, alone or in an
// object. Part of the reader for WeChat's JSON.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb {

// Whether the first message of such a list stands in `head`.
bool IsChatlogJson(std::string_view head);
Result<ReadReport> ReadChatlogJson(Source& source, const ReadOptions& options, MessageSink& sink);

}  // namespace ebb
