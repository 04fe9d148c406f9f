#include "measure/repair_attempts.h"

#include <algorithm>

#include "measure/periods.h"
#include "sequence/turn_kinds.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint32_t kAfter = 72 * 3600;
constexpr std::size_t kTurnsToReply = 4;
constexpr std::uint32_t kRejecting = kShutDown | kPressed | kHarsh | kDismissed;
constexpr std::uint32_t kUndoing = kShutDown | kHarsh | kDismissed;
constexpr std::uint32_t kReceiving = kAccepted | kMended | kOpenedGently;

class RepairFinder {
 public:
  RepairFinder(const MeasureInput& input, const std::vector<ConflictSpan>& spans)
      : input_(input), talk_(input.talk), periods_(input), spans_(spans) {}

  RepairTally Find() {
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const std::uint32_t codes = talk_.Codes(t);
      if ((codes & (kMended | kGrandGestureMade)) == 0) continue;
      const bool danger = periods_.IsDanger(WeekNumber(talk_.Begin(t)));
      if ((codes & kGrandGestureMade) != 0 && !danger) {
        ++tally_.grand_gestures[static_cast<std::size_t>(talk_.Side(t))];
      }
      if ((codes & kMended) == 0 || GoesOn(t)) continue;
      if (danger) {
        ++tally_.in_danger;
      } else {
        tally_.attempts.push_back(AttemptAt(t));
      }
    }
    return std::move(tally_);
  }

 private:
  bool GoesOn(std::size_t t) const {
    return t > 0 && talk_.Side(t - 1) == talk_.Side(t) && (talk_.Codes(t - 1) & kMended) != 0;
  }

  RepairAttempt AttemptAt(std::size_t t) {
    const TalkTurn turn = talk_.At(t);
    RepairAttempt attempt;
    attempt.turn = static_cast<std::uint32_t>(t);
    attempt.when = turn.begin;
    attempt.side = static_cast<std::uint8_t>(turn.side);
    attempt.affective = turn.Has(kWarmMending) || turn.Shows(kLaughter);
    Place(t, turn, &attempt);
    attempt.reception = Receive(t, turn, attempt.context);
    return attempt;
  }

  void Place(std::size_t t, const TalkTurn& turn, RepairAttempt* attempt) {
    while (span_ < spans_.size() && spans_[span_].first <= t) ++span_;
    if (span_ == 0) return;
    const ConflictSpan& span = spans_[span_ - 1];
    const bool inside = t <= span.last;
    if (!inside && SecondsBetween(span.end, turn.begin) > kAfter) return;
    attempt->conflict = static_cast<std::uint32_t>(span_ - 1);
    attempt->context = inside ? RepairContext::kInConflict : RepairContext::kAfterConflict;
    attempt->early = inside && (t - span.first) * 3 < span.turns();
  }

  Reception Receive(std::size_t t, const TalkTurn& turn, RepairContext context) const {
    const Replies::Wait wait = input_.replies.WaitAfter(t, turn.end);
    switch (wait.end) {
      case Replies::Wait::End::kUnseen:
        return Reception::kUnseen;
      case Replies::Wait::End::kCalled:
        return Reception::kTakenUp;
      case Replies::Wait::End::kNoAnswer:
        return Reception::kMissed;
      case Replies::Wait::End::kAnswered:
        break;
    }
    const TalkTurn reply = talk_.At(wait.answer);
    const bool playful = reply.Shows(kLaughter | kWarmth);
    if (reply.Has(kRejecting) || (reply.Shows(kInsult) && !playful)) return Reception::kRejected;
    const bool taken = Receives(turn, reply, context) && HoldsAfter(wait.answer);
    return taken ? Reception::kTakenUp : Reception::kOtherwise;
  }

  static bool Receives(const TalkTurn& turn, const TalkTurn& reply, RepairContext context) {
    if (reply.Has(kReceiving) || reply.IsKind(MessageKind::kCall)) return true;
    if (reply.Shows(kWarmth | kAgreement | kPlanProposal)) return true;
    if (context != RepairContext::kEveryday) return false;
    // "How was your day?" is met by telling of it.
    return reply.Shows(kDisclosure) || (turn.Shows(kQuestion) && !IsMinimal(reply));
  }

  bool HoldsAfter(std::size_t answer) const {
    const std::size_t end = std::min(talk_.size(), answer + 1 + kTurnsToReply);
    for (std::size_t t = answer + 1; t < end; ++t) {
      if ((talk_.Codes(t) & kUndoing) != 0) return talk_.OpensSession(t);
    }
    return true;
  }

  const MeasureInput& input_;
  const Talk& talk_;
  const Periods periods_;
  const std::vector<ConflictSpan>& spans_;
  std::size_t span_ = 0;  // the first that begins later
  RepairTally tally_;
};

}  // namespace

RepairTally FindRepairs(const MeasureInput& input, const std::vector<ConflictSpan>& spans) {
  return RepairFinder(input, spans).Find();
}

}  // namespace ebb
