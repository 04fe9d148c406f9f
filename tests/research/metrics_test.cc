#include "research/metrics.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

using C = Category;

CodedMessage Message(std::uint32_t conversation, std::vector<C> gold, std::vector<Prediction> flags,
                     std::vector<C> contested = {}) {
  CodedMessage m;
  m.conversation = conversation;
  m.scored = true;
  for (C c : gold) m.labels.push_back({c, std::nullopt});
  m.predictions = std::move(flags);
  for (C c : contested) m.contested |= 1u << static_cast<int>(c);
  return m;
}

Prediction High(C c, About about = About::kSelf) { return {c, about, true, 0}; }
Prediction Low(C c, About about = About::kSelf) { return {c, about, false, 0}; }

const UnitResult& Unit(const Evaluation& e, C c) { return e.units[static_cast<std::size_t>(c)]; }

struct Counts {
  std::uint64_t tp, fp, fn, tn;
};
void CheckCounts(const Score& s, const Counts& c) {
  CHECK(s.tp == c.tp);
  CHECK(s.fp == c.fp);
  CHECK(s.fn == c.fn);
  CHECK(s.tn == c.tn);
}

TEST_CASE("counts are per message and category") {
  const auto e = EvaluateMessages({
      Message(0, {C::kShutdown}, {High(C::kShutdown), High(C::kShutdown)}),  // two flags, one hit
      Message(0, {C::kShutdown, C::kShutdown}, {}),                          // two labels, one miss
      Message(0, {}, {Low(C::kShutdown)}),
      Message(0, {C::kRepair}, {High(C::kShutdown)}),
      Message(0, {}, {}),
  });
  CheckCounts(Unit(e, C::kShutdown).all, {1, 2, 1, 1});
  CheckCounts(Unit(e, C::kShutdown).high, {1, 1, 1, 2});
  CheckCounts(Unit(e, C::kRepair).all, {0, 0, 1, 4});
  CHECK(Unit(e, C::kShutdown).all.precision == Approx(1.0 / 3));
  CHECK(Unit(e, C::kShutdown).all.recall == Approx(0.5));
  CHECK(Unit(e, C::kShutdown).all.f1 == Approx(0.4));
  CHECK(e.scored == 5);
}

TEST_CASE("figures that are not defined are not given") {
  const auto e = EvaluateMessages({Message(0, {}, {}), Message(1, {C::kPressure}, {})});
  const Score& none = Unit(e, C::kNeglect).all;
  CHECK_FALSE(none.precision);
  CHECK_FALSE(none.recall);
  CHECK_FALSE(none.f1);
  CHECK_FALSE(none.kappa);
  CHECK_FALSE(none.f1_interval);
  const Score& missed = Unit(e, C::kPressure).all;
  CHECK_FALSE(missed.precision);
  CHECK(missed.recall == Approx(0));
  CHECK(missed.f1 == Approx(0));
  CHECK_FALSE(e.attribution_accuracy);
}

TEST_CASE("a contested category is neither hit nor miss") {
  const auto e = EvaluateMessages({
      Message(0, {}, {High(C::kAvoidance)}, {C::kAvoidance}),
      Message(0, {}, {}, {C::kAvoidance}),
      Message(0, {C::kRepair}, {High(C::kRepair)}, {C::kAvoidance}),
  });
  CheckCounts(Unit(e, C::kAvoidance).all, {0, 0, 0, 0});
  CheckCounts(Unit(e, C::kRepair).all, {1, 0, 0, 2});
}

TEST_CASE("combined: any of the three, left out where only contested") {
  struct Case {
    const char* name;
    CodedMessage message;
    Counts counts;
  };
  const Case cases[] = {
      {"other category than labelled",
       Message(0, {C::kShutdown}, {High(C::kAvoidance)}),
       {1, 0, 0, 0}},
      {"missed", Message(0, {C::kWithdrawal}, {High(C::kRepair)}), {0, 0, 1, 0}},
      {"false alarm", Message(0, {C::kRepair}, {High(C::kWithdrawal)}), {0, 1, 0, 0}},
      {"only contested", Message(0, {}, {High(C::kShutdown)}, {C::kShutdown}), {0, 0, 0, 0}},
      {"contested, another certain",
       Message(0, {C::kWithdrawal}, {}, {C::kShutdown}),
       {0, 0, 1, 0}},
      {"contested repair does not matter",
       Message(0, {}, {High(C::kShutdown)}, {C::kRepair}),
       {0, 1, 0, 0}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CheckCounts(EvaluateMessages({c.message}).units[kCombined].all, c.counts);
  }
}

TEST_CASE("context lines are not scored") {
  CodedMessage context = Message(0, {}, {High(C::kShutdown)});
  context.scored = false;
  const auto e = EvaluateMessages({context, Message(0, {}, {})});
  CheckCounts(Unit(e, C::kShutdown).all, {0, 0, 0, 1});
  CHECK(Unit(e, C::kShutdown).flags_per_1000 == 0);
  CHECK(e.messages == 2);
}

TEST_CASE("text without labels gives rates only") {
  std::vector<CodedMessage> messages(8);
  messages[0].predictions = {High(C::kShutdown), High(C::kShutdown)};
  messages[1].predictions = {Low(C::kAvoidance)};
  const auto e = EvaluateMessages(messages);
  CHECK(Unit(e, C::kShutdown).flags_per_1000 == Approx(125));
  CHECK(e.units[kCombined].flags_per_1000 == Approx(250));
  CHECK(e.scored == 0);
  CHECK_FALSE(Unit(e, C::kShutdown).all.f1);
}

TEST_CASE("kappa against a worked table") {
  // 20 both, 5 flag only, 10 label only, 15 neither: agreement .70, by chance .50, kappa .40.
  std::vector<CodedMessage> messages;
  for (int i = 0; i < 20; ++i) messages.push_back(Message(0, {C::kRepair}, {High(C::kRepair)}));
  for (int i = 0; i < 5; ++i) messages.push_back(Message(0, {}, {High(C::kRepair)}));
  for (int i = 0; i < 10; ++i) messages.push_back(Message(0, {C::kRepair}, {}));
  for (int i = 0; i < 15; ++i) messages.push_back(Message(0, {}, {}));
  const auto e = EvaluateMessages(messages);
  CHECK(Unit(e, C::kRepair).all.kappa == Approx(0.40));
  CHECK(Unit(e, C::kRepair).all.f1 == Approx(40.0 / 55));
  CHECK_FALSE(Unit(e, C::kRepair).all.f1_interval);  // one conversation says nothing of spread
}

TEST_CASE("attribution accuracy over true positives with a label that says") {
  CodedMessage right = Message(0, {}, {High(C::kShutdown, About::kPartner)});
  right.labels = {{C::kShutdown, About::kPartner}};
  CodedMessage wrong = Message(0, {}, {High(C::kAvoidance, About::kSelf)});
  wrong.labels = {{C::kAvoidance, About::kBoth}};
  CodedMessage silent = Message(0, {C::kShutdown}, {High(C::kShutdown, About::kSelf)});
  CodedMessage two = Message(0, {}, {Low(C::kRepair, About::kPartner), High(C::kRepair)});
  two.labels = {{C::kRepair, About::kSelf}};  // the surer flag speaks
  CodedMessage left_out = wrong;
  left_out.contested = 1u << static_cast<int>(C::kAvoidance);
  CodedMessage missed = Message(0, {}, {});
  missed.labels = {{C::kShutdown, About::kSelf}};
  const auto e = EvaluateMessages({right, wrong, silent, two, left_out, missed});
  CHECK(Unit(e, C::kShutdown).attributed == 1);
  CHECK(Unit(e, C::kShutdown).attribution_accuracy == Approx(1));
  CHECK(Unit(e, C::kAvoidance).attribution_accuracy == Approx(0));
  CHECK(Unit(e, C::kRepair).attribution_accuracy == Approx(1));
  CHECK(e.units[kCombined].attribution_accuracy == Approx(0.5));
  CHECK(e.attribution_accuracy == Approx(2.0 / 3));
}

std::vector<CodedMessage> ManyChats() {
  std::vector<CodedMessage> messages;
  for (std::uint32_t chat = 0; chat < 60; ++chat) {
    for (std::uint32_t i = 0; i < 20; ++i) {
      const bool gold = (chat * 7 + i) % 5 == 0;
      const bool flagged = gold ? (chat + i) % 3 != 0 : (chat * 3 + i) % 17 == 0;
      messages.push_back(Message(
          chat, gold ? std::vector<C>{C::kShutdown} : std::vector<C>{},
          flagged ? std::vector<Prediction>{High(C::kShutdown)} : std::vector<Prediction>{}));
    }
  }
  return messages;
}

TEST_CASE("bootstrap: seeded, holds the estimate, and narrows with more chats") {
  const auto messages = ManyChats();
  const auto e = EvaluateMessages(messages), again = EvaluateMessages(messages);
  const Score& s = Unit(e, C::kShutdown).all;
  REQUIRE(s.f1_interval);
  REQUIRE(s.kappa_interval);
  CHECK(s.f1_interval->low < *s.f1);
  CHECK(*s.f1 < s.f1_interval->high);
  CHECK(s.kappa_interval->low < *s.kappa);
  CHECK(*s.kappa < s.kappa_interval->high);
  CHECK(s.f1_interval->low == Unit(again, C::kShutdown).all.f1_interval->low);
  const auto other = EvaluateMessages(messages, {1000, 7});
  CHECK(other.units[1].all.f1_interval->low != s.f1_interval->low);
  CHECK(other.units[1].all.f1_interval->low == Approx(s.f1_interval->low).margin(0.02));
  const std::vector<CodedMessage> few(messages.begin(), messages.begin() + 8 * 20);
  const auto wide = *Unit(EvaluateMessages(few), C::kShutdown).all.f1_interval;
  CHECK(wide.high - wide.low > s.f1_interval->high - s.f1_interval->low);
}

TEST_CASE("bootstrap draws whole conversations") {
  // Chats that are all right or all wrong: by messages the interval would be far narrower.
  std::vector<CodedMessage> messages;
  for (std::uint32_t chat = 0; chat < 10; ++chat) {
    for (int i = 0; i < 100; ++i) {
      messages.push_back(Message(
          chat, {C::kRepair},
          chat % 2 == 0 ? std::vector<Prediction>{High(C::kRepair)} : std::vector<Prediction>{}));
    }
  }
  const auto interval = *Unit(EvaluateMessages(messages), C::kRepair).all.f1_interval;
  CHECK(interval.high - interval.low > 0.3);
}

TEST_CASE("names") {
  CHECK(ScoredUnitName(0) == "withdrawal");
  CHECK(ScoredUnitName(kCombined) == "combined");
  CHECK(ScoredCategory("repair") == C::kRepair);
  CHECK_FALSE(ScoredCategory("combined"));
  CHECK_FALSE(ScoredCategory("none"));
}

}  // namespace
}  // namespace ebb
