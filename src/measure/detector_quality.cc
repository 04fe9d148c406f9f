#include "measure/detector_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "measure/figures.h"
#include "measure/quantile.h"
#include "measure/wording.h"

namespace ebb {
namespace {

constexpr double kSideBySide = 0.10;
constexpr std::uint64_t kAuditedForShare = 5, kAuditedToCompare = 20;
constexpr const char* kAuditedNames[kCountedCategories] = {"withdrawal", "shutdown", "avoidance",
                                                           "neglect",    "pressure", "repair"};

// lexicons/README.md, rows "test, chats 2 5 9 12" and "test, chats 15 19", whole; a test compares.
// The lower of the two.
constexpr double kSurePrecision = 0.80, kSureRecall = 0.49;
constexpr double kAllPrecision = 0.73, kAllRecall = 0.61;

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

void AddUnaudited(MeasureResult* result) {
  result->note =
      "Unaudited: nobody has checked the marks of this chat. The shares are those of the built-in "
      "rules on test chats.";
  Claim claim;
  claim.key = "unaudited";
  claim.text = fmt::format(
      "On test chats about {} of 100 sure marks of withdrawal, shutdown or avoidance were right, "
      "and they found about {} of 100 of what two people had marked; how it is in this chat is "
      "not known.",
      SignificantDigits(100 * kSurePrecision), SignificantDigits(100 * kSureRecall));
  claim.cannot_tell = "How far the marks of this chat can be trusted cannot be told.";
  claim.benign = {"Some of what is counted here was meant in another way.",
                  "Most of what people would mark is in words the rules do not know."};
  result->claims.push_back(claim);
}

void AddAuditedSide(int side, const DetectorAudit& audit, MeasureResult* result) {
  const auto s = static_cast<std::size_t>(side);
  const Share right = audit.counted[s], missed = audit.left_out[s];
  result->sides[s] = {
      ShareFigure("audited_right", "of the sure marks that were checked, right", right,
                  right.n >= kAuditedForShare),
      ShareFigure("audited_missed", "of the places left out that were checked, wrongly left out",
                  missed, missed.n >= kAuditedForShare)};
  if (right.n < kAuditedForShare) return;
  Claim claim;
  claim.key = "audited";
  claim.side = side;
  claim.text = fmt::format("Of {} marks of {{self}} that were checked by hand, {} were right: {}.",
                           right.n, right.k, OfHundred(right));
  claim.cannot_tell = "How far the marks of {self} can be trusted cannot be told.";
  claim.benign = {"Whoever checks their own chat knows what was meant, and what they hoped for."};
  result->claims.push_back(claim);
}

void AddAudit(const DetectorAudit& audit, MeasureResult* result) {
  const std::uint64_t checked = audit.counted[0].n + audit.counted[1].n;
  const std::uint64_t left_out = audit.left_out[0].n + audit.left_out[1].n;
  result->note = fmt::format(
      "Audited: {} marks of this chat and {} places that were left out were checked by hand.",
      checked, left_out);
  if (!MayCompareRates(audit)) {
    result->note +=
        " The marks of the two are not equally often right, so their rates are not set side by "
        "side.";
  }
  for (int side = 0; side < 2; ++side) AddAuditedSide(side, audit, result);
  for (std::size_t c = 0; c < audit.categories.size(); ++c) {
    const Share share = audit.categories[c];
    result->pair.push_back(ShareFigure(
        std::string("audited_") + kAuditedNames[c],
        std::string("of the marks of ") + kAuditedNames[c] + " that were checked, right", share,
        share.n >= kAuditedForShare));
  }
}

// Text messages with a sure mark of distance, of all of a side.
Share DistanceOf(const MeasureInput& input, std::size_t side) {
  Share share;
  for (const Week& week : input.weeks) {
    share.k += week.partners[side].distance.high;
    share.n += week.partners[side].texts;
  }
  return share;
}

void AddCorrected(const MeasureInput& input, MeasureResult* result) {
  const DetectorAudit& audit = input.dates.audit;
  for (std::size_t side = 0; side < 2; ++side) {
    const Share observed = DistanceOf(input, side);
    std::vector<Figure>& figures = result->sides[side];
    const bool comparable = MayCompareRates(audit);
    figures.push_back(ShareFigure("distance_marked",
                                  "messages marked as withdrawal, shutdown or avoidance", observed,
                                  observed.n > 0 && comparable));
    const char* key = "distance_corrected";
    const char* label = "the same, corrected for what the marks miss and for wrong ones";
    const auto corrected =
        comparable ? CorrectedShare(observed, audit.coded_found, audit.coded_false) : std::nullopt;
    figures.push_back(corrected ? MakeRanged(key, label, "share", observed.n, corrected->value,
                                             corrected->range.low, corrected->range.high)
                                : NotShown(key, label, "share", observed.n));
  }
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

bool MayCompareRates(const DetectorAudit& audit) {
  const bool enough =
      audit.counted[0].n >= kAuditedToCompare && audit.counted[1].n >= kAuditedToCompare;
  return !enough || MayStandSideBySide(audit.counted[0], audit.counted[1]);
}

MeasureResult DetectorQuality(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M20";
  result.key = "detector_quality";
  result.title = "How far the marks can be trusted";
  result.state = MeasureState::kShown;
  result.weakness =
      "The test chats were written for this project; on another chat more or fewer marks may be "
      "wrong, and not equally often for both.";
  result.pair = {
      Published("sure_precision", "of the sure marks, right", kSurePrecision),
      Published("sure_recall", "of what should be marked, found by sure marks", kSureRecall),
      Published("precision", "of all marks, right", kAllPrecision),
      Published("recall", "of what should be marked, found", kAllRecall)};
  const DetectorAudit& audit = input.dates.audit;
  if (audit.any()) {
    AddAudit(audit, &result);
  } else {
    AddUnaudited(&result);
  }
  if (audit.coded_found.n > 0 && audit.coded_false.n > 0) AddCorrected(input, &result);
  return result;
}

}  // namespace ebb
