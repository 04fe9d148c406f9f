// Reads a row's words inside their message: do they count, whom are they about, how strong.
//
// Codebook sections 2 and 3: negation, hypotheticals, quotation, third persons, practical reasons,
// play, past, right edges. Every check looks at tokens, never at bytes. The time is in proportion
// to words + rows (sorting apart), so a message made of nothing but forms is read like any other.
// Const and thread-safe; no errors.
#pragma once

#include <vector>

#include "chat/hit.h"
#include "match/message_view.h"
#include "match/overlap.h"
#include "match/row_index.h"

namespace ebb {

class QuoteTable;
class WordContext;

// Working memory of one thread.
struct ContextScratch {
  RowIndex rows;
  std::vector<Candidate> candidates;
};

class ContextReader {
 public:
  // The program outlives the reader.
  explicit ContextReader(const Program& program);

  // Drops rows whose place in the message is wrong already (clause edges, whole-message forms), and
  // fills the message's marks. True if any row is left.
  bool KeepPossible(MessageView* view) const;

  // Turns the view's rows into hits in order of begin. With `keep_all` no hit is dropped for
  // overlapping another (used by the lexicon's self-test). REQUIRES: KeepPossible was called, if
  // the view has rows.
  void Read(const MessageView& view, bool keep_all, ContextScratch* scratch,
            std::vector<Hit>* hits) const;

 private:
  bool Negated(const WordContext& words, const RowMatch& row) const;
  Modality Judge(const WordContext& words, const RowIndex& rows, const QuoteTable& quotes,
                 const RowMatch& row, Hit* hit) const;
  // What is left to ask once the words count as said here: who does it, when, and why.
  Modality JudgeAsserted(const WordContext& words, const RowMatch& row, Hit* hit) const;

  const Program& program_;
  WordId why_ = 0;
};

}  // namespace ebb
