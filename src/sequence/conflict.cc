#include "sequence/conflict.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint32_t kThreshold = 4;
constexpr std::uint32_t kChasers = 3;
constexpr std::uint32_t kCoolTurns = 20;
constexpr std::uint32_t kCoolSeconds = 2 * 3600;
constexpr std::uint32_t kWindowGap = 4 * 3600;
constexpr std::uint32_t kMaxScore = 1000;

std::uint16_t FeaturePoints(std::uint32_t features) {
  if (features & (kLaughter | kWarmth)) return 0;
  return static_cast<std::uint16_t>(((features & kNegativeEmotion) != 0) +
                                    ((features & kShouting) != 0) + ((features & kYouAlways) != 0));
}

}  // namespace

bool ConflictFinder::IsHot() const {
  if (sum_ < kThreshold) return false;
  std::uint16_t sender = kNoSender;
  bool two_sides = false, any_hit = false;
  std::uint32_t chasers = 0;
  for (const Entry& e : window_) {
    if (e.score == 0) continue;
    any_hit = any_hit || e.from_hits > 0;
    two_sides = two_sides || (sender != kNoSender && sender != e.sender);
    sender = e.sender;
    chasers += e.chasers;
  }
  return any_hit && (two_sides || chasers >= kChasers);
}

const ConflictFinder::Entry& ConflictFinder::FirstScoring() const {
  const Entry* first = nullptr;
  for (const Entry& e : window_) {
    if (e.score > 0 && (first == nullptr || e.turn < first->turn)) first = &e;
  }
  return *first;
}

void ConflictFinder::Extend(const Turn& turn) {
  const bool open = !episodes_.empty() && turn_ - hot_turn_ <= kCoolTurns &&
                    SecondsBetween(hot_end_, turn.begin) <= kCoolSeconds;
  if (!open) {
    const Entry& first = FirstScoring();
    ConflictEpisode episode;
    episode.first = first.first;
    if (!episodes_.empty()) episode.first = std::max(episode.first, episodes_.back().last + 1);
    episode.turns = turn_ - first.turn;
    episodes_.push_back(episode);
    hot_turn_ = turn_ - 1;
  }
  ConflictEpisode& episode = episodes_.back();
  episode.last = turn.last;
  episode.turns += turn_ - hot_turn_;
  episode.peak = static_cast<std::uint16_t>(std::max<std::uint32_t>(episode.peak, sum_));
  hot_turn_ = turn_;
  hot_end_ = turn.end;
}

void ConflictFinder::AddScore(const Turn& turn) {
  if (sum_ > 0 && SecondsBetween(last_end_, turn.begin) > kWindowGap) {
    window_.fill(Entry{});
    sum_ = 0;
  }
  last_end_ = turn.end;
  ++turn_;
  Entry& slot = window_[turn_ % kWindow];
  sum_ -= slot.score;
  const std::uint32_t score =
      std::min<std::uint32_t>(kMaxScore, std::uint32_t{turn.heat} + FeaturePoints(turn.features));
  slot = {
      static_cast<std::uint16_t>(score), turn.heat, turn.chasers, turn.sender, turn.first, turn_};
  sum_ += score;
  if (IsHot()) Extend(turn);
}

}  // namespace ebb
