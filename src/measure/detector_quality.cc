#include "measure/detector_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "measure/quantile.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr double kSideBySide = 0.10;

// lexicons/README.md, rows "test, chats 2 5 9 12" and "test, chats 15 19", whole; a test compares.
// The lower of the two.
constexpr double kSurePrecision = 0.71, kSureRecall = 0.36;
constexpr double kAllPrecision = 0.53, kAllRecall = 0.56;

// Beyond this a count is drawn as a normal value, which nobody can tell from a binomial one.
constexpr std::uint64_t kCounted = 5000;

double NormalOfTwelve(Random* random) {
  double sum = 0;
  for (int i = 0; i < 12; ++i) sum += random->Unit();
  return sum - 6;
}

// A share as another sample of the same size would show it.
double DrawShare(Share share, Random* random) {
  const double n = static_cast<double>(share.n);
  const double p = static_cast<double>(std::min(share.k, share.n)) / n;
  if (share.n > kCounted) {
    return std::clamp(p + std::sqrt(p * (1 - p) / n) * NormalOfTwelve(random), 0.0, 1.0);
  }
  std::uint64_t k = 0;
  for (std::uint64_t i = 0; i < share.n; ++i) k += random->Unit() < p ? 1 : 0;
  return static_cast<double>(k) / n;
}

Figure Published(const char* key, const char* label, double value) {
  return MakeFigure(key, label, "share", 0, value);
}

}  // namespace

std::optional<double> RoganGladen(double observed, double sensitivity, double false_positive) {
  if (!(sensitivity > false_positive)) return std::nullopt;
  return std::clamp((observed - false_positive) / (sensitivity - false_positive), 0.0, 1.0);
}

std::optional<Estimate> CorrectedShare(Share observed, Share found, Share false_alarms,
                                       const BootstrapOptions& options) {
  if (observed.n == 0 || found.n == 0 || false_alarms.n == 0) return std::nullopt;
  const std::optional<double> value =
      RoganGladen(ValueOf(observed), ValueOf(found), ValueOf(false_alarms));
  if (!value) return std::nullopt;
  Random random(options.seed);
  std::vector<double> low, high;
  for (std::uint32_t i = 0; i < options.draws; ++i) {
    const double share = DrawShare(observed, &random), s = DrawShare(found, &random);
    const std::optional<double> drawn = RoganGladen(share, s, DrawShare(false_alarms, &random));
    low.push_back(drawn.value_or(0));
    high.push_back(drawn.value_or(1));
  }
  const double tail = (1 - options.level) / 2;
  return Estimate{*value, {Quantile(low, tail).value_or(0), Quantile(high, 1 - tail).value_or(1)}};
}

bool MayStandSideBySide(Share first, Share second) {
  if (first.n == 0 || second.n == 0) return false;
  return std::fabs(ValueOf(first) - ValueOf(second)) <= kSideBySide;
}

MeasureResult DetectorQuality(const MeasureInput&) {
  MeasureResult result;
  result.id = "M20";
  result.key = "detector_quality";
  result.title = "How far the marks can be trusted";
  result.state = MeasureState::kShown;
  result.note =
      "Unaudited: nobody has checked the marks of this chat. The shares are those of the built-in "
      "rules on test chats.";
  result.weakness =
      "The test chats were written for this project; on another chat more or fewer marks may be "
      "wrong, and not equally often for both.";
  result.pair = {
      Published("sure_precision", "of the sure marks, right", kSurePrecision),
      Published("sure_recall", "of what should be marked, found by sure marks", kSureRecall),
      Published("precision", "of all marks, right", kAllPrecision),
      Published("recall", "of what should be marked, found", kAllRecall)};
  Claim claim;
  claim.key = "unaudited";
  claim.text = fmt::format(
      "On test chats about {} of 100 sure marks of withdrawal, shutdown or avoidance were right, "
      "and "
      "they found about {} of 100 of what two people had marked; how it is in this chat is not "
      "known.",
      SignificantDigits(100 * kSurePrecision), SignificantDigits(100 * kSureRecall));
  claim.cannot_tell = "How far the marks of this chat can be trusted cannot be told.";
  claim.benign = {"Some of what is counted here was meant in another way.",
                  "Most of what people would mark is in words the rules do not know."};
  result.claims.push_back(claim);
  return result;
}

}  // namespace ebb
