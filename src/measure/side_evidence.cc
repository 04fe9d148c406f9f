#include "measure/side_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "measure/wording.h"

namespace ebb {
namespace {

enum class Fits { kAbsence, kDeflection };

struct Evidence {
  const char* measure;
  std::string fact;  // with {self} and {other}
  Fits fits = Fits::kDeflection;
};

// Lengths of spells, in weeks.
constexpr double kLongSpell = 12, kShortSpell = 4;

const MeasureResult* Find(const std::vector<MeasureResult>& results, std::string_view id) {
  const auto has_id = [&](const MeasureResult& result) { return result.id == id; };
  const auto at = std::find_if(results.begin(), results.end(), has_id);
  return at != results.end() && at->state == MeasureState::kShown ? &*at : nullptr;
}

// A figure of that side, if it is shown.
const Figure* FindFigure(const std::vector<MeasureResult>& results, std::string_view id,
                         std::string_view key, int side) {
  const MeasureResult* result = Find(results, id);
  if (result == nullptr) return nullptr;
  for (const Figure& figure : result->sides[static_cast<std::size_t>(side)]) {
    if (figure.key == key) return figure.shown ? &figure : nullptr;
  }
  return nullptr;
}

std::optional<Evidence> OfMilestones(const std::vector<MeasureResult>& results, int side) {
  const Figure* ratio = FindFigure(results, "M14", "milestone_ratio", side);
  if (ratio == nullptr || !ratio->has_range || ratio->low <= 1) return std::nullopt;
  return Evidence{"M14",
                  fmt::format("Near talk of milestones {{self}} drew back {}.",
                              TimesAsOften(ratio->value, {ratio->low, ratio->high})),
                  Fits::kDeflection};
}

std::optional<Evidence> OfConflicts(const std::vector<MeasureResult>& results, int side) {
  const Figure* change = FindFigure(results, "M11", "distance_change", side);
  if (change == nullptr || !change->has_range || change->low <= 0) return std::nullopt;
  return Evidence{
      "M11",
      fmt::format(
          "After conflicts words of distance of {{self}} changed by {} doublings (range {} to {}).",
          SignificantDigits(change->value), SignificantDigits(change->low),
          SignificantDigits(change->high)),
      Fits::kDeflection};
}

std::optional<Evidence> OfDrift(const std::vector<MeasureResult>& results, int side) {
  const Figure* slope = FindFigure(results, "M15", "toward_slope", side);
  if (slope == nullptr || !slope->has_range || slope->high >= 0) return std::nullopt;
  const bool step = FindFigure(results, "M15", "toward_step_week", side) != nullptr;
  return Evidence{
      "M15",
      fmt::format("Over the whole chat the share of messages that {{self}} took up changed by {} "
                  "points in four weeks (range {} to {}){}.",
                  SignificantDigits(slope->value), SignificantDigits(slope->low),
                  SignificantDigits(slope->high),
                  step ? ", at once rather than little by little" : ""),
      step ? Fits::kDeflection : Fits::kAbsence};
}

std::optional<Evidence> OfSpells(const std::vector<MeasureResult>& results, int side) {
  const Figure* longest = FindFigure(results, "M18", "longest_spell", side);
  const Figure* spells = FindFigure(results, "M18", "spells", side);
  if (longest == nullptr || spells == nullptr) return std::nullopt;
  const bool one_long = longest->value >= kLongSpell;
  const bool short_ones = spells->value >= 2 && longest->value <= kShortSpell;
  if (!one_long && !short_ones) return std::nullopt;
  return Evidence{
      "M18",
      fmt::format("Spells of distance of {{self}}: {}, the longest of {}.",
                  SignificantDigits(spells->value),
                  SayCount(static_cast<std::uint64_t>(longest->value), "week", "weeks")),
      one_long ? Fits::kAbsence : Fits::kDeflection};
}

std::optional<Evidence> OfReturns(const std::vector<MeasureResult>& results, int side) {
  const Figure* kept = FindFigure(results, "M13", "kept_share", side);
  if (kept == nullptr || !kept->has_range || kept->low <= 0.5) return std::nullopt;
  return Evidence{"M13",
                  fmt::format("Of the returns to a topic that {{self}} promised, {} were found.",
                              OfHundred(*kept)),
                  Fits::kDeflection};
}

std::string_view NameOf(Fits fits) { return fits == Fits::kAbsence ? "absence" : "deflection"; }

std::string Agreement(Fits fits, std::string_view reading) {
  const std::string goes = fmt::format("This goes with {}", NameOf(fits));
  if (reading == "reading_unclear") return goes + ".";
  const bool agrees =
      reading == "reading_both" || reading == std::string("reading_").append(NameOf(fits));
  return goes + (agrees ? " and agrees with the reading." : " and not with the reading.");
}

Claim ClaimOf(int side, std::string_view reading, const Evidence& evidence) {
  Claim claim;
  claim.key = fmt::format("side_{}_{}", evidence.measure, NameOf(evidence.fits));
  claim.side = side;
  claim.text = evidence.fact + " " + Agreement(evidence.fits, reading);
  claim.cannot_tell = "What other figures say beside this reading cannot be told from this chat.";
  claim.benign = {"Figures that point the same way may share one harmless cause.",
                  "Each of these has harmless readings of its own, said in its place."};
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
