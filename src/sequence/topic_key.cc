#include "sequence/topic_key.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::size_t kStemValues = 65536;
constexpr std::size_t kTurnsOfAKey = 3;  // turns within which two stems of a key belong together

struct Candidate {
  std::uint16_t stem = 0;
  std::uint32_t here = 0;     // turns of the context that hold it
  std::uint32_t overall = 0;  // messages of the chat
  std::size_t last = 0;       // newest turn of the context
};

bool Better(const Candidate& a, const Candidate& b) {
  if (a.here != b.here) return a.here > b.here;
  if (a.overall != b.overall) return a.overall < b.overall;
  if (a.last != b.last) return a.last > b.last;
  return a.stem < b.stem;
}

bool Rarer(const Candidate& a, const Candidate& b) {
  const std::uint32_t left_a = a.overall - a.here, left_b = b.overall - b.here;
  return left_a != left_b ? left_a < left_b : a.stem < b.stem;
}

void Note(std::uint16_t stem, std::size_t place, const StemCounts& counts,
          std::vector<Candidate>* candidates) {
  const auto known = std::find_if(candidates->begin(), candidates->end(),
                                  [stem](const Candidate& c) { return c.stem == stem; });
  if (known == candidates->end()) {
    candidates->push_back({stem, 1, counts.Of(stem), place});
    return;
  }
  ++known->here;
  known->last = place;
}

}  // namespace

StemCounts::StemCounts(const Talk& talk) : counts_(kStemValues) {
  const Timeline& timeline = talk.timeline();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (IsNotice(facts) || talk.SideOf(facts) < 0) continue;
    for (const std::uint16_t stem : facts.stems) ++counts_[stem];
  }
  const auto turns = static_cast<std::uint32_t>(talk.size());
  limit_ = std::max(20u, turns / 100);
  milestone_limit_ = std::max(60u, turns / 20);
}

bool StemCounts::Tells(std::uint16_t stem, bool milestone) const {
  return stem != 0 && counts_[stem] <= (milestone ? milestone_limit_ : limit_);
}

std::size_t TopicKey::Find(std::uint16_t stem) const {
  if (stem == 0) return kStems;
  return static_cast<std::size_t>(std::find(stems.begin(), stems.end(), stem) - stems.begin());
}

bool TopicKey::Learn(std::uint16_t stem) {
  if (stem == 0 || Find(stem) < kStems) return false;
  const auto room = std::find(stems.begin(), stems.end(), std::uint16_t{0});
  if (room == stems.end()) return false;
  *room = stem;
  return true;
}

bool TopicWatch::Mentions(const TopicKey& key, const TalkTurn& turn, std::size_t index) {
  const bool milestone = key.milestone && turn.Shows(kMilestone);
  bool met = milestone && key.Any();
  for (const std::uint16_t stem : turn.stems) {
    const std::size_t at = key.Find(stem);
    if (at == TopicKey::kStems) continue;
    met = met || milestone;
    for (std::size_t other = 0; other < TopicKey::kStems; ++other) {
      const Sight& sight = seen_[other];
      if (other == at || sight.begin == 0) continue;
      met = met ||
            (index - sight.turn < kTurnsOfAKey && turn.begin < sight.begin + RecentTurns::kSpan);
    }
    seen_[at] = {index, turn.begin};
  }
  return met;
}

template <typename Visit>
void RecentTurns::ForEachNear(Visit visit) const {
  for (std::size_t t = Oldest(); t <= newest_; ++t) {
    const TalkTurn turn = talk_->At(t);
    if (Near(turn)) visit(turn, t);
  }
}

std::optional<TalkTurn> RecentTurns::MilestoneTurn() const {
  std::optional<TalkTurn> first;
  ForEachNear([&](const TalkTurn& turn, std::size_t) {
    if (!first && turn.Shows(kMilestone)) first = turn;
  });
  return first;
}

TopicKey RecentTurns::Key(const StemCounts& counts) const {
  TopicKey key;
  key.milestone = MilestoneTurn().has_value();
  std::vector<Candidate> candidates;
  ForEachNear([&](const TalkTurn& turn, std::size_t t) {
    if (key.milestone && !turn.Shows(kMilestone)) return;
    for (const std::uint16_t stem : turn.stems) {
      if (counts.Tells(stem, key.milestone)) Note(stem, t, counts, &candidates);
    }
  });
  std::sort(candidates.begin(), candidates.end(), Better);
  for (std::size_t i = 0; i < std::min(candidates.size(), TopicKey::kFirstStems); ++i) {
    key.stems[i] = candidates[i].stem;
  }
  return key;
}

std::vector<std::uint16_t> RecentTurns::RareWords(const StemCounts& counts, double share) const {
  std::vector<Candidate> candidates;
  ForEachNear([&](const TalkTurn& turn, std::size_t t) {
    for (const std::uint16_t stem : turn.stems) {
      if (stem != 0) Note(stem, t, counts, &candidates);
    }
  });
  std::sort(candidates.begin(), candidates.end(), Rarer);
  std::vector<std::uint16_t> rare;
  double by_chance = 0;
  for (const Candidate& candidate : candidates) {
    by_chance += share * static_cast<double>(candidate.overall - candidate.here);
    if (by_chance > kByChance) break;
    rare.push_back(candidate.stem);
  }
  return rare;
}

}  // namespace ebb
