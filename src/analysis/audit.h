// An audit: a reader checks some marks of this very chat by hand (measures.md M20).
//
// A sheet is a table (CSV) with one row a place: sixty that were surely marked and sixty where
// words fitted a rule and did not count, drawn at random with a fixed seed, shuffled together and
// not told apart, so that whoever fills in the last column does not know what the program thought.
// Each says who wrote it and whom the words are about: "you shut me out" is right as a mark of
// shutdown where it tells of the other's.
// Read back with the same export it gives the share of right marks, of each of the two and of each
// category.
//
// Pure functions, safe in any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/audit_marks.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "measure/measures.h"
#include "sequence/sequence.h"

namespace ebb {

inline constexpr std::size_t kAuditEach = 60;

// The sheet of an analysis that holds its flags and their words. `guard`: see ReportOptions.
// Empty if nothing was marked or left out.
std::string AuditSheet(const Analysis& analysis, bool guard);

// What the marks say of the flags they are of; marks of other chats or rules are counted.
struct AuditReading {
  DetectorAudit audit;
  std::size_t unknown = 0;
};
// `partner_of` as PartnerOf gives it. Ids may be the real ones or those under pseudonyms.
AuditReading ReadMarks(const std::vector<AuditMark>& marks, const SequenceResult& sequence,
                       const Lexicon& lexicon, const Conversation& conversation,
                       const std::vector<int>& partner_of);

// Where the marks of the two are not equally trustworthy their rates are not set side by side:
// takes them out of the partners, weeks and measures, also out of what these claim, marks the
// analysis as such for the writers, and says so in a note. Counts stay, and so does how one of the
// two differs from the own weeks.
void HideRates(Analysis* analysis);
inline constexpr std::string_view kRatesApartNote =
    "By the audit the marks of one of the two are right more often than those of the other, by "
    "more than ten points: rates of the two are not set side by side, counts are.";

}  // namespace ebb
