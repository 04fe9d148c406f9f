// M8: long silences.
//
// Formula. A silence is the time between two messages of the two, on the waking clock of the one
// who had been written to last; long if over 24 such hours and over the 99th percentile of the
// chat's gaps in the 90 days before. Left out: the first eight weeks (no history); silences beside
// travel words (three turns before, or the first after), which mean that the two were together;
// those that fall on hours of the week in which nobody wrote in at least half of the eight weeks
// before, and in three at least; holes of over 60 days, which are more likely holes of the export.
// A call ends a silence as any message does, in formats that have calls. Tags: "after conflict"
// (one ended at most two hours before), "after milestone" (a milestone topic within six turns and
// two hours before), else "unexplained".
//
// Frequency (in four weeks, of the whole weeks that have a history of eight): FrequencyFigure.
//
// Units: count, hours (waking), number in four weeks. Minimum: eight weeks, sixteen for a
// frequency. Episodes: kSilence, side = who had been
// written to, ended_by = who wrote again.
// Claims. silences (a fact, per side). silence_after_conflict (per side): at least three long ones
// after conflict, and three for each other (so with three at most one other), where this side had
// been written to, weeks with signs of danger left out; p: Fisher's exact test (one-sided) that so
// many of the long ones follow a conflict, among all its pauses of over two hours. R. A. Fisher,
// "The design of experiments" (1935). Source: measures.md M8. Weakness: a silent chat is no proof
// of silence; couples meet, call, or use another channel to calm down or to solve it.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult Silences(const MeasureInput& input);

}  // namespace ebb
