// Turns that try to mend something, and how the other received them (measures.md M19).
//
// Pure function of a talk; sixteen bytes an attempt; linear.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/measures.h"
#include "sequence/conflict_spans.h"

namespace ebb {

enum class RepairContext : std::uint8_t {
  kInConflict,
  kAfterConflict,  // within 72 hours of its end
  kEveryday,
};

enum class Reception : std::uint8_t {
  kTakenUp,    // agreement, affection, validation, a concession, a plan or a call in return, and
               // neither shutdown nor blame in the four turns after
  kRejected,   // shutdown, pressure or an insult in return
  kMissed,     // no reply within the window
  kOtherwise,  // a reply that is none of these
  kUnseen,     // the chat ends before the window does
};

struct RepairAttempt {
  std::uint32_t turn = 0;
  std::uint32_t when = 0;      // seconds since 2000
  std::uint32_t conflict = 0;  // index in the spans, unless kEveryday
  std::uint8_t side = 0;
  RepairContext context = RepairContext::kEveryday;
  Reception reception = Reception::kOtherwise;
  bool early : 1 = false;      // in the first third of the turns of a conflict
  bool affective : 1 = false;  // validation, apology, affection (R4, R11, R12) or laughter
};

struct RepairTally {
  std::vector<RepairAttempt> attempts;  // in order of time
  std::array<std::uint64_t, 2> grand_gestures{};
  std::uint64_t in_danger = 0;  // attempts of weeks with signs of danger, left out
};

// `spans` = those without danger. Turns of one side with nothing of the other between count once.
RepairTally FindRepairs(const MeasureInput& input, const std::vector<ConflictSpan>& spans);

}  // namespace ebb
