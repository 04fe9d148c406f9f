// Silences the hits that the user's own list (lexicon/suppressions.h) says are wrong.
//
// Pure functions over one conversation; safe in any thread, each with its own. No errors.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "lexicon/suppressions.h"
#include "sequence/sequence.h"

namespace ebb {

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
// PartnerOf gives it. With an empty list and no `by_rules` the conversation's hits and scores are
// let go of (see ReadSequence); otherwise it is left as it was. *by_rules, unless null, gets the
// flags as rules and gates alone leave them.
SuppressedSequence ReadSequenceWithout(const std::vector<Suppression>& list,
                                       const std::vector<int>& partner_of, const Lexicon& lexicon,
                                       Conversation* conversation,
                                       std::vector<Flag>* by_rules = nullptr);

// Sentences, each with file and line: entries that name no rule of the lexicon, and entries that
// nothing met (`met` is by entry, over all conversations).
std::vector<std::string> SuppressionWarnings(const std::vector<Suppression>& list,
                                             const std::vector<bool>& met, const Lexicon& lexicon);

}  // namespace ebb
