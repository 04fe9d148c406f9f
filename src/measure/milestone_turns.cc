#include "measure/milestone_turns.h"

#include <algorithm>
#include <utility>

#include "measure/resample.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kTurnsAfterMention = 6;
constexpr std::uint32_t kLongestSixTurns = 24 * kHourSeconds;
constexpr std::uint32_t kTimeAfter = 2 * kHourSeconds;
constexpr std::size_t kBlockWeeks = 4;
constexpr std::size_t kWeeksForRange = 5;
constexpr std::uint64_t kRangeSeed = 14;
constexpr std::size_t kWeeksDrawn = 800'000;  // in all: 2,000 draws of eight years, fewer of more

void Add(bool outcome, Share* share) {
  share->k += outcome ? 1 : 0;
  ++share->n;
}

Share& operator+=(Share& sum, Share more) {
  sum.k += more.k;
  sum.n += more.n;
  return sum;
}

// The mention of one side that was read last.
struct Mention {
  std::size_t turn = Talk::kNone;
  std::uint32_t end = 0;
  bool pressed = false;

  bool IsNear(std::size_t at, std::uint32_t begin) const {
    if (turn == Talk::kNone) return false;
    const std::uint32_t passed = begin > end ? begin - end : 0;
    return passed <= kTimeAfter || (at - turn <= kTurnsAfterMention && passed <= kLongestSixTurns);
  }
};

// Goes through the turns once, for both sides.
class MilestoneFinder {
 public:
  explicit MilestoneFinder(const MeasureInput& input)
      : input_(input), first_week_(WeekNumber(input.talk.first_time())) {
    const std::int32_t last = WeekNumber(input.talk.last_time());
    for (MilestoneTurns& side : found_) {
      side.weeks.resize(static_cast<std::size_t>(std::max(last - first_week_, 0)) + 1);
    }
  }

  std::array<MilestoneTurns, 2> Find() {
    const Talk& talk = input_.talk;
    int before = -1;  // whose the turn before is, and when it ended
    std::uint32_t end = 0;
    for (std::size_t t = 0; t < talk.size(); ++t) {
      const TalkTurn turn = talk.At(t);
      const std::uint32_t pause = turn.begin > end ? turn.begin - end : 0;
      // Follows the other's turn in the same session.
      Read(t, turn, before == 1 - turn.side && pause <= talk.session_gap());
      before = turn.side;
      end = turn.end;
    }
    for (std::size_t side = 0; side < 2; ++side) CloseBlock(side);
    return std::move(found_);
  }

 private:
  void Read(std::size_t t, const TalkTurn& turn, bool answers) {
    const auto side = static_cast<std::size_t>(turn.side);
    const std::int32_t number = WeekNumber(turn.begin);
    const auto offset = static_cast<std::size_t>(std::max(number - first_week_, 0));
    const std::size_t week = std::min(offset, found_[side].weeks.size() - 1);
    if (IsDanger(number)) {
      found_[side].left_out = true;
      return;
    }
    EnterBlock(week / kBlockWeeks);
    if (answers) Count(t, turn, week);
    if (!turn.Shows(kMilestone)) return;
    mentions_[side] = {t, turn.end, turn.Has(kPressed)};
    ++found_[1 - side].weeks[week].mentions;
  }

  void Count(std::size_t t, const TalkTurn& turn, std::size_t week) {
    const auto side = static_cast<std::size_t>(turn.side);
    const bool distance = TurnsAway(turn);
    const Mention& mention = mentions_[1 - side];
    MilestoneWeek& tally = found_[side].weeks[week];
    const bool is_near = mention.IsNear(t, turn.begin);
    if (!is_near) {
      Add(distance, &tally.elsewhere);
    } else {
      Add(distance, mention.pressed ? &tally.near_pressed : &tally.near_plain);
    }
    found_[side].turns.push_back({distance, is_near ? Mark::kTrigger : Mark::kControl});
    has_near_[side] = has_near_[side] || is_near;
  }

  void EnterBlock(std::size_t block) {
    if (block == block_) return;
    block_ = block;
    for (std::size_t side = 0; side < 2; ++side) CloseBlock(side);
  }

  // Keeps the turns since the last block if one is near a mention.
  void CloseBlock(std::size_t side) {
    MilestoneTurns& found = found_[side];
    const std::size_t length = found.turns.size() - block_begin_[side];
    if (!has_near_[side]) {
      found.turns.resize(block_begin_[side]);
    } else {
      found.blocks.push_back(length);
    }
    has_near_[side] = false;
    block_begin_[side] = found.turns.size();
  }

  bool IsDanger(std::int32_t week) const {
    return std::binary_search(input_.danger_weeks.begin(), input_.danger_weeks.end(), week);
  }

  const MeasureInput& input_;
  std::int32_t first_week_;
  std::array<MilestoneTurns, 2> found_;
  std::array<Mention, 2> mentions_;
  std::size_t block_ = 0;
  std::array<std::size_t, 2> block_begin_{};
  std::array<bool, 2> has_near_{};
};

// The sums of one block of weeks.
struct Block {
  Share near, elsewhere;
};

std::optional<double> RatioOf(const std::vector<Block>& blocks) {
  double expected = 0, observed = 0;
  bool any = false;
  for (const Block& block : blocks) {
    if (block.near.n == 0 || block.elsewhere.n == 0) continue;
    any = true;
    observed += static_cast<double>(block.near.k);
    expected += static_cast<double>(block.near.n) * static_cast<double>(block.elsewhere.k) /
                static_cast<double>(block.elsewhere.n);
  }
  if (!any) return std::nullopt;
  return (observed + 0.5) / (expected + 0.5);
}

void AddWeek(const std::vector<MilestoneWeek>& weeks, std::size_t week,
             std::vector<Block>* blocks) {
  Block& block = (*blocks)[week / kBlockWeeks];
  block.near += weeks[week].near();
  block.elsewhere += weeks[week].elsewhere;
}

}  // namespace

MilestoneWeek MilestoneTurns::Sum() const {
  MilestoneWeek sum;
  for (const MilestoneWeek& week : weeks) {
    sum.near_pressed += week.near_pressed;
    sum.near_plain += week.near_plain;
    sum.elsewhere += week.elsewhere;
    sum.mentions += week.mentions;
  }
  return sum;
}

std::array<MilestoneTurns, 2> FindMilestoneTurns(const MeasureInput& input) {
  if (!input.talk.dated()) return {};
  return MilestoneFinder(input).Find();
}

std::optional<double> MilestoneRatio(const std::vector<MilestoneWeek>& weeks) {
  std::vector<Block> blocks(weeks.size() / kBlockWeeks + 1);
  for (std::size_t i = 0; i < weeks.size(); ++i) AddWeek(weeks, i, &blocks);
  return RatioOf(blocks);
}

std::optional<Interval> MilestoneRange(const std::vector<MilestoneWeek>& weeks) {
  const auto holds_near = [](const MilestoneWeek& week) { return week.near().n > 0; };
  const auto filled = std::count_if(weeks.begin(), weeks.end(), holds_near);
  if (filled < static_cast<std::ptrdiff_t>(kWeeksForRange)) return std::nullopt;
  std::vector<Block> blocks(weeks.size() / kBlockWeeks + 1);
  const UnitStatistic statistic = [&](const std::vector<std::size_t>& drawn) {
    std::fill(blocks.begin(), blocks.end(), Block{});
    for (const std::size_t week : drawn) AddWeek(weeks, week, &blocks);
    return RatioOf(blocks);
  };
  BootstrapOptions options;
  options.seed = kRangeSeed;
  options.draws = static_cast<std::uint32_t>(
      std::clamp<std::size_t>(kWeeksDrawn / weeks.size(), 500, options.draws));
  return BootstrapInterval(weeks.size(), statistic, options);
}

}  // namespace ebb
