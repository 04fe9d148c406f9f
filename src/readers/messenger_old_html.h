// Facebook's pages of before 2018: messages.htm with all threads, later a page for each.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb {

bool IsOldMessengerPage(std::string_view head);
// REQUIRES: the source stands anywhere.
Result<ReadReport> ReadOldMessengerPage(const Reader& reader, Source& source,
                                        const ReadOptions& options, MessageSink& sink);
// "Sunday, 10 July 2016 at 20:05 UTC+02", "Thursday, November 30, 2017 at 3:07pm EST".
Timestamp OldMessengerTime(std::string_view text);

}  // namespace ebb
