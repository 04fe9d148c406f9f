#include "research/metrics.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace ebb {
namespace {

constexpr std::array<std::string_view, kScoredUnits> kNames = {
    "withdrawal", "shutdown", "avoidance", "neglect", "pressure", "repair", "combined"};
constexpr int kDistance = 3;  // the first three categories make up "combined"

struct Cells {
  std::uint32_t tp = 0, fp = 0, fn = 0, tn = 0;
};
struct Tally {                                             // of one conversation, or of a draw
  std::array<std::array<Cells, 2>, kScoredUnits> cells{};  // [unit][all, high]
};

bool InUnit(Category category, int unit) {
  const int c = static_cast<int>(category);
  return unit == kCombined ? c < kDistance : c == unit;
}

void Add(bool gold, bool flagged, Cells* cells) {
  if (gold) {
    ++(flagged ? cells->tp : cells->fn);
  } else {
    ++(flagged ? cells->fp : cells->tn);
  }
}

std::optional<double> Ratio(double part, double whole) {
  if (whole == 0) return std::nullopt;
  return part / whole;
}

std::optional<double> F1(const Cells& c) { return Ratio(2.0 * c.tp, 2.0 * c.tp + c.fp + c.fn); }

// J. Cohen, "A coefficient of agreement for nominal scales", 1960.
std::optional<double> Kappa(const Cells& c) {
  const double n = double{1} * c.tp + c.fp + c.fn + c.tn;
  if (n == 0) return std::nullopt;
  const double observed = (double{1} * c.tp + c.tn) / n;
  const double gold = (double{1} * c.tp + c.fn) / n, flagged = (double{1} * c.tp + c.fp) / n;
  const double expected = gold * flagged + (1 - gold) * (1 - flagged);
  if (expected == 1) return std::nullopt;
  return (observed - expected) / (1 - expected);
}

// SplitMix64 (S. Vigna, public domain): the same draws on every machine and library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t Below(std::size_t n) {  // n < 2^32; the bias is far under what 1,000 draws can show
    return static_cast<std::size_t>(((Next() >> 32) * n) >> 32);
  }

 private:
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

// Linear interpolation between order statistics. REQUIRES: values not empty.
double Quantile(const std::vector<double>& sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

std::optional<Interval> Middle95(std::vector<double>* values) {
  if (values->empty()) return std::nullopt;
  std::sort(values->begin(), values->end());
  return Interval{Quantile(*values, 0.025), Quantile(*values, 0.975)};
}

void AddTo(const Tally& from, Tally* to) {
  for (std::size_t u = 0; u < kScoredUnits; ++u) {
    for (std::size_t k = 0; k < 2; ++k) {
      to->cells[u][k].tp += from.cells[u][k].tp;
      to->cells[u][k].fp += from.cells[u][k].fp;
      to->cells[u][k].fn += from.cells[u][k].fn;
      to->cells[u][k].tn += from.cells[u][k].tn;
    }
  }
}

std::vector<Tally> TallyConversations(const std::vector<CodedMessage>& messages) {
  std::vector<Tally> tallies;
  std::unordered_map<std::uint32_t, std::size_t> place;
  for (const CodedMessage& m : messages) {
    if (!m.scored) continue;
    const auto [at, is_new] = place.try_emplace(m.conversation, tallies.size());
    if (is_new) tallies.emplace_back();
    Tally& tally = tallies[at->second];
    for (int u = 0; u < kScoredUnits; ++u) {
      const UnitVerdict v = JudgeUnit(m, u);
      if (v.left_out) continue;
      auto& cells = tally.cells[static_cast<std::size_t>(u)];
      Add(v.gold, v.flagged, &cells[0]);
      Add(v.gold, v.flagged_high, &cells[1]);
    }
  }
  return tallies;
}

Score ScoreOf(const Cells& c) {
  Score score;
  score.tp = c.tp;
  score.fp = c.fp;
  score.fn = c.fn;
  score.tn = c.tn;
  score.precision = Ratio(c.tp, double{1} * c.tp + c.fp);
  score.recall = Ratio(c.tp, double{1} * c.tp + c.fn);
  score.f1 = F1(c);
  score.kappa = Kappa(c);
  return score;
}

Score& ScoreAt(Evaluation* evaluation, std::size_t unit, std::size_t kind) {
  return kind == 0 ? evaluation->units[unit].all : evaluation->units[unit].high;
}

void AddIntervals(const std::vector<Tally>& tallies, const Bootstrap& bootstrap,
                  Evaluation* evaluation) {
  if (tallies.size() < 2) return;
  struct Draws {
    std::vector<double> f1, kappa;
  };
  std::array<std::array<Draws, 2>, kScoredUnits> draws;
  Random random(bootstrap.seed);
  for (std::uint32_t d = 0; d < bootstrap.draws; ++d) {
    Tally sum;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      AddTo(tallies[random.Below(tallies.size())], &sum);
    }
    for (std::size_t u = 0; u < kScoredUnits; ++u) {
      for (std::size_t k = 0; k < 2; ++k) {
        if (const auto f1 = F1(sum.cells[u][k])) draws[u][k].f1.push_back(*f1);
        if (const auto kappa = Kappa(sum.cells[u][k])) draws[u][k].kappa.push_back(*kappa);
      }
    }
  }
  for (std::size_t u = 0; u < kScoredUnits; ++u) {
    for (std::size_t k = 0; k < 2; ++k) {
      Score& score = ScoreAt(evaluation, u, k);
      if (score.f1) score.f1_interval = Middle95(&draws[u][k].f1);
      if (score.kappa) score.kappa_interval = Middle95(&draws[u][k].kappa);
    }
  }
}

// Whom the flag of a category is about: that of its surest flag, the first among equals.
const Prediction* Surest(const CodedMessage& message, Category category) {
  const Prediction* best = nullptr;
  for (const Prediction& p : message.predictions) {
    if (p.category != category) continue;
    if (best == nullptr || (p.high && !best->high)) best = &p;
  }
  return best;
}

void AddAttribution(const CodedMessage& message, int category, UnitResult* unit) {
  const auto wanted = static_cast<Category>(category);
  const Prediction* flag = Surest(message, wanted);
  if (flag == nullptr) return;
  bool known = false, right = false;
  for (const GoldLabel& label : message.labels) {
    if (label.category != wanted || !label.about) continue;
    known = true;
    right = right || *label.about == flag->about;
  }
  if (!known) return;
  ++unit->attributed;
  if (right) ++unit->attributed_right;
}

void AddAttributions(const std::vector<CodedMessage>& messages, Evaluation* evaluation) {
  for (const CodedMessage& m : messages) {
    if (!m.scored) continue;
    for (int c = 0; c < kCountedCategories; ++c) {
      if (JudgeUnit(m, c).left_out) continue;
      AddAttribution(m, c, &evaluation->units[static_cast<std::size_t>(c)]);
    }
  }
  std::uint64_t all = 0, right = 0;
  UnitResult& combined = evaluation->units[kCombined];
  for (std::size_t c = 0; c < kCountedCategories; ++c) {
    UnitResult& unit = evaluation->units[c];
    all += unit.attributed;
    right += unit.attributed_right;
    if (c < kDistance) {
      combined.attributed += unit.attributed;
      combined.attributed_right += unit.attributed_right;
    }
  }
  for (UnitResult& unit : evaluation->units) {
    unit.attribution_accuracy =
        Ratio(static_cast<double>(unit.attributed_right), static_cast<double>(unit.attributed));
  }
  evaluation->attribution_accuracy = Ratio(static_cast<double>(right), static_cast<double>(all));
}

void AddRates(const std::vector<CodedMessage>& messages, Evaluation* evaluation) {
  const bool only_scored = evaluation->scored > 0;
  const std::uint64_t base = only_scored ? evaluation->scored : evaluation->messages;
  for (int u = 0; u < kScoredUnits; ++u) {
    UnitResult& unit = evaluation->units[static_cast<std::size_t>(u)];
    for (const CodedMessage& m : messages) {
      if ((m.scored || !only_scored) && JudgeUnit(m, u).flagged) ++unit.flagged;
    }
    unit.flags_per_1000 =
        base == 0 ? 0 : 1000.0 * static_cast<double>(unit.flagged) / static_cast<double>(base);
  }
}

}  // namespace

std::string_view ScoredUnitName(int unit) { return kNames[static_cast<std::size_t>(unit)]; }

std::optional<Category> ScoredCategory(std::string_view name) {
  for (int c = 0; c < kCountedCategories; ++c) {
    if (ScoredUnitName(c) == name) return static_cast<Category>(c);
  }
  return std::nullopt;
}

UnitVerdict JudgeUnit(const CodedMessage& message, int unit) {
  UnitVerdict verdict;
  for (const GoldLabel& label : message.labels) {
    verdict.gold = verdict.gold || InUnit(label.category, unit);
  }
  for (const Prediction& p : message.predictions) {
    if (!InUnit(p.category, unit)) continue;
    verdict.flagged = true;
    verdict.flagged_high = verdict.flagged_high || p.high;
  }
  const std::uint32_t mask = unit == kCombined ? (1u << kDistance) - 1 : 1u << unit;
  const bool contested = (message.contested & mask) != 0;
  // A certain label of another of the three settles "combined"; of one category nothing does.
  verdict.left_out = contested && (unit != kCombined || !verdict.gold);
  return verdict;
}

Evaluation EvaluateMessages(const std::vector<CodedMessage>& messages, const Bootstrap& bootstrap) {
  Evaluation evaluation;
  evaluation.messages = messages.size();
  evaluation.scored = static_cast<std::uint64_t>(std::count_if(
      messages.begin(), messages.end(), [](const CodedMessage& m) { return m.scored; }));
  const std::vector<Tally> tallies = TallyConversations(messages);
  evaluation.conversations = tallies.size();
  Tally sum;
  for (const Tally& tally : tallies) AddTo(tally, &sum);
  for (std::size_t u = 0; u < kScoredUnits; ++u) {
    for (std::size_t k = 0; k < 2; ++k) ScoreAt(&evaluation, u, k) = ScoreOf(sum.cells[u][k]);
  }
  AddIntervals(tallies, bootstrap, &evaluation);
  AddAttributions(messages, &evaluation);
  AddRates(messages, &evaluation);
  return evaluation;
}

}  // namespace ebb
