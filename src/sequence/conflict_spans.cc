#include "sequence/conflict_spans.h"

#include <algorithm>

#include "time/civil.h"

namespace ebb {

std::vector<ConflictSpan> ConflictSpans(const Talk& talk,
                                        const std::vector<std::int32_t>& danger_weeks) {
  const auto is_danger = [&danger_weeks](std::uint32_t moment) {
    return std::binary_search(danger_weeks.begin(), danger_weeks.end(), WeekNumber(moment));
  };
  std::vector<ConflictSpan> spans;
  for (const ConflictEpisode& episode : talk.conflicts()) {
    ConflictSpan span;
    span.first = talk.TurnAt(episode.first);
    span.last = talk.TurnAt(episode.last);
    // Episodes of other people in a group, and what stands in one turn with the episode before.
    if (span.first < talk.size() && !talk.InConflict(span.first)) ++span.first;
    if (!spans.empty()) span.first = std::max(span.first, spans.back().last + 1);
    if (span.first >= talk.size() || span.last < span.first) continue;
    span.begin = talk.Begin(span.first);
    span.end = std::max(talk.At(span.last).end, span.begin);
    span.peak = episode.peak;
    span.dangerous = is_danger(span.begin) || is_danger(span.end);
    spans.push_back(span);
  }
  return spans;
}

std::vector<ConflictSpan> WithoutDanger(std::vector<ConflictSpan> spans) {
  std::erase_if(spans, [](const ConflictSpan& span) { return span.dangerous; });
  return spans;
}

Position MessageToQuote(const Talk& talk, const TalkTurn& turn) {
  constexpr std::uint32_t kHot = kNegativeEmotion | kShouting | kYouAlways | kInsult;
  constexpr std::uint32_t kHotWeight = 1u << 20;
  Position best = turn.first;
  std::uint32_t most = 0;
  for (Position p = turn.first; p <= turn.last; ++p) {
    const MessageFacts& facts = talk.timeline().Facts(p);
    if (IsNotice(facts) || talk.SideOf(facts) != turn.side) continue;
    const std::uint32_t weight = facts.words + ((facts.features & kHot) != 0 ? kHotWeight : 0);
    if (weight <= most) continue;
    most = weight;
    best = p;
  }
  return best;
}

}  // namespace ebb
