#include "text/small_words.h"

#include <catch2/catch.hpp>
#include <string>

namespace ebb {
namespace {

std::string Told(std::string_view text) {
  const StyleCounts counts = CountSmallWords(text);
  std::string out = std::to_string(counts.words) + ":";
  for (const std::uint8_t count : counts.classes) out += " " + std::to_string(count);
  return out + " / " + std::to_string(counts.i) + " " + std::to_string(counts.you) + " " +
         std::to_string(counts.we);
}

TEST_CASE("small words: classes and pronouns") {
  struct Case {
    const char* text;
    // Words: personal, impersonal, articles, auxiliaries, adverbs, prepositions, conjunctions,
    // negations, quantifiers / I you we
    const char* counts;
  };
  const Case cases[] = {
      {"", "0: 0 0 0 0 0 0 0 0 0 / 0 0 0"},
      {"Lemon cake", "2: 0 0 0 0 0 0 0 0 0 / 0 0 0"},
      {"I saw your aunt", "4: 2 0 0 0 0 0 0 0 0 / 1 1 0"},
      {"We're at the station", "4: 1 0 1 1 0 1 0 0 0 / 0 0 1"},
      {"we\u2019re at the station", "4: 1 0 1 1 0 1 0 0 0 / 0 0 1"},
      {"don't forget", "2: 0 0 0 1 0 0 0 1 0 / 0 0 0"},
      {"DONT forget", "2: 0 0 0 1 0 0 0 1 0 / 0 0 0"},
      {"it's raining and nobody cares", "5: 0 2 0 1 0 0 1 1 0 / 0 0 0"},
      {"Ella's car", "2: 0 0 0 0 0 0 0 0 0 / 0 0 0"},           // a genitive is no verb
      {"'tis 'quoted' words", "3: 0 0 0 0 0 0 0 0 0 / 0 0 0"},  // quotation marks part nothing
      {"caf\u00e9s all over", "3: 0 0 0 0 0 1 0 0 1 / 0 0 0"},
      {"us,us;us\nus", "4: 4 0 0 0 0 0 0 0 0 / 0 0 4"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Told(c.text) == c.counts);
  }
}

TEST_CASE("small words: a flood stops at what a count can hold") {
  std::string text;
  for (int i = 0; i < 70'000; ++i) text += "we ";
  const StyleCounts counts = CountSmallWords(text);
  CHECK(counts.words == 65535);
  CHECK(counts.we == 255);
}

}  // namespace
}  // namespace ebb
