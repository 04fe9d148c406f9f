// `ebb lexicon diff`: which messages change when the rules do.
//
// Both lexicons run over the same files; a message is compared by the categories it is counted in.
// Holds the words of the changed messages: they are shown to the one who asked for them, and go
// nowhere else. Errors (kInput): a file that cannot be read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"

namespace ebb {

struct CountedAs {
  std::string category, rule;
  bool high = false;
  bool operator==(const CountedAs&) const = default;
};

enum class ChangeKind { kGained, kLost, kCategory, kConfidence, kRule };
inline constexpr int kChangeKinds = 5;
std::string_view ChangeName(ChangeKind kind);  // "gained", "lost", "category", ...

struct MessageChange {
  std::string file, conversation;
  std::uint64_t line = 0;
  std::string text;
  ChangeKind kind = ChangeKind::kGained;
  std::vector<CountedAs> before, after;  // one per category, by category
  bool scored = false;                   // labelled, and the coders agree
  std::vector<std::string> labels;       // categories
};

struct RuleChange {
  std::uint64_t gained = 0, lost = 0;             // messages that it flags now, or no longer
  std::uint64_t hits_before = 0, hits_after = 0;  // of any kind
};

struct LexiconDiff {
  std::uint64_t messages = 0;
  std::vector<MessageChange> changes;         // by file, conversation and place
  std::map<std::string, RuleChange> by_rule;  // rules that changed in anything
};

struct DiffSide {
  const Lexicon& lexicon;
  const Matcher& matcher;
};

Result<LexiconDiff> CompareLexicons(const std::vector<std::string>& paths, const DiffSide& before,
                                    const DiffSide& after, const AnalyzeOptions& options);

std::string LexiconDiffJson(const LexiconDiff& diff);
std::string LexiconDiffText(const LexiconDiff& diff);

}  // namespace ebb
