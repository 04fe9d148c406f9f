#include "measure/effort.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// Side 0 writes `first` words and a question in every fourth turn; side 1 writes `second` words,
// and asks back in every second of its answers to a disclosure.
void Write(MadeTalk* made, std::uint32_t days, std::uint16_t first, std::uint16_t second) {
  for (std::uint32_t k = 0; k < 10 * days; ++k) {
    const bool discloses = k % 5 == 0;
    const std::uint32_t features = (k % 4 == 0 ? std::uint32_t{kQuestion} : 0u) |
                                   (discloses ? std::uint32_t{kDisclosure} : 0u);
    made->SayAt(kMonday + k / 10 * kDay + (10 + k % 10) * kHour, 0, features, 0,
                static_cast<std::uint16_t>(first + k % 3));
    made->Say(kMinute, 1, discloses && k % 2 == 0 ? std::uint32_t{kQuestion} : 0u, 0,
              static_cast<std::uint16_t>(second + k % 5));
  }
}

TEST_CASE("effort: length, questions and following up") {
  MadeTalk made;
  Write(&made, 70, 11, 4);
  const MeasureResult result = EffortBalance(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(result.note.empty());
  CHECK(FigureOf(result, 0, "words_median").value == Approx(12));
  CHECK(FigureOf(result, 1, "words_median").value == Approx(6));
  CHECK(FigureOf(result, 0, "length").value == Approx(1).margin(.1));
  CHECK(FigureOf(result, 1, "length").value == Approx(-1).margin(.1));
  CHECK(FigureOf(result, 0, "questions").value == Approx(25));
  CHECK(FigureOf(result, 1, "questions").value == Approx(10));
  CHECK(FigureOf(result, 1, "follow_up").n == 140);
  CHECK(FigureOf(result, 1, "follow_up").value == Approx(.5));
  CHECK_FALSE(FigureOf(result, 0, "follow_up").shown);  // nothing was disclosed to it
  REQUIRE(ClaimOf(result, "questions", 0) != nullptr);
  CHECK(ClaimOf(result, "questions", 0)->text ==
        "{self} asked something in 25 of 100 messages (range 22 to 28; 700 messages).");
}

TEST_CASE("effort: too few turns, and pictures in place of words") {
  MadeTalk few;
  Write(&few, 9, 11, 4);
  CHECK(EffortBalance(few.Input()).state == MeasureState::kNotEnough);
  CHECK(EffortBalance(few.Input()).note == "90 turns with words of the 100 needed");
  MadeTalk pictures;
  Write(&pictures, 20, 11, 4);
  for (int i = 0; i < 900; ++i) {
    pictures.SayAt(pictures.now() + kMinute, i % 2, 0, 0, 0, {}, MessageKind::kMedia);
  }
  const MeasureResult result = EffortBalance(pictures.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note.find("pictures") != std::string::npos);
}

}  // namespace
}  // namespace ebb
