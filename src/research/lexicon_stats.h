// `ebb lexicon stats`: what each rule does in exports and labelled text.
//
// Counts only, no words of anybody. Errors (kInput): a file that cannot be read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct RuleStats {
  std::string rule, category, file;
  int line = 0;
  std::uint64_t hits = 0;                       // of any kind
  std::uint64_t high = 0, low = 0;              // that count
  std::map<std::string, std::uint64_t> voided;  // the others, by reason
  // Labelled messages that it flags in a category the coders agree on, and those they flag too.
  std::uint64_t judged = 0, right = 0;
  std::optional<double> precision() const {
    if (judged == 0) return std::nullopt;
    return static_cast<double>(right) / static_cast<double>(judged);
  }
};

struct LexiconStats {
  std::string lexicon_name, lexicon_version, lexicon_hash;
  std::vector<std::string> files;
  std::uint64_t messages = 0, scored = 0;
  std::vector<RuleStats> rules;  // all of the lexicon, in its order
};

Result<LexiconStats> CountRules(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                const Matcher& matcher, const AnalyzeOptions& options);

std::string LexiconStatsJson(const LexiconStats& stats);
// Rules by how often they hit; those without a hit listed at the end.
std::string LexiconStatsTable(const LexiconStats& stats);

}  // namespace ebb
