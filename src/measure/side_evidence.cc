#include "measure/side_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "measure/wording.h"

namespace ebb {
namespace {

enum class Fits { kAbsence, kDeflection };

// What was seen, and why that looks like one of the two patterns; both with {self} and {other}.
struct Evidence {
  const char* measure;
  std::string seen, why;
  Fits fits = Fits::kDeflection;
};

// Lengths of spells, in weeks.
constexpr double kLongSpell = 12, kShortSpell = 4;

const MeasureResult* Find(const std::vector<MeasureResult>& results, std::string_view id) {
  const auto has_id = [&](const MeasureResult& result) { return result.id == id; };
  const auto at = std::find_if(results.begin(), results.end(), has_id);
  return at != results.end() && at->state == MeasureState::kShown ? &*at : nullptr;
}

// False where the report says of that side that it cannot be told: a fact beside the reading must
// not say what the measure itself leaves open.
bool MaySay(const MeasureResult& result, int side, std::string_view claim_key) {
  return std::none_of(result.claims.begin(), result.claims.end(), [&](const Claim& claim) {
    return claim.side == side && claim.key.starts_with(claim_key) && claim.has_p && !claim.marked;
  });
}

// A figure of that side, if it is shown.
const Figure* FindFigure(const MeasureResult& result, std::string_view key, int side) {
  for (const Figure& figure : result.sides[static_cast<std::size_t>(side)]) {
    if (figure.key == key) return figure.shown ? &figure : nullptr;
  }
  return nullptr;
}

std::optional<Evidence> OfMilestones(const std::vector<MeasureResult>& results, int side) {
  const MeasureResult* result = Find(results, "M14");
  if (result == nullptr || !MaySay(*result, side, "near_milestones")) return std::nullopt;
  const Figure* ratio = FindFigure(*result, "milestone_ratio", side);
  if (ratio == nullptr || !ratio->has_range || ratio->low <= 1) return std::nullopt;
  return Evidence{"M14",
                  fmt::format("Near talk of a big step, such as living together, {{self}} drew "
                              "back {} as elsewhere",
                              TimesAsOften(ratio->value, {ratio->low, ratio->high})),
                  "Drawing back on one topic while other talk goes on looks like deflection",
                  Fits::kDeflection};
}

std::optional<Evidence> OfConflicts(const std::vector<MeasureResult>& results, int side) {
  const MeasureResult* result = Find(results, "M11");
  if (result == nullptr || !MaySay(*result, side, "distance_after_conflict")) return std::nullopt;
  const Figure* change = FindFigure(*result, "distance_change", side);
  if (change == nullptr || !change->has_range || change->low <= 0) return std::nullopt;
  return Evidence{
      "M11",
      fmt::format(
          "In the days after a conflict {{self}} used words of distance {} as in the days before",
          TimesAsOften(std::exp2(change->value),
                       {std::exp2(change->low), std::exp2(change->high)})),
      "Drawing back after a quarrel, and not all the time, looks like deflection",
      Fits::kDeflection};
}

// Whether the step lies near a conflict or a date that the reader named.
bool HasTrigger(const MeasureResult& result, int side) {
  return std::any_of(result.claims.begin(), result.claims.end(), [side](const Claim& claim) {
    return claim.side == side && claim.key == "drift_toward_step" && !claim.beside.empty();
  });
}

// A step speaks for deflection only beside what may have set it off; alone it speaks for neither.
std::optional<Evidence> OfDrift(const std::vector<MeasureResult>& results, int side) {
  const MeasureResult* result = Find(results, "M15");
  if (result == nullptr || !MaySay(*result, side, "drift_toward")) return std::nullopt;
  const Figure* slope = FindFigure(*result, "toward_slope", side);
  if (slope == nullptr || !slope->has_range || slope->high >= 0) return std::nullopt;
  const bool step = FindFigure(*result, "toward_step_week", side) != nullptr;
  if (step && !HasTrigger(*result, side)) return std::nullopt;
  return Evidence{
      "M15",
      fmt::format("Over the whole chat {{self}} took up less and less of what {{other}} asked or "
                  "shared: {} of 100 fewer every four weeks (range {} to {}), {}",
                  SignificantDigits(-slope->value), SignificantDigits(-slope->high),
                  SignificantDigits(-slope->low),
                  step ? "and most of that at once, near a conflict or a date you named"
                       : "little by little"),
      step ? "A sudden change beside something that may have set it off looks like deflection"
           : "A slow change in everyday answers, without a beginning, looks like absence",
      step ? Fits::kDeflection : Fits::kAbsence};
}

std::optional<Evidence> OfSpells(const std::vector<MeasureResult>& results, int side) {
  const MeasureResult* result = Find(results, "M18");
  if (result == nullptr || !MaySay(*result, side, "spell")) return std::nullopt;
  const Figure* longest = FindFigure(*result, "longest_spell", side);
  const Figure* spells = FindFigure(*result, "spells", side);
  if (longest == nullptr || spells == nullptr) return std::nullopt;
  const bool one_long = longest->value >= kLongSpell;
  const bool short_ones = spells->value >= 2 && longest->value <= kShortSpell;
  if (!one_long && !short_ones) return std::nullopt;
  return Evidence{
      "M18",
      fmt::format(
          "messages of {{self}} lay far from the usual {}, the longest time for {} in a row",
          spells->value == 1 ? std::string("once")
                             : SayCount(static_cast<std::uint64_t>(spells->value), "time", "times"),
          SayCount(static_cast<std::uint64_t>(longest->value), "week", "weeks")),
      one_long ? "A long stretch without a way back looks like absence"
               : "Short stretches from which one comes back look like deflection",
      one_long ? Fits::kAbsence : Fits::kDeflection};
}

std::optional<Evidence> OfReturns(const std::vector<MeasureResult>& results, int side) {
  const MeasureResult* result = Find(results, "M13");
  if (result == nullptr) return std::nullopt;
  const Figure* kept = FindFigure(*result, "kept_share", side);
  if (kept == nullptr || !kept->has_range || kept->low <= 0.5) return std::nullopt;
  return Evidence{"M13",
                  fmt::format("When {{self}} put a talk off and promised to come back to it, {} "
                              "of these returns were found",
                              OfHundred(*kept)),
                  "Putting off and then coming back looks like deflection and not like absence",
                  Fits::kDeflection};
}

std::string_view NameOf(Fits fits) { return fits == Fits::kAbsence ? "absence" : "deflection"; }

std::string Agreement(Fits fits, std::string_view reading) {
  if (reading == "reading_unclear") return "; by itself it decides nothing.";
  const bool agrees =
      reading == "reading_both" || reading == std::string("reading_").append(NameOf(fits));
  return agrees ? ", which fits the reading above."
                : ", which does not fit the reading above: take that reading with more doubt.";
}

Claim ClaimOf(int side, std::string_view reading, const Evidence& evidence) {
  Claim claim;
  claim.key = fmt::format("side_{}_{}", evidence.measure, NameOf(evidence.fits));
  claim.side = side;
  claim.text = evidence.seen + ". " + evidence.why + Agreement(evidence.fits, reading);
  claim.cannot_tell = "What other figures say beside this reading cannot be told from this chat.";
  claim.benign = {"Figures that point the same way may share one harmless cause.",
                  "Each has harmless readings of its own, which stand in its own section."};
  return claim;
}

void AddForSide(const std::vector<MeasureResult>& results, int side, std::string_view reading,
                std::vector<Claim>* claims) {
  for (const auto& look : {OfMilestones, OfConflicts, OfDrift, OfSpells, OfReturns}) {
    const std::optional<Evidence> evidence = look(results, side);
    if (evidence) claims->push_back(ClaimOf(side, reading, *evidence));
  }
}

// What the report says of a claim: a reading that is not marked is unclear.
std::string_view SaidReading(const Claim& claim) {
  const bool said = !claim.has_p || claim.marked;
  return said ? std::string_view(claim.key) : std::string_view("reading_unclear");
}

}  // namespace

void AddSideEvidence(std::vector<MeasureResult>* results) {
  const auto is_reading = [](const MeasureResult& result) { return result.id == "M17"; };
  const auto at = std::find_if(results->begin(), results->end(), is_reading);
  if (at == results->end()) return;
  std::vector<Claim> claims;
  for (const Claim& claim : at->claims) {
    if (claim.key.starts_with("reading_")) {
      AddForSide(*results, claim.side, SaidReading(claim), &claims);
    }
  }
  std::move(claims.begin(), claims.end(), std::back_inserter(at->claims));
}

}  // namespace ebb
