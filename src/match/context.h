// Reads a row's words inside their message: do they count, whom are they about, how strong.
//
// Codebook sections 2 and 3: negation, hypotheticals, quotation, third persons, practical reasons,
// play, past, right edges. Every check looks at tokens, never at bytes. Const and thread-safe.
#pragma once

#include <vector>

#include "chat/hit.h"
#include "match/message_view.h"

namespace ebb {

class ContextReader {
 public:
  explicit ContextReader(const Program& program);

  // Drops rows whose place in the message is wrong already (clause edges, whole-message forms).
  // True if any row is left.
  bool KeepPossible(MessageView* view) const;

  // Turns the view's rows into hits in order of begin. With `keep_all` no hit is dropped for
  // overlapping another (used by the lexicon's self-test).
  void Read(const MessageView& view, bool keep_all, std::vector<Hit>* hits) const;

 private:
  struct Candidate {
    RowMatch row;
    Hit hit;
  };
  struct Subject {
    enum class Who { kNone, kSelf, kPartner, kBoth, kThird } who = Who::kNone;
    bool question = false;
  };

  bool RowHolds(const MessageView& view, const RowMatch& row) const;
  // No word but the row's own is in the message.
  bool StandsAlone(const MessageView& view, const RowMatch& row) const;
  // The same, in a message of at most three words (gM).
  bool IsWhole(const MessageView& view, const RowMatch& row) const;
  bool ClauseStartsAt(const MessageView& view, std::uint32_t index) const;
  bool ClauseEndsAt(const MessageView& view, std::uint32_t index) const;
  bool EdgeHolds(const MessageView& view, const RowMatch& row) const;
  bool Excepted(const MessageView& view, const RowMatch& row) const;
  bool NearHolds(const MessageView& view, std::uint16_t rule) const;
  std::uint32_t ClauseBegin(const MessageView& view, std::uint32_t index,
                            std::uint32_t reach) const;
  bool Negated(const MessageView& view, const RowMatch& row) const;
  bool Hypothetical(const MessageView& view, const RowMatch& row) const;
  bool Past(const MessageView& view, const RowMatch& row) const;
  bool Practical(const MessageView& view, const RowMatch& row) const;
  bool Is(const MessageView& view, std::uint32_t index, int number) const {
    return InClass(program_, view, index, number);
  }
  Subject SubjectOf(const MessageView& view, const RowMatch& row) const;
  // Reported speech: kQuoted, or asserted with `about` turned to the partner ("you said ...").
  bool Quoted(const MessageView& view, const RowMatch& row, Hit* hit) const;
  void Judge(const MessageView& view, const RowMatch& row, Hit* hit) const;
  void SetTone(const MessageView& view, const RowMatch& row, Hit* hit) const;
  void DropOverlaps(std::vector<Candidate>* candidates) const;

  int Class(ContextClass wanted) const { return program_.context_classes[wanted]; }

  const Program& program_;
  WordId why_ = 0;
};

}  // namespace ebb
