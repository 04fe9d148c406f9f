#include "sequence/context.h"

namespace ebb {
namespace {

constexpr std::uint32_t kDangerTurns = 20;
constexpr std::uint32_t kBurstTurns = 5;
constexpr std::uint32_t kChasersInARow = 5;

}  // namespace

TalkContext::TalkContext(const Timeline& timeline, const Survey& survey)
    : timeline_(&timeline), survey_(&survey), senders_(survey.habits.size()) {}

void TalkContext::NoteFeatures(const MessageFacts& facts) {
  turn_features_ |= facts.features;
  here_.message = timeline_->Message(here_.position);
  Sender& self = senders_[here_.sender];
  const std::uint32_t features = facts.features;
  if (features & kMilestone) milestone.Note(here_);
  if (features & kPlanProposal) proposal.Note(here_);
  if (features & kFeelingQuestion) feeling_question.Note(here_);
  if (features & kDisclosure) self.disclosure = here_;
  constexpr std::uint32_t kBid = kDisclosure | kNegativeEmotion;
  if ((features & kBid) != 0 && (turn_features_ & kBid) == kBid) bid.Note(here_);
  if (features & kAgreement) self.agreed = here_.position + 1;
  if (features & (kWarmth | kLaughter)) return;
  if (features & (kNegativeEmotion | kShouting | kYouAlways)) heat.Note(here_);
  if (features & kInsult) TakeInsult();
}

void TalkContext::TakeInsult() {
  Sender& self = senders_[here_.sender];
  self.insult_turns[self.insults++ % kBurst] = here_.turn;
  if (self.insults < kBurst) return;
  const std::uint32_t oldest = self.insult_turns[self.insults % kBurst];
  if (here_.turn - oldest < kBurstTurns) danger_.Note(here_);
}

void TalkContext::TakeHit(const RuleTraits& traits, About about, Confidence confidence) {
  here_.message = timeline_->Message(here_.position);
  if (traits.roles & kRoleTrigger) trigger.Note(here_);
  if (traits.roles & kRoleBid) bid.Note(here_);
  if (traits.roles & kRoleApology) apology.Note(here_);
  if (traits.roles & kRoleMending) mending.Note(here_);
  if (traits.heat > 0) heat.Note(here_);
  const bool tense = traits.category < Category::kRepair;
  if (tense && confidence == Confidence::kHigh) tension.Note(here_);
  if ((traits.roles & kRoleChaser) && ++chasers_ >= kChasersInARow) danger_.Note(here_);
  if ((traits.roles & kRoleAbuse) == 0) return;
  danger_.Note(here_);
  if (about == About::kPartner) senders_[here_.sender].told_abuse = here_;
}

void TalkContext::FindConflict() {
  const auto& episodes = survey_->conflicts;
  while (episode_ < episodes.size() && episodes[episode_].last < here_.position) ++episode_;
}

const ConflictEpisode* TalkContext::Conflict() const {
  const auto& episodes = survey_->conflicts;
  if (episode_ >= episodes.size() || episodes[episode_].first > here_.position) return nullptr;
  return &episodes[episode_];
}

bool TalkContext::ConflictEndedWithin(std::uint32_t seconds) const {
  if (episode_ == 0 || here_.sent == 0) return false;
  const std::uint32_t ended = timeline_->Facts(survey_->conflicts[episode_ - 1].last).sent;
  return ended != 0 && SecondsBetween(ended, here_.sent) <= seconds;
}

const Event* TalkContext::OwnUnansweredDisclosure() const {
  const Event& told = senders_[here_.sender].disclosure;
  const bool earlier = told.turn != 0 && told.turn < here_.turn;
  return earlier && told.turn > other_turn_ ? &told : nullptr;
}

const Event* TalkContext::Danger() const {
  const Event& by_other = danger_.ByOther(here_.sender);
  if (by_other.turn != 0 && here_.turn - by_other.turn <= kDangerTurns) return &by_other;
  const Event& told = senders_[here_.sender].told_abuse;
  if (told.turn != 0 && here_.turn - told.turn <= kDangerTurns) return &told;
  return nullptr;
}

}  // namespace ebb
