// `ebb explain`: how messages of a chat were read, found again through the ordinary reading.
//
// The whole chat is read, so that every gate stands as in a report of all of it; `since` and
// `until` only choose what is shown. Any number of senders. Errors: as Analyze; kUsage where a line
// or an id is none of the chat's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/explained.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct ExplainRequest {
  std::vector<std::uint64_t> lines;  // messages on these lines,
  std::vector<std::string> ids;      // and with these ids; both empty = every message with a hit
  bool in_full = false;              // words, forms and weights too
};

// `lexicon` with all its patterns, classes and weights where it is in full, and the matcher made
// from it.
Result<ChatExplanation> ExplainChat(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                    const Matcher& matcher, const AnalyzeOptions& options,
                                    const ExplainRequest& request);

}  // namespace ebb
