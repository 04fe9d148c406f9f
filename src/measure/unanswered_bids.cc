#include "measure/unanswered_bids.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>

#include "measure/bid_change.h"
#include "measure/bid_weeks.h"
#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr BidTypeWords kAwayOfTypes[] = {
    {BidType::kNeutral, "away_neutral", "everyday matters left without an answer"},
    {BidType::kEmotional, "away_emotional", "messages about feelings left without an answer"},
    {BidType::kPlan, "away_plan", "invitations left without an answer"},
    {BidType::kHot, "away_hot", "hard topics left without an answer"},
};

// Half counts and all: the range is that of the rounded count.
Figure UnansweredFigure(const BidCount& all) {
  const char* key = "unanswered_rate";
  const char* label = "left without an answer, a word or two counted half";
  if (all.all() < kBidsNeeded) return NotShown(key, label, "share", all.all());
  const double count = all.unanswered();
  const Interval range = Wilson(static_cast<std::uint64_t>(std::lround(count)), all.all());
  return MakeRanged(key, label, "share", all.all(), count / all.all(), range.low, range.high);
}

// Bids left without an answer, hot ones aside.
WeekSum AwayOf(const BidWeek& week) {
  const BidCount all = week.All();
  const BidCount& hot = week.Of(BidType::kHot);
  return {static_cast<double>(all.away - hot.away), static_cast<double>(all.all() - hot.all())};
}

double OfHundredBids(const WeekSum& sum) { return 100 * (sum.sum / sum.count); }

Claim AwayClaim(int side, const std::string& now, const BidChange& change) {
  Claim claim;
  claim.key = "away_change";
  claim.side = side;
  claim.has_p = true;
  claim.p = change.contrast->p;
  claim.text = fmt::format(
      "In {} {{self}} left {} of 100 messages that asked for something, hard topics aside, without "
      "an answer; before that {}.",
      now, SignificantDigits(OfHundredBids(change.now)),
      change.BeforeInWords(OfHundredBids(change.before)));
  claim.cannot_tell = fmt::format(
      "Whether {{self}} left more or fewer messages without an answer in {} than before cannot be "
      "told from this chat.",
      now);
  claim.benign = {"More of the talk may have happened in person or in calls.",
                  "A new job or timetable changes what can be answered in time.",
                  "More messages may have been of the kind that needs no answer."};
  return claim;
}

BidChange AddAwayChange(int side, const Periods& periods, const BidWeeks& weeks,
                        MeasureResult* result) {
  BidChange change = CompareBids(periods, weeks, AwayOf);
  result->sides[static_cast<std::size_t>(side)].push_back(
      PointsFigure("away_change", "change in what was left without an answer, hard topics aside",
                   change.bids(), change.estimate()));
  if (change.enough_to_claim) {
    result->claims.push_back(AwayClaim(side, periods.NowInWords(), change));
  }
  return change;
}

void AddCounts(const BidWeek& sum, std::vector<Figure>* figures) {
  const BidCount all = sum.All();
  const std::uint64_t bids = all.all();
  const auto share = [&](const char* key, const char* label, std::uint64_t count) {
    figures->push_back(ShareFigure(key, label, {count, bids}, bids >= kBidsNeeded));
  };
  figures->push_back(CountFigure("bids", "messages of the other that asked for something", bids));
  figures->push_back(UnansweredFigure(all));
  share("away_rate", "left without an answer", all.away);
  share("minimal_rate", "answered in a word or two", all.minimal);
  share("against_rate", "answered harshly or waved away", all.against);
  share("toward_rate", "taken up", all.toward);
  figures->push_back(CountFigure("late", "answered late, after the usual time", all.late));
  for (const BidTypeWords& words : kAwayOfTypes) {
    const BidCount& of_type = sum.Of(words.type);
    figures->push_back(ShareFigure(words.key, words.label, {of_type.away, of_type.all()},
                                   of_type.all() >= kBidsOfATypeNeeded));
  }
}

Claim UnansweredClaim(int side, const BidCount& all) {
  Claim claim;
  claim.key = "unanswered";
  claim.side = side;
  claim.text = fmt::format(
      "Of {} messages in which {{other}} asked for something, {{self}} left {} without an answer, "
      "{}, and met {} in a word or two.",
      all.all(), all.away, OfHundred(Share{all.away, all.all()}), all.minimal);
  claim.cannot_tell =
      "How often {self} left such messages without an answer cannot be told from this chat.";
  claim.benign = {"An answer may have been given in person or in a call.",
                  "Not every message that asks needs an answer.",
                  "Hours of work or care leave less room to answer in time."};
  return claim;
}

Series WeeklyUnanswered(int side, const BidWeeks& weeks) {
  // A weekly point of fewer says nothing.
  constexpr std::uint32_t kBidsOfAWeek = 5;
  Series series;
  series.key = "unanswered_rate";
  series.label = "left without an answer, a word or two counted half";
  series.unit = "share";
  series.side = side;
  for (const BidWeek& week : weeks) {
    const BidCount all = week.All();
    const bool known = all.all() >= kBidsOfAWeek;
    series.points.push_back(
        {week.week, known, known ? all.unanswered() / all.all() : 0, all.all()});
  }
  return series;
}

std::string NoteOf(const MeasureInput& input) {
  if (input.capabilities.calls) return {};
  return "This format keeps no calls: a question answered by calling counts as unanswered.";
}

}  // namespace

MeasureResult UnansweredBids(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M3";
  result.key = "unanswered_bids";
  result.title = "How messages that asked for something were met";
  result.weakness =
      "Answers given in person are not in the chat, and whether a reply speaks to the question is "
      "guessed from a few words.";
  if (StopsAtGate(input, &result)) return result;
  const Periods periods(input);
  const std::array<BidWeeks, 2> weeks = BidsByWeek(input);
  std::array<BidChange, 2> changes;
  std::uint64_t most = 0;
  for (int side = 0; side < 2; ++side) {
    const BidWeeks& own = weeks[static_cast<std::size_t>(side)];
    const BidWeek sum = SumOf(own);
    const BidCount all = sum.All();
    most = std::max<std::uint64_t>(most, all.all());
    AddCounts(sum, &result.sides[static_cast<std::size_t>(side)]);
    changes[static_cast<std::size_t>(side)] = AddAwayChange(side, periods, own, &result);
    if (all.all() < kBidsNeeded) continue;
    result.claims.push_back(UnansweredClaim(side, all));
    result.series.push_back(WeeklyUnanswered(side, own));
  }
  result.note = NoteOf(input);
  if (result.note.empty()) result.note = MissingToTellChange(changes);
  if (most < kBidsNeeded) {
    result.note = Needed(most, "messages that asked for something", kBidsNeeded) + " of one side.";
    return result;
  }
  result.state = MeasureState::kShown;
  return result;
}

}  // namespace ebb
