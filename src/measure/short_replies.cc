#include "measure/short_replies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/proportions.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "sequence/turn_kinds.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kRepliesForShare = 40;
constexpr std::uint64_t kHardForShare = 15;
constexpr double kMinFreedom = 7;
// For a claim (README: found 80 times in 100).
constexpr std::uint64_t kHardToClaimShort = 40;
constexpr double kFreedomToClaimShort = 8;
constexpr double kMinOrdinaryOfWeek = 5;

struct SideReplies {
  Share ordinary, hard;              // short of all
  WeekSum week_ordinary, week_hard;  // of the week at hand
  std::vector<WeekSum> extra;        // short on hard turns beyond the week's ordinary share

  Share All() const { return {ordinary.k + hard.k, ordinary.n + hard.n}; }
};

class ReplyReader {
 public:
  explicit ReplyReader(const MeasureInput& input) : input_(input), periods_(input) {}

  std::array<SideReplies, 2> Read() {
    const Talk& talk = input_.talk;
    for (std::size_t t = 0; t < talk.size(); ++t) {
      const TalkTurn turn = talk.At(t);
      MoveTo(WeekNumber(turn.begin));
      Judge(t, turn);
      const bool substantive = IsSubstantive(turn);
      asked_ = {substantive, IsHot(turn, talk.InConflict(t)), turn.side, turn.end};
    }
    CloseWeek();
    return std::move(sides_);
  }

 private:
  struct Asked {
    bool substantive = false, hot = false;
    int side = 0;
    std::uint32_t end = 0;
  };

  // The reply to the turn before, if that was the other's: a run of turns counts once.
  void Judge(std::size_t t, const TalkTurn& reply) {
    if (t == 0 || !asked_.substantive || asked_.side == reply.side) return;
    if (input_.replies.WaitAfter(t - 1, asked_.end).answer != t) return;
    SideReplies& side = sides_[static_cast<std::size_t>(reply.side)];
    const bool is_short = IsMinimal(reply);
    Share& share = asked_.hot ? side.hard : side.ordinary;
    share.k += is_short;
    ++share.n;
    WeekSum& week = asked_.hot ? side.week_hard : side.week_ordinary;
    week.sum += is_short;
    week.count += 1;
  }

  void MoveTo(std::int32_t week) {
    if (week <= week_) return;
    CloseWeek();
    week_ = week;
  }

  void CloseWeek() {
    for (SideReplies& side : sides_) {
      const WeekSum &hard = side.week_hard, &ordinary = side.week_ordinary;
      if (hard.count > 0 && ordinary.count >= kMinOrdinaryOfWeek && periods_.Counts(week_)) {
        const double usual = ordinary.sum / ordinary.count;
        side.extra.push_back({hard.sum - hard.count * usual, hard.count});
      }
      side.week_hard = side.week_ordinary = {};
    }
  }

  const MeasureInput& input_;
  Periods periods_;
  std::array<SideReplies, 2> sides_;
  Asked asked_;
  std::int32_t week_ = -1;
};

std::optional<WeekContrast> ExtraOf(const SideReplies& side) {
  if (side.hard.n < kHardForShare) return {};
  auto extra = MeanOfWeeks(side.extra);
  if (extra && extra->freedom < kMinFreedom) return {};
  return extra;
}

Figure ExtraFigure(const SideReplies& side, const std::optional<WeekContrast>& extra) {
  const char *key = "extra_on_hard", *label = "short replies on hard topics beyond the usual";
  if (!extra) return NotShown(key, label, "points", side.hard.n);
  return PointsFigure(key, label, side.hard.n, extra->estimate);
}

Claim ExtraClaim(int number, const SideReplies& side, const WeekContrast& extra) {
  Claim claim;
  claim.key = "short_replies_hard";
  claim.side = number;
  claim.has_p = true;
  claim.p = Cautious(extra.p);
  claim.text = fmt::format(
      "On hard topics {{self}} replied in a word or two {}, on ordinary ones {}; {} and {} "
      "replies.",
      OfHundred(side.hard), OfHundred(side.ordinary), side.hard.n, side.ordinary.n);
  claim.cannot_tell =
      "Whether {self} replied more or less briefly on hard topics cannot be told from these "
      "messages.";
  claim.benign = {"A hard topic may be left for talking in person.",
                  "Two words can be a whole answer.",
                  "Some people write less when much is at stake."};
  return claim;
}

Claim ShortClaim(int number, Share replies) {
  Claim claim;
  claim.key = "short_replies";
  claim.side = number;
  claim.text = fmt::format(
      "{{self}} replied in a word or two to {} messages that asked or said something; {} replies.",
      OfHundred(replies), replies.n);
  claim.cannot_tell =
      "How often {self} replied in a word or two cannot be told from these messages.";
  claim.benign = {"Two words can be a whole answer, and some write so to everyone."};
  return claim;
}

void FillSide(int number, const SideReplies& side, MeasureResult* result) {
  auto& figures = result->sides[static_cast<std::size_t>(number)];
  figures.push_back(CountFigure("replies", "replies to substantive turns", side.All().n));
  if (result->state != MeasureState::kShown) return;
  const auto share = [&](const char* key, const char* label, Share of, std::uint64_t needed) {
    figures.push_back(ShareFigure(key, label, of, of.n >= needed));
  };
  share("short", "share of replies in a word or two", side.All(), kRepliesForShare);
  share("short_ordinary", "the same, on ordinary topics", side.ordinary, kRepliesForShare);
  share("short_hard", "the same, on hard topics", side.hard, kHardForShare);
  if (side.All().n >= kRepliesForShare) {
    result->claims.push_back(ShortClaim(number, side.All()));
  }
  const auto extra = ExtraOf(side);
  figures.push_back(ExtraFigure(side, extra));
  const bool enough = extra && side.ordinary.n > 0 && side.hard.n >= kHardToClaimShort &&
                      extra->freedom >= kFreedomToClaimShort;
  if (enough) {
    result->claims.push_back(ExtraClaim(number, side, *extra));
  }
}

}  // namespace

MeasureResult ShortReplies(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M7";
  result.key = "short_replies";
  result.title = "Short replies";
  result.weakness = "Two words can be all it takes; nothing here says how they were meant.";
  if (StopsAtGate(input, &result)) return result;
  const std::array<SideReplies, 2> sides = ReplyReader(input).Read();
  const auto [fewer, more] = std::minmax({sides[0].All().n, sides[1].All().n});
  if (IsMostlyMedia(input.talk)) {
    result.note = "More than half of the messages are pictures or voice, whose words are not here.";
  } else {
    if (fewer < kRepliesForShare)
      result.note = Needed(fewer, "replies to substantive turns", kRepliesForShare);
    if (more >= kRepliesForShare) result.state = MeasureState::kShown;
  }
  for (int side = 0; side < 2; ++side)
    FillSide(side, sides[static_cast<std::size_t>(side)], &result);
  return result;
}

}  // namespace ebb
