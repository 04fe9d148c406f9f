#include "measure/silence_finder.h"

#include <algorithm>

#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint32_t kNotablePause = 2 * kHourSeconds;
constexpr std::uint32_t kLong = 24 * kHourSeconds;  // waking
constexpr std::uint32_t kHole = 60 * kDaySeconds;
constexpr std::uint32_t kHistory = 8 * kWeekSeconds;
constexpr std::uint32_t kLookBack = 90;  // days
constexpr std::uint32_t kShortlyBefore = 2 * kHourSeconds;
constexpr std::size_t kTravelTurns = 3, kMilestoneTurns = 6;
constexpr std::uint32_t kRoutineWeeks = 8;
constexpr std::uint32_t kRoutineSeen = 3;

class SilenceFinder {
 public:
  explicit SilenceFinder(const MeasureInput& input)
      : input_(input), talk_(input.talk), first_hour_(talk_.first_time() / kHourSeconds) {
    const std::uint32_t hours = talk_.last_time() / kHourSeconds - first_hour_ + 1;
    written_.resize(hours);
    by_day_.resize(hours / 24 + 2);
  }

  FoundSilences Find() {
    const Timeline& timeline = talk_.timeline();
    for (Position p = 0; p < timeline.size(); ++p) {
      const MessageFacts& facts = timeline.Facts(p);
      const int side = talk_.SideOf(facts);
      if (side < 0 || facts.sent == 0 || IsNotice(facts)) continue;
      const std::uint32_t pause = SecondsBetween(end_, facts.sent);
      if (pause > kNotablePause) Pause(p, facts.sent, side);
      Remember(p, facts, side);
    }
    return std::move(found_);
  }

 private:
  struct Candidate {
    std::uint32_t begin = 0, waking = 0;
  };

  void Remember(Position p, const MessageFacts& facts, int side) {
    if (facts.sent / kHourSeconds >= first_hour_) {
      const std::uint32_t hour = facts.sent / kHourSeconds - first_hour_;
      if (hour < written_.size()) written_[hour] = true;
    }
    ++messages_;
    last_ = p;
    side_ = side;
    end_ = std::max(end_, facts.sent);
    by_day_[Day(end_)] = messages_;
  }

  std::size_t Day(std::uint32_t time) const {
    const std::uint32_t day = (std::max(time / kHourSeconds, first_hour_) - first_hour_) / 24;
    return std::min<std::size_t>(day, by_day_.size() - 1);
  }

  void Pause(Position p, std::uint32_t sent, int side) {
    Silence silence;
    silence.first = last_;
    silence.last = p;
    silence.begin = end_;
    silence.end = sent;
    silence.week = WeekNumber(end_);
    silence.written_to = 1 - side_;
    silence.ended_by = side;
    const bool after_conflict = IsAfterConflict();
    CountPause(silence, after_conflict);
    if (sent - end_ <= kLong) return;
    silence.waking =
        input_.clocks[static_cast<std::size_t>(silence.written_to)].Between(end_, sent);
    if (silence.waking <= kLong) return;
    const bool beyond = IsBeyondUsual(silence.waking);
    candidates_.push_back({end_, silence.waking});
    if (end_ - talk_.first_time() < kHistory || !beyond) return;
    if (sent - end_ > kHole) {
      ++found_.holes;
    } else if (HasTravelWords(silence)) {
      ++found_.beside_travel;
    } else if (IsRoutine(silence)) {
      ++found_.routine;
    } else {
      silence.tag = after_conflict              ? SilenceTag::kAfterConflict
                    : FollowsMilestone(silence) ? SilenceTag::kAfterMilestone
                                                : SilenceTag::kUnexplained;
      found_.silences.push_back(silence);
    }
  }

  void CountPause(const Silence& silence, bool after_conflict) {
    const auto& danger = input_.danger_weeks;
    if (std::binary_search(danger.begin(), danger.end(), silence.week)) return;
    PauseCount& count = found_.pauses[static_cast<std::size_t>(silence.written_to)];
    ++count.all;
    count.after_conflict += after_conflict;
  }

  bool IsAfterConflict() {
    const std::vector<ConflictEpisode>& conflicts = talk_.conflicts();
    while (conflict_ < conflicts.size() && conflicts[conflict_].first <= last_) ++conflict_;
    if (conflict_ == 0) return false;
    const Position over = std::min(conflicts[conflict_ - 1].last, last_);
    const std::uint32_t ended = talk_.timeline().Facts(over).sent;
    return ended != 0 && SecondsBetween(ended, end_) <= kShortlyBefore;
  }

  // Over the 99th percentile of the gaps in the days before: fewer than one in a hundred of them
  // are as long. Gaps of under 24 hours need not be looked at.
  bool IsBeyondUsual(std::uint32_t waking) const {
    const std::size_t day = Day(end_);
    const std::uint64_t before = day > kLookBack ? MessagesUntil(day - kLookBack) : 0;
    const std::uint64_t gaps = messages_ - before;
    const std::uint32_t from = end_ > kLookBack * kDaySeconds ? end_ - kLookBack * kDaySeconds : 0;
    std::uint64_t as_long = 0;
    for (std::size_t i = candidates_.size(); i-- > 0 && candidates_[i].begin >= from;) {
      as_long += candidates_[i].waking >= waking;
    }
    return as_long <= (gaps == 0 ? 0 : (gaps - 1) / 100);
  }

  // The days without a message hold 0.
  std::uint64_t MessagesUntil(std::size_t day) const {
    while (day > 0 && by_day_[day] == 0) --day;
    return by_day_[day];
  }

  bool HasTravelWords(const Silence& silence) const {
    const std::size_t before = talk_.TurnAt(silence.first);
    for (std::size_t k = 0; k < kTravelTurns && k <= before; ++k) {
      const TalkTurn turn = talk_.At(before - k);
      if (SecondsBetween(turn.end, silence.begin) > kShortlyBefore) break;
      if (turn.Shows(kTravelWord)) return true;
    }
    return talk_.At(talk_.TurnAt(silence.last)).Shows(kTravelWord);
  }

  bool FollowsMilestone(const Silence& silence) const {
    const std::size_t before = talk_.TurnAt(silence.first);
    for (std::size_t k = 0; k < kMilestoneTurns && k <= before; ++k) {
      const TalkTurn turn = talk_.At(before - k);
      if (SecondsBetween(turn.end, silence.begin) > kShortlyBefore) return false;
      if (turn.Shows(kMilestone)) return true;
    }
    return false;
  }

  // Were the same hours of the week silent in the weeks before?
  bool IsRoutine(const Silence& silence) const {
    if (silence.end - silence.begin >= 6 * kDaySeconds) return false;
    std::uint32_t seen = 0, silent = 0;
    for (std::uint32_t k = 1; k <= kRoutineWeeks; ++k) {
      if (silence.begin < talk_.first_time() + k * kWeekSeconds) break;
      ++seen;
      silent += IsSilent(silence.begin - k * kWeekSeconds, silence.end - k * kWeekSeconds);
    }
    return silent >= kRoutineSeen && silent * 2 >= seen;
  }

  // Nobody wrote between, the first and last two hours aside.
  bool IsSilent(std::uint32_t begin, std::uint32_t end) const {
    const auto from = written_.begin() + (begin / kHourSeconds + 2 - first_hour_);
    const auto to = written_.begin() + (end / kHourSeconds - 1 - first_hour_);
    return std::find(from, to, true) == to;
  }

  const MeasureInput& input_;
  const Talk& talk_;
  std::uint32_t first_hour_;
  std::vector<bool> written_;          // by hour
  std::vector<std::uint64_t> by_day_;  // messages up to the end of it
  std::vector<Candidate> candidates_;
  std::uint64_t messages_ = 0;
  Position last_ = 0;
  int side_ = 0;
  std::uint32_t end_ = 0;
  std::size_t conflict_ = 0;
  FoundSilences found_;
};

}  // namespace

FoundSilences FindSilences(const MeasureInput& input) {
  return input.talk.dated() ? SilenceFinder(input).Find() : FoundSilences{};
}

}  // namespace ebb
