// From the first look at a message to the second: what the first made of the messages around it.
//
// Messages are read in time order and none is kept longer than its neighbours ask for: what stands
// before one is at hand when it is met, and it waits only until the partner has answered. So a chat
// of millions of messages costs no memory here; a run of one sender's messages without an answer
// costs some for each.
// For one thread; no errors.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/score_features.h"

namespace ebb {

// The messages before the one at hand, as NearMessages names them.
class MessagesBefore {
 public:
  // What stands before a message of `sender` that comes next.
  NearLevels Of(std::uint16_t sender) const;
  // Takes it in.
  void Add(std::uint16_t sender, Levels levels, const RoughSums& sums, std::int32_t lead);

 private:
  static constexpr std::size_t kKept = NearMessages::kBefore + 1;
  struct Told {
    std::uint16_t sender = kNoSender;  // none
    std::int32_t lead = 0;
    Levels levels = 0;
    RoughSums sums;
  };
  using Latest = std::array<Told, kKept>;  // latest first
  Latest last_{}, before_run_{};           // of all; of those before the run of one sender at hand
  std::uint32_t tense_ = 0;                // bit i = the message i + 1 back is
};

// A message between the two looks.
struct Seen {
  ScoreSum sum{};
  Position position = 0;
  MessageIndex message = 0;
  std::uint32_t text_end = 0;
  Levels own_after = 0;      // of the next message, if it is the sender's own
  NearLevels near;           // what stands before it, and `next`
  std::uint32_t number = 0;  // of the messages taken in, this one's
  std::uint32_t talk = 0;    // its place in the talk, from 0 on
  bool dangerous = false;
};

// The messages that wait for what stands after them.
class WaitingMessages {
 public:
  // Takes in the next message of the talk. It waits itself if `seen` is not null. Calls
  // `decide(const Seen&, Levels partner_after)` for those that need wait no longer.
  template <typename Decide>
  void Add(std::uint16_t sender, Levels levels, const RoughSums& sums, const Seen* seen,
           Decide decide) {
    ++number_;
    const bool goes_on = sender == sender_;
    if (goes_on && last_waits_) runs_.back().waiting.back().own_after = levels;
    const std::size_t open = goes_on && run_waits_ ? 1 : 0;
    for (std::size_t r = 0; r < runs_.size();) {
      TakeBeside(sums, &runs_[r]);
      if (r + open < runs_.size() && Answered(sender, levels, &runs_[r])) {
        Release(r, decide);
      } else {
        ++r;
      }
    }
    run_waits_ = goes_on && run_waits_;
    sender_ = sender;
    last_waits_ = seen != nullptr;
    if (seen != nullptr) Wait(*seen);
  }
  // At the end of the talk.
  template <typename Decide>
  void Finish(Decide decide) {
    while (!runs_.empty()) Release(0, decide);
  }

 private:
  // Messages of one sender in a row, and the answers to them so far.
  struct Run {
    std::uint16_t sender = kNoSender;
    std::size_t answers = 0;
    Levels after = 0;
    std::vector<Seen> waiting;
  };
  static bool Answered(std::uint16_t sender, Levels levels, Run* run);
  void TakeBeside(const RoughSums& sums, Run* run) const;
  void Wait(const Seen& seen);
  void Drop(std::size_t run);
  template <typename Decide>
  void Release(std::size_t run, Decide decide) {
    for (const Seen& seen : runs_[run].waiting) decide(seen, runs_[run].after);
    Drop(run);
  }

  std::vector<Run> runs_;                 // few, in the order they began
  std::vector<std::vector<Seen>> spare_;  // room of runs that are done
  std::uint32_t number_ = 0;              // of the last message
  std::uint16_t sender_ = kNoSender;      // of it
  bool last_waits_ = false;               // the last message waits, as the last of the last run
  bool run_waits_ = false;                // its run is the last one
};

}  // namespace ebb
