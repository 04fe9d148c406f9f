#include "sequence/sessions.h"

#include <algorithm>

#include "sequence/turn_kinds.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint32_t kShortestPause = 2 * kHourSeconds;
constexpr std::uint32_t kRestartPause = 12 * kHourSeconds;  // waking
constexpr std::uint32_t kGreetingWords = 4;

bool IsGreeting(const TalkTurn& turn) {
  return turn.Shows(kGreeting) && turn.words <= kGreetingWords && !turn.Shows(kHasMedia | kLink) &&
         !turn.IsKind(MessageKind::kMedia) && !turn.IsKind(MessageKind::kCall);
}

class OpeningFinder {
 public:
  OpeningFinder(const Talk& talk, const std::array<WakingClock, 2>& clocks)
      : talk_(talk),
        clocks_(clocks),
        own_pause_(talk.session_gap()),
        pause_(std::min(kShortestPause, own_pause_)) {}

  std::vector<Opening> Find() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const TalkTurn turn = talk_.At(t);
      const std::uint32_t pause = t == 0 ? 0xFFFFFFFF : SecondsBetween(end_, turn.begin);
      if (pause > pause_) Open(t, turn, pause);
      Go(turn, talk_.InConflict(t));
      end_ = std::max(end_, turn.end);
      last_side_ = turn.side;
    }
    return std::move(openings_);
  }

 private:
  void Open(std::size_t t, const TalkTurn& turn, std::uint32_t pause) {
    Opening opening;
    opening.turn = static_cast<std::uint32_t>(t);
    opening.week = WeekNumber(turn.begin);
    opening.pause = pause;
    opening.side = turn.side;
    if (t > 0 && pause > kRestartPause) {
      const auto written_to = static_cast<std::size_t>(1 - last_side_);
      opening.restart = clocks_[written_to].Between(end_, turn.begin) > kRestartPause;
    }
    if (pause > own_pause_) {
      opening.after_conflict = conflict_since_;
      opening.greeting_only = true;  // until something else is said
      conflict_since_ = false;
      session_ = openings_.size();
      turns_ = 0;
    }
    openings_.push_back(opening);
  }

  // Every turn of the chat's own session that is no greeting, or beyond the two, makes more of it.
  void Go(const TalkTurn& turn, bool in_conflict) {
    if (++turns_ > 2 || !IsGreeting(turn)) openings_[session_].greeting_only = false;
    conflict_since_ |= in_conflict;
  }

  const Talk& talk_;
  const std::array<WakingClock, 2>& clocks_;
  std::uint32_t own_pause_, pause_;
  std::vector<Opening> openings_;
  std::size_t session_ = 0;
  std::uint32_t turns_ = 0, end_ = 0;
  int last_side_ = 0;
  bool conflict_since_ = false;
};

}  // namespace

std::vector<Opening> FindOpenings(const Talk& talk, const std::array<WakingClock, 2>& clocks) {
  return OpeningFinder(talk, clocks).Find();
}

}  // namespace ebb
