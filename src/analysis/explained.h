// How messages were read, as values: what `ebb explain` prints. Holds words of the chat: they are
// shown to the one who asked for them, and go nowhere else.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/byte_range.h"
#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

struct ExplainedPlace {  // a message, named and shown
  std::string id, file;
  std::uint64_t line = 0;
  std::string time;  // "2024-03-02T10:14:00", empty if undated
  std::string sender;
  std::string text;
};

struct ExplainedWord {
  TextRange range;
  std::string folded;                // case and apostrophes gone
  std::vector<std::string> words;    // as compared
  bool known = false;                // the lexicon has it
  std::vector<std::string> classes;  // also those of longer entries it is part of
};

struct ExplainedEntry {  // of a word class, of several words
  TextRange range;
  std::string class_name;
};

struct ExplainedHit {
  Flag flag;
  const Rule* rule = nullptr;            // in the lexicon that was asked
  std::vector<std::string> forms;        // of the rule: those that fit these words
  std::vector<std::string> exceptions;   // its `unless` forms that fit beside them
  std::vector<TextRange> voided_by;      // words that void it, where they can be named
  std::vector<ExplainedPlace> evidence;  // the message that decided, if it was another
  std::string sentence;                  // why it counts or does not
  std::string suppressed_because;        // the user's reason
};

struct Contribution {
  std::string name;  // "word never mind", "partner_before:question", "own:minimal"
  int weight = 0;    // 64ths of a logit
};

// What the decision layer made of one category. All numbers are 64ths of a logit; sum = base +
// words
// + around.
struct CategoryDecision {
  Category category = Category::kWithdrawal;
  int base = 0;    // to begin with
  int words = 0;   // its own words and shape
  int around = 0;  // rules' hits and the talk around it
  int talk = 0;    // what the talk net changes (lexicon/talk_net.h)
  int shared = 0;  // of what speaks for any distance (lexicon/scorer.h)
  int sum = 0;
  int kept_from = 0;                // from here on what a rule flagged is kept
  int counts_from = 0;              // from here on it counts without a rule
  int sure = 0;                     // from here on surely
  int joined = 0;                   // confidence goes by it: the sum, or that of any distance
  bool surely = false;              // counts, surely; never in what is no whole chat
  std::vector<Contribution> parts;  // all that are not 0, the weightiest first
};

enum class LayerState : std::uint8_t {
  kNone,       // the lexicon has none, or --rules-only
  kAside,      // hardly any talk: see LayerTrust
  kNotLooked,  // no hit, and its words reach no cutoff
  kDecided,
  kCautious,  // the same in what is no whole chat of two sides
};

struct ExplainedMessage {
  ExplainedPlace place;
  std::string kind;  // "text", "media", "notice", ...
  std::vector<ExplainedWord> words;
  std::vector<ExplainedEntry> entries;
  std::vector<ExplainedHit> hits;
  LayerState layer = LayerState::kNone;
  std::vector<CategoryDecision> decisions;  // of the six, where the layer decided
  CategoryDecision distance;                // what speaks for any of the first three; no category
};

struct ChatExplanation {
  std::string conversation;
  std::uint64_t messages = 0;  // of the whole chat
  std::vector<ExplainedMessage> shown;
};

}  // namespace ebb
