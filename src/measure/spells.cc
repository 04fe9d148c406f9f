#include "measure/spells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "measure/figures.h"
#include "measure/gate.h"
#include "measure/spell_index.h"
#include "measure/survival.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kSpellSeed = 0x18;
constexpr std::size_t kShown = 6;
constexpr std::size_t kWeeksAfter = 12, kLeastWeeksAfter = 4;

constexpr std::array<const char*, kSpellParts> kPartWords = {
    "less of what {other} asked or shared was met",
    "more invitations were declined or left without an answer",
    "fewer messages by {self} held affection",
    "{self} asked and shared less",
    "more of what {self} wrote asked for distance, ended the talk or turned from a topic",
};

struct SideSpells {
  std::vector<IndexWeek> weeks;
  std::vector<Spell> spells;
  std::uint64_t known = 0, usual = 0;
  std::optional<Spell> longest, current;
  std::vector<Wait> recovery;
  std::vector<std::uint32_t> mending;  // attempts to mend, by week
  std::vector<bool> danger;            // by week: signs of danger, where none are told
  double p = 1;

  bool enough() const { return known >= kSpellWeeks && usual >= kUsualWeeksNeeded; }
};

Wait RecoveryOf(const std::vector<IndexWeek>& weeks, const Spell& spell) {
  for (std::size_t i = spell.last + 1; i < weeks.size(); ++i) {
    if (weeks[i].known && weeks[i].index <= 0) {
      return {static_cast<double>(i - spell.last), true};
    }
  }
  return {static_cast<double>(weeks.size() - 1 - spell.last), false};
}

SideSpells TakeSide(int side, const std::vector<SumWeek>& sums, const std::vector<bool>& usual) {
  SideSpells out;
  out.weeks = IndexOf(side, sums, usual);
  for (const SumWeek& week : sums) {
    out.mending.push_back(week.sides[static_cast<std::size_t>(side)].mending_turns);
    out.danger.push_back(week.danger);
  }
  std::size_t last_known = 0;
  for (std::size_t i = 0; i < out.weeks.size(); ++i) {
    if (!out.weeks[i].known) continue;
    ++out.known;
    out.usual += out.weeks[i].usual ? 1 : 0;
    last_known = i;
  }
  if (!out.enough()) return out;
  out.spells = FindSpells(out.weeks);
  for (const Spell& spell : out.spells) {
    out.recovery.push_back(RecoveryOf(out.weeks, spell));
    if (!out.longest || spell.weeks() > out.longest->weeks()) out.longest = spell;
    if (spell.last == last_known) out.current = spell;
  }
  out.p = SpellChance(out.weeks, kSpellSeed);
  return out;
}

Figure WeeksFigure(const char* key, const char* label, const SideSpells& side,
                   const std::optional<Spell>& spell) {
  const std::uint64_t n = side.known;
  if (!side.enough()) return NotShown(key, label, "weeks", n);
  return MakeFigure(key, label, "weeks", n, spell ? static_cast<double>(spell->weeks()) : 0);
}

// The run that stands out most, which the claim is about: its first or last week.
Figure ClearestFigure(const char* key, const char* label, const SideSpells& side, bool first) {
  if (!side.enough() || side.spells.empty()) return NotShown(key, label, "week number", side.known);
  const Spell spell = FindClearestSpell(side.weeks).spell;
  return MakeFigure(key, label, "week number", spell.weeks(),
                    side.weeks[first ? spell.first : spell.last].week);
}

// Which run that is; with it a reader can tell whether it is the clearest.
Figure CurrentFigure(const SideSpells& side) {
  const char *key = "current_last", *label = "last week of the run that had not ended";
  if (!side.enough() || !side.current) return NotShown(key, label, "week number", side.known);
  return MakeFigure(key, label, "week number", side.current->weeks(),
                    side.weeks[side.current->last].week);
}

Figure RecoveryFigure(const SideSpells& side) {
  const char* key = "recovery";
  const char* label = "weeks until half of the runs were back at the usual level";
  const std::uint64_t n = side.recovery.size();
  const SurvivalQuantileResult median = SurvivalQuantile(KaplanMeier(side.recovery), 0.5);
  if (!median.value) return NotShown(key, label, "weeks", n);
  if (!std::isfinite(median.range.high)) return MakeFigure(key, label, "weeks", n, *median.value);
  return MakeRanged(key, label, "weeks", n, *median.value, median.range.low, median.range.high);
}

// Of the weeks that hold enough.
Figure InRunsFigure(const SideSpells& side) {
  const char *key = "in_spells", *label = "share of weeks in such runs";
  if (!side.enough()) return NotShown(key, label, "share", side.known);
  std::vector<bool> in_runs;
  for (std::size_t i = 0; i < side.weeks.size(); ++i) {
    if (!side.weeks[i].known) continue;
    in_runs.push_back(std::any_of(side.spells.begin(), side.spells.end(), [i](const Spell& spell) {
      return spell.first <= i && i <= spell.last;
    }));
  }
  return WeekShareFigure(key, label, in_runs);
}

std::vector<Figure> FiguresOf(const SideSpells& side) {
  Figure count = NotShown("spells", "runs of weeks far from the usual", "count", side.known);
  if (side.enough()) {
    count = CountFigure(count.key, count.label, side.spells.size());
  }
  return {
      CountFigure("usual_weeks", "weeks taken as usual", side.usual),
      CountFigure("weeks", "weeks that hold enough to tell", side.known),
      count,
      InRunsFigure(side),
      WeeksFigure("longest_spell", "weeks in the longest run", side, side.longest),
      ClearestFigure("clearest_first", "first week of the run that stands out most", side, true),
      ClearestFigure("clearest_last", "last week of the run that stands out most", side, false),
      WeeksFigure("current_spell", "weeks in the run that had not ended, at least", side,
                  side.current),
      CurrentFigure(side),
      RecoveryFigure(side)};
}

// The parts that were far on average, in words.
std::string WhatWasFar(const std::vector<IndexWeek>& weeks, const Spell& spell) {
  std::vector<std::string> said;
  for (std::size_t part = 0; part < kSpellParts; ++part) {
    double sum = 0, known = 0;
    for (std::size_t i = spell.first; i <= spell.last; ++i) {
      const PartValue& far = weeks[i].far[part];
      sum += far.known ? far.value : 0;
      known += far.known ? 1 : 0;
    }
    if (known > 0 && sum / known > kSpellAbove) said.emplace_back(kPartWords[part]);
  }
  std::string text;
  for (std::size_t i = 0; i < said.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == said.size() ? ", and " : ", ") + said[i];
  }
  return text;
}

// "from the week of 4 March 2024 to that of 6 May 2024"
std::string DatesOf(const std::vector<IndexWeek>& weeks, const Spell& spell) {
  return fmt::format("from the week of {} to that of {}", SayWeek(weeks[spell.first].week),
                     SayWeek(weeks[spell.last].week));
}

bool DangerIn(const SideSpells& side, std::size_t first, std::size_t end) {
  const auto begin = side.danger.begin();
  return std::any_of(begin + static_cast<std::ptrdiff_t>(first),
                     begin + static_cast<std::ptrdiff_t>(end), [](bool danger) { return danger; });
}

std::uint64_t MendingIn(const SideSpells& side, std::size_t first, std::size_t end) {
  std::uint64_t sum = 0;
  for (std::size_t i = first; i < end; ++i) sum += side.mending[i];
  return sum;
}

// How long is too long is left to the reader: beside the length stands what was done about it.
std::string WhatCameAfter(const SideSpells& side, const Spell& spell) {
  const Wait recovery = RecoveryOf(side.weeks, spell);
  std::string text;
  if (recovery.ended) {
    const std::size_t back = spell.last + static_cast<std::size_t>(recovery.time);
    text = fmt::format(" In the week of {} they were back at the usual.",
                       SayWeek(side.weeks[back].week));
  }
  const std::size_t after = std::min(kWeeksAfter, side.weeks.size() - 1 - spell.last);
  if (DangerIn(side, spell.first, spell.last + 1 + after)) return text;
  text += fmt::format(" Attempts of {{self}} to mend or to come closer: {} in these weeks",
                      MendingIn(side, spell.first, spell.last + 1));
  if (after < kLeastWeeksAfter) return text + ".";
  return text + fmt::format(", {} in the {} weeks after.",
                            MendingIn(side, spell.last + 1, spell.last + 1 + after), after);
}

Claim ClaimOf(int i, const SideSpells& side) {
  Claim claim;
  claim.key = "spell";
  claim.side = i;
  claim.has_p = true;
  claim.p = side.p;
  claim.cannot_tell =
      "Whether the messages of {self} lay far from {self}'s own usual weeks for weeks on end "
      "cannot "
      "be told from this chat.";
  claim.benign = {
      "Illness, exams, a new job or a child make such weeks without any distance meant.",
      "Weeks spent together leave little to write.",
      "The weeks taken as usual may themselves have been unusually close."};
  if (side.spells.empty()) {
    claim.text = claim.cannot_tell;
    return claim;
  }
  const Spell spell = FindClearestSpell(side.weeks).spell;  // the one the test is about
  const bool goes_on = side.current == spell;
  claim.text = fmt::format(
      "For {}{}, {}, the messages of {{self}} lay far from {{self}}'s own usual "
      "weeks",
      goes_on ? "at least " : "", SayCount(spell.weeks(), "week", "weeks"),
      DatesOf(side.weeks, spell));
  const std::string what = WhatWasFar(side.weeks, spell);
  claim.text += what.empty() ? "." : ": " + what + ".";
  claim.text += WhatCameAfter(side, spell);
  if (goes_on) claim.text += " It had not ended in the last week that holds enough to tell.";
  return claim;
}

std::size_t FirstTurnOf(const Talk& talk, std::int32_t week) {
  std::size_t low = 0, high = talk.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (WeekNumber(talk.Begin(middle)) < week) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Episode EpisodeOf(const Talk& talk, int side, const SideSpells& of, const Spell& spell) {
  const std::size_t first = FirstTurnOf(talk, of.weeks[spell.first].week);
  const std::size_t after = FirstTurnOf(talk, of.weeks[spell.last].week + 1);
  Episode episode;
  episode.kind = EpisodeKind::kSpell;
  episode.side = side;
  episode.turns = static_cast<std::uint32_t>(after - first);
  const TalkTurn begin = talk.At(first), end = talk.At(std::max(after, first + 1) - 1);
  episode.first = begin.first;
  episode.last = end.last;
  episode.begin = begin.begin;
  episode.end = end.end;
  episode.tag = of.current == spell ? "not ended in the last week that tells" : "ended";
  for (std::size_t t = first; t < after && episode.shown.size() < kShown; ++t) {
    if (talk.Side(t) == side && (talk.Codes(t) & kDistanceCodes) != 0) {
      episode.shown.push_back(talk.At(t).first);
    }
  }
  const double weeks = static_cast<double>(spell.weeks());
  episode.figures = {MakeFigure("weeks", "weeks of the run", "weeks", spell.weeks(), weeks),
                     MakeFigure("mean_index", "distance from the usual weeks", "spreads",
                                spell.weeks(), MeanIndex(of.weeks, spell))};
  if (!DangerIn(of, spell.first, spell.last + 1)) {
    episode.figures.push_back(CountFigure("mending",
                                          "attempts to mend or to come closer in these weeks",
                                          MendingIn(of, spell.first, spell.last + 1)));
  }
  return episode;
}

Series SeriesOf(int side, const std::vector<IndexWeek>& weeks) {
  Series series;
  series.key = "distance_from_usual";
  series.label = "distance of each week from the usual weeks";
  series.unit = "spreads";
  series.side = side;
  for (const IndexWeek& week : weeks) {
    std::uint64_t parts = 0;
    for (const PartValue& far : week.far) parts += far.known ? 1 : 0;
    series.points.push_back({week.week, week.known, week.index, week.known ? parts : 0});
  }
  return series;
}

std::string UsualInWords(const std::vector<SumWeek>& weeks, const std::vector<bool>& usual) {
  const auto first = std::find(usual.begin(), usual.end(), true);
  if (first == usual.end()) return "No week could be taken as usual.";
  const auto last = std::find(usual.rbegin(), usual.rend(), true);
  const auto at = [&](std::ptrdiff_t i) {
    return SayWeek(weeks[static_cast<std::size_t>(i)].week);
  };
  return fmt::format(
      "The usual weeks are those from the week of {} to that of {}; other dates can be named.",
      at(first - usual.begin()), at(usual.rend() - last - 1));
}

}  // namespace

MeasureResult Spells(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M18";
  result.key = "spells";
  result.title = "Weeks in a row far from the usual";
  result.weakness =
      "All rests on the weeks taken as usual; the figures say how long, not why, and not whether "
      "it "
      "was too long.";
  if (StopsAtGate(input, &result)) return result;
  const std::vector<SumWeek> weeks = SumWeeks(input);
  const std::vector<bool> usual =
      UsualWeeks(weeks, input.dates.baseline_begin, input.dates.baseline_end);
  std::uint64_t most_known = 0, most_usual = 0;
  for (int i = 0; i < 2; ++i) {
    const SideSpells side = TakeSide(i, weeks, usual);
    result.sides[static_cast<std::size_t>(i)] = FiguresOf(side);
    result.series.push_back(SeriesOf(i, side.weeks));
    most_known = std::max(most_known, side.known);
    most_usual = std::max(most_usual, side.usual);
    if (!side.enough()) continue;
    result.state = MeasureState::kShown;
    result.claims.push_back(ClaimOf(i, side));
    for (const Spell& spell : side.spells) {
      result.episodes.push_back(EpisodeOf(input.talk, i, side, spell));
    }
  }
  result.note = UsualInWords(weeks, usual);
  if (result.state == MeasureState::kShown) return result;
  result.note =
      most_known < kSpellWeeks
          ? Needed(most_known, "weeks that hold enough to tell", kSpellWeeks) + "."
          : Needed(most_usual, "usual weeks that hold enough to tell", kUsualWeeksNeeded) + ".";
  return result;
}

}  // namespace ebb
