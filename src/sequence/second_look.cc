#include "sequence/second_look.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace ebb {

NearLevels MessagesBefore::Of(std::uint16_t sender) const {
  constexpr std::uint32_t kTalkBits = (1u << NearMessages::kTalk) - 1;
  NearLevels near;
  near.tense = static_cast<std::uint32_t>(std::popcount(tense_ & kTalkBits));
  for (std::size_t i = 0; i < kLastBeside; ++i) near.last[i] = last_[i].sums;
  const bool goes_on = last_[0].sender == sender;
  const Latest& before = goes_on ? before_run_ : last_;
  const auto is_other = [&](const Told& told) {
    return told.sender != sender && told.sender != kNoSender;
  };
  std::size_t i = 0;
  for (; i < NearMessages::kBefore && is_other(before[i]); ++i) {
    near.partner_before = Higher(near.partner_before, before[i].levels);
    if (i < kLeadMessages) near.lead += before[i].lead;
  }
  if (goes_on) {
    near.own_before = last_[0].levels;
  } else if (before[i].sender == sender) {
    near.own_before = before[i].levels;
  }
  return near;
}

void MessagesBefore::Add(std::uint16_t sender, Levels levels, const RoughSums& sums,
                         std::int32_t lead) {
  if (last_[0].sender != sender) before_run_ = last_;
  std::copy_backward(last_.begin(), last_.end() - 1, last_.end());
  last_[0] = {sender, lead, levels, sums};
  tense_ = tense_ << 1 | (IsTense(levels) ? 1u : 0u);
}

// Takes in a message after the run. True if nothing more is wanted: its sender writes again, or
// the partner's answer was heard for long enough.
bool WaitingMessages::Answered(std::uint16_t sender, Levels levels, Run* run) {
  if (run->sender == sender) return true;
  run->after = Higher(run->after, levels);
  return ++run->answers == NearMessages::kAfter;
}

// Tells the last messages of the run of the one that follows. A run waits for no less than it is to
// be told: until its sender is back, another between, or several answers were heard.
void WaitingMessages::TakeBeside(const RoughSums& sums, Run* run) const {
  std::vector<Seen>& waiting = run->waiting;
  for (std::size_t i = waiting.size(); i-- > 0;) {
    const std::uint32_t places = number_ - waiting[i].number;
    if (places > kNextBeside) break;
    waiting[i].near.next[places - 1] = sums;
  }
}
static_assert(kNextBeside <= 2 && NearMessages::kAfter >= kNextBeside);

void WaitingMessages::Wait(const Seen& seen) {
  if (!run_waits_) {
    Run& run = runs_.emplace_back();
    run.sender = sender_;
    if (!spare_.empty()) {
      run.waiting = std::move(spare_.back());
      spare_.pop_back();
    }
    run_waits_ = true;
  }
  runs_.back().waiting.push_back(seen);
  runs_.back().waiting.back().number = number_;
}

void WaitingMessages::Drop(std::size_t run) {
  constexpr std::size_t kMostSpare = 1024;  // messages; room for more is given back
  std::vector<Seen>& waiting = runs_[run].waiting;
  waiting.clear();
  if (waiting.capacity() <= kMostSpare) spare_.push_back(std::move(waiting));
  runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(run));
}

}  // namespace ebb
