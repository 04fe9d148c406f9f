#include "measure/bids.h"

#include <algorithm>
#include <array>

namespace ebb {
namespace {

constexpr std::uint32_t kEmotionalCodes = kComplained | kOpenedGently | kCheckedIn;
constexpr std::uint32_t kEmotionalFeatures = kDisclosure | kFeelingQuestion;
// A turn that answers is no bid for being warm.
constexpr std::uint32_t kAnswering = kAnswerWord | kAgreement;
// Any of these speaks to the bid, whatever the words are.
constexpr std::uint32_t kSpeaksTo = kQuestion | kAnswerWord | kAgreement | kWarmth | kLaughter |
                                    kTimeWord | kDecisionWord | kPracticalReason | kPlanProposal |
                                    kTravelWord | kHasMedia | kLink | kDisclosure | kReply;
constexpr std::uint32_t kSpeaksToCodes =
    kMended | kAccepted | kComplained | kPressed | kDistanceCodes;
// Any of these answers, hours or days later too.
constexpr std::uint32_t kAnswersLate =
    kAnswerWord | kAgreement | kDecisionWord | kPracticalReason | kReply;
// Any of these makes more of two words than a curt answer.
constexpr std::uint32_t kMoreThanCurt =
    kQuestion | kWarmth | kLaughter | kTimeWord | kPlanProposal | kHasMedia | kLink;
constexpr std::uint32_t kBringsUpAgain = kComplained | kChased;

constexpr std::uint32_t Kind(MessageKind kind) { return 1u << static_cast<int>(kind); }
constexpr std::uint32_t kSharedKinds = Kind(MessageKind::kMedia) | Kind(MessageKind::kLocation) |
                                       Kind(MessageKind::kContact) | Kind(MessageKind::kPoll) |
                                       Kind(MessageKind::kForwarded);
constexpr std::uint32_t kDeletedKind = Kind(MessageKind::kDeleted);

std::uint32_t TurnsBetween(std::size_t turn, std::size_t answer) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(answer - turn, Bid::kMostTurns));
}

bool ShareStem(const TalkTurn& a, const TalkTurn& b) {
  for (const std::uint16_t stem : a.stems) {
    if (stem == 0) break;
    if (std::find(b.stems.begin(), b.stems.end(), stem) != b.stems.end()) return true;
  }
  return false;
}

// Enough for a share, few enough to cost nothing in a chat of millions.
constexpr std::size_t kTurnsSampled = 20000;
// Fewer turns make no habit.
constexpr std::uint64_t kHabitTurns = 50;

std::array<bool, 2> WarmByHabit(const Talk& talk) {
  std::array<std::uint64_t, 2> turns{}, warm{};
  for (std::size_t t = 0; t < talk.size(); t += talk.size() / kTurnsSampled + 1) {
    const TalkTurn turn = talk.At(t);
    ++turns[static_cast<std::size_t>(turn.side)];
    warm[static_cast<std::size_t>(turn.side)] += turn.Shows(kWarmth) ? 1 : 0;
  }
  const auto by_habit = [&](std::size_t side) {
    return turns[side] >= kHabitTurns &&
           static_cast<double>(warm[side]) >= kHabitualWarmth * static_cast<double>(turns[side]);
  };
  return {by_habit(0), by_habit(1)};
}

class BidReader {
 public:
  BidReader(const Talk& talk, const Replies& replies)
      : talk_(talk), replies_(replies), warm_by_habit_(WarmByHabit(talk)) {}

  std::vector<Bid> Read() const {
    std::vector<Bid> bids;
    for (std::size_t t = 0; t < talk_.size(); ++t) {
      const TalkTurn turn = talk_.At(t);
      Bid bid;
      bid.turn = static_cast<std::uint32_t>(t);
      if (IsBid(turn, &bid) && Meet(turn, &bid)) bids.push_back(bid);
    }
    return bids;
  }

 private:
  bool IsBid(const TalkTurn& turn, Bid* bid) const {
    const bool asks = turn.Shows(kQuestion | kLink | kHasMedia) || (turn.kinds & kSharedKinds) != 0;
    const bool proposes = turn.Shows(kPlanProposal);
    const bool feels = turn.Has(kEmotionalCodes) || turn.Shows(kEmotionalFeatures);
    const bool presses = turn.Has(kPressed) && !turn.Has(kHarsh);
    const bool warm_alone = turn.Shows(kWarmth) && !turn.Shows(kAnswering | kGreeting) &&
                            !warm_by_habit_[static_cast<std::size_t>(turn.side)] &&
                            talk_.OpensSession(bid->turn);
    if (!asks && !proposes && !feels && !presses && !warm_alone) return false;
    const bool hot = turn.Shows(kMilestone) || turn.Has(kPressed) || talk_.InConflict(bid->turn);
    bid->type = hot        ? BidType::kHot
                : feels    ? BidType::kEmotional
                : proposes ? BidType::kPlan
                : asks     ? BidType::kNeutral
                           : BidType::kEmotional;
    return true;
  }

  // False if the chat ends before it can be said.
  bool Meet(const TalkTurn& turn, Bid* bid) const {
    const Replies::Wait wait = replies_.WaitAfter(bid->turn, turn.end);
    switch (wait.end) {
      case Replies::Wait::End::kUnseen:
        return false;
      case Replies::Wait::End::kCalled:
        bid->met = BidAnswer::kToward;
        return true;
      case Replies::Wait::End::kAnswered:
        bid->turns_to_answer = TurnsBetween(bid->turn, wait.answer);
        bid->met = Judge(turn, wait.answer);
        return true;
      case Replies::Wait::End::kNoAnswer:
        bid->met = BidAnswer::kAway;
        bid->late = AnswersLate(turn, talk_.NextOfOther(bid->turn));
        return true;
    }
    return false;
  }

  BidAnswer Judge(const TalkTurn& bid, std::size_t answer) const {
    const TalkTurn turn = talk_.At(answer);
    const bool playful = turn.Shows(kLaughter | kWarmth);
    if (turn.Has(kDismissed | kHarsh) || (turn.Shows(kInsult) && !playful)) {
      return BidAnswer::kAgainst;
    }
    const bool shares = (turn.kinds & kSharedKinds) != 0 || turn.IsKind(MessageKind::kCall);
    if (shares || ShareStem(bid, turn)) return BidAnswer::kToward;
    // Nothing but a message taken back.
    if (turn.kinds == kDeletedKind) return BidAnswer::kAway;
    if (IsCurt(bid, turn)) return BidAnswer::kMinimal;
    return Ignores(bid, answer, turn) ? BidAnswer::kAway : BidAnswer::kToward;
  }

  // Nearly everybody writes again at some time, most often of something else.
  bool AnswersLate(const TalkTurn& bid, std::size_t next) const {
    if (next == Talk::kNone) return false;
    const TalkTurn turn = talk_.At(next);
    return ShareStem(bid, turn) || turn.Shows(kAnswersLate) || turn.Has(kAccepted | kApologised);
  }

  static bool IsCurt(const TalkTurn& bid, const TalkTurn& turn) {
    if (turn.words > 2 || turn.Shows(kMoreThanCurt)) return false;
    // "At Tesco" is all that some questions want.
    const bool names_something = bid.Shows(kQuestion) && turn.stems[0] != 0;
    return turn.Has(kCurtWord) || !names_something;
  }

  bool Ignores(const TalkTurn& bid, std::size_t answer, const TalkTurn& turn) const {
    if (bid.stems[0] == 0 || turn.stems[0] == 0) return false;
    if (turn.Shows(kSpeaksTo) || turn.Has(kSpeaksToCodes)) return false;
    const std::uint32_t pause = turn.begin > bid.end ? turn.begin - bid.end : 0;
    if (pause > talk_.session_gap()) return true;
    return BringsUpAgain(bid, talk_.NextOfOther(answer));
  }

  bool BringsUpAgain(const TalkTurn& bid, std::size_t next) const {
    if (next == Talk::kNone) return false;
    const TalkTurn turn = talk_.At(next);
    return turn.Has(kBringsUpAgain) || (turn.Shows(kQuestion) && ShareStem(bid, turn));
  }

  const Talk& talk_;
  const Replies& replies_;
  std::array<bool, 2> warm_by_habit_;
};

}  // namespace

std::vector<Bid> FindBids(const Talk& talk, const Replies& replies) {
  return BidReader(talk, replies).Read();
}

}  // namespace ebb
