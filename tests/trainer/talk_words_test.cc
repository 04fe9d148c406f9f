// What the trainer reads: words and the vectors they share, what coders said, and the digest of it.
#include "trainer/talk_words.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "text_file.h"
#include "trainer/details.h"
#include "trainer/digest.h"

namespace ebb::trainer {
namespace {

std::vector<Example> ExamplesOf(const std::vector<std::string>& words, int times) {
  std::vector<Example> examples;
  for (int i = 0; i < times; ++i) {
    for (const std::string& word : words) examples.emplace_back().read = {word};
  }
  return examples;
}

TEST_CASE("words of a sense share a vector; one that is hardly met has no other") {
  const TextFile file("# senses\ncold\tchilly icy frosty\nodd\tdon't\n");
  Senses senses;
  REQUIRE(senses.Read(file.path()));
  std::vector<Example> examples = ExamplesOf({"chilly", "icy", "bread"}, 3);
  examples.emplace_back().read = {"once"};
  const TalkWords words(examples, senses);
  const auto parts = [&](const char* word) {
    return words.parts()[static_cast<std::size_t>(words.Of(word))];
  };
  CHECK(words.Of("once") == 0);
  CHECK(words.Of("don't") == 0);  // written out it is two words
  CHECK(parts("bread") == std::vector<std::size_t>{static_cast<std::size_t>(words.Of("bread"))});
  REQUIRE(parts("chilly").size() == 2);
  CHECK(parts("chilly")[0] == static_cast<std::size_t>(words.Of("chilly")));
  CHECK(parts("chilly")[1] == parts("icy")[1]);
  CHECK(parts("frosty") == std::vector<std::size_t>{parts("icy")[1]});
  CHECK(parts("icy")[1] >= words.names().size());
}

TEST_CASE("details are what any coder gave, each once, by line") {
  const TextFile file(
      R"({"text":"a","coders":{"A":[{"category":"withdrawal","sub":"W3","confidence":"high"}],)"
      R"("B":[{"category":"withdrawal","sub":"W3","confidence":"low"}]}})"
      "\n"
      R"({"text":"b"})"
      "\n"
      R"({"text":"c","coders":{"A":[]}})"
      "\n"
      R"({"text":"d","coders":{"A":[{"category":"repair","sub":"RG","confidence":"low"}]}})"
      "\n");
  LineDetails details;
  REQUIRE(ReadDetails(file.path(), &details));
  CHECK(details.size() == 3);
  CHECK(details.at(1) == std::vector<std::size_t>{2, kSubCodes});
  CHECK(details.at(3).empty());
  CHECK(details.at(4) == std::vector<std::size_t>{kSubCodes - 1});  // without a number
  CHECK(CategoryOfDetail(2) == 0);
  CHECK(CategoryOfDetail(kCodesOf[0]) == 1);
  CHECK(CategoryOfDetail(kSubCodes - 1) == 5);
  CHECK(CategoryOfDetail(kSubCodes + 4) == 4);
  CHECK(SureOf(details.at(1)) == 1u);
  CHECK(SureOf(details.at(4)) == 0);
  CHECK(SureOf({3, kSubCodes + 2, kSubCodes + 5}) == (1u << 2 | 1u << 5));
}

TEST_CASE("a file of details that is not whole is refused") {
  LineDetails details;
  CHECK_FALSE(ReadDetails("/nowhere/at/all.jsonl", &details));
  for (const char* const text :
       {"", "no json\n", R"({"coders":{"A":[{"category":"repair","sub":null}]}})",
        R"({"coders":{"A":["repair"]}})"}) {
    CAPTURE(text);
    const TextFile file(text);
    CHECK_FALSE(ReadDetails(file.path(), &details));
  }
}

TEST_CASE("the digest changes with whatever an example holds") {
  Features features;
  features.IdOf("word\ta");
  std::vector<Example> examples = ExamplesOf({"bread", "icy"}, 2);
  const std::string digest = DigestOf(features, examples);
  CHECK(digest.size() == 32);
  CHECK(DigestOf(features, examples) == digest);
  const auto changed = [&](auto change) {
    std::vector<Example> others = examples;
    change(&others[1]);
    return DigestOf(features, others) != digest;
  };
  CHECK(changed([](Example* e) { e->gold = 4; }));
  CHECK(changed([](Example* e) { e->left_out = 4; }));
  CHECK(changed([](Example* e) { e->unsure = 4; }));
  CHECK(changed([](Example* e) { e->read = {"ic", "y"}; }));
  CHECK(changed([](Example* e) { e->features = {{0, 1}}; }));
  CHECK(changed([](Example* e) { e->details = {7}; }));
  CHECK(changed([](Example* e) { e->talk.minutes_before = 9; }));
  CHECK(changed([](Example* e) { e->weight = 0.3; }));
  CHECK(changed([](Example* e) { e->writer = 3; }));
  CHECK(changed([](Example* e) { e->scored = true; }));
  CHECK(changed([](Example* e) { e->has_hit = true; }));
  CHECK(changed([](Example* e) { e->about_partner = 1; }));
  CHECK(changed([](Example* e) { e->has_details = true; }));
  CHECK(changed([](Example* e) { e->sender = 1; }));
  CHECK(changed([](Example* e) { e->begins = true; }));
  CHECK(changed([](Example* e) { e->led = {{0, 1}}; }));
  CHECK(changed([](Example* e) { e->lead_words = {{0, 1}}; }));
  CHECK(changed([](Example* e) { e->talk.own_beside[2] = true; }));
  CHECK(changed([](Example* e) { e->near.own_before = 3; }));
  CHECK(changed([](Example* e) { e->near.talk[1] = 3; }));
  CHECK(changed([](Example* e) { e->near.next[0] = 3; }));
  std::swap(examples[0], examples[1]);
  CHECK(DigestOf(features, examples) != digest);
  features.IdOf("word\tb");
  std::swap(examples[0], examples[1]);
  CHECK(DigestOf(features, examples) != digest);
}

}  // namespace
}  // namespace ebb::trainer
