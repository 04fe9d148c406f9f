// What a topic is recognised by when it comes up again, without its words (measures.md M13).
//
// Facts hold two hashed content words a message and a bit for milestones, not which milestone. So
// a topic is a handful of rare stems: three to begin with; a milestone that is put off again adds
// those of the new turns, up to six. Of a milestone topic one of them beside a milestone word is
// enough, of any other two close together. Within a short stretch of time a word alone is enough if
// it is so rare that chance seldom brings it there (RareWords). Stems that half the chat is made
// of tell nothing and are left out. Chance meetings remain: 16-bit hashes collide, words recur.
//
// Values; StemCounts takes 256 KB while it lives.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sequence/pair_talk.h"

namespace ebb {

// How often each stem occurs in the messages of the two.
class StemCounts {
 public:
  explicit StemCounts(const Talk& talk);
  std::uint32_t Of(std::uint16_t stem) const { return counts_[stem]; }
  // Does the stem say what a turn is about? A word beside a milestone may be commoner.
  bool Tells(std::uint16_t stem, bool milestone) const;

 private:
  std::vector<std::uint32_t> counts_;
  std::uint32_t limit_ = 0, milestone_limit_ = 0;
};

struct TopicKey {
  static constexpr std::size_t kStems = 6;
  static constexpr std::size_t kFirstStems = 3;  // of a topic put off once
  bool milestone = false;
  std::array<std::uint16_t, kStems> stems{};  // 0 = none left; all 0 of a milestone: any milestone

  bool Any() const { return stems[0] == 0; }
  // Can it be followed at all?
  bool Traceable() const { return milestone || stems[1] != 0; }
  // Index in `stems`; kStems if it is not there.
  std::size_t Find(std::uint16_t stem) const;
  // Adds a stem; false if it is there, or if there is no room.
  bool Learn(std::uint16_t stem);
};

// Meetings with a key while a loop goes over the turns: two stems of it within three turns and
// twelve hours, or one in a turn that names a milestone.
class TopicWatch {
 public:
  // True if `turn`, the number `index`, mentions the topic.
  bool Mentions(const TopicKey& key, const TalkTurn& turn, std::size_t index);

 private:
  struct Sight {
    std::size_t turn = 0;
    std::uint32_t begin = 0;  // seconds since 2000; 0 = never seen
  };
  std::array<Sight, TopicKey::kStems> seen_{};
};

// The last turns of a loop over the talk, newest last; read when asked, which is seldom.
class RecentTurns {
 public:
  explicit RecentTurns(const Talk& talk) : talk_(&talk) {}
  static constexpr std::size_t kTurns = 7;           // the turn at hand and six before it
  static constexpr std::uint32_t kSpan = 12 * 3600;  // none that began longer ago
  static constexpr double kByChance = 0.05;
  // The loop stands at this turn.
  void MoveTo(std::size_t turn) { newest_ = turn; }
  // What the turn at hand is about: the milestone named in it or before it, else the stems that
  // recur most, then the rarest.
  TopicKey Key(const StemCounts& counts) const;
  // Stems of the turn at hand and those before it, so rare that all of them together turn up in
  // `share` of the chat by chance less than once in twenty (kByChance).
  std::vector<std::uint16_t> RareWords(const StemCounts& counts, double share) const;
  // The first of them that names a milestone, if one does.
  std::optional<TalkTurn> MilestoneTurn() const;

 private:
  bool Near(const TalkTurn& turn) const { return turn.begin + kSpan >= talk_->Begin(newest_); }
  // The oldest of the last kTurns.
  std::size_t Oldest() const { return newest_ + 1 - std::min(newest_ + 1, kTurns); }
  // Calls `visit` with each of the last kTurns that is near, and its number.
  template <typename Visit>
  void ForEachNear(Visit visit) const;

  const Talk* talk_;
  std::size_t newest_ = 0;
};

}  // namespace ebb
