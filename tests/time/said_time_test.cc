#include "time/said_time.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/random.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::uint32_t At(const std::string& day, int hour, int minute = 0) {
  CivilTime time;
  time.year = 2024;
  time.month = 3;
  time.day = std::stoi(day);
  time.hour = hour;
  time.minute = minute;
  return static_cast<std::uint32_t>(SecondsFromCivil(time) - kEpoch2000);
}

std::string Said(std::string_view text, std::uint32_t sent) {
  const std::optional<std::uint32_t> when = SaidTime(text, sent);
  if (when == kRefusedTime) return "refused";
  return when ? FormatDateTime(kEpoch2000 + *when).substr(8, 8) : "";
}

struct SaidCase {
  const char* text;
  const char* when;  // day of March 2024 and time; empty = nothing
};

// Written on Wednesday, 6 March 2024, at 18:30.
constexpr SaidCase kWednesdayEvening[] = {
    {"I'll be back at eight", "06T20:00"},
    {"back at 8, then we talk", "06T20:00"},
    {"call you at 8pm", "06T20:00"},
    {"call you at 8.45", "06T20:45"},
    {"at 20:15 i'm yours", "06T20:15"},
    {"give me till 9", "06T21:00"},
    {"9ish?", "06T21:00"},
    {"half 7", "06T19:30"},
    {"half past 7", "06T19:30"},
    {"quarter to ten", "06T21:45"},
    {"quarter past 7", "06T19:15"},
    {"at 6", "07T06:00"},
    {"ring you at 5 p.m.", "07T17:00"},
    {"@7 ok", "06T19:00"},
    {"at midnight", "07T00:00"},
    {"12am", "07T00:00"},
    {"at noon", "07T12:00"},
    {"around 9 then", "06T21:00"},
    {"around 9 people came", ""},
    {"at one point you said so", ""},
    {"talk tomorrow", "08T00:00"},
    {"Talk TMRW x", "08T00:00"},
    {"2moro, promise", "08T00:00"},
    {"2mrw at 9", "07T21:00"},
    {"2m away", ""},
    {"back in 2min", "06T18:32"},
    {"2mins", "06T18:32"},
    {"tomorrow morning", "07T12:00"},
    {"tomorrow at 8", "07T20:00"},
    {"tomorrow morning at 8", "07T08:00"},
    {"at 8 tomorrow morning", "07T08:00"},
    {"tomorrow 8am", "07T08:00"},
    {"tomorrow at 12", "07T12:00"},
    {"the day after tomorrow", "09T00:00"},
    {"tonight", "07T00:00"},
    {"tonight at 9", "06T21:00"},
    {"later tonight, after i've slept", "07T00:00"},
    {"today", "07T00:00"},
    {"in the morning", "07T12:00"},
    {"this evening", "07T00:00"},
    {"thursday", "08T00:00"},
    {"on sunday", "11T00:00"},
    {"sunday night", "11T00:00"},
    {"sunday at 4", "10T16:00"},
    {"on Wednesday", "14T00:00"},
    {"next tuesday", "13T00:00"},
    {"next friday", "16T00:00"},
    {"on sat", "10T00:00"},
    {"sat there in silence", ""},
    {"at the weekend", "11T00:00"},
    {"next weekend", "18T00:00"},
    {"this week", "11T00:00"},
    {"next week", "18T00:00"},
    {"in 20 minutes", "06T18:50"},
    {"give me 20 mins", "06T18:50"},
    {"give me ten", "06T18:40"},
    {"in ten", "06T18:40"},
    {"back in 2h", "06T20:30"},
    {"need half an hour then we talk", "06T19:00"},
    {"i need an hour", "06T19:30"},
    {"in an hour and a half", "06T20:00"},
    {"in a couple of hours", "06T20:30"},
    {"in a few hours", "06T21:30"},
    {"in two days", "08T18:30"},
    {"in 3 days", "09T18:30"},
    {"an hour ago", ""},
    {"i waited for two hours", ""},
    {"i waited for an hour, talk tomorrow", "08T00:00"},
    {"last sunday was bad", "refused"},
    {"since monday", "refused"},
    {"good morning", ""},
    {"last night was awful", ""},
    {"it's 50/50", ""},
    {"at 8/3 he said", ""},
    {"on the 8th floor", ""},
    {"later", ""},
    {"after work", ""},
    {"", ""},
    {"99999999999 at 77", ""},
    {"not at 7, at 9", "06T21:00"},
    {"can't now \xE2\x80\x94 8:15 tomorrow?", "07T20:15"},
    // Of all that is named the latest, and an hour only with the day next to it.
    {"Shall we do this at another time? on Saturday, today was too much", "10T00:00"},
    {"let's sit down at the weekend, tonight is full", "11T00:00"},
    {"on Sunday you get my answer, i'm worn out tonight", "11T00:00"},
    {"Saturday then. Shift at 6 tomorrow", "10T00:00"},
    {"tomorrow at 7, no, at 8", "08T00:00"},
    {"tomorrow, when i get home at 8", "08T00:00"},
    {"back at 9, my shift ends at 7", "06T21:00"},
    {"give me 20 minutes, in an hour at most", "06T19:30"},
    {"tonight was hard, in the morning we talk", "07T12:00"},
    // What is counted is no minutes.
    {"in ten months", "31T18:30"},  // of December: 300 days
    {"in 10 messages you'll see", ""},
    {"in 10 working days", ""},
    {"give me 5 more days", ""},
    {"give me 10. Then we talk", "06T18:40"},
    {"give me 15 then we talk", "06T18:45"},
    {"in 2 months", "05T18:30"},  // of May: 60 days
    // What has been, and what is no time.
    {"awake since 5am, later", "refused"},
    {"i was at 8 of them", "refused"},
    {"Monday was awful", "refused"},
    {"every friday", "refused"},
    {"since monday, let's say thursday", "08T00:00"},
    {"it's been 6pm forever", "refused"},
    {"That is \xC2\xA3"
     "4.50",
     ""},
    {"at \xC2\xA3 9 it's cheap", ""},
    {"that's $8, at $9", ""},
    {"about 4.50 each", ""},
    {"4.50pm", "07T16:50"},
    // Refused.
    {"Not tonight please", "refused"},
    {"could we not go through this tonight", "refused"},
    {"I don\xE2\x80\x99t feel like it today", "refused"},
    {"i cant do it at 8 tonight", "refused"},
    {"not today, tomorrow", "08T00:00"},
    {"not today. at 9", "06T21:00"},
    {"i can't now, tonight", "07T00:00"},
    {"i can't now but tonight i can", "07T00:00"},
    {"not until tonight", "07T00:00"},
    {"not before friday", "09T00:00"},
    // Weeks before a day, and two where one or two are said.
    {"a week on Saturday", "17T00:00"},
    {"Saturday week", "17T00:00"},
    {"two weeks on sunday", "25T00:00"},
    {"a week tomorrow", "15T00:00"},
    {"a week today", "14T00:00"},
    {"saturday, week was hard", "10T00:00"},
    {"in 1.5 hours", "06T20:00"},
    {"in 2.25 hours", "06T20:45"},
    {"an hour or two", "06T20:30"},
    {"in a day or two", "08T18:30"},
    {"two or three days", "09T18:30"},
};

TEST_CASE("said time: what a message of a Wednesday evening names") {
  for (const SaidCase& c : kWednesdayEvening) {
    INFO(c.text);
    CHECK(Said(c.text, At("6", 18, 30)) == c.when);
  }
}

TEST_CASE("said time: by the hour and the day on which it is written") {
  CHECK(Said("this afternoon", At("6", 9)) == "06T18:00");
  CHECK(Said("this morning", At("6", 9)) == "06T12:00");
  CHECK(Said("in the morning", At("6", 1)) == "06T12:00");
  CHECK(Said("tonight", At("6", 1)) == "07T00:00");
  CHECK(Said("at 8", At("6", 1)) == "06T08:00");
  CHECK(Said("at 8 tonight", At("6", 1)) == "06T20:00");
  CHECK(Said("at 12", At("6", 9)) == "06T12:00");
  CHECK(Said("at 12", At("6", 13)) == "07T00:00");
  CHECK(Said("at 12 tonight", At("6", 13)) == "07T00:00");
  CHECK(Said("the weekend", At("9", 10)) == "11T00:00");
  CHECK(Said("next friday", At("9", 10)) == "16T00:00");
  CHECK(Said("tomorrow", At("31", 10)) == "02T00:00");  // of April
}

TEST_CASE("said time: nothing of a message without a time, nor of what has passed") {
  CHECK_FALSE(SaidTime("tomorrow", 0));
  CHECK_FALSE(SaidTime("this morning", At("6", 18)));
  CHECK_FALSE(SaidTime("today at 8am", At("6", 18)));
  CHECK_FALSE(SaidTime("not tonight", 0));
  CHECK(SaidTime("in 99 years", 1) == 1 + 400u * 7 * 86400);
}

TEST_CASE("said time: whatever the words, it lies ahead and not decades away") {
  const std::string_view pieces[] = {
      "at",   "8",    ":",  "30",    "pm",   "tomorrow", "half", "past",  "to",    "quarter",
      "next", "sat",  "in", "an",    "hour", "a",        "few",  "weeks", "99",    "of",
      ".",    "\n",   "/",  "@",     "12",   "am",       "the",  "day",   "after", "night",
      "2m",   "0000", "th", "and",   "give", "me",       "ten",  "week",  "noon",  "ish",
      "\xF0", "\x9F", "o",  "clock", "last", "this",     "24",   "ago"};
  Random random(8);
  for (int run = 0; run < 20'000; ++run) {
    std::string text;
    for (std::uint64_t k = random.Below(14); k > 0; --k) {
      text += pieces[random.Below(std::size(pieces))];
      if (random.Below(4) != 0) text += ' ';
    }
    const auto sent = static_cast<std::uint32_t>(1 + random.Below(1'000'000'000));
    const std::optional<std::uint32_t> when = SaidTime(text, sent);
    if (!when) continue;
    INFO(text);
    CHECK(*when > sent);
    CHECK(*when - sent <= 400u * 7 * 86400 + 7 * 86400);
  }
}

TEST_CASE("said time: of a very long message the end is read") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "three of 3 words and ";
  CHECK(Said(text + "tomorrow at 9", At("6", 18)) == "07T21:00");
}

}  // namespace
}  // namespace ebb
