// An Analysis in two steps: everything that needs no words, then the words behind its flags.
//
// A draft holds no columns of the conversation, so that many can wait for one reading of their
// source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/analyze.h"
#include "analysis/fetch.h"
#include "analysis/load.h"
#include "analysis/merge_parts.h"
#include "analysis/rewrite.h"
#include "base/result.h"

namespace ebb {

struct Draft {
  Analysis analysis;
  std::vector<Part> parts;
  std::vector<WantedWords> wanted;
  struct RowWords {  // which messages a row of Analysis::flags shows
    MessageIndex message = 0;
    TextRange range;
    std::vector<MessageIndex> before, after;
    bool quoted = true;  // false = its words are not shown
  };
  std::vector<RowWords> rows;
  struct EpisodeWords {  // which messages an episode of Analysis::measures shows
    std::size_t measure = 0, episode = 0;
    std::vector<MessageIndex> shown;
  };
  std::vector<EpisodeWords> episodes;
  Pseudonyms pseudonyms;
  bool mask_numbers = false;
};

// What a draft is made from; inputs are those that the parts name.
struct DraftInput {
  MergedChat chat;
  const std::vector<LoadedInput*>& inputs;
  std::vector<std::uint16_t> partners;
};

Draft MakeDraft(DraftInput input, const Lexicon& lexicon, const AnalyzeOptions& options);

// Reads the words of all drafts, each source once, and completes their analyses.
Status CompleteDrafts(const std::vector<LoadedInput*>& inputs, std::vector<Draft>* drafts);

// The conversation of each path that `chat` means (AnalyzeOptions::chat), joined into one.
struct JoinedChat {
  std::vector<LoadedInput> inputs;  // what the parts name
  std::vector<std::size_t> paths;   // by input: which of `by_path` it was; some lack the chat
  MergedChat chat;
};
Result<JoinedChat> JoinParts(std::vector<std::vector<LoadedInput>> by_path,
                             const std::string& chat);

// From what was read to the finished analysis: chooses the conversation of each path and the
// partners, joins the parts, and fetches the words.
Result<Analysis> AnalyzeLoaded(std::vector<std::vector<LoadedInput>> by_path,
                               const Lexicon& lexicon, const AnalyzeOptions& options);

}  // namespace ebb
