// A message's words as the context checks ask for them: classes, clauses, edges of the message.
//
// A light view of a program and a message, both of which outlive it. Const. Each question costs the
// same however long the message is; no errors.
#pragma once

#include <cstdint>

#include "match/message_view.h"

namespace ebb {

class WordContext {
 public:
  // REQUIRES: FillMarks was called for the view.
  WordContext(const Program& program, const MessageView& view) : program_(program), view_(view) {}

  const Program& program() const { return program_; }
  const MessageView& view() const { return view_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(view_.canon.size()); }
  const RuleInfo& RuleOf(const RowMatch& row) const { return program_.rules[row.output.target]; }

  // True if the word at `index` is in the class, alone or inside an entry of several words.
  bool Is(std::uint32_t index, ContextClass wanted) const {
    const int number = program_.context_classes[wanted];
    if (number < 0) return false;
    return (view_.marks.words[index] >> wanted & 1) != 0 ||
           InSet(program_.words[view_.canon[index].word].classes, static_cast<unsigned>(number));
  }
  // Is any of the words [begin, end) in the class?
  bool AnyIs(std::uint32_t begin, std::uint32_t end, ContextClass wanted) const {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (Is(i, wanted)) return true;
    }
    return false;
  }

  bool ClauseStartsAt(std::uint32_t index) const;
  bool ClauseEndsAt(std::uint32_t index) const;
  // First word of the clause that holds `index`, but at most `reach` words before it.
  std::uint32_t ClauseBegin(std::uint32_t index, std::uint32_t reach) const;

  // No word but the row's own is in the message.
  bool StandsAlone(const RowMatch& row) const {
    return view_.first_word >= row.begin && view_.end_word <= row.end;
  }
  // The same, in a message of at most three words (gM).
  bool IsWhole(const RowMatch& row) const {
    return view_.written_words <= kWholeWords && StandsAlone(row);
  }
  // Do the edges that the row's pattern asks for stand there?
  bool Holds(const RowMatch& row) const;

 private:
  const Program& program_;
  const MessageView& view_;
};

}  // namespace ebb
