#include "measure/milestones.h"

#include <catch2/catch.hpp>
#include <string>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "measure/milestone_turns.h"
#include "measure/proportions.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::HasFigure;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

constexpr std::uint32_t kDistance = kDistanceWorded;

// A week: on Monday side 0 names a milestone (`named`) and side 1 answers; on Thursday five
// remarks of side 0 are answered.
struct Planted {
  bool named = true, pressed = false, near = false;
  int elsewhere = 0;  // answers of Thursday with distance
};
void WriteWeek(int week, const Planted& planted, MadeTalk* made) {
  const std::uint32_t monday = kMonday + static_cast<std::uint32_t>(week) * 7 * kDay + 9 * kHour;
  made->SayAt(monday, 0, planted.named ? kMilestone : 0u,
              planted.pressed ? std::uint32_t{kPressed} : 0u);
  made->Say(kMinute, 1, 0, planted.near ? kDistance : 0u);
  made->SayAt(monday + 3 * kDay, 0);
  for (int i = 0; i < 5; ++i) {
    if (i > 0) made->Say(kMinute, 0);
    made->Say(kMinute, 1, 0, i < planted.elsewhere ? kDistance : 0u);
  }
}

TEST_CASE("milestones: near against elsewhere, by hand") {
  MadeTalk made;
  // Sixteen weeks: one mention each, half of the answers turn away; elsewhere one of five. Pressed
  // in the second half, where six of eight turn away.
  for (int week = 0; week < 16; ++week) {
    const bool near = week < 8 ? week % 4 == 0 : week % 4 != 0;
    WriteWeek(week, {true, week >= 8, near, 1}, &made);
  }
  const MeasureResult result = MilestoneProximity(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(FigureOf(result, 1, "mentions").value == 16);
  const auto share = [&](const char* key, std::uint64_t k, std::uint64_t n) {
    INFO(key);
    const Figure figure = FigureOf(result, 1, key);
    CHECK(figure.n == n);
    REQUIRE(figure.shown == (n >= kNearTurnsNeeded));
    if (!figure.shown) return;
    CHECK(figure.value == Approx(static_cast<double>(k) / static_cast<double>(n)));
    CHECK(figure.high == Approx(Wilson(k, n).high));
  };
  share("near", 8, 16);
  share("elsewhere", 16, 80);
  share("near_pressed", 6, 8);  // too few to show
  share("near_plain", 2, 8);
  // Expected in each of four blocks: four answers times a fifth.
  const Figure ratio = FigureOf(result, 1, "milestone_ratio");
  REQUIRE(ratio.shown);
  CHECK(ratio.n == 16);
  CHECK(ratio.value == Approx(8.5 / 3.7));
  REQUIRE(ratio.has_range);
  CHECK(ratio.low < ratio.value);
  CHECK(ratio.high > ratio.value);
  const Claim* claim = ClaimOf(result, "near_milestones", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->has_p);
  CHECK(claim->text.find("came 2.3 times as often (range") != std::string::npos);
  CHECK(claim->text.find("in 8 of 16 answers near such talk") != std::string::npos);
  // Side 0 answers on Thursdays only, and nobody names a milestone to it.
  CHECK(FigureOf(result, 0, "mentions").value == 0);
  CHECK_FALSE(FigureOf(result, 0, "milestone_ratio").shown);
  CHECK(ClaimOf(result, "near_milestones", 0) == nullptr);
}

TEST_CASE("milestones: a mood of some months is no nearness") {
  MadeTalk made;
  // Everything turns away in the second half, near or not.
  for (int week = 0; week < 16; ++week)
    WriteWeek(week, {true, false, week >= 8, week >= 8 ? 5 : 0}, &made);
  const MeasureResult result = MilestoneProximity(made.Input());
  CHECK(FigureOf(result, 1, "milestone_ratio").value == Approx(1));
  const Claim* claim = ClaimOf(result, "near_milestones", 1);
  CHECK((claim == nullptr || claim->p > 0.5));
}

TEST_CASE(
    "milestones: a strong difference in fifteen mentions is found, and the other way round too") {
  for (const bool near : {true, false}) {
    MadeTalk made;
    for (int week = 0; week < 15; ++week) WriteWeek(week, {true, false, near, near ? 0 : 4}, &made);
    const MeasureResult result = MilestoneProximity(made.Input());
    const Claim* claim = ClaimOf(result, "near_milestones", 1);
    REQUIRE(claim != nullptr);
    CHECK(claim->p < 0.05);
    CHECK((FigureOf(result, 1, "milestone_ratio").value > 1) == near);
  }
}

// How many answers of side 1 are near a mention of side 0 after which turns come `gap` apart.
std::uint64_t NearAnswers(std::uint32_t gap, int turns) {
  MadeTalk made;
  made.SayAt(kMonday + 8 * kHour, 0, kMilestone);
  for (int k = 1; k <= turns; ++k) made.Say(gap, k % 2);
  return FindMilestoneTurns(made.Input())[1].Sum().near().n;
}

TEST_CASE("milestones: near is six turns or two hours") {
  // Answers are the turns 1, 3, 5, 7 and 9 after it.
  CHECK(NearAnswers(25 * kMinute, 9) == 3);
  CHECK(NearAnswers(5 * kMinute, 9) == 5);
  CHECK(NearAnswers(3 * kHour, 9) == 3);
  CHECK(NearAnswers(17 * kMinute, 9) == 4);  // 119 minutes; 153 are too many
}

TEST_CASE("milestones: only answers in the same session count") {
  MadeTalk made;
  made.SayAt(kMonday + 8 * kHour, 0, kMilestone);
  made.Say(5 * kHour, 1, 0, kDistance);  // five hours later: not an answer
  made.Say(20 * kMinute, 1);             // follows its own turn
  made.Say(kMinute, 0);                  // of the one who named it
  const auto found = FindMilestoneTurns(made.Input());
  CHECK(found[1].Sum().near().n == 0);
  CHECK(found[1].Sum().elsewhere.n == 0);
  CHECK(found[1].Sum().mentions == 1);
  CHECK(found[0].Sum().elsewhere.n == 1);
}

TEST_CASE("milestones: the mention nearest before says whether it was pressed") {
  MadeTalk made;
  made.SayAt(kMonday + 8 * kHour, 0, kMilestone, kPressed).Say(kMinute, 1, 0, kDistance);
  made.Say(kMinute, 0, kMilestone).Say(kMinute, 1);
  // A reply that also asks does not turn away.
  made.Say(kMinute, 0, kMilestone).Say(kMinute, 1, kQuestion, kDistance);
  const MilestoneWeek sum = FindMilestoneTurns(made.Input())[1].Sum();
  CHECK(sum.mentions == 3);
  CHECK(sum.near_pressed.n == 1);
  CHECK(sum.near_pressed.k == 1);
  CHECK(sum.near_plain.n == 2);
  CHECK(sum.near_plain.k == 0);
}

TEST_CASE("milestones: minimum data") {
  SECTION("fourteen mentions") {
    MadeTalk made;
    for (int week = 0; week < 16; ++week) WriteWeek(week, {week < 14, false, true, 0}, &made);
    const MeasureResult result = MilestoneProximity(made.Input());
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.note == "14 mentions of milestones of the 15 needed of one side.");
    CHECK(result.claims.empty());
    CHECK(FigureOf(result, 1, "mentions").value == 14);
    CHECK_FALSE(FigureOf(result, 1, "near").shown);
  }
  SECTION("mentions that nobody answers") {
    MadeTalk made;
    for (int week = 0; week < 16; ++week) {
      WriteWeek(week, {false, false, true, 0}, &made);
      made.Say(8 * kHour, 0, kMilestone);
    }
    const MeasureResult result = MilestoneProximity(made.Input());
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.note == "Too few answers follow the mentions of milestones.");
  }
  SECTION("undated") {
    MadeTalk made;
    for (int i = 0; i < 200; ++i) made.SayAt(0, i % 2, kMilestone);
    CHECK(MilestoneProximity(made.Input()).state == MeasureState::kUnsupported);
  }
}

TEST_CASE("milestones: weeks with signs of danger are left out") {
  const std::int32_t first = WeekNumber(kMonday);
  const auto of = [&](int dangerous, int weeks) {
    MadeTalk made;
    for (int week = 0; week < dangerous; ++week) made.danger_weeks().push_back(first + week);
    for (int week = 0; week < weeks; ++week)
      WriteWeek(week, {true, false, week % 2 == 0, 1}, &made);
    return MilestoneProximity(made.Input());
  };
  const MeasureResult some = of(3, 18);
  CHECK(some.state == MeasureState::kShown);
  CHECK(FigureOf(some, 1, "mentions").value == 15);
  CHECK(some.note == "Weeks with signs of danger are left out.");
  const MeasureResult most = of(3, 17);
  CHECK(most.state == MeasureState::kSuppressed);
  CHECK(most.claims.empty());
}

// A weekly table of its own: 40 messages of side 0 a week, of which `flagged` are.
std::vector<Week> Table(const std::vector<std::uint64_t>& flagged) {
  std::vector<Week> weeks;
  for (std::size_t i = 0; i < flagged.size(); ++i) {
    Week week;
    week.number = WeekNumber(kMonday) + static_cast<std::int32_t>(i);
    week.partners.resize(2);
    for (PartnerWeek& own : week.partners) own.messages = own.texts = 40;
    week.partners[0].distance.high = flagged[i];
    weeks.push_back(week);
  }
  return weeks;
}

MeasureResult WithTable(const std::vector<Week>& weeks, std::uint32_t date, MadeTalk* made) {
  for (int i = 0; i < 200; ++i) made->Say(kHour, i % 2);
  made->dates().milestones = {date};
  const MeasureInput in = made->Input();
  return MilestoneProximity(
      {in.talk, in.clocks, in.replies, in.bids, in.capabilities, weeks, in.danger_weeks, in.dates});
}

std::uint32_t DateInWeek(std::uint32_t week) { return kMonday + (week * 7 + 2) * kDay; }

TEST_CASE("milestones: the eight weeks before a date that the reader names, by hand") {
  // Forty weeks; the date lies in week 24. Two of 40 flagged, eight in weeks 16 to 23.
  std::vector<std::uint64_t> flagged(40, 2);
  for (std::size_t week = 16; week < 24; ++week) flagged[week] = 8;
  MadeTalk made;
  const MeasureResult result = WithTable(Table(flagged), DateInWeek(24), &made);
  REQUIRE(result.state == MeasureState::kShown);
  const Figure before = FigureOf(result, 0, "date_1_before");
  REQUIRE(before.shown);
  CHECK(before.label == "the eight weeks before 2024-06-19");
  CHECK(before.n == 320);
  CHECK(before.value == Approx(20));
  CHECK(before.low == Approx(100 * Wilson(64, 320).low));
  CHECK(FigureOf(result, 0, "date_1_baseline").value == Approx(5));
  // Weeks 16 to 40 but for 24 itself, none with a rise as large.
  const Figure others = FigureOf(result, 0, "date_1_as_large");
  CHECK(others.n == 24);
  CHECK(others.value == 0);
  const Claim* claim = ClaimOf(result, "date_1", 0);
  REQUIRE(claim != nullptr);
  CHECK_FALSE(claim->has_p);
  CHECK(claim->text.find("Of 24 other weeks of this chat 0 show a rise as large. This is one case "
                         "and proves nothing.") != std::string::npos);
  // The other side's weeks are all alike: every week shows as large a rise.
  CHECK(FigureOf(result, 1, "date_1_as_large").value == Approx(1));
}

TEST_CASE("milestones: dates about which nothing can be said") {
  const auto shown = [](const std::vector<Week>& weeks, std::uint32_t week) {
    MadeTalk made;
    const MeasureResult result = WithTable(weeks, DateInWeek(week), &made);
    CHECK((result.state == MeasureState::kShown) == FigureOf(result, 0, "date_1_before").shown);
    return FigureOf(result, 0, "date_1_before").shown;
  };
  const std::vector<Week> weeks = Table(std::vector<std::uint64_t>(40, 2));
  CHECK(shown(weeks, 16));
  CHECK_FALSE(shown(weeks, 15));  // no sixteen weeks before it
  CHECK(shown(weeks, 40));        // just after the end
  CHECK_FALSE(shown(weeks, 41));
  // Twelve other weeks: of 28 those from week 16 to 28 but one.
  CHECK(shown(Table(std::vector<std::uint64_t>(28, 2)), 20));
  CHECK_FALSE(shown(Table(std::vector<std::uint64_t>(27, 2)), 20));
  // Five thin weeks of the eight.
  std::vector<Week> thin = weeks;
  for (std::size_t week = 16; week < 20; ++week) thin[week].thin = true;
  CHECK(shown(thin, 24));
  thin[20].thin = true;
  CHECK_FALSE(shown(thin, 24));
  // Under a hundred messages.
  std::vector<Week> few = weeks;
  for (std::size_t week = 16; week < 24; ++week) {
    for (PartnerWeek& own : few[week].partners) own.texts = 12;
  }
  CHECK_FALSE(shown(few, 24));
}

TEST_CASE("milestones: at most ten dates") {
  MadeTalk made;
  for (int i = 0; i < 200; ++i) made.Say(kHour, i % 2);
  made.dates().milestones.assign(12, DateInWeek(24));
  const MeasureResult result = MilestoneProximity(made.Input());
  CHECK_FALSE(FigureOf(result, 0, "date_10_before").key.empty());
  CHECK_FALSE(HasFigure(result, 0, "date_11_before"));
}

}  // namespace
}  // namespace ebb
