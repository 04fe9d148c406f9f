// Whether a chat can say anything of the two at all (measures.md M22, codebook section 11).
//
// Pure functions; state and note as every measure of the pair gives them.
#pragma once

#include <optional>
#include <string>

#include "measure/measures.h"
#include "measure/result.h"

namespace ebb {

// Why no measure of the pair can be given, as a plain sentence: fewer than 50 messages of a side,
// or less than 15 % of all. Empty if there is a pair to speak of.
std::optional<std::string> NoPair(const MeasureInput& input);

// True if a dated measure of the pair stops here: `result` then has its state and note
// (kUnsupported where the format lacks what the measure, known by result->id, needs: times, both
// sides, every message; kNotEnough without a pair). The one place where that is asked; how a
// measure reads times to the minute, and calls, is its own matter.
bool StopsAtGate(const MeasureInput& input, MeasureResult* result);

// True if more than half of the messages are pictures, voice or files: measures of words are off.
bool IsMostlyMedia(const Talk& talk);

// "11 replies of the 50 needed".
std::string Needed(std::uint64_t have, const char* what, std::uint64_t needed);

}  // namespace ebb
