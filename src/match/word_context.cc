#include "match/word_context.h"

namespace ebb {

bool WordContext::ClauseStartsAt(std::uint32_t index) const {
  const Buffer<Canon>& canon = view_.canon;
  if (index == 0 || canon[index].before != 0 || canon[index - 1].emoji) return true;
  return Is(index - 1, kConjunctionClass);
}

bool WordContext::ClauseEndsAt(std::uint32_t index) const {
  const Buffer<Canon>& canon = view_.canon;
  if (index >= canon.size() || canon[index].before != 0 || canon[index].emoji) return true;
  return Is(index, kConjunctionClass);
}

std::uint32_t WordContext::ClauseBegin(std::uint32_t index, std::uint32_t reach) const {
  std::uint32_t begin = index;
  while (begin > 0 && index - begin < reach && !ClauseStartsAt(begin)) --begin;
  return begin;
}

bool WordContext::Holds(const RowMatch& row) const {
  const std::uint8_t flags = row.output.flags;
  if ((flags & kClauseStart) != 0 && !ClauseStartsAt(row.begin)) return false;
  if ((flags & kClauseEnd) != 0 && !ClauseEndsAt(row.end)) return false;
  if ((flags & kMessageStart) != 0 && view_.first_word < row.begin) return false;
  return (flags & kMessageEnd) == 0 || view_.end_word <= row.end;
}

}  // namespace ebb
