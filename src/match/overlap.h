// Which of several hits over the same words stay. Const functions; no errors.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/hit.h"
#include "match/message_view.h"

namespace ebb {

// A row that was read, and what it says.
struct Candidate {
  RowMatch row;
  Hit hit;
  std::uint64_t rank = 0;  // lower goes before higher where they overlap
};

// Within a category: what counts before what is voided, then the longest, then the stronger form.
// Two rules over the same words stay both if their gates may differ (weak beside strong).
// `words` = how many canonical words the message has.
void DropOverlaps(const Program& program, std::size_t words, std::vector<Candidate>* candidates);

}  // namespace ebb
