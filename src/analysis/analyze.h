// The front door of the library: exports in, Analysis out.
//
// Reads each source twice at most: once for facts and hits (in parallel over messages), once more,
// only where needed, for the words behind the flags that are shown. Same input and options give the
// same Analysis on any number of threads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/analysis.h"
#include "analysis/audit_marks.h"
#include "analysis/solved_topics.h"
#include "analysis/suppress.h"
#include "base/result.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "measure/measures.h"
#include "readers/reader.h"

namespace ebb {

class Matcher;

struct Alias {
  std::string name;                 // the one to show
  std::vector<std::string> others;  // names and numbers that are the same person
  bool from_contacts = false;       // of a file of contacts: no report lists it
};

struct AnalyzeOptions {
  std::string input_format;  // empty = recognise
  std::string encoding;      // of old text files; empty = recognise
  std::string chat;          // which conversation
  bool all = false;          // a group, one column per sender
  std::string me, partner;   // choose two of a group
  std::vector<Alias> aliases;
  std::string zone;  // IANA name, empty = file's offset, else this computer's
  DateOrder date_order = DateOrder::kUndecided;
  std::string since, until;      // "2024-01-01", half open; empty = open
  std::uint64_t evidence = 200;  // flags stored per partner and category
  bool pseudonyms = false;
  bool no_text = false;
  std::uint64_t quotes = ~std::uint64_t{0};  // at most so many excerpts; all by default
  bool research = false;                     // M21
  unsigned jobs = 1;
  ColumnNames columns;
  std::vector<Suppression> suppressions;
  MeasureDates dates;              // what the user named: milestones, own baseline
  std::vector<AuditMark> audit;    // M20; with dates.audit's coded sample
  std::vector<SolvedMark> solved;  // topics that the user knows to be settled
};

// Several paths are parts of one chat (decisions.md 10).
Result<Analysis> Analyze(const std::vector<std::string>& paths, const Lexicon& lexicon,
                         const Matcher& matcher, const AnalyzeOptions& options);

// One conversation of an export after the text pass, for inspect and batch.
struct LoadedExport {
  std::vector<Conversation> conversations;
  ReadReport report;
  InputFile input;
  // Changes of local time against UTC, by id of the conversation; only where the file gives both.
  std::map<std::string, std::uint64_t> offset_changes;
};

// Reads one export; with `matcher` null only counts (inspect).
Result<std::vector<LoadedExport>> LoadExport(const std::string& path, const Matcher* matcher,
                                             const AnalyzeOptions& options,
                                             bool tolerate_undecided_dates);

}  // namespace ebb
