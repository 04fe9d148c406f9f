#include "measure/shift_test.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "measure/rank.h"

namespace ebb {
namespace {

constexpr double kRounding = 1e-12;  // sums in another order count as equal

// The shifts to try: all of them in order, or as many random ones as asked for.
class Shifts {
 public:
  Shifts(const std::vector<std::size_t>& lengths, const ShiftOptions& options)
      : lengths_(lengths), random_(options.seed), left_(options.draws), now_(lengths.size(), 0) {
    std::uint64_t ways = 1;
    for (std::size_t length : lengths) {
      if (length > 1 && ways <= left_) ways *= length;  // beyond the draws the number is of no use
    }
    can_turn_ = ways > 1;
    all_ = can_turn_ && ways - 1 <= left_;
    if (all_) left_ = static_cast<std::uint32_t>(ways - 1);
  }

  bool can_turn() const { return can_turn_; }
  bool all() const { return all_; }
  const std::vector<std::size_t>& now() const { return now_; }

  bool Next() {
    if (left_ == 0) return false;
    --left_;
    if (all_) {
      CountUp();
    } else {
      for (std::size_t b = 0; b < now_.size(); ++b) {
        now_[b] = static_cast<std::size_t>(random_.Below(lengths_[b]));
      }
    }
    return true;
  }

 private:
  void CountUp() {
    for (std::size_t b = 0; b < now_.size(); ++b) {
      if (++now_[b] < lengths_[b]) return;
      now_[b] = 0;
    }
  }

  const std::vector<std::size_t>& lengths_;
  Random random_;
  std::uint32_t left_;
  std::vector<std::size_t> now_;
  bool can_turn_ = false, all_ = false;
};

bool AsExtreme(double value, double observed, Tail tail) {
  if (tail == Tail::kGreater) return value >= observed - kRounding;
  return std::fabs(value) >= std::fabs(observed) - kRounding;
}

// One block as bits. The outcomes stand there twice, so that a turned block is a run of bits from
// any place of the first copy.
struct BlockBits {
  std::vector<std::uint64_t> triggers, outcomes;
  std::vector<std::uint64_t> unmarked;  // neither trigger nor control; empty if there are none
  std::uint64_t outcome_count = 0;
};

void SetBit(std::vector<std::uint64_t>* bits, std::size_t i) {
  (*bits)[i / 64] |= std::uint64_t{1} << (i % 64);
}

BlockBits BitsOf(const MarkedTurn* turns, std::size_t length) {
  BlockBits bits;
  const std::size_t words = (length + 63) / 64;
  bits.triggers.resize(words);
  bits.outcomes.resize((length + words * 64) / 64 + 2);  // a word is read beyond the last one
  for (std::size_t i = 0; i < length; ++i) {
    if (turns[i].mark == Mark::kTrigger) SetBit(&bits.triggers, i);
    if (turns[i].mark == Mark::kNone) {
      bits.unmarked.resize(words);
      SetBit(&bits.unmarked, i);
    }
    if (!turns[i].outcome) continue;
    ++bits.outcome_count;
    SetBit(&bits.outcomes, i);
    SetBit(&bits.outcomes, i + length);
  }
  return bits;
}

// The ones of each byte of a word. Not std::popcount, which is a call with a table where the
// instruction is not taken for granted.
std::uint64_t OnesOfBytes(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555u;
  bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
  return (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
}

std::uint64_t SumOfBytes(std::uint64_t bytes) {
  const std::uint64_t pairs = (bytes & 0x00FF00FF00FF00FFu) + (bytes >> 8 & 0x00FF00FF00FF00FFu);
  return pairs * 0x0001000100010001u >> 48;
}

// The ones of each byte, summed over a few words of marks: those with an outcome, the outcomes
// moved down by `by` bits. A loop of its own so that it is done several words at a time.
std::uint64_t OnesOfRun(const std::uint64_t* marks, const std::uint64_t* outcomes,
                        std::size_t words, std::size_t by) {
  std::uint64_t ones = 0;
  for (std::size_t w = 0; w < words; ++w) {
    // Up by 64 - by, in two steps because by may be 0.
    const std::uint64_t moved = outcomes[w] >> by | outcomes[w + 1] << 1 << (63 - by);
    ones += OnesOfBytes(moved & marks[w]);
  }
  return ones;
}

// How many of the marks have an outcome, the block turned by `shift`.
std::uint64_t CountMet(const std::vector<std::uint64_t>& marks,
                       const std::vector<std::uint64_t>& outcomes, std::size_t shift) {
  // Each adds eight at most to what a byte holds, which is 255.
  constexpr std::size_t kWordsOfARun = 30;
  const std::uint64_t* const from = outcomes.data() + shift / 64;
  std::uint64_t met = 0;
  for (std::size_t w = 0; w < marks.size(); w += kWordsOfARun) {
    const std::size_t words = std::min(kWordsOfARun, marks.size() - w);
    met += SumOfBytes(OnesOfRun(marks.data() + w, from + w, words, shift % 64));
  }
  return met;
}

// Adds outcomes after triggers and after controls; n stays as it is. Every outcome falls somewhere:
// controls have what the others do not.
void Count(const BlockBits& bits, std::size_t shift, Share* triggers, Share* controls) {
  const std::uint64_t met = CountMet(bits.triggers, bits.outcomes, shift);
  triggers->k += met;
  controls->k += bits.outcome_count - met - CountMet(bits.unmarked, bits.outcomes, shift);
}

double ValueDifference(Share a, Share b) { return ValueOf(a) - ValueOf(b); }

std::vector<double> Centred(std::vector<double> values) {
  const double mean =
      std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  for (double& v : values) v -= mean;
  return values;
}

}  // namespace

std::optional<ShiftTest> BlockShiftTest(const std::vector<std::size_t>& block_lengths,
                                        const ShiftStatistic& statistic,
                                        const ShiftOptions& options) {
  Shifts shifts(block_lengths, options);
  const std::optional<double> observed = statistic(shifts.now());
  if (!observed || !shifts.can_turn()) return std::nullopt;
  ShiftTest test;
  test.observed = *observed;
  test.all = shifts.all();
  std::uint32_t extreme = 0;
  while (shifts.Next()) {
    const std::optional<double> value = statistic(shifts.now());
    if (!value) continue;
    ++test.shifts;
    extreme += AsExtreme(*value, test.observed, options.tail) ? 1 : 0;
  }
  test.p = (1.0 + extreme) / (1.0 + test.shifts);
  return test;
}

std::optional<ShiftTest> SpearmanShiftTest(const std::vector<double>& x,
                                           const std::vector<double>& y,
                                           const ShiftOptions& options) {
  const std::optional<double> rho = Spearman(x, y);
  if (!rho) return std::nullopt;
  // Neither the ranks nor their spread change with the shift, so the sum of products does for rho.
  const std::vector<double> a = Centred(Ranks(x)), b = Centred(Ranks(y));
  const std::size_t n = a.size();
  const auto products = [&](const std::vector<std::size_t>& shifts) -> std::optional<double> {
    double sum = 0;
    for (std::size_t i = 0, j = shifts[0]; i < n; ++i, ++j) {
      if (j == n) j = 0;
      sum += a[i] * b[j];
    }
    return sum;
  };
  std::optional<ShiftTest> test = BlockShiftTest({n}, products, options);
  if (test) test->observed = *rho;
  return test;
}

std::optional<MarkedShiftTest> TestMarkedTurns(const std::vector<MarkedTurn>& turns,
                                               const std::vector<std::size_t>& block_lengths,
                                               const ShiftOptions& options) {
  std::size_t length = 0;
  for (std::size_t block : block_lengths) length += block;
  if (length != turns.size()) return std::nullopt;
  Share triggers, controls;
  for (const MarkedTurn& turn : turns) {
    if (turn.mark == Mark::kTrigger) ++triggers.n;
    if (turn.mark == Mark::kControl) ++controls.n;
  }
  if (triggers.n == 0 || controls.n == 0) return std::nullopt;

  std::vector<BlockBits> bits;
  const MarkedTurn* at = turns.data();
  for (std::size_t block : block_lengths) {
    bits.push_back(BitsOf(at, block));
    at += block;
  }
  const auto count = [&](const std::vector<std::size_t>& shifts, Share* t, Share* c) {
    for (std::size_t b = 0; b < bits.size(); ++b) Count(bits[b], shifts[b], t, c);
  };
  const auto difference = [&](const std::vector<std::size_t>& shifts) -> std::optional<double> {
    Share t{0, triggers.n}, c{0, controls.n};
    count(shifts, &t, &c);
    return ValueDifference(t, c);
  };
  const std::optional<ShiftTest> test = BlockShiftTest(block_lengths, difference, options);
  if (!test) return std::nullopt;
  count(std::vector<std::size_t>(bits.size(), 0), &triggers, &controls);
  return MarkedShiftTest{triggers, controls, *test};
}

}  // namespace ebb
