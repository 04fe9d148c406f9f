#include "measure/replies.h"

#include <algorithm>
#include <vector>

namespace ebb {
namespace {

constexpr std::uint32_t kHour = 3600;
// Enough for a steady median, few enough to stay small in a chat of millions.
constexpr std::size_t kSampled = 20000;

}  // namespace

Replies::Replies(const Talk& talk, const std::array<WakingClock, 2>& clocks)
    : talk_(&talk), clocks_(&clocks) {
  for (int side = 0; side < 2; ++side) {
    const std::uint64_t window = 10ull * MedianDelay(side);
    windows_[static_cast<std::size_t>(side)] =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(window, 4 * kHour, 24 * kHour));
  }
}

std::uint32_t Replies::MedianDelay(int side) const {
  std::vector<std::uint32_t> delays;
  const std::size_t step = talk_->size() / kSampled + 1;
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
  return (*clocks_)[answerer].Between(talk_->At(turn).end, talk_->Begin(next));
}

std::size_t Replies::AnswerTo(std::size_t turn) const {
  const std::uint32_t delay = Delay(turn);
  if (delay == kNever) return Talk::kNone;
  const int answerer = 1 - talk_->Side(turn);
  return delay <= Window(answerer) ? talk_->NextOfOther(turn) : Talk::kNone;
}

}  // namespace ebb
