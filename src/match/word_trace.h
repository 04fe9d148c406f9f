// The words of one message as they are compared, and the classes they are in: what `ebb explain`
// shows. Values that own what they hold; no errors. Nothing here is part of the ordinary run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/byte_range.h"
#include "chat/scores.h"
#include "lexicon/lexicon.h"
#include "match/program.h"

namespace ebb {

struct MessageView;

struct TracedWord {  // one that is written
  TextRange range;
  bool emoji = false;
  std::uint8_t before = 0;             // Break bits
  std::uint32_t first = 0;             // place of its first word among all as compared
  std::vector<WordId> words;           // as compared; 0 = none that the lexicon knows
  std::vector<std::uint16_t> classes;  // by number; also those of longer entries it is part of
};

struct TracedEntry {  // of several words
  TextRange range;
  std::uint16_t number = 0;  // of its class
};

struct WordTrace {
  std::vector<TracedWord> words;
  std::vector<TracedEntry> entries;
  ScoreSum scores{};  // by the words alone, without the message's shape
};

// REQUIRES: the view's words, tokens and class entries are found.
WordTrace TraceOf(const Program& program, const MessageView& view);

// Names of a lexicon's words and classes by number, as Matcher::Build numbers them.
struct TraceNames {
  std::vector<std::string> words, classes;
};
// Error (kLexicon): as Matcher::Build.
Result<TraceNames> TraceNamesOf(const Lexicon& lexicon);

}  // namespace ebb
