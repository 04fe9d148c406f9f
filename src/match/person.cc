#include "match/person.h"

namespace ebb {
namespace {

Subject::Who PersonAt(const WordContext& words, std::uint32_t index) {
  if (words.Is(index, kIWordClass)) return Subject::Who::kSelf;
  if (words.Is(index, kWeWordClass)) return Subject::Who::kBoth;
  if (words.Is(index, kYouWordClass)) return Subject::Who::kPartner;
  const bool third = words.Is(index, kThirdPersonClass) || words.Is(index, kKinWorkClass);
  return third ? Subject::Who::kThird : Subject::Who::kNone;
}

}  // namespace

Subject SubjectOf(const WordContext& words, const RowMatch& row) {
  Subject subject;
  // The words name their person themselves.
  if (words.Is(row.begin, kIWordClass) || words.Is(row.begin, kWeWordClass)) return subject;
  const std::uint32_t from = words.ClauseBegin(row.begin, 3);
  for (std::uint32_t i = row.begin; i-- > from && subject.who == Subject::Who::kNone;) {
    subject.who = PersonAt(words, i);
    // "do you ...", "are you ...": an auxiliary before the pronoun.
    subject.question =
        subject.who == Subject::Who::kPartner && i == words.ClauseBegin(row.begin, 8) + 1;
  }
  return subject;
}

}  // namespace ebb
