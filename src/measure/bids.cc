#include "measure/bids.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint32_t kEmotionalCodes = kComplained | kOpenedGently | kCheckedIn;
constexpr std::uint32_t kEmotionalFeatures = kWarmth | kDisclosure | kFeelingQuestion;

}  // namespace

// Filled in by the measures of bids; see bids.h.
std::vector<Bid> FindBids(const Talk& talk, const Replies& replies) {
  std::vector<Bid> bids;
  for (std::size_t t = 0; t < talk.size(); ++t) {
    const TalkTurn turn = talk.At(t);
    const bool emotional = turn.Has(kEmotionalCodes) || turn.Shows(kEmotionalFeatures);
    if (!emotional && !turn.Shows(kQuestion | kPlanProposal | kLink | kHasMedia)) continue;
    Bid bid;
    bid.turn = static_cast<std::uint32_t>(t);
    bid.type = emotional ? BidType::kEmotional : BidType::kNeutral;
    const std::size_t answer = replies.AnswerTo(t);
    bid.answer = answer == Talk::kNone ? bid.turn : static_cast<std::uint32_t>(answer);
    bid.met = answer == Talk::kNone ? BidAnswer::kAway : BidAnswer::kToward;
    bids.push_back(bid);
  }
  return bids;
}

}  // namespace ebb
