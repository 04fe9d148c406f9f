#include "measure/silences.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "measure/silence_finder.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// A talk of every day, but for what a test does with the days that it names.
class TalkDays {
 public:
  explicit TalkDays(MadeTalk* made) : made_(made) {}

  // Seven messages at noon, side 0 last.
  TalkDays& Talk(std::uint32_t days) {
    for (std::uint32_t d = 0; d < days; ++d, ++day_) {
      made_->SayAt(At(12), 0);
      for (int i = 1; i < 7; ++i) made_->Say(kMinute, i % 2);
    }
    return *this;
  }
  TalkDays& Nothing(std::uint32_t days) {
    day_ += days;
    return *this;
  }
  // A last word of side 0 that evening, which side 1 is to answer.
  TalkDays& Evening(std::uint32_t features = 0, bool conflict = false) {
    const Position first = made_->last() + 1;
    --day_;
    made_->SayAt(At(20), 0, features);
    if (conflict) {
      for (int i = 1; i < 5; ++i) made_->Say(kMinute, i % 2);
      made_->Conflict(first, made_->last());
    }
    ++day_;
    return *this;
  }
  std::uint32_t At(std::uint32_t hour) const { return kMonday + day_ * kDay + hour * kHour; }

 private:
  MadeTalk* made_;
  std::uint32_t day_ = 0;
};

TEST_CASE("silences: found, with who had been written to and who wrote again") {
  MadeTalk made;
  TalkDays(&made).Talk(70).Evening().Nothing(3).Talk(20);
  const MeasureResult result = Silences(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  REQUIRE(result.episodes.size() == 1);
  const Episode& episode = result.episodes[0];
  CHECK(episode.kind == EpisodeKind::kSilence);
  CHECK(episode.side == 1);
  CHECK(episode.ended_by == 0);
  CHECK(episode.tag == "unexplained");
  CHECK(episode.begin == kMonday + 69 * kDay + 20 * kHour);
  CHECK(episode.end == kMonday + 73 * kDay + 12 * kHour);
  CHECK(FigureOf(result, 1, "silences").value == 1);
  CHECK(FigureOf(result, 0, "silences").value == 0);
  CHECK(FigureOf(result, 0, "wrote_again").value == 1);
  // Three days and sixteen hours, with four nights of at least eight hours.
  CHECK(FigureOf(result, 1, "hours").value <= 88 - 4 * 8);
  CHECK(FigureOf(result, 1, "hours").value >= 88 - 4 * 10);
  // 94 days: four whole weeks with a history are too few for a frequency.
  CHECK_FALSE(FigureOf(result.pair, "frequency").shown);
  REQUIRE(ClaimOf(result, "silences", 1) != nullptr);
  CHECK(
      ClaimOf(result, "silences", 1)->text ==
      "The last message before 1 of 1 long silence was to {self}, who was the first to write again "
      "after 0.");
}

TEST_CASE("silences: how often, from the ninth whole week on") {
  MadeTalk made;
  TalkDays days(&made);
  days.Talk(70);
  for (int i = 0; i < 4; ++i) days.Evening().Nothing(3).Talk(18);
  const MeasureResult result = Silences(made.Input());
  REQUIRE(FigureOf(result.pair, "silences").value == 4);
  const Figure often = FigureOf(result.pair, "frequency");
  REQUIRE(often.shown);
  CHECK(often.n == 13);  // 22 weeks, the first nine left out
  CHECK(often.value == Approx(4 * 4 / 13.0));
  CHECK(FigureOf(result, 1, "frequency").value == Approx(often.value));
  CHECK(FigureOf(result, 0, "frequency").value == 0);
}

struct SilenceCase {
  const char* what;
  void (*tell)(TalkDays*);
  const char* tag;  // "" = no long silence
  const char* left_out;
};

TEST_CASE("silences: what goes before them, and what is none") {
  const SilenceCase cases[] = {
      {"after a conflict", [](TalkDays* d) { d->Talk(70).Evening(0, true).Nothing(3).Talk(20); },
       "after conflict", ""},
      {"after a milestone topic",
       [](TalkDays* d) { d->Talk(70).Evening(kMilestone).Nothing(3).Talk(20); }, "after milestone",
       ""},
      {"travel words", [](TalkDays* d) { d->Talk(70).Evening(kTravelWord).Nothing(3).Talk(20); },
       "", "beside_travel"},
      {"a day and two nights", [](TalkDays* d) { d->Talk(70).Nothing(1).Talk(20); }, "unexplained",
       ""},
      {"every day", [](TalkDays* d) { d->Talk(100); }, "", ""},
      {"in the first eight weeks", [](TalkDays* d) { d->Talk(40).Nothing(3).Talk(50); }, "", ""},
      {"a hole of the export", [](TalkDays* d) { d->Talk(70).Nothing(80).Talk(20); }, "", "holes"},
  };
  for (const SilenceCase& c : cases) {
    INFO(c.what);
    MadeTalk made;
    TalkDays days(&made);
    c.tell(&days);
    const MeasureResult result = Silences(made.Input());
    CHECK(result.episodes.size() == (c.tag[0] != 0 ? 1u : 0u));
    for (const Episode& episode : result.episodes) CHECK(episode.tag == c.tag);
    for (const char* key : {"beside_travel", "routine", "holes"}) {
      CHECK(FigureOf(result.pair, key).value == (std::string(key) == c.left_out ? 1 : 0));
    }
  }
}

TEST_CASE("silences: a call ends them") {
  MadeTalk made;
  TalkDays days(&made);
  days.Talk(70).Evening();
  made.SayAt(days.At(20) + 12 * kHour, 1, 0, 0, 0, {}, MessageKind::kCall);
  days.Nothing(2).Talk(20);
  CHECK(Silences(made.Input()).episodes.empty());
}

TEST_CASE("silences: quiet week-ends are no silence") {
  MadeTalk made;
  for (std::uint32_t week = 0; week < 20; ++week) {
    for (std::uint32_t day = 0; day < (week == 15 ? 3 : 4); ++day) {
      made.SayAt(kMonday + (7 * week + day) * kDay + 12 * kHour, 0);
      for (int i = 1; i < 60; ++i) made.Say(kMinute, i % 2);
    }
  }
  const MeasureResult result = Silences(made.Input());
  CHECK(result.episodes.size() == 1);  // the week that was a day shorter
  CHECK(FigureOf(result.pair, "routine").value == 10);
}

TEST_CASE("silences: long is more than what was usual in the days before") {
  // Three days apart all along, and then a week: only that is long for these two.
  MadeTalk made;
  TalkDays days(&made);
  for (int i = 0; i < 30; ++i) days.Talk(1).Nothing(i % 2 == 0 ? 3 : 4);
  const std::uint32_t begin = days.At(0);
  days.Nothing(9).Talk(1).Nothing(3).Talk(1);
  const MeasureResult result = Silences(made.Input());
  REQUIRE(result.episodes.size() == 1);
  CHECK(result.episodes[0].end > begin);
}

// `after` silences after conflict and `others` others, of three days each.
MeasureResult Pattern(int after, int others, bool danger = false) {
  MadeTalk made;
  TalkDays days(&made);
  days.Talk(90);
  for (int i = 0; i < after + others; ++i) {
    const bool conflict = i < after;
    if (danger) made.danger_weeks().push_back(WeekNumber(days.At(0) - kDay));
    days.Evening(0, conflict).Nothing(3).Talk(30 + static_cast<std::uint32_t>(i));
  }
  return Silences(made.Input());
}

TEST_CASE("silences: after conflict by pattern") {
  struct Case {
    int after, others;
    bool fires;
  };
  for (const Case& c : {Case{3, 0, true}, Case{3, 1, true}, Case{3, 2, false}, Case{2, 1, false},
                        Case{6, 2, true}, Case{0, 4, false}}) {
    INFO(c.after << " and " << c.others);
    const MeasureResult result = Pattern(c.after, c.others);
    REQUIRE(result.episodes.size() == static_cast<std::size_t>(c.after + c.others));
    const Claim* claim = ClaimOf(result, "silence_after_conflict", 1);
    REQUIRE(claim != nullptr);
    CHECK((claim->p < .001) == c.fires);
    CHECK(ClaimOf(result, "silence_after_conflict", 0) == nullptr);
  }
  CHECK(ClaimOf(Pattern(4, 0, true), "silence_after_conflict") == nullptr);
}

TEST_CASE("silences: under eight weeks") {
  MadeTalk made;
  TalkDays(&made).Talk(30).Nothing(3).Talk(10);
  const MeasureResult result = Silences(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "6 weeks of the 8 needed");
}

}  // namespace
}  // namespace ebb
