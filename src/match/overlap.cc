#include "match/overlap.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ebb {
namespace {

// The words that hits kept so far cover, by category: bit g = by a hit with gates g.
class Covered {
 public:
  explicit Covered(std::size_t words) : words_(words) {}

  // A gated hit does not hide one whose gate differs: the sequence pass decides. What is voided
  // anyway is hidden by all.
  bool Hides(const RuleInfo& rule, const Candidate& candidate) const {
    const std::vector<std::uint64_t>& gates = by_category_[Index(rule)];
    if (gates.empty()) return false;
    const bool counts = candidate.hit.modality == Modality::kAsserted;
    const std::uint64_t hiding = counts ? Bit(kGateNone) | Bit(rule.gates) : ~std::uint64_t{0};
    return std::any_of(gates.begin() + candidate.row.begin, gates.begin() + candidate.row.end,
                       [hiding](std::uint64_t word) { return (word & hiding) != 0; });
  }
  void Add(const RuleInfo& rule, const RowMatch& row) {
    std::vector<std::uint64_t>& gates = by_category_[Index(rule)];
    if (gates.empty()) gates.assign(words_, 0);
    for (std::uint32_t i = row.begin; i < row.end; ++i) gates[i] |= Bit(rule.gates);
  }

 private:
  static std::size_t Index(const RuleInfo& rule) { return static_cast<std::size_t>(rule.category); }
  static std::uint64_t Bit(Gates gates) {
    static_assert(kGateHabit == 1 << 5, "64 sets of gates have a bit each");
    return std::uint64_t{1} << gates;
  }

  std::size_t words_;
  std::array<std::vector<std::uint64_t>, kCategories> by_category_;
};

// In order of weight: counts, length, gates, strength, rule.
std::uint64_t RankOf(const Program& program, const Candidate& candidate) {
  const RuleInfo& rule = program.rules[candidate.row.output.target];
  const std::uint32_t shortness = ~(candidate.row.end - candidate.row.begin);
  std::uint64_t rank = candidate.hit.modality != Modality::kAsserted ? 1 : 0;
  rank = rank << 32 | shortness;
  rank = rank << 1 | (rule.gates != 0 ? 1u : 0u);
  rank = rank << 1 | (rule.strength == Strength::kWeak ? 1u : 0u);
  return rank << 16 | candidate.hit.rule;
}

// One that is kept, beside one that goes after it. As Covered::Hides.
bool HiddenBy(const Program& program, const Candidate& kept, const Candidate& candidate) {
  const RuleInfo& by = program.rules[kept.row.output.target];
  const RuleInfo& rule = program.rules[candidate.row.output.target];
  const bool apart = kept.row.end <= candidate.row.begin || candidate.row.end <= kept.row.begin;
  if (by.category != rule.category || apart) return false;
  const bool counts = candidate.hit.modality == Modality::kAsserted;
  return !counts || by.gates == kGateNone || by.gates == rule.gates;
}

// Few are quicker compared with each other.
void DropFewOverlaps(const Program& program, std::vector<Candidate>* candidates) {
  std::size_t kept = 0;
  for (const Candidate& candidate : *candidates) {
    const bool hidden =
        std::any_of(candidates->begin(), candidates->begin() + static_cast<std::ptrdiff_t>(kept),
                    [&](const Candidate& one) { return HiddenBy(program, one, candidate); });
    if (!hidden) (*candidates)[kept++] = candidate;
  }
  candidates->resize(kept);
}

}  // namespace

void DropOverlaps(const Program& program, std::size_t words, std::vector<Candidate>* candidates) {
  if (candidates->size() < 2) return;
  for (Candidate& candidate : *candidates) candidate.rank = RankOf(program, candidate);
  std::sort(candidates->begin(), candidates->end(),
            [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  constexpr std::size_t kFew = 12;
  if (candidates->size() <= kFew) return DropFewOverlaps(program, candidates);
  Covered covered(words);
  std::size_t kept = 0;
  for (const Candidate& candidate : *candidates) {
    const RuleInfo& rule = program.rules[candidate.row.output.target];
    if (covered.Hides(rule, candidate)) continue;
    covered.Add(rule, candidate.row);
    (*candidates)[kept++] = candidate;
  }
  candidates->resize(kept);
}

}  // namespace ebb
