#include "report/glance.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/findings.h"
#include "report/numbers.h"
#include "report/words.h"
#include "time/civil.h"

namespace ebb {
namespace {

// The series of M15 as a reader meets them on the first screen.
struct SeriesName {
  std::string_view key, name;
};
constexpr std::array<SeriesName, 8> kSeriesNames = {{
    {"emotional_bids", "showing feelings or asking for closeness"},
    {"affection", "messages with affection"},
    {"initiation", "share of conversations begun"},
    {"toward", "taking up what the other asks or shares"},
    {"words", "words written"},
    {"practical", "talk of errands and times"},
    {"distance", "words of withdrawal, shutdown or avoidance"},
    {"mending", "attempts to mend or to come closer"},
}};

const Figure* ShownFigure(const MeasureRow& measure, int side, const std::string& key) {
  if (side < 0 || static_cast<std::size_t>(side) >= measure.partners.size()) return nullptr;
  for (const Figure& figure : measure.partners[static_cast<std::size_t>(side)]) {
    if (figure.key == key) return figure.shown ? &figure : nullptr;
  }
  return nullptr;
}

std::string_view HigherOrLower(const Figure& before, const Figure& now) {
  if (now.value > before.value) return "Higher";
  return now.value < before.value ? "Lower" : "Changed";
}

// The Monday of a week number, "4 March 2024".
std::string WeekText(const Figure& week) {
  return DayText(WeekStartDate(static_cast<std::int32_t>(std::clamp(week.value, 0.0, 1e5))));
}

// "Lower since the week of 17 June 2024", "Lower, little by little".
std::string When(const MeasureRow& drift, const Claim& claim, const std::string& key) {
  const Figure* week = ShownFigure(drift, claim.side, key + "_step_week");
  if (week != nullptr) {
    return " since the week of " + WeekText(*week);
  }
  if (claim.key.ends_with("_gradual")) return ", little by little";
  return ", at once or little by little";
}

// "Higher from 8 April to 20 May 2024: words of ... (5.0% in these weeks, 0.37% in all others)."
std::string StretchText(const MeasureRow& drift, const Claim& claim, const SeriesName& series) {
  const std::string key(series.key);
  const Figure* first = ShownFigure(drift, claim.side, key + "_stretch_first");
  const Figure* last = ShownFigure(drift, claim.side, key + "_stretch_last");
  const Figure* inside = ShownFigure(drift, claim.side, key + "_in_stretch");
  const Figure* outside = ShownFigure(drift, claim.side, key + "_outside");
  if (first == nullptr || last == nullptr || inside == nullptr || outside == nullptr) {
    return claim.text;
  }
  return fmt::format(
      "{} from the week of {} to that of {}: {} ({} in these weeks, {} in all "
      "others).",
      HigherOrLower(*outside, *inside), WeekText(*first), WeekText(*last), series.name,
      FigureValue(*inside, inside->value), FigureValue(*outside, outside->value));
}

// "drift_toward_step" is of "toward".
std::string DriftText(const MeasureRow& drift, const Claim& claim) {
  for (const SeriesName& series : kSeriesNames) {
    const std::string key(series.key);
    if (!claim.key.starts_with("drift_" + key)) continue;
    if (claim.key.ends_with("_stretch")) return StretchText(drift, claim, series);
    const Figure* before = ShownFigure(drift, claim.side, key + "_before");
    const Figure* now = ShownFigure(drift, claim.side, key + "_now");
    if (before == nullptr || now == nullptr) break;
    return fmt::format("{}{}: {} ({}, first {} weeks \u2192 last {}).",
                       HigherOrLower(*before, *now), When(drift, claim, key), series.name,
                       FigurePair(*now, before->value, now->value, " \u2192 "), before->n, now->n);
  }
  return std::string(claim.text);
}

std::string SpellText(const MeasureRow& spells, const Claim& claim) {
  const Figure* first = ShownFigure(spells, claim.side, "clearest_first");
  const Figure* last = ShownFigure(spells, claim.side, "clearest_last");
  if (first == nullptr || last == nullptr) return std::string(claim.text);
  const Figure* current = ShownFigure(spells, claim.side, "current_last");
  const bool goes_on = current != nullptr && current->value == last->value;
  return fmt::format("Away from the usual for {}{}: from the week of {} to that of {}.",
                     goes_on ? "at least " : "", Counted(first->n, "week", "weeks"),
                     WeekText(*first), WeekText(*last));
}

void AddMarked(const MeasureRow* measure, int side,
               std::string (*text)(const MeasureRow&, const Claim&),
               std::vector<std::string>* out) {
  if (measure == nullptr) return;
  for (const Claim& claim : measure->claims) {
    if (claim.has_p && claim.marked && claim.side == side) out->push_back(text(*measure, claim));
  }
}

// True if any claim of that side was tested, so that "no change can be told" says something.
bool WasTested(const MeasureRow* measure, int side) {
  return measure != nullptr && std::any_of(measure->claims.begin(), measure->claims.end(),
                                           [side](const Claim& c) { return c.side == side; });
}

bool IsSuppressed(const MeasureRow* measure) {
  return measure != nullptr && measure->state == "suppressed";
}

}  // namespace

const std::string_view kNothingStandsOut = "Nothing stands out more than chance would give.";

std::vector<Standing> StandingClaims(const Analysis& a, int side) {
  std::vector<Standing> out;
  for (const MeasureRow& measure : a.measures) {
    for (const Claim& claim : measure.claims) {
      if (claim.has_p && claim.marked && claim.side == side) out.push_back({&measure, &claim});
    }
  }
  return out;
}

std::uint64_t ComparisonsMade(const Analysis& a) {
  std::uint64_t made = 0;
  for (const MeasureRow& measure : a.measures) {
    for (const Claim& claim : measure.claims) made += claim.has_p || claim.looked ? 1 : 0;
  }
  return made;
}

std::string ChangeText(const MeasureRow& measure, const Claim& claim) {
  if (measure.id == "M15") return DriftText(measure, claim);
  return measure.id == "M18" ? SpellText(measure, claim) : std::string();
}

std::vector<std::string> ChangeTexts(const Analysis& a, int side) {
  const MeasureRow* drift = FindMeasure(a, "M15");
  const MeasureRow* spells = FindMeasure(a, "M18");
  std::vector<std::string> out;
  if (drift == nullptr && spells == nullptr) return out;
  AddMarked(drift, side, DriftText, &out);
  AddMarked(spells, side, SpellText, &out);
  if (!out.empty()) return out;
  if (IsSuppressed(drift) || IsSuppressed(spells)) {
    out.emplace_back("Changes over time were left out, because some messages mention danger.");
  } else if (WasTested(drift, side) || WasTested(spells, side)) {
    out.emplace_back("No change over the weeks can be told from this chat.");
  } else {
    out.emplace_back("Not enough data to tell whether anything changed over the weeks.");
  }
  return out;
}

Reading ReadingOf(const Analysis& a, int side) {
  const MeasureRow* measure = FindMeasure(a, "M17");
  if (measure == nullptr) return Reading::kNotTaken;
  if (IsSuppressed(measure)) return Reading::kLeftOut;
  for (const Claim& claim : measure->claims) {
    if (claim.side != side || !claim.key.starts_with("reading")) continue;
    if (claim.has_p && !claim.marked) return Reading::kUnclear;
    if (claim.key == "reading_absence") return Reading::kAbsence;
    if (claim.key == "reading_deflection") return Reading::kDeflection;
    return claim.key == "reading_both" ? Reading::kBoth : Reading::kUnclear;
  }
  return Reading::kNoData;
}

std::string_view ReadingText(const Analysis& a, int side) {
  static constexpr std::string_view kTexts[] = {"",
                                                "Left out",
                                                "Not enough data",
                                                "Mixed or not enough data",
                                                "More like absence",
                                                "More like deflection",
                                                "Both patterns"};
  return kTexts[static_cast<std::size_t>(ReadingOf(a, side))];
}

std::string TrustText(const Analysis& a) {
  const MeasureRow* quality = FindMeasure(a, "M20");
  if (quality == nullptr) return {};
  std::string text;
  for (std::size_t side = 0; side < a.partners.size(); ++side) {
    const Figure* right = ShownFigure(*quality, static_cast<int>(side), "audited_right");
    if (right == nullptr) continue;
    text += fmt::format("{}Of {}'s flags that were checked by hand, {} were right.",
                        text.empty() ? "" : " ", a.partners[side].name, FigureText(*right));
  }
  if (!text.empty()) return text;
  for (const Figure& figure : quality->pair) {
    if (figure.key != "sure_precision" || !figure.shown) continue;
    return fmt::format(
        "On test chats about {} of 100 sure flags were right; those of this chat are unaudited.",
        TwoDigits(100 * figure.value));
  }
  return {};
}

std::string ChanceText(const Analysis& a) {
  const std::uint64_t made = ComparisonsMade(a);
  if (made == 0) return "There was not enough data for any comparison.";
  return fmt::format(
      "{} made; listed is what chance alone would seldom give. About one in ten of such lines may "
      "still be chance.",
      Counted(made, "comparison was", "comparisons were"));
}

std::string ComparedText(const Analysis& a) {
  if (a.comparison.before.empty()) return {};
  const auto out = static_cast<std::uint64_t>(
      std::count_if(a.comparison.rows.begin(), a.comparison.rows.end(), StandsOut));
  const auto able = static_cast<std::uint64_t>(
      std::count_if(a.comparison.rows.begin(), a.comparison.rows.end(),
                    [](const ChangeRow& row) { return row.change.shown; }));
  if (able == 0) return "None of the figures has enough data in both periods to compare.";
  return fmt::format(
      "{} of {} changed more than chance alone usually makes; by chance about {} "
      "would.",
      Grouped(out), Counted(able, "figure", "figures"),
      Grouped(std::max<std::uint64_t>(1, (able + 10) / 20)));
}

}  // namespace ebb
