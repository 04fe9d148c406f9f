// M12: were weeks with more conflict followed by weeks with more distance, and the other way round?
//
// C_w = turns within stretches of conflict (M9) per week; V_w = turns outside of them with words of
// withdrawal, shutdown or avoidance per 100 turns outside. Outside, because conflicts hold such
// words by definition and a link would be there from the start. Both less the median of the eight
// weeks around (four each side, those that are not thin, at least four).
//   rho_CV = Spearman(C_w, V_w+1), rho_VC = Spearman(V_w, C_w+1) over pairs of neighbouring weeks,
// for both sides together with p of 2,000 circular shifts, and for V of each side without a test.
// Units: correlation, per 100, points. Minimum: 40 weeks that are not thin, 36 pairs of neighbours,
// and 8 weeks with conflict and with distance each; below it the two lines without a claim. Weeks
// with signs of danger count as thin. The range of rho allows for the likeness of neighbouring
// weeks (SpearmanRange, rank.h). In plain numbers beside it: V in weeks after one with any conflict
// and after one without (not detrended), and their difference, weeks being the units
// (week_means.h). Source: measures.md M12. Weakness: not causal; a bad month brings both, though
// slow changes are taken out. False alarms and power: cross_lag_test.cc.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult CrossLag(const MeasureInput& input);

}  // namespace ebb
