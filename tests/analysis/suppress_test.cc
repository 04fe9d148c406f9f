#include "analysis/suppress.h"

#include <catch2/catch.hpp>

#include "made_chat.h"

namespace ebb {
namespace {

using testing::MadeChat;
using testing::MustAnalyze;

Suppression Entry(const std::string& rule, const std::string& message,
                  const std::string& reason = "known") {
  Suppression entry;
  entry.rule = rule;
  entry.message = message;
  entry.reason = reason;
  return entry;
}

MadeChat Quarrel() {
  MadeChat chat;
  chat.Talk(60);
  chat.Say("Ann Lee", "i feel alone here").Say("Ben", "some other day");  // n1 opens a1's gate
  chat.Talk(4);
  chat.Say("Ben", "i need more room");
  return chat;
}

const FlagRow& RowOf(const Analysis& analysis, const std::string& rule) {
  for (const FlagRow& row : analysis.flags) {
    if (row.rule == rule) return row;
  }
  FAIL("no flag of " + rule);
  return analysis.flags.front();
}

}  // namespace

TEST_CASE("a suppressed rule counts no more, and opens no gate") {
  const Analysis before = MustAnalyze(Quarrel());
  REQUIRE(RowOf(before, "n1").counts);
  REQUIRE(RowOf(before, "a1").counts);
  CHECK(before.suppressions.empty());

  AnalyzeOptions options;
  options.suppressions = {Entry("n1", "", "a song line"), Entry("x2", "")};
  const Analysis after = MustAnalyze(Quarrel(), options);
  const FlagRow& row = RowOf(after, "n1");
  CHECK_FALSE(row.counts);
  CHECK(row.reason == "suppressed");
  CHECK(row.modality == "asserted");
  CHECK(RowOf(after, "a1").reason == "gate_missing");
  CHECK(RowOf(after, "w4").counts);
  REQUIRE(after.suppressions.size() == 1);  // nothing fits the other entry
  CHECK(after.suppressions[0].rule == "n1");
  CHECK(after.suppressions[0].reason == "a song line");
  CHECK(after.suppressions[0].places == 1);
  CHECK(after.voided == before.voided + 2);
  bool listed = false;
  for (const auto& [reason, count] : after.voided_by_reason) {
    listed = listed || (reason == "suppressed" && count == 1);
  }
  CHECK(listed);
}

TEST_CASE("a message id silences one message, with or without pseudonyms") {
  MadeChat chat = Quarrel();
  chat.Say("Ben", "i need more room");
  const auto counted = [&](AnalyzeOptions options, const std::string& id, bool pseudonyms) {
    options.suppressions = {Entry("w4", id)};
    options.pseudonyms = pseudonyms;
    std::size_t n = 0;
    for (const FlagRow& row : MustAnalyze(chat, options).flags) {
      n += row.rule == "w4" && row.counts ? 1 : 0;
    }
    return n;
  };
  AnalyzeOptions options;
  const std::string real = RowOf(MustAnalyze(chat, options), "w4").message_id;
  options.pseudonyms = true;
  const std::string hidden = RowOf(MustAnalyze(chat, options), "w4").message_id;
  REQUIRE(real != hidden);
  CHECK(counted({}, "0000000000000000", false) == 2);
  for (const std::string& id : {real, hidden}) {
    CHECK(counted({}, id, false) == 1);
    CHECK(counted({}, id, true) == 1);
  }
  AnalyzeOptions any_rule;
  any_rule.suppressions = {Entry("", real)};
  CHECK_FALSE(RowOf(MustAnalyze(chat, any_rule), "w4").counts);
}

TEST_CASE("a reason is shown without names under pseudonyms") {
  AnalyzeOptions options;
  options.pseudonyms = true;
  options.suppressions = {Entry("w4", "", "Ben means the attic")};
  const Analysis analysis = MustAnalyze(Quarrel(), options);
  REQUIRE(analysis.suppressions.size() == 1);
  CHECK(analysis.suppressions[0].reason.find("Ben") == std::string::npos);
  CHECK(analysis.suppressions[0].reason.find("means the attic") != std::string::npos);
}

TEST_CASE("the conversation is left as it was") {
  Result<LoadedInput> loaded = testing::Load(Quarrel(), {});
  REQUIRE(loaded);
  Conversation& conversation = loaded->loaded.conversations.front();
  std::vector<Modality> before;
  for (const Hit& hit : conversation.hits) before.push_back(hit.modality);
  const SuppressedSequence read =
      ReadSequenceWithout({Entry("n1", "")}, {0, 1}, testing::SmallTools().lexicon, &conversation);
  std::vector<Modality> after;
  for (const Hit& hit : conversation.hits) after.push_back(hit.modality);
  CHECK(before == after);
  CHECK(read.uses[0].met);
  CHECK(read.sequence.flags.size() == conversation.hits.size());
}

TEST_CASE("entries that do nothing are named") {
  std::vector<Suppression> list = {Entry("w4", ""), Entry("w99", ""), Entry("", "00")};
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].file = "mine.toml";
    list[i].line = 10 + i;
  }
  const auto warnings =
      SuppressionWarnings(list, {true, false, false}, testing::SmallTools().lexicon);
  REQUIRE(warnings.size() == 2);
  CHECK_THAT(warnings[0], Catch::StartsWith("mine.toml:11: no such rule"));
  CHECK_THAT(warnings[1], Catch::StartsWith("mine.toml:12: nothing"));
}

}  // namespace ebb
