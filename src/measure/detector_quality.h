// M20: how far the flags can be trusted, and shares corrected for what they miss and what they
// wrongly count.
//
// The measure itself says "unaudited" and gives precision and recall as published for the built-in
// rules (lexicons/README.md, "How good it is": sure flags of withdrawal, shutdown or avoidance,
// rules and decision layer together, on chats that were never tuned on). A user's own rules have
// none. Units: shares.
//
// An audit (`ebb audit`, MeasureDates::audit) puts its own figures beside them: of each side and
// each category, the share of right ones among the sure marks that were checked, and of each side
// the share wrongly left out among the places that did not count (Wilson). Minimum: five of each;
// twenty of each side before their precision is compared.
//
// For whoever has coded a sample of the chat (DetectorAudit::coded_found and coded_false):
//   corrected share = clamp((observed - f) / (s - f), 0, 1), s = sensitivity, f = false-positive
//   rate (W. J. Rogan, B. Gladen, "Estimating prevalence from the results of a screening test",
//   American Journal of Epidemiology 107 (1978) 71-76), range by drawing the three counts again
//   (parametric bootstrap). At low shares false alarms dominate: 3 of 100 observed with s = .60 and
//   f = .02 means 1.7 of 100, and 1.5 of 100 means none.
// Source: measures.md M20. Weakness: test chats are not this chat; both rates differ by dialect,
// age and app.
#pragma once

#include <optional>

#include "measure/measures.h"
#include "measure/proportions.h"
#include "measure/resample.h"

namespace ebb {

// Empty unless sensitivity > false_positive: such a detector tells nothing.
std::optional<double> RoganGladen(double observed, double sensitivity, double false_positive);

// `found`: flagged of those a coder marked; `false_alarms`: flagged of those a coder did not mark.
// Empty if a count is 0 or the value is; draws without a value count as both ends.
std::optional<Estimate> CorrectedShare(Share observed, Share found, Share false_alarms,
                                       const BootstrapOptions& options = {});

// Can rates of the two stand side by side? Not if the precision of an audit (right of looked at)
// differs by more than ten points between them.
bool MayStandSideBySide(Share first, Share second);

// The same of a whole audit: true as well where fewer than twenty marks of a side were checked.
bool MayCompareRates(const DetectorAudit& audit);

MeasureResult DetectorQuality(const MeasureInput& input);

}  // namespace ebb
