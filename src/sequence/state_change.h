// How a message changes the state of a talk net: the gated recurrent unit's curves and mixing
// (lexicon/talk_net.h says whose it is), on whole numbers. Exact, so that every processor gives the
// same; AVX2 where it is there. Pure; no errors.
#pragma once

#include <array>
#include <cstdint>

#include "base/dot.h"
#include "lexicon/talk_net.h"

namespace ebb {

using NetState = std::array<std::int16_t, PaddedForDots(kStateNumbers)>;  // 16384ths
using NetGateSums = std::array<std::int32_t, kNetGates * kStateNumbers>;  // 4096ths

// `of_message` and `of_state` = what the message and the state say to each gate: reset, update and
// the fresh state, in this order. With r and u their shares (0 to 1) the state becomes
// u * state + (1 - u) * tanh(message + r * state).
void ChangeState(const NetGateSums& of_message, const NetGateSums& of_state, NetState* state);
// The same without what the processor has beyond the ordinary; for tests.
void ChangeStatePortably(const NetGateSums& of_message, const NetGateSums& of_state,
                         NetState* state);

}  // namespace ebb
