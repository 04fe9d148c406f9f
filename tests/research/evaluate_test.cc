#include "research/evaluate.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

constexpr const char* kLexicon = R"(
language = "en"
version = "1"

[[class]]
name = "laughter"
words = ["haha"]
why = "laughs"

[[rule]]
id = "d1-no-talk"
category = "shutdown"
subcode = "D1"
about = "self"
strength = "strong"
phrases = ["not talking about this"]
yes = ["[not talking about this]"]
no = ["talking about fish"]
why = "refuses"

[[rule]]
id = "d3-suit"
category = "shutdown"
subcode = "D3"
about = "self"
strength = "strong"
gate = "gP"
phrases = ["suit yourself"]
yes = ["[suit yourself]"]
no = ["a suit for yourself"]
why = "dismisses"

[[rule]]
id = "p1-say"
category = "pressure"
subcode = "P1"
about = "partner"
strength = "strong"
phrases = ["say something"]
yes = ["[say something]"]
no = ["something to eat"]
why = "demands"
)";

std::string Line(const std::string& conversation, const std::string& sender,
                 const std::string& text, const std::string& rest) {
  return "{\"conversation\":\"" + conversation + "\",\"sender\":\"" + sender + "\",\"text\":\"" +
         text + "\"" + rest + "}\n";
}

const std::string kNone = ",\"score\":true,\"labels\":[]";
const std::string kShutdown =
    ",\"score\":true,\"labels\":[{\"category\":\"shutdown\",\"about\":\"self\"}]";

TEST_CASE("conversations are read one by one, with their context and any number of senders") {
  const auto lexicon = ParseLexicon({{"t.toml", kLexicon}});
  REQUIRE(lexicon);
  const auto matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  // Two chats whose lines alternate; the pressure in "a" must not open the gate in "b".
  const std::string text =
      Line("a", "Ann", "say something", "") + Line("b", "Ann", "nice weather", "") +
      Line("a", "Cat", "suit yourself", kShutdown) + Line("b", "Ben", "suit yourself", kShutdown) +
      Line("a", "Ann", "not talking about this", kNone);
  const auto file = ParseLabelled("f.jsonl", text);
  REQUIRE(file);
  std::vector<WrongLine> errors;
  const auto coded = PredictFile(*file, *lexicon, *matcher, 10, &errors);
  REQUIRE(coded.size() == 5);
  CHECK(coded[0].conversation == 10);
  CHECK(coded[1].conversation == 11);
  CHECK_FALSE(coded[0].scored);
  REQUIRE(coded[2].predictions.size() == 1);
  CHECK(coded[2].predictions[0].category == Category::kShutdown);
  CHECK(coded[3].predictions.empty());
  CHECK(coded[4].predictions.size() == 1);

  REQUIRE(errors.size() == 2);
  CHECK(errors[0].line == 5);
  CHECK_FALSE(errors[0].missed);
  CHECK(errors[0].rule == "d1-no-talk");
  CHECK(errors[1].line == 4);
  CHECK(errors[1].missed);
  CHECK(errors[1].rule == "d3-suit");
  CHECK(errors[1].reason == "gate missing");

  const Evaluation e = EvaluateMessages(coded);
  const Score& s = e.units[1].all;
  CHECK(s.tp == 1);
  CHECK(s.fp == 1);
  CHECK(s.fn == 1);
}

TEST_CASE("a file that is not there stops the evaluation") {
  const auto lexicon = ParseLexicon({{"t.toml", kLexicon}});
  REQUIRE(lexicon);
  const auto matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  const auto report = Evaluate({"/nowhere/labels.jsonl"}, *lexicon, *matcher, false);
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == ErrorKind::kInput);
}

}  // namespace
}  // namespace ebb
