#include "measure/replies.h"

#include <algorithm>
#include <vector>

namespace ebb {
namespace {

// Enough for a steady median, few enough to stay small in a chat of millions.
constexpr std::size_t kWaitsSampled = 20000;

}  // namespace

Replies::Replies(const Talk& talk, const std::array<WakingClock, 2>& clocks)
    : talk_(&talk), clocks_(&clocks) {
  FindCalls();
  for (int side = 0; side < 2; ++side) {
    const std::uint64_t window = 10ull * MedianDelay(side);
    windows_[static_cast<std::size_t>(side)] = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(window, 4 * kHourSeconds, 24 * kHourSeconds));
  }
}

void Replies::FindCalls() {
  const Timeline& timeline = talk_->timeline();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (facts.kind != static_cast<std::uint16_t>(MessageKind::kCall) || facts.sent == 0) continue;
    if (talk_->SideOf(facts) >= 0) calls_.push_back({p, facts.sent});
  }
  if (calls_.empty()) return;
  called_.resize(talk_->size());
  for (const Call& call : calls_) {
    // The turn that holds it, and those of the same side just before.
    const std::size_t holder = talk_->TurnAt(call.position);
    for (std::size_t t = holder + 1; t-- > 0 && !called_[t];) {
      if (talk_->Side(t) != talk_->Side(holder)) break;
      called_[t] = true;
    }
  }
}

std::uint32_t Replies::OwnCall(std::size_t turn, std::size_t next) const {
  if (called_.empty() || !called_[turn]) return 0;
  // A call that opens the turn came before its words.
  const auto call =
      std::upper_bound(calls_.begin(), calls_.end(), talk_->First(turn),
                       [](Position first, const Call& c) { return first < c.position; });
  if (call == calls_.end()) return 0;
  // All turns between are the asker's, so a call before the next turn of the other is too.
  const bool before = next == Talk::kNone || talk_->TurnAt(call->position) < next;
  return before ? call->sent : 0;
}

std::uint32_t Replies::MedianDelay(int side) const {
  std::vector<std::uint32_t> delays;
  const std::size_t step = talk_->size() / kWaitsSampled + 1;
  for (std::size_t t = 0; t < talk_->size(); t += step) {
    // An answer to the last turn before it, so that a monologue counts once.
    if (talk_->Side(t) == side || talk_->NextOfOther(t) != t + 1) continue;
    delays.push_back(Delay(t));
  }
  if (delays.empty()) return 0;
  const auto middle = delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2);
  std::nth_element(delays.begin(), middle, delays.end());
  return *middle;
}

std::uint32_t Replies::Delay(std::size_t turn) const {
  const std::size_t next = talk_->NextOfOther(turn);
  if (next == Talk::kNone) return kNever;
  const auto answerer = static_cast<std::size_t>(talk_->Side(next));
  return (*clocks_)[answerer].Between(talk_->End(turn), talk_->Begin(next));
}

Replies::Wait Replies::WaitAfter(std::size_t turn, std::uint32_t end) const {
  const auto answerer = static_cast<std::size_t>(1 - talk_->Side(turn));
  const WakingClock& clock = (*clocks_)[answerer];
  const std::uint32_t window = windows_[answerer];
  const std::size_t next = talk_->NextOfOther(turn);
  if (const std::uint32_t called = OwnCall(turn, next); called != 0) {
    const std::uint32_t until = clock.Between(end, called);
    if (until <= window) return {Wait::End::kCalled, until, Talk::kNone};
  }
  if (next != Talk::kNone) {
    const std::uint32_t delay = clock.Between(end, talk_->Begin(next));
    if (delay <= window) return {Wait::End::kAnswered, delay, next};
  }
  const std::uint32_t seen = clock.Between(end, talk_->last_time());
  if (seen < window) return {Wait::End::kUnseen, seen, Talk::kNone};
  return {Wait::End::kNoAnswer, window, Talk::kNone};
}

std::size_t Replies::AnswerTo(std::size_t turn) const {
  const std::uint32_t delay = Delay(turn);
  if (delay == kNever) return Talk::kNone;
  const int answerer = 1 - talk_->Side(turn);
  return delay <= Window(answerer) ? talk_->NextOfOther(turn) : Talk::kNone;
}

bool Replies::CalledInstead(std::size_t turn) const {
  return !calls_.empty() && WaitAfter(turn, talk_->End(turn)).end == Wait::End::kCalled;
}

bool Replies::WindowSeen(std::size_t turn) const {
  return WaitAfter(turn, talk_->End(turn)).end != Wait::End::kUnseen;
}

}  // namespace ebb
