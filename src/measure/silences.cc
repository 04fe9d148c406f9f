#include "measure/silences.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/hypergeometric.hpp>
#include <string>
#include <utility>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/silence_finder.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kWeeksForSilences = 8;
constexpr std::uint64_t kPatternAfter = 3, kPatternRatio = 3;  // to each other one

const char* TagName(SilenceTag tag) {
  switch (tag) {
    case SilenceTag::kAfterConflict:
      return "after conflict";
    case SilenceTag::kAfterMilestone:
      return "after milestone";
    case SilenceTag::kUnexplained:
      return "unexplained";
  }
  return "";
}

struct SideCount {
  std::uint64_t all = 0, after_conflict = 0, after_milestone = 0, ended = 0;
  std::uint64_t safe = 0, safe_after_conflict = 0;  // outside weeks of danger
  double hours = 0;                                 // waking
};

SideCount CountOf(int side, const FoundSilences& found, const Periods& periods) {
  SideCount count;
  for (const Silence& silence : found.silences) {
    count.ended += silence.ended_by == side;
    if (silence.written_to != side) continue;
    const bool after = silence.tag == SilenceTag::kAfterConflict;
    ++count.all;
    count.after_conflict += after;
    count.after_milestone += silence.tag == SilenceTag::kAfterMilestone;
    count.hours += silence.waking / 3600.0;
    if (periods.IsDanger(silence.week)) continue;
    ++count.safe;
    count.safe_after_conflict += after;
  }
  return count;
}

// Chance that as many of the long ones follow a conflict, were it nothing but luck.
double ChanceOf(const SideCount& count, const PauseCount& pauses) {
  const std::uint64_t k = count.safe_after_conflict;
  // So many follow one whatever the luck.
  const bool certain = count.safe + pauses.after_conflict >= pauses.all + k;
  if (k == 0 || certain) return 1;
  const boost::math::hypergeometric_distribution<double> luck(pauses.after_conflict, count.safe,
                                                              pauses.all);
  return boost::math::cdf(boost::math::complement(luck, k - 1));
}

Claim FactClaim(int side, const SideCount& count, std::uint64_t all) {
  Claim claim;
  claim.key = "silences";
  claim.side = side;
  claim.text = fmt::format(
      "The last message before {} of {} was to {{self}}, who was the first to write again after "
      "{}.",
      count.all, SayCount(all, "long silence", "long silences"), count.ended);
  claim.cannot_tell = "Long silences cannot be told from these messages.";
  claim.benign = {"The two may have been together, or have spoken by telephone.",
                  "A last message that asks for nothing needs no answer."};
  return claim;
}

Claim PatternClaim(int side, const SideCount& count, const PauseCount& pauses) {
  const std::uint64_t others = count.safe - count.safe_after_conflict;
  const bool pattern = count.safe_after_conflict >= kPatternAfter &&
                       others * kPatternRatio <= count.safe_after_conflict;
  Claim claim;
  claim.key = "silence_after_conflict";
  claim.side = side;
  claim.has_p = true;
  claim.p = pattern ? ChanceOf(count, pauses) : 1;
  claim.text = fmt::format(
      "{} of {} in which {{self}} had been written to last followed a tense exchange by at most "
      "two "
      "hours; so did {} of {} pauses of over two hours.",
      count.safe_after_conflict, SayCount(count.safe, "long silence", "long silences"),
      pauses.after_conflict, pauses.all);
  claim.cannot_tell =
      "Whether long silences before {self} wrote again go with tense exchanges cannot be told from "
      "these messages.";
  claim.benign = {
      "Some take time to calm down before they write again.",
      "A conflict is often solved in person or by telephone, and the chat stays quiet."};
  return claim;
}

void FillSide(int side, const FoundSilences& found, const Periods& periods, MeasureResult* result) {
  const SideCount count = CountOf(side, found, periods);
  const PauseCount& pauses = found.pauses[static_cast<std::size_t>(side)];
  auto& figures = result->sides[static_cast<std::size_t>(side)];
  figures.push_back(CountFigure("silences", "long silences, written to last", count.all));
  figures.push_back(MakeFigure("hours", "waking time of these", "hours", count.all, count.hours));
  figures.push_back(CountFigure("after_conflict", "of these after conflict", count.after_conflict));
  figures.push_back(
      CountFigure("after_milestone", "of these after a milestone topic", count.after_milestone));
  figures.push_back(CountFigure("wrote_again", "long silences ended", count.ended));
  if (found.silences.empty()) return;
  result->claims.push_back(FactClaim(side, count, found.silences.size()));
  if (count.safe >= kPatternAfter) result->claims.push_back(PatternClaim(side, count, pauses));
}

// From the first week on that has a history of eight.
Figure Frequency(const MeasureInput& input, const FoundSilences& found, int side) {
  std::vector<std::uint32_t> begins;
  for (const Silence& silence : found.silences) {
    if (side < 0 || silence.written_to == side) begins.push_back(silence.begin);
  }
  const char* label =
      side < 0 ? "long silences in four weeks" : "long silences in four weeks, written to last";
  const std::int32_t since =
      WeekNumber(input.talk.first_time()) + static_cast<std::int32_t>(kWeeksForSilences) + 1;
  return FrequencyFigure("frequency", label, input.weeks, since, begins);
}

Episode EpisodeOf(const Silence& silence) {
  Episode episode;
  episode.kind = EpisodeKind::kSilence;
  episode.first = silence.first;
  episode.last = silence.last;
  episode.begin = silence.begin;
  episode.end = silence.end;
  episode.side = silence.written_to;
  episode.ended_by = silence.ended_by;
  episode.tag = TagName(silence.tag);
  episode.figures.push_back(
      MakeFigure("hours", "waking hours", "hours", 1, silence.waking / 3600.0));
  episode.shown = {silence.first, silence.last};
  return episode;
}

}  // namespace

MeasureResult Silences(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M8";
  result.key = "silences";
  result.title = "Long silences";
  result.weakness =
      "A silent chat is no proof of silence: people meet, call, or go on in another place.";
  if (StopsAtGate(input, &result)) return result;
  const std::uint64_t weeks = (input.talk.last_time() - input.talk.first_time()) / kWeekSeconds;
  if (weeks < kWeeksForSilences) {
    result.note = Needed(weeks, "weeks", kWeeksForSilences);
    return result;
  }
  result.state = MeasureState::kShown;
  const FoundSilences found = FindSilences(input);
  const Periods periods(input);
  result.pair.push_back(CountFigure("silences", "long silences", found.silences.size()));
  result.pair.push_back(
      CountFigure("beside_travel", "left out, the two were about to meet", found.beside_travel));
  result.pair.push_back(CountFigure("routine", "left out, as quiet in other weeks", found.routine));
  result.pair.push_back(CountFigure("holes", "left out, over 60 days", found.holes));
  result.pair.push_back(Frequency(input, found, -1));
  for (int side = 0; side < 2; ++side) {
    FillSide(side, found, periods, &result);
    result.sides[static_cast<std::size_t>(side)].push_back(Frequency(input, found, side));
  }
  for (const Silence& silence : found.silences) result.episodes.push_back(EpisodeOf(silence));
  if (!input.capabilities.calls) {
    result.note = "This format has no calls: a silence may hold some.";
  }
  return result;
}

}  // namespace ebb
