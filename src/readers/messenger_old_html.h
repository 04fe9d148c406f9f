// Facebook's pages of before 2018: messages.htm with all threads, later a page for each.
#pragma once

#include <cstdint>
#include <string_view>

#include "readers/markup_walker.h"
#include "readers/reader.h"

namespace ebb {

bool IsOldMessengerPage(std::string_view head);
// REQUIRES: the source stands anywhere.
Result<ReadReport> ReadOldMessengerPage(const Reader& reader, Source& source,
                                        const ReadOptions& options, MessageSink& sink);
// "Sunday, 10 July 2016 at 20:05 UTC+02", "Thursday, November 30, 2017 at 3:07pm EST", in any
// language. A zone whose letters mean several ("IST") leaves the clock as it is written.
Timestamp OldMessengerTime(std::string_view text);
// What there is to say of a page of messages, old or new, that was read to its end.
ReadReport ReportMessengerPage(const Reader& reader, std::string_view why, const Source& source,
                               const MarkupWalker& walker, std::uint64_t undated);

}  // namespace ebb
