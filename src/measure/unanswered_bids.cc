#include "measure/unanswered_bids.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "measure/bid_weeks.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"

namespace ebb {
namespace {

struct TypeWords {
  BidType type;
  const char* key;
  const char* label;
};
constexpr TypeWords kTypes[] = {
    {BidType::kNeutral, "away_neutral", "everyday matters left without an answer"},
    {BidType::kEmotional, "away_emotional", "messages about feelings left without an answer"},
    {BidType::kPlan, "away_plan", "invitations left without an answer"},
    {BidType::kHot, "away_hot", "hard topics left without an answer"},
};

Figure ShareFigure(const char* key, const char* label, double count, std::uint64_t of,
                   std::uint64_t needed) {
  if (of < needed) return NotShown(key, label, "share", of);
  const Interval range = Wilson(static_cast<std::uint64_t>(std::lround(count)), of);
  return MakeRanged(key, label, "share", of, count / static_cast<double>(of), range.low,
                    range.high);
}

// Weeks in the two periods, as sums of those left without an answer.
struct Compared {
  std::vector<WeekSum> before, now;
  double bids_before = 0, bids_now = 0;

  bool enough() const { return bids_before >= kBidsToCompare && bids_now >= kBidsToCompare; }
};

Compared ByPeriod(const Periods& periods, const BidWeeks& weeks) {
  Compared compared;
  for (const BidWeek& week : weeks) {
    const BidCount all = week.All();
    const BidCount& hot = week.Of(BidType::kHot);
    const WeekSum sum{static_cast<double>(all.away - hot.away),
                      static_cast<double>(all.all() - hot.all())};
    switch (periods.Of(week.week)) {
      case Period::kNeither:
        break;
      case Period::kBefore:
        compared.before.push_back(sum);
        compared.bids_before += sum.count;
        break;
      case Period::kNow:
        compared.now.push_back(sum);
        compared.bids_now += sum.count;
        break;
    }
  }
  return compared;
}

double ShareOf(const std::vector<WeekSum>& weeks) {
  WeekSum all;
  for (const WeekSum& week : weeks) {
    all.sum += week.sum;
    all.count += week.count;
  }
  return all.count > 0 ? all.sum / all.count : 0;
}

Claim ChangeClaim(int side, const Periods& periods, const Compared& compared,
                  const WeekContrast& change) {
  Claim claim;
  claim.key = "away_change";
  claim.side = side;
  claim.has_p = true;
  claim.p = change.p;
  const std::string now = periods.NowInWords();
  claim.text = fmt::format(
      "In {} {{self}} left {} of 100 messages that asked for something, hard topics aside, without "
      "an answer; before that {} of 100 (difference {} points, range {} to {}).",
      now, SignificantDigits(100 * ShareOf(compared.now)),
      SignificantDigits(100 * ShareOf(compared.before)),
      SignificantDigits(100 * change.estimate.value),
      SignificantDigits(100 * change.estimate.range.low),
      SignificantDigits(100 * change.estimate.range.high));
  claim.cannot_tell = fmt::format(
      "Whether {{self}} left more or fewer messages without an answer in {} than before cannot be "
      "told from this chat.",
      now);
  claim.benign = {"More of the talk may have happened in person or in calls.",
                  "A new job or timetable changes what can be answered in time.",
                  "More messages may have been of the kind that needs no answer."};
  return claim;
}

void AddChange(int side, const Periods& periods, const BidWeeks& weeks, MeasureResult* result) {
  const char* key = "away_change";
  const char* label = "change in what was left without an answer, hard topics aside";
  std::vector<Figure>& figures = result->sides[static_cast<std::size_t>(side)];
  const Compared compared = ByPeriod(periods, weeks);
  const auto n = static_cast<std::uint64_t>(compared.bids_before + compared.bids_now);
  std::optional<WeekContrast> change;
  if (compared.enough()) {
    change = NowLessBefore(compared.before, compared.now, WeekVariance::kAtLeastBinomial);
  }
  if (!change) {
    figures.push_back(NotShown(key, label, "points", n));
    return;
  }
  const Estimate& estimate = change->estimate;
  figures.push_back(MakeRanged(key, label, "points", n, 100 * estimate.value,
                               100 * estimate.range.low, 100 * estimate.range.high));
  result->claims.push_back(ChangeClaim(side, periods, compared, *change));
}

void AddCounts(const BidWeek& sum, std::vector<Figure>* figures) {
  const BidCount all = sum.All();
  const std::uint64_t bids = all.all();
  const auto share = [&](const char* key, const char* label, double count) {
    figures->push_back(ShareFigure(key, label, count, bids, kBidsNeeded));
  };
  figures->push_back(CountFigure("bids", "messages of the other that asked for something", bids));
  share("unanswered_rate", "left without an answer, a word or two counted half", all.unanswered());
  share("away_rate", "left without an answer", all.away);
  share("minimal_rate", "answered in a word or two", all.minimal);
  share("against_rate", "answered harshly or waved away", all.against);
  share("toward_rate", "taken up", all.toward);
  figures->push_back(CountFigure("late", "answered late, after the usual time", all.late));
  for (const TypeWords& words : kTypes) {
    const BidCount& of_type = sum.Of(words.type);
    figures->push_back(
        ShareFigure(words.key, words.label, of_type.away, of_type.all(), kBidsOfATypeNeeded));
  }
}

Claim PlainClaim(int side, const BidCount& all) {
  Claim claim;
  claim.key = "unanswered";
  claim.side = side;
  claim.text = fmt::format(
      "Of {} messages in which {{other}} asked for something, {{self}} left {} without an answer, "
      "{}, and met {} in a word or two.",
      all.all(), all.away,
      OfHundred(static_cast<double>(all.away) / all.all(), Wilson(all.away, all.all())),
      all.minimal);
  claim.cannot_tell =
      "How often {self} left such messages without an answer cannot be told from this chat.";
  claim.benign = {"An answer may have been given in person or in a call.",
                  "Not every message that asks needs an answer.",
                  "Hours of work or care leave less room to answer in time."};
  return claim;
}

Series WeeklyRate(int side, const BidWeeks& weeks) {
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
  const std::array<BidWeeks, 2> weeks = CountBidsByWeek(input);
  std::uint64_t most = 0;
  for (int side = 0; side < 2; ++side) {
    const BidWeeks& own = weeks[static_cast<std::size_t>(side)];
    const BidWeek sum = SumOf(own);
    const BidCount all = sum.All();
    most = std::max<std::uint64_t>(most, all.all());
    AddCounts(sum, &result.sides[static_cast<std::size_t>(side)]);
    AddChange(side, periods, own, &result);
    if (all.all() < kBidsNeeded) continue;
    result.claims.push_back(PlainClaim(side, all));
    result.series.push_back(WeeklyRate(side, own));
  }
  result.note = NoteOf(input);
  if (most < kBidsNeeded) {
    result.note = Needed(most, "messages that asked for something", kBidsNeeded) + " of one side.";
    return result;
  }
  result.state = MeasureState::kShown;
  return result;
}

}  // namespace ebb
