#include "sequence/survey.h"

#include "sequence/conflict.h"
#include "sequence/turns.h"

namespace ebb {
namespace {

constexpr std::uint32_t kMinShortMessages = 5;  // others, before a habit is believed
constexpr std::uint32_t kMinReplies = 20;
constexpr std::uint32_t kSubstantiveWords = 12;
constexpr std::uint32_t kMinimalWords = 2;

// The three below are asked of every turn and written without branches, which could not be
// foretold.

// M0: at least twelve words, a question, an emotional word, or repair, neglect or pressure.
bool IsSubstantive(const Turn& turn) {
  return (turn.words >= kSubstantiveWords) |
         ((turn.features & (kQuestion | kNegativeEmotion | kDisclosure)) != 0) |
         ((turn.roles & (kRoleTrigger | kRoleMending)) != 0);
}

bool IsNeutral(const Turn& turn) {
  return (turn.heat == 0) & ((turn.roles & kRoleTrigger) == 0) &
         ((turn.features & kMilestone) == 0);
}

bool IsMinimal(const Turn& turn) {
  return (turn.words <= kMinimalWords) &
         ((turn.features & (kQuestion | kWarmth | kHasMedia | kLink)) == 0);
}

class HabitCounter {
 public:
  explicit HabitCounter(SenderHabits* habits) : habits_(habits) {}

  void AddTurn(const Turn& turn) {
    SenderHabits& habit = habits_[turn.sender];
    habit.short_messages += turn.shorts;
    habit.short_with_period += turn.periods;
    const std::uint32_t is_reply = (turn.sender != asker_) & asked_neutral_;
    habit.replies += is_reply;
    habit.minimal_replies += is_reply & IsMinimal(turn);
    asker_ = turn.sender;
    asked_neutral_ = static_cast<std::uint32_t>(IsSubstantive(turn) && IsNeutral(turn));
  }

 private:
  SenderHabits* habits_;
  std::uint16_t asker_ = kNoSender;
  std::uint32_t asked_neutral_ = 0;
};

}  // namespace

bool SenderHabits::PeriodIsUnusual() const {
  if (short_messages < kMinShortMessages + 1 || short_with_period == 0) return false;
  return (short_with_period - 1) * 5 < short_messages - 1;  // under 20 % of the others
}

bool SenderHabits::AnswersAreUsuallyMinimal() const {
  return replies >= kMinReplies && minimal_replies * 5 >= replies * 2;
}

Survey TakeSurvey(const Timeline& timeline, const RuleTable& rules, std::uint16_t senders) {
  Survey survey;
  survey.habits.resize(senders);
  HabitCounter habits(survey.habits.data());
  ConflictFinder conflicts;
  ForEachTurn(timeline, rules, [&](const Turn& turn) {
    habits.AddTurn(turn);
    conflicts.Add(turn);
  });
  survey.conflicts = conflicts.Take();
  return survey;
}

}  // namespace ebb
