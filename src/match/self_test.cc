#include "match/self_test.h"

#include "base/byte_range.h"

namespace ebb {
namespace {

std::string_view ModalityWord(Modality modality) {
  static constexpr std::string_view kWords[kModalities] = {
      "asserted",       "negated", "hypothetical", "quoted",    "third party",
      "not relational", "joking",  "past",         "exception", "runs on"};
  return kWords[static_cast<int>(modality)];
}

// Would the hit count if its other gates held?
bool WouldCount(const Rule& rule, const Hit& hit) {
  if (hit.modality != Modality::kAsserted) return false;
  if ((rule.gates & kGateWhole) != 0 && !hit.whole_message) return false;
  return rule.strength == Strength::kStrong || !hit.warmth;
}

std::string YesProblem(const Rule& rule, const Example& example, const std::vector<Hit>& hits,
                       RuleId id) {
  std::string near;
  for (const Hit& hit : hits) {
    if (hit.rule != id) continue;
    if (WouldCount(rule, hit) && hit.range == example.marked) return {};
    near += " [" + std::string(hit.range.of(example.text)) + "] " +
            std::string(ModalityWord(hit.modality));
    if (hit.modality == Modality::kAsserted && !WouldCount(rule, hit))
      near += " but not alone, or warm";
  }
  return "yes example gives " + (near.empty() ? std::string("no hit") : "only" + near);
}

std::string NoProblem(const Rule& rule, const Example& example, const std::vector<Hit>& hits,
                      RuleId id) {
  for (const Hit& hit : hits) {
    if (hit.rule == id && WouldCount(rule, hit)) {
      return "no example is flagged at [" + std::string(hit.range.of(example.text)) + "]";
    }
  }
  return {};
}

}  // namespace

std::vector<ExampleFailure> CheckExamples(const Lexicon& lexicon, const Matcher& matcher) {
  std::vector<ExampleFailure> failures;
  Matcher::Scratch scratch;
  for (std::size_t r = 0; r < lexicon.rules().size(); ++r) {
    const Rule& rule = lexicon.rules()[r];
    if (rule.learned) continue;
    const auto id = static_cast<RuleId>(r);
    const auto check = [&](const Example& example, auto problem_of) {
      const std::string what =
          problem_of(rule, example, matcher.AllHits(example.text, scratch), id);
      if (what.empty()) return;
      failures.push_back({rule.file, example.line, rule.id, what + ": " + example.text});
    };
    for (const Example& example : rule.yes) check(example, YesProblem);
    for (const Example& example : rule.no) check(example, NoProblem);
  }
  return failures;
}

}  // namespace ebb
