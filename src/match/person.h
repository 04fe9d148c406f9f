// Who is said to do what a row's words say. Const; no errors.
#pragma once

#include <cstdint>

#include "match/word_context.h"

namespace ebb {

struct Subject {
  enum class Who : std::uint8_t { kNone, kSelf, kPartner, kBoth, kThird } who = Who::kNone;
  bool question = false;  // "do you ..."
};

// The nearest person in the three words before the row, same clause.
Subject SubjectOf(const WordContext& words, const RowMatch& row);

}  // namespace ebb
