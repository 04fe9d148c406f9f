// The user's own list of hits that are wrong: a TOML file that silences them, each with its reason.
//
//   [[suppress]]
//   rule = "w4-need-space"            # and, or either alone:
//   message = "0123456789abcdef"      # a message id, as every report gives it
//   reason = "our word for the attic"
//
// Values own what they hold; const afterwards and safe to share. Errors (kUsage) read
// `file:line: what`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"

namespace ebb {

struct Suppression {
  std::string rule;     // empty = every rule
  std::string message;  // id; empty = every message
  std::string reason;
  std::string file;  // where it stands
  std::uint64_t line = 0;
};

// An entry that repeats an earlier one is left out.
Result<std::vector<Suppression>> ParseSuppressions(const std::string& name, std::string_view text);
Result<std::vector<Suppression>> ReadSuppressions(const std::vector<std::string>& paths);

// What entries did in one conversation, in the order of the list.
struct SuppressionUse {
  bool met = false;          // something fits the entry, be it voided anyway
  std::uint64_t places = 0;  // silenced: what would have been looked at further
};

struct SuppressedSequence {
  SequenceResult sequence;
  std::vector<SuppressionUse> uses;
};

// As ReadSequence, but hits that an entry fits say nothing: they open no gate, count toward no
// conflict, and come out with Reason::kSuppressed. Flags that the decision layer raises are
// silenced after it. Message ids may be the real ones or those under pseudonyms. `partner_of` as
// PartnerOf gives it. Leaves the conversation as it was.
// *by_rules, unless null, gets the flags as rules and gates alone leave them.
SuppressedSequence ReadSequenceWithout(const std::vector<Suppression>& list,
                                       const std::vector<int>& partner_of, const Lexicon& lexicon,
                                       Conversation* conversation,
                                       std::vector<Flag>* by_rules = nullptr);

// Sentences, each with file and line: entries that name no rule of the lexicon, and entries that
// nothing met (`met` is by entry, over all conversations).
std::vector<std::string> SuppressionWarnings(const std::vector<Suppression>& list,
                                             const std::vector<bool>& met, const Lexicon& lexicon);

}  // namespace ebb
