// Circumstances in words.
#include <catch2/catch.hpp>
#include <string>

#include "cli/explain_output.h"

namespace ebb {
namespace {

TEST_CASE("circumstances are told in words, and only words of the message in quotes") {
  struct Row {
    std::string name, text;
  };
  const Row rows[] = {
      {"word never", "\"never\""},
      {"words never mind", "\"never mind\""},
      {"words ^ fine", "it begins with \"fine\""},
      {"words night $", "it ends in \"night\""},
      {"own:question", "its own shape: question"},
      {"goes_on:0", "the sender writes on"},
      {"near_own_before:shutdown_3", "how the sender's last words look: shutdown 3 of 5"},
      {"second_look:0", "what every message begins the second look with"},
      {"talk_own", "its words, in their order and at this place of the talk"},
      {"talk_before:2", "the words of the message 2 before"},
      {"talk_start", "what every message begins the reading of the talk with"},
      {"talk_less",
       "the words and what is around count three parts in ten beside the reading of the talk"},
      {"any distance", "what speaks for any of the first three"},
      {"other conditions", "many small things that only hold together"},
      {"if sum:distance>=-40, not minutes_before>=60, last_2:own>=1",
       "together: sum distance at least -40, not minutes before at least 60, last 2 own at least "
       "1"},
      {"rounding", "rounding"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(CircumstanceText(row.name) == row.text);
  }
}

}  // namespace
}  // namespace ebb
