#include "sequence/survey.h"

#include "sequence/conflict.h"
#include "sequence/turns.h"

namespace ebb {
namespace {

constexpr std::uint32_t kMinShortMessages = 5;  // others, before a habit is believed
constexpr std::uint32_t kMinReplies = 20;
constexpr std::uint32_t kSubstantiveWords = 12;
constexpr std::uint32_t kMinimalWords = 2;

// M0: at least twelve words, a question, an emotional word, or repair, neglect or pressure.
bool IsSubstantive(const Turn& turn) {
  return turn.words >= kSubstantiveWords ||
         (turn.features & (kQuestion | kNegativeEmotion | kDisclosure)) != 0 ||
         (turn.roles & (kRoleTrigger | kRoleMending)) != 0;
}

bool IsNeutral(const Turn& turn) {
  return turn.heat == 0 && (turn.roles & kRoleTrigger) == 0 && (turn.features & kMilestone) == 0;
}

bool IsMinimal(const Turn& turn) {
  return turn.words <= kMinimalWords &&
         (turn.features & (kQuestion | kWarmth | kHasMedia | kLink)) == 0;
}

class HabitCounter {
 public:
  explicit HabitCounter(std::vector<SenderHabits>* habits) : habits_(habits) {}

  void AddMessage(const MessageFacts& facts) {
    if ((facts.features & kMinimal) == 0 || facts.words == 0) return;
    SenderHabits& habit = At(facts.sender);
    ++habit.short_messages;
    if (facts.features & kFinalPeriod) ++habit.short_with_period;
  }

  void AddTurn(const Turn& turn) {
    SenderHabits& habit = At(turn.sender);
    if (turn.sender != asker_ && asked_neutral_) {
      ++habit.replies;
      if (IsMinimal(turn)) ++habit.minimal_replies;
    }
    asker_ = turn.sender;
    asked_neutral_ = IsSubstantive(turn) && IsNeutral(turn);
  }

 private:
  SenderHabits& At(std::uint16_t sender) {
    if (sender >= habits_->size()) habits_->resize(sender + std::size_t{1});
    return (*habits_)[sender];
  }
  std::vector<SenderHabits>* habits_;
  std::uint16_t asker_ = kNoSender;
  bool asked_neutral_ = false;
};

}  // namespace

bool SenderHabits::PeriodIsUnusual() const {
  if (short_messages < kMinShortMessages + 1 || short_with_period == 0) return false;
  return (short_with_period - 1) * 5 < short_messages - 1;  // under 20 % of the others
}

bool SenderHabits::AnswersAreUsuallyMinimal() const {
  return replies >= kMinReplies && minimal_replies * 5 >= replies * 2;
}

Survey TakeSurvey(const Timeline& timeline, const RuleTable& rules) {
  Survey survey;
  survey.habits.resize(timeline.conversation().participants.size());
  HabitCounter habits(&survey.habits);
  ConflictFinder conflicts;
  ForEachTurn(
      timeline, rules, [&](const MessageFacts& facts) { habits.AddMessage(facts); },
      [&](const Turn& turn) {
        habits.AddTurn(turn);
        conflicts.Add(turn);
      });
  survey.conflicts = conflicts.Take();
  return survey;
}

}  // namespace ebb
