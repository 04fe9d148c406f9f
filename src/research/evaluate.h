// `ebb evaluate`: the program's flags against text that people have labelled.
//
// Each conversation of a file goes through the text pass and the sequence pass as a chat would,
// with any number of senders. Flags of voided, gated-out or boundary hits do not count.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "match/matcher.h"
#include "research/labelled_text.h"
#include "research/metrics.h"
#include "sequence/score_features.h"

namespace ebb {

// A message and category where flags and labels differ. Holds the text: it is shown to the one who
// asked for it, and goes nowhere else.
struct WrongLine {
  std::string file, conversation;
  std::uint64_t line = 0;
  std::string category;
  bool missed = false;  // true = labelled, not flagged; false = flagged, not labelled
  std::string rule;  // that flagged it; for a miss, a rule whose hit did not count, if there is one
  std::string reason;  // for such a miss: why it did not count
  std::string text;
};

struct FileResult {
  std::string file;
  std::uint64_t other_labels = 0;
  Evaluation evaluation;
};

struct EvaluationReport {
  Evaluation pooled;  // of all files together
  std::vector<FileResult> files;
  std::vector<WrongLine> errors;  // by category, false alarms first, then by rule
  std::string lexicon_name, lexicon_version, lexicon_hash;
  bool with_errors = false;
};

// The messages of one file with the program's flags. Conversations are numbered from `first`.
// Appends to *errors unless it is null.
std::vector<CodedMessage> PredictFile(const LabelledFile& file, const Lexicon& lexicon,
                                      const Matcher& matcher, std::uint32_t first,
                                      std::vector<WrongLine>* errors);

// Calls see(message, features, position) for each message of a file, with the circumstances that
// rules and gates alone leave: what the decision layer is trained on.
void ForEachLabelled(
    const LabelledFile& file, const std::vector<Rule>& rules, const Matcher& matcher,
    const std::function<void(const LabelledMessage&, const ScoreFeatures&, Position)>& see);

// Errors: a file that cannot be read or parsed (kInput).
Result<EvaluationReport> Evaluate(const std::vector<std::string>& paths, const Lexicon& lexicon,
                                  const Matcher& matcher, bool with_errors);

// As one JSON document. Figures that are not defined are null; where nothing is labelled only
// `flags_per_1000` is given.
std::string EvaluationJson(const EvaluationReport& report);
// As a table for the terminal, the errors below it.
std::string EvaluationTable(const EvaluationReport& report);

}  // namespace ebb
