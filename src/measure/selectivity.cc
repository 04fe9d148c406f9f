#include "measure/selectivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "measure/bid_weeks.h"
#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/proportions.h"
#include "measure/unmet_examples.h"
#include "measure/week_means.h"
#include "measure/wording.h"

namespace ebb {
namespace {

// Bids of one kind, by week in order of time.
struct BidGroup {
  std::vector<WeekSum> weeks;
  Share unmet;

  void Add(std::uint32_t count, std::uint32_t of) {
    if (of == 0) return;
    weeks.push_back({static_cast<double>(count), static_cast<double>(of)});
    unmet.k += count;
    unmet.n += of;
  }
  double share() const { return unmet.n == 0 ? 0 : ValueOf(unmet); }
};

struct BidGroups {
  BidGroup everyday, hard;
  BidGroup first, last;  // everyday, of the first and the last third of the weeks
  std::uint64_t silent = 0;
  bool left_out = false;  // weeks with signs of danger were
};

struct GroupDifference {
  Estimate estimate;
  double p = 1;
};

// `now` less `before`: the wider of Newcombe's range and that of the weeks.
std::optional<GroupDifference> Differ(const BidGroup& before, const BidGroup& now) {
  const std::optional<Estimate> newcombe = ShareDifference(now.unmet, before.unmet);
  const std::optional<WeekContrast> weeks =
      NowLessBefore(before.weeks, now.weeks, WeekVariance::kAtLeastBinomial);
  if (!newcombe || !weeks) return std::nullopt;
  GroupDifference difference{*newcombe, weeks->p};
  Interval& range = difference.estimate.range;
  range.low = std::min(range.low, std::max(weeks->estimate.range.low, -1.0));
  range.high = std::max(range.high, std::min(weeks->estimate.range.high, 1.0));
  return difference;
}

BidGroups GroupsOf(const MeasureInput& input, const BidWeeks& weeks) {
  BidGroups groups;
  const std::size_t third = weeks.size() / 3;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const BidWeek& week = weeks[i];
    if (std::binary_search(input.danger_weeks.begin(), input.danger_weeks.end(), week.week)) {
      groups.left_out = true;
      continue;
    }
    const BidCount& everyday = week.Of(BidType::kNeutral);
    BidCount hard = week.Of(BidType::kEmotional);
    hard += week.Of(BidType::kHot);
    groups.everyday.Add(everyday.unmet, everyday.all());
    groups.hard.Add(hard.unmet, hard.all());
    groups.silent += everyday.away;
    if (i < third) groups.first.Add(everyday.unmet, everyday.all());
    if (i >= weeks.size() - third) groups.last.Add(everyday.unmet, everyday.all());
  }
  return groups;
}

bool Enough(const BidGroups& groups) {
  return groups.hard.unmet.n >= kHardBidsNeeded && groups.everyday.unmet.n >= kEverydayBidsNeeded;
}

bool EnoughOfThirds(const BidGroups& groups) {
  return std::min(groups.first.unmet.n, groups.last.unmet.n) >= kEverydayBidsOfAThird;
}

std::optional<GroupDifference> ChangeOf(const BidGroups& groups) {
  return EnoughOfThirds(groups) ? Differ(groups.first, groups.last) : std::nullopt;
}

// The same where there is enough to read a rise from it.
std::optional<GroupDifference> RiseOf(const BidGroups& groups,
                                      const std::optional<GroupDifference>& change) {
  const bool enough =
      std::min(groups.first.unmet.n, groups.last.unmet.n) >= kEverydayBidsToRise &&
      std::min(groups.first.weeks.size(), groups.last.weeks.size()) >= kEverydayWeeksToRise;
  return enough ? change : std::nullopt;
}

std::optional<Estimate> EstimateOf(const std::optional<GroupDifference>& difference) {
  return difference ? std::optional(difference->estimate) : std::nullopt;
}

void AddFigures(const BidGroups& groups, const std::optional<GroupDifference>& contrast,
                const std::optional<GroupDifference>& change, std::vector<Figure>* figures) {
  const bool enough = Enough(groups);
  const std::uint64_t both = groups.hard.unmet.n + groups.everyday.unmet.n;
  const std::uint64_t thirds = groups.first.unmet.n + groups.last.unmet.n;
  const bool thirds_enough = EnoughOfThirds(groups);
  figures->push_back(CountFigure("everyday_bids", "everyday messages that asked for something",
                                 groups.everyday.unmet.n));
  figures->push_back(
      CountFigure("hard_bids", "messages on hard topics or about feelings", groups.hard.unmet.n));
  figures->push_back(ShareFigure("everyday_unmet", "everyday messages not really answered",
                                 groups.everyday.unmet, enough));
  figures->push_back(ShareFigure("hard_unmet", "messages on hard topics not really answered",
                                 groups.hard.unmet, enough));
  figures->push_back(
      PointsFigure("hard_less_everyday", "hard topics minus everyday", both, EstimateOf(contrast)));
  const char* label = "how much more often on hard topics";
  figures->push_back(enough
                         ? MakeFigure("selectivity", label, "doublings", both,
                                      SelectivityOf(groups.hard.share(), groups.everyday.share()))
                         : NotShown("selectivity", label, "doublings", both));
  figures->push_back(ShareFigure("everyday_first", "everyday, first third of the weeks",
                                 groups.first.unmet, enough && thirds_enough));
  figures->push_back(ShareFigure("everyday_last", "everyday, last third of the weeks",
                                 groups.last.unmet, enough && thirds_enough));
  figures->push_back(PointsFigure("everyday_change", "everyday, last third minus first third",
                                  thirds, EstimateOf(change)));
}

const char* const kBenign[] = {
    "Answers given in person or in calls are not in the chat.",
    "Hard topics may have been kept for talking face to face on purpose.",
    "Work, illness or a newborn leave everyday messages unanswered too.",
};

std::string Numbers(const BidGroups& groups) {
  return fmt::format("{} of {} everyday messages and {} of {} on hard topics or about feelings",
                     groups.everyday.unmet.k, groups.everyday.unmet.n, groups.hard.unmet.k,
                     groups.hard.unmet.n);
}

struct ReadingWords {
  const char* key;
  const char* text;  // with a place for the numbers
};

ReadingWords WordsOf(Reading reading) {
  switch (reading) {
    case Reading::kAbsence:
      return {"reading_absence",
              "More like absence: everyday messages also went without a real answer. {{self}} did "
              "not really answer {} of {{other}}."};
    case Reading::kDeflection:
      return {
          "reading_deflection",
          "More like deflection: replies dropped mainly on hard topics. {{self}} did not really "
          "answer {} of {{other}}."};
    case Reading::kBoth:
      return {"reading_both",
              "Both patterns: everyday messages went without a real answer more often than at "
              "first, and hard topics more often still. {{self}} did not really answer {} of "
              "{{other}}."};
    case Reading::kUnclear:
      break;
  }
  return {"reading_unclear",
          "Mixed or not enough data: the figures point to neither absence nor deflection. {{self}} "
          "did not really answer {} of {{other}}."};
}

// The p of what the reading rests on; none for a level alone.
std::optional<double> PValue(Reading reading, bool up, double contrast, double change) {
  if (reading == Reading::kDeflection) return contrast;
  if (reading == Reading::kBoth) return std::max(contrast, change);
  if (reading == Reading::kAbsence && up) return change;
  return std::nullopt;
}

ReadingFacts FactsOf(const BidGroups& groups, const std::optional<GroupDifference>& contrast,
                     const std::optional<GroupDifference>& change) {
  ReadingFacts facts;
  facts.everyday = groups.everyday.share();
  facts.hard = groups.hard.share();
  facts.silent = static_cast<double>(groups.silent) / static_cast<double>(groups.everyday.unmet.n);
  if (contrast) facts.hard_less_everyday = contrast->estimate.range;
  facts.up = change && change->estimate.range.low > 0;
  return facts;
}

// Without a contrast (hard topics in fewer than four weeks) nothing is read.
Claim ReadingClaim(int side, const BidGroups& groups,
                   const std::optional<GroupDifference>& contrast,
                   const std::optional<GroupDifference>& change) {
  const ReadingFacts facts = FactsOf(groups, contrast, change);
  const Reading reading = contrast ? ReadingOf(facts) : Reading::kUnclear;
  const ReadingWords words = WordsOf(reading);
  Claim claim;
  claim.key = words.key;
  claim.side = side;
  claim.text = fmt::format(fmt::runtime(words.text), Numbers(groups));
  claim.cannot_tell = fmt::format(fmt::runtime(WordsOf(Reading::kUnclear).text), Numbers(groups));
  const std::optional<double> p =
      PValue(reading, facts.up, contrast ? contrast->p : 1.0, change ? change->p : 1.0);
  claim.has_p = p.has_value();
  claim.p = p.value_or(1);
  claim.looked = !claim.has_p && contrast.has_value();
  claim.benign.assign(std::begin(kBenign), std::end(kBenign));
  return claim;
}

// By the larger count of the two sides, so that it reads the same from either.
std::string Missing(const std::array<BidGroups, 2>& groups) {
  const std::uint64_t hard = std::max(groups[0].hard.unmet.n, groups[1].hard.unmet.n);
  const std::uint64_t everyday = std::max(groups[0].everyday.unmet.n, groups[1].everyday.unmet.n);
  return Needed(hard, "messages on hard topics or about feelings", kHardBidsNeeded) + " and " +
         Needed(everyday, "everyday ones", kEverydayBidsNeeded) + ", both of one side.";
}

void Conclude(const std::array<BidGroups, 2>& groups, bool any, bool calls, MeasureResult* result) {
  const bool left_out = groups[0].left_out || groups[1].left_out;
  if (any) {
    result->state = MeasureState::kShown;
    result->note =
        "A rule of thumb of this program: under 25 of 100 counts as seldom, 40 of 100 and more as "
        "often; no study has tested these limits.";
    if (left_out) result->note += " Weeks with signs of danger are left out.";
    if (!calls) {
      result->note +=
          " This format keeps no calls: what was answered by calling counts as not answered.";
    }
    return;
  }
  if (left_out) {
    result->state = MeasureState::kSuppressed;
    result->note = "Weeks with signs of danger are left out, and the others hold too little.";
    return;
  }
  result->note = Missing(groups);
}

}  // namespace

double SelectivityOf(double hard, double everyday) {
  constexpr double kAdded = 0.02;
  return std::log2((hard + kAdded) / (everyday + kAdded));
}

Reading ReadingOf(const ReadingFacts& facts) {
  const double selectivity = SelectivityOf(facts.hard, facts.everyday);
  const bool hard_stands_out = selectivity > 1 && facts.hard_less_everyday.low > 0;
  if (hard_stands_out && facts.up) return Reading::kBoth;
  if (hard_stands_out && facts.everyday < kSeldomUnmet) return Reading::kDeflection;
  const bool often = facts.everyday >= kOftenUnmet && facts.silent * 2 >= facts.everyday;
  const bool alike =
      facts.hard_less_everyday.high >= 0 && (selectivity < 1 || facts.hard_less_everyday.low <= 0);
  if ((facts.up || often) && alike) return Reading::kAbsence;
  return Reading::kUnclear;
}

MeasureResult Selectivity(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M17";
  result.key = "selectivity";
  result.title = "Absence or deflection: where answers were missing";
  result.weakness =
      "Which topics are hard is guessed from words, and what was said in person is not in the "
      "chat; "
      "no study validates this reading.";
  if (StopsAtGate(input, &result)) return result;
  const std::array<BidWeeks, 2> weeks = BidsByWeek(input);
  const std::array<BidGroups, 2> groups{GroupsOf(input, weeks[0]), GroupsOf(input, weeks[1])};
  bool any = false;
  for (int side = 0; side < 2; ++side) {
    const BidGroups& own = groups[static_cast<std::size_t>(side)];
    std::optional<GroupDifference> contrast, change;
    if (Enough(own)) {
      contrast = Differ(own.everyday, own.hard);
      change = ChangeOf(own);
    }
    AddFigures(own, contrast, change, &result.sides[static_cast<std::size_t>(side)]);
    if (!Enough(own)) continue;
    any = true;
    result.claims.push_back(ReadingClaim(side, own, contrast, RiseOf(own, change)));
  }
  Conclude(groups, any, input.capabilities.calls, &result);
  if (result.state != MeasureState::kSuppressed) result.episodes = UnmetExamples(input);
  return result;
}

}  // namespace ebb
