#include "report/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/findings.h"
#include "report/glance.h"
#include "report/words.h"

namespace ebb {
namespace {

// The sum of a count over both partners; 0 where it is not in the document.
std::uint64_t SumOf(const Analysis& a, std::string_view id, std::string_view key) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure == nullptr) return 0;
  double sum = 0;
  for (const std::vector<Figure>& side : measure->partners) {
    for (const Figure& figure : side) {
      if (figure.key == key && figure.shown && figure.value > 0) sum += std::min(figure.value, 1e9);
    }
  }
  return static_cast<std::uint64_t>(std::llround(sum));
}

bool IsMarkedOfAny(const Analysis& a, std::string_view id, std::string_view key) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure == nullptr) return false;
  for (const Claim& claim : measure->claims) {
    if (claim.key == key && claim.marked) return true;
  }
  return false;
}

bool ReadsLike(const Analysis& a, Reading reading) {
  const std::array<Reading, 2> of_sides = {ReadingOf(a, 0), ReadingOf(a, 1)};
  return std::any_of(of_sides.begin(), of_sides.end(), [reading](Reading of_side) {
    return of_side == reading || of_side == Reading::kBoth;
  });
}

std::uint64_t RepairMessages(const Analysis& a) {
  std::uint64_t sum = 0;
  for (const Partner& partner : a.partners) sum += partner.rates[kRepairRow].flagged;
  return sum;
}

void AddOfHelp(const Analysis& a, std::vector<Step>* steps) {
  const std::uint64_t repair = RepairMessages(a);
  if (repair == 0) return;
  steps->push_back(
      {"Keep what helps.",
       fmt::format("{} in this chat {} out. Find one that did you good, say so, and do "
                   "more of that.",
                   Counted(repair, "message", "messages"), repair == 1 ? "reaches" : "reach")});
}

void AddOfTopics(const Analysis& a, std::vector<Step>* steps) {
  const std::uint64_t topics = SumOf(a, "M13", "put_off");
  if (topics == 0) return;
  steps->push_back(
      {"Name a day.",
       fmt::format("{} put off. Choose one, agree on a day and half an hour for it, and "
                   "leave the others for another time.",
                   Counted(topics, "topic was", "topics were"))});
}

void AddOfLoop(const Analysis& a, std::vector<Step>* steps) {
  if (!IsMarkedOfAny(a, "M10", "pressing_then_distance") && !IsMarkedOfAny(a, "M10", "loop")) {
    return;
  }
  steps->push_back({"A pause with an end.",
                    "Pressing was often followed by short answers or none. Whoever needs a pause "
                    "can say when they will be back; the other can leave it until then."});
}

void AddOfSilences(const Analysis& a, std::vector<Step>* steps) {
  const std::uint64_t silences = SumOf(a, "M8", "after_conflict");
  if (silences == 0) return;
  steps->push_back(
      {"A word before going quiet.",
       fmt::format("{} came after a conflict. One line such as \u201CI need until tomorrow\u201D "
                   "tells the other that the talk goes on.",
                   Counted(silences, "long silence", "long silences"))});
}

void AddOfReadings(const Analysis& a, std::vector<Step>* steps) {
  if (ReadsLike(a, Reading::kAbsence)) {
    steps->push_back({"A little, often.",
                      "Everyday messages also went without a real answer. A short check-in at a "
                      "time that suits both, or a small plan for two, is a way to begin."});
  }
  if (ReadsLike(a, Reading::kDeflection)) {
    steps->push_back({"One hard topic at a time.",
                      "Answers dropped mainly on hard topics. Ask first whether it is a good "
                      "moment, begin gently, and stop at the time you agreed."});
  }
}

}  // namespace

std::vector<Step> StepsToTry(const Analysis& a) {
  std::vector<Step> steps;
  if (a.safety.any || a.partners.size() != 2) return steps;
  AddOfHelp(a, &steps);
  AddOfReadings(a, &steps);
  AddOfTopics(a, &steps);
  AddOfLoop(a, &steps);
  AddOfSilences(a, &steps);
  return steps;
}

}  // namespace ebb
