#include "trainer/trees.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace ebb::trainer {
namespace {

constexpr std::size_t kTrees = 300, kMostBins = 24;
constexpr double kRowShare = 0.6, kInputShare = 0.5;  // that one tree is grown from
constexpr double kRate = 0.08, kShrink = 12;          // added to the curvature of each outcome

// The inputs of all rows as the numbers of the bins they fall into, input by input.
struct Binned {
  std::array<std::vector<std::int32_t>, kLookInputs> from;  // where bins 1, 2, ... begin
  std::array<std::vector<std::uint8_t>, kLookInputs> bins;  // by row
};

// Places that part the rows into about equal shares.
std::vector<std::int32_t> ThresholdsOf(std::vector<std::int32_t> values) {
  std::sort(values.begin(), values.end());
  std::vector<std::int32_t> from;
  for (std::size_t b = 1; b < kMostBins; ++b) {
    const std::int32_t at = values[b * values.size() / kMostBins];
    if (at != values.front() && (from.empty() || from.back() != at)) from.push_back(at);
  }
  // A rare "yes" is asked about too.
  if (from.empty() && values.front() != values.back()) from.push_back(values.back());
  return from;
}

Binned BinnedOf(const std::vector<TreeRow>& rows) {
  Binned binned;
  std::vector<std::int32_t> values(rows.size());
  for (std::size_t i = 0; i < kLookInputs; ++i) {
    for (std::size_t r = 0; r < rows.size(); ++r) values[r] = (*rows[r].inputs)[i];
    const auto& from = binned.from[i] = ThresholdsOf(values);
    auto& bins = binned.bins[i];
    bins.reserve(rows.size());
    for (const std::int32_t value : values) {
      bins.push_back(static_cast<std::uint8_t>(std::upper_bound(from.begin(), from.end(), value) -
                                               from.begin()));
    }
  }
  return binned;
}

struct Slope {
  double gradient = 0, curvature = 0;
  void Add(const Slope& other) {
    gradient += other.gradient;
    curvature += other.curvature;
  }
  double Gain() const { return gradient * gradient / (curvature + kShrink); }
};

// Says yes with a chance; the same every time the program runs.
class Chance {
 public:
  bool operator()(double share) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 33) < share * 0x1p31;
  }

 private:
  std::uint64_t state_ = 1;
};

class Grower {
 public:
  explicit Grower(const std::vector<TreeRow>& rows)
      : rows_(rows), binned_(BinnedOf(rows)), slopes_(rows.size()), parts_(rows.size()) {
    for (const TreeRow& row : rows) sums_.push_back(row.offset);
  }

  Tree Grow() {
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const double chance = 1 / (1 + std::exp(-sums_[r]));
      slopes_[r] = {rows_[r].weight * (chance - rows_[r].target),
                    rows_[r].weight * chance * (1 - chance)};
    }
    std::fill(parts_.begin(), parts_.end(), std::uint8_t{0});
    Draw();
    Tree tree;
    for (std::size_t level = 0; level < kTreeConditions; ++level) Part(level, &tree);
    SetValues(&tree);
    return tree;
  }

 private:
  struct Split {
    double gain = -1;
    std::size_t input = 0, bin = 1;
  };

  // The best threshold of one input, all parts asked together.
  Split BestOf(std::size_t input, std::size_t parts) const {
    const std::size_t bins = binned_.from[input].size() + 1;
    std::vector<Slope> sums(parts * bins), below(parts), all(parts);
    const std::vector<std::uint8_t>& bin = binned_.bins[input];
    for (const std::uint32_t r : drawn_) sums[parts_[r] * bins + bin[r]].Add(slopes_[r]);
    for (std::size_t i = 0; i < sums.size(); ++i) all[i / bins].Add(sums[i]);
    Split best;
    for (std::size_t b = 1; b < bins; ++b) {
      double gain = 0;
      for (std::size_t p = 0; p < parts; ++p) {
        below[p].Add(sums[p * bins + b - 1]);
        const Slope above{all[p].gradient - below[p].gradient,
                          all[p].curvature - below[p].curvature};
        gain += below[p].Gain() + above.Gain();
      }
      if (gain > best.gain) best = {gain, input, b};
    }
    return best;
  }

  // Which rows and inputs the next tree is grown from.
  void Draw() {
    drawn_.clear();
    for (std::uint32_t r = 0; r < rows_.size(); ++r) {
      if (chance_(kRowShare)) drawn_.push_back(r);
    }
    for (std::size_t i = 0; i < kLookInputs; ++i) {
      used_[i] = chance_(kInputShare) && !binned_.from[i].empty();
    }
  }

  void Part(std::size_t level, Tree* tree) {
    Split best;
    for (std::size_t i = 0; i < kLookInputs; ++i) {
      if (!used_[i]) continue;
      const Split split = BestOf(i, std::size_t{1} << level);
      if (split.gain > best.gain) best = split;
    }
    if (best.gain < 0) {
      tree->from[level] = std::numeric_limits<std::int32_t>::max();
      return;
    }
    tree->inputs[level] = best.input;
    tree->from[level] = binned_.from[best.input][best.bin - 1];
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const bool holds = binned_.bins[best.input][r] >= best.bin;
      parts_[r] = static_cast<std::uint8_t>(parts_[r] | (holds ? 1u : 0u) << level);
    }
  }

  void SetValues(Tree* tree) {
    std::array<Slope, 1u << kTreeConditions> sums{};
    for (const std::uint32_t r : drawn_) sums[parts_[r]].Add(slopes_[r]);
    for (std::size_t v = 0; v < sums.size(); ++v) {
      tree->values[v] = -kRate * sums[v].gradient / (sums[v].curvature + kShrink);
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) sums_[r] += tree->values[parts_[r]];
  }

  const std::vector<TreeRow>& rows_;
  const Binned binned_;
  std::vector<double> sums_;
  std::vector<Slope> slopes_;
  std::vector<std::uint8_t> parts_;  // which outcome of the conditions so far, by row
  Chance chance_;
  std::vector<std::uint32_t> drawn_;  // rows
  std::array<bool, kLookInputs> used_{};
};

}  // namespace

double Tree::ValueOf(const LookInputs& inputs_of_row) const {
  std::size_t outcome = 0;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    outcome |= static_cast<std::size_t>(inputs_of_row[inputs[i]] >= from[i]) << i;
  }
  return values[outcome];
}

std::vector<Tree> GrowTrees(const std::vector<TreeRow>& rows) {
  std::vector<Tree> trees;
  if (rows.empty()) return trees;
  Grower grower(rows);
  for (std::size_t t = 0; t < kTrees; ++t) trees.push_back(grower.Grow());
  return trees;
}

double SumOf(const std::vector<Tree>& trees, const LookInputs& inputs) {
  double sum = 0;
  for (const Tree& tree : trees) sum += tree.ValueOf(inputs);
  return sum;
}

}  // namespace ebb::trainer
