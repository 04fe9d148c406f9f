// The labelled messages as the trainer reads them.
#include "trainer/examples.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "../match/made_lexicon.h"
#include "text_file.h"

namespace ebb::trainer {
namespace {

constexpr unsigned kWithdrawalBit = 1u << static_cast<unsigned>(Category::kWithdrawal);
constexpr unsigned kRepairBit = 1u << static_cast<unsigned>(Category::kRepair);

// Its coder is sure of repair, and not of withdrawal.
constexpr const char* kLine =
    R"({"conversation":"a","time":"2026-02-09T08:52:00","sender":"Ida","text":"off out, sorry",)"
    R"("score":true,"labels":[{"category":"withdrawal","about":"self"},)"
    R"({"category":"repair","about":"self"}],"coders":{"A":[)"
    R"({"category":"withdrawal","sub":"W1","about":"self","quote":"off out","confidence":"low"},)"
    R"({"category":"repair","sub":"R11","about":"self","quote":"sorry","confidence":"high"}]}})"
    "\n"
    R"({"conversation":"a","time":"2026-02-09T08:53:00","sender":"Max","text":"ok","score":true,)"
    R"("labels":[],"coders":{"A":[]}})"
    "\n";

std::vector<Example> ExamplesAs(Source::Kind kind) {
  const TextFile file(kLine), words("# senses\nsorry\tsorry apologies\n");
  const Lexicon lexicon =
      MadeLexicon(MadeRule("t.x", "category = \"repair\"\nabout = \"self\"\nphrases = [\"x\"]"));
  const Matcher matcher = MadeMatcher(lexicon);
  Senses senses;
  REQUIRE(senses.Read(words.path()));
  WordReading reading(lexicon, matcher);
  Features features;
  std::vector<Example> examples;
  REQUIRE(ReadExamples({file.path(), kind}, 0, lexicon, matcher, senses, &reading, &features,
                       &examples));
  return examples;
}

TEST_CASE("what a training chat's coder was not sure of is known as unsure") {
  const std::vector<Example> examples = ExamplesAs(Source::Kind::kTraining);
  REQUIRE(examples.size() == 2);
  CHECK(examples[0].gold == (kWithdrawalBit | kRepairBit));
  CHECK(examples[0].unsure == kWithdrawalBit);
  CHECK(ShareOf(examples[0], kDistance) == 0.7f);
  CHECK(examples[0].begins);
  CHECK(examples[0].read.size() == 3);
  CHECK(examples[1].gold == 0);
  CHECK(examples[1].unsure == 0);
  CHECK_FALSE(examples[1].begins);
}

TEST_CASE("what both coders of a chat gave is certain, sure or not") {
  for (const Source::Kind kind : {Source::Kind::kFirst, Source::Kind::kThresholds}) {
    const std::vector<Example> examples = ExamplesAs(kind);
    CHECK(examples.at(0).gold == (kWithdrawalBit | kRepairBit));
    CHECK(examples.at(0).unsure == 0);
    CHECK(ShareOf(examples.at(0), kDistance) == 1);
  }
}

TEST_CASE("what its one coder was not sure of is learned as less than certain") {
  const auto bit = [](Category c) { return 1u << static_cast<unsigned>(c); };
  const auto share = [](const Example& e, Category c) { return ShareOf(e, static_cast<int>(c)); };
  Example e;
  e.scored = true;
  e.read = {"so"};
  e.about_partner = 1;
  e.gold = bit(Category::kWithdrawal) | bit(Category::kAvoidance) | bit(Category::kRepair);
  e.unsure = bit(Category::kWithdrawal);
  CHECK(share(e, Category::kWithdrawal) == 0.7f);
  CHECK(share(e, Category::kAvoidance) == 1);
  CHECK(share(e, Category::kRepair) == 1);
  CHECK(share(e, Category::kShutdown) == 0);
  CHECK(ShareOf(e, kDistance) == 1);  // avoidance is sure
  CHECK(ShareOf(e, kAbout) == 1);
  e.unsure |= bit(Category::kAvoidance);
  CHECK(ShareOf(e, kDistance) == 0.7f);
}

TEST_CASE("exchanges weigh a third") {
  CHECK(ExamplesAs(Source::Kind::kExchanges).at(0).weight < 0.4);
  CHECK(ExamplesAs(Source::Kind::kTraining).at(0).weight == 1);
}

TEST_CASE("writers of two coders are held out in four groups, the others in six") {
  std::vector<Source> sources;
  const auto add = [&](int count, Source::Kind kind) {
    for (int i = 0; i < count; ++i) sources.push_back({"", kind});
  };
  add(9, Source::Kind::kFirst);
  add(7, Source::Kind::kTraining);
  add(3, Source::Kind::kExchanges);
  add(8, Source::Kind::kThresholds);
  const std::vector<int> folds = FoldsOf(sources);
  REQUIRE(folds.size() == sources.size());
  std::map<int, int> of_two, others;
  for (std::size_t i = 0; i < folds.size(); ++i) {
    const bool two = sources[i].thresholds();
    CHECK((folds[i] >= kThresholdFolds) == two);
    ++(two ? of_two : others)[folds[i]];
  }
  CHECK(of_two.size() == 4);
  for (const auto& [fold, writers] : of_two) CHECK((writers == 4 || writers == 5));
  CHECK(others.size() == 6);
  for (const auto& [fold, writers] : others) CHECK((writers == 1 || writers == 2));
}

}  // namespace
}  // namespace ebb::trainer
