#include "sequence/sequence.h"

#include <catch2/catch.hpp>
#include <functional>

#include "sequence/talk.h"

namespace ebb::testing {
namespace {

using S = Strength;
using C = Category;

std::vector<Rule> FlagRules() {
  std::vector<Rule> rules = {
      MakeRule("W1", C::kWithdrawal, S::kStrong),
      MakeRule("W7", C::kWithdrawal, S::kWeak),
      MakeRule("W8", C::kWithdrawal, S::kStrong),
      MakeRule("W9", C::kWithdrawal, S::kStrong),
      MakeRule("D1", C::kShutdown, S::kStrong),
      MakeRule("D6", C::kShutdown, S::kStrong),
      MakeRule("D8", C::kShutdown, S::kStrong),
      MakeRule("A1", C::kAvoidance, S::kStrong),
      MakeRule("A2", C::kAvoidance, S::kStrong),
      MakeRule("N2", C::kNeglect, S::kStrong),
      MakeRule("N6", C::kNeglect, S::kStrong),
      MakeRule("P2", C::kPressure, S::kStrong, kGateWhole),
      MakeRule("P3", C::kPressure, S::kStrong),
      MakeRule("P4", C::kPressure, S::kStrong),
      MakeRule("R7", C::kRepair, S::kStrong),
      MakeRule("R12", C::kRepair, S::kStrong),
      MakeRule("RG", C::kGrandGesture, S::kStrong),
      MakeRule("abuse", C::kAbuseControl, S::kStrong),
      MakeRule("harm", C::kSelfHarm, S::kStrong),
      MakeRule("nocontact", C::kBoundary, S::kStrong),
  };
  for (Rule& rule : rules) {
    const bool partner = rule.category == C::kNeglect || rule.category == C::kPressure ||
                         rule.subcode == "D8" || rule.subcode == "W9";
    rule.about = partner ? About::kPartner : About::kSelf;
    rule.intensity = 2;
    if (rule.subcode == "D6" || rule.subcode == "harm") rule.intensity = 3;
  }
  return rules;
}

struct FlagCase {
  const char* name;
  std::function<void(Talk&)> talk;
  bool counts;
  Reason reason;
  Confidence confidence = Confidence::kHigh;
};

// Each talk marks the flag in question by being the only one with range 0 to 4 in its last hit, or
// the first flag where `first` is set.
void CheckFirst(const std::vector<FlagCase>& cases) {
  for (const FlagCase& c : cases) {
    INFO(c.name);
    Talk talk(FlagRules());
    c.talk(talk);
    const Flag flag = talk.Read().flags.front();
    CHECK(flag.counts == c.counts);
    CHECK(flag.reason == c.reason);
    if (c.counts) CHECK(flag.confidence == c.confidence);
  }
}

constexpr Confidence kLow = Confidence::kLow;

TEST_CASE("every modality but asserted voids") {
  for (int m = 0; m < kModalities; ++m) {
    Talk talk(FlagRules());
    talk.Say(kAnn, 0).AddHit("W1").modality = static_cast<Modality>(m);
    const Flag flag = talk.Last();
    CHECK(flag.counts == (m == 0));
    CHECK(flag.reason == (m == 0 ? Reason::kUngated : Reason::kVoidedInMessage));
  }
}

TEST_CASE("softened words and questions about the partner's distance are low") {
  CheckFirst({
      {"softened", [](Talk& t) { t.Say(kAnn, 0).AddHit("W1").softened = true; }, true,
       Reason::kUngated, kLow},
      {"D8 as a question", [](Talk& t) { t.Say(kAnn, 0, kQuestion).With("D8"); }, true,
       Reason::kUngated, kLow},
      {"D8 as a statement", [](Talk& t) { t.Say(kAnn, 0).With("D8"); }, true, Reason::kUngated},
      {"neglect as a question", [](Talk& t) { t.Say(kAnn, 0, kQuestion).With("N2"); }, true,
       Reason::kUngated},
      {"own withdrawal with a question", [](Talk& t) { t.Say(kAnn, 0, kQuestion).With("W1"); },
       true, Reason::kUngated},
  });
}

TEST_CASE("warmth voids weak forms only, also in the next message") {
  CheckFirst({
      {"beside it", [](Talk& t) { t.Say(kAnn, 0).AddHit("W7").warmth = true; }, false,
       Reason::kWarmth},
      {"right after", [](Talk& t) { t.Say(kAnn, 0).With("W7").Say(kAnn, 60, kWarmth); }, false,
       Reason::kWarmth},
      {"too late", [](Talk& t) { t.Say(kAnn, 0).With("W7").Say(kAnn, 180, kWarmth); }, true,
       Reason::kUngated, kLow},
      {"of the partner", [](Talk& t) { t.Say(kAnn, 0).With("W7").Say(kBen, 60, kWarmth); }, true,
       Reason::kUngated, kLow},
      {"strong form", [](Talk& t) { t.Say(kAnn, 0).AddHit("W1").warmth = true; }, true,
       Reason::kUngated},
  });
}

TEST_CASE("a practical reason in the next message") {
  CheckFirst({
      {"voids a postponement",
       [](Talk& t) { t.Say(kAnn, 0).With("A1").Say(kAnn, 30, kPracticalReason); }, false,
       Reason::kPractical},
      {"not a withdrawal",
       [](Talk& t) { t.Say(kAnn, 0).With("W1").Say(kAnn, 30, kPracticalReason); }, true,
       Reason::kUngated},
      {"not the partner's",
       [](Talk& t) { t.Say(kAnn, 0).With("A1").Say(kBen, 30, kPracticalReason); }, true,
       Reason::kUngated},
      {"not a report about the partner",
       [](Talk& t) { t.Say(kAnn, 0).With("D8").Say(kAnn, 30, kPracticalReason); }, true,
       Reason::kUngated},
  });
}

TEST_CASE("play") {
  CheckFirst({
      {"both laugh",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kAnn, 20, kLaughter).Say(kBen, 60, kLaughter); },
       false, Reason::kPlayful},
      {"softened, and the partner laughs",
       [](Talk& t) {
         t.Say(kAnn, 0).AddHit("D1").softened = true;
         t.Say(kBen, 60, kLaughter);
       },
       false, Reason::kPlayful},
      {"the partner laughs at a strong form",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 60, kLaughter); }, true, Reason::kUngated,
       kLow},
      {"the partner laughs at a weak form",
       [](Talk& t) { t.Say(kAnn, 0).With("W7").Say(kBen, 60, kLaughter); }, false,
       Reason::kPlayful},
      {"a lone laugh after a strong form softens",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kAnn, 20, kLaughter); }, true, Reason::kUngated,
       kLow},
      {"laughter an hour later",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 3600, kLaughter); }, true,
       Reason::kUngated},
      {"bitter laughter",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 60, kLaughter | kInsult); }, true,
       Reason::kUngated},
      {"repair may be laughed about",
       [](Talk& t) { t.Say(kAnn, 0).With("R12").Say(kBen, 60, kLaughter); }, true,
       Reason::kUngated},
      {"self-harm is never play",
       [](Talk& t) {
         t.Say(kAnn, 0).With("harm").Say(kAnn, 20, kLaughter).Say(kBen, 60, kLaughter);
       },
       true, Reason::kUngated, kLow},
  });
}

TEST_CASE("a promise to return turns a pause into repair") {
  CheckFirst({
      {"in the message", [](Talk& t) { t.Say(kAnn, 0).With("D1").AddHit("R7", 10, 20); }, false,
       Reason::kReturnPromised},
      {"right after", [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kAnn, 60).With("R7"); }, false,
       Reason::kReturnPromised},
      {"three minutes after", [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kAnn, 180).With("R7"); },
       true, Reason::kUngated},
      {"after the partner spoke",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 20).Say(kAnn, 20).With("R7"); }, true,
       Reason::kUngated},
      {"of the partner", [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 20).With("R7"); }, true,
       Reason::kUngated},
      {"voided promise",
       [](Talk& t) {
         t.Say(kAnn, 0).With("D1").AddHit("R7", 10, 20).modality = Modality::kNegated;
       },
       true, Reason::kUngated},
      {"neglect stays", [](Talk& t) { t.Say(kAnn, 0).With("N2").AddHit("R7", 10, 20); }, true,
       Reason::kUngated},
  });
  Talk before(FlagRules());
  before.Say(kAnn, 0).With("R7").Say(kAnn, 60).With("D1");
  const auto flags = before.Read().flags;
  CHECK(flags[0].counts);  // the repair counts
  CHECK(flags[1].reason == Reason::kReturnPromised);
  CHECK(flags[1].evidence == 0);
}

TEST_CASE("refusals in danger are a safety boundary") {
  const auto turns = [](Talk& t, int count) {
    for (int i = 0; i < count; ++i) t.Say(i % 2, 60);
  };
  struct Danger {
    const char* name;
    std::function<void(Talk&)> talk;
    bool boundary;
  };
  const Danger cases[] = {
      {"after abuse by the partner",
       [](Talk& t) { t.Say(kAnn, 0).With("abuse").Say(kBen, 60).With("W8"); }, true},
      {"no-contact wording",
       [](Talk& t) { t.Say(kAnn, 0).With("abuse").Say(kBen, 60).With("nocontact"); }, true},
      {"D1 twenty turns later",
       [&](Talk& t) {
         t.Say(kBen, 0).With("abuse");
         turns(t, 19);
         t.Say(kBen, 3600).Say(kAnn, 60).With("D1");
       },
       false},
      {"D1 within twenty turns",
       [&](Talk& t) {
         t.Say(kBen, 0).With("abuse");
         turns(t, 18);
         t.Say(kAnn, 60).With("D1");
       },
       true},
      {"other withdrawal still counts",
       [](Talk& t) { t.Say(kAnn, 0).With("abuse").Say(kBen, 60).With("W1"); }, false},
      {"the one who threatened",
       [](Talk& t) { t.Say(kAnn, 0).With("abuse").Say(kBen, 60).Say(kAnn, 60).With("W8"); }, false},
      {"after telling of abuse",
       [](Talk& t) {
         t.Say(kAnn, 0).AddHit("abuse").about = About::kPartner;
         t.Say(kAnn, 60).With("W8");
       },
       true},
      {"voided abuse",
       [](Talk& t) {
         t.Say(kAnn, 0).AddHit("abuse").modality = Modality::kQuoted;
         t.Say(kBen, 60).With("W8");
       },
       false},
      {"insult burst",
       [](Talk& t) {
         t.Say(kAnn, 0, kInsult).Say(kAnn, 30, kInsult).Say(kBen, 30).Say(kAnn, 30, kInsult);
         t.Say(kBen, 60).With("W8");
       },
       true},
      {"two insults",
       [](Talk& t) { t.Say(kAnn, 0, kInsult).Say(kAnn, 30, kInsult).Say(kBen, 60).With("W8"); },
       false},
      {"teasing",
       [](Talk& t) {
         for (int i = 0; i < 4; ++i) t.Say(kAnn, 30, kInsult | kLaughter);
         t.Say(kBen, 60).With("W8");
       },
       false},
      {"five chasers",
       [](Talk& t) {
         for (int i = 0; i < 5; ++i) t.Say(kAnn, 700).Whole("P2");
         t.Say(kBen, 60).With("nocontact");
       },
       true},
      {"five chasers, one answered",
       [](Talk& t) {
         for (int i = 0; i < 5; ++i) {
           t.Say(kAnn, 700).Whole("P2");
           if (i == 2) t.Say(kBen, 10);
         }
         t.Say(kBen, 60).With("nocontact");
       },
       false},
  };
  for (const Danger& c : cases) {
    INFO(c.name);
    Talk talk(FlagRules());
    c.talk(talk);
    const Flag flag = talk.Last();
    CHECK((flag.reason == Reason::kSafetyBoundary) == c.boundary);
    CHECK(flag.counts != c.boundary);
  }
  Talk plain(FlagRules());
  plain.Say(kAnn, 0).With("nocontact");
  const Flag flag = plain.Last();
  CHECK(CategoryOf(flag, plain.rules()[flag.hit.rule]) == C::kWithdrawal);
}

TEST_CASE("one category per span") {
  struct Overlap {
    const char* first;
    TextRange first_range;
    const char* second;
    TextRange second_range;
    int winner;  // 0 or 1; 2 = both stay
  };
  const Overlap cases[] = {
      {"D1", {0, 10}, "A2", {2, 30}, 0},  // the table, though shorter
      {"A2", {0, 30}, "D1", {2, 10}, 1},   {"N2", {0, 10}, "P3", {0, 10}, 0},
      {"W1", {0, 12}, "A1", {4, 9}, 0},                                       // longer
      {"W1", {0, 5}, "A1", {3, 12}, 1},    {"W1", {0, 5}, "A1", {5, 12}, 2},  // side by side
      {"W1", {0, 5}, "D6", {0, 5}, 1},     // same words: the graver
      {"A1", {0, 5}, "W1", {0, 5}, 1},     // same in all: the first category
      {"D8", {0, 20}, "P4", {0, 20}, 2},   // complaint about distance, and the demand
      {"W9", {0, 20}, "N6", {0, 20}, 2},   // act and feeling
      {"R12", {0, 10}, "RG", {0, 20}, 2},  // shown apart, takes nothing away
      {"D6", {0, 10}, "harm", {0, 20}, 2},
  };
  for (const Overlap& c : cases) {
    INFO(c.first << " " << c.second);
    Talk talk(FlagRules());
    talk.Say(kAnn, 0);
    talk.AddHit(c.first, c.first_range.begin, c.first_range.end);
    talk.AddHit(c.second, c.second_range.begin, c.second_range.end);
    const auto flags = talk.Read().flags;
    CHECK(flags[0].counts == (c.winner != 1));
    CHECK(flags[1].counts == (c.winner != 0));
    if (c.winner < 2) CHECK(flags[1 - c.winner].reason == Reason::kOverlap);
  }
}

TEST_CASE("a voided hit takes no words away") {
  Talk talk(FlagRules());
  talk.Say(kAnn, 0);
  talk.AddHit("W1", 0, 20).modality = Modality::kNegated;
  talk.AddHit("A1", 0, 10);
  CHECK(talk.Last().counts);
}

TEST_CASE("empty and one-sided conversations") {
  CHECK(ReadSequence(Conversation{}, FlagRules()).flags.empty());
  Talk alone(FlagRules());
  for (int i = 0; i < 100; ++i) alone.Say(kAnn, 3600).With("W1");
  const auto result = alone.Read();
  CHECK(result.flags.size() == 100);
  CHECK(result.conflicts.empty());
  Talk notices(FlagRules());
  notices.Notice().With("W1");
  CHECK_FALSE(notices.Last().counts);
}

TEST_CASE("flags lie beside the hits, in the same order") {
  Talk talk(FlagRules());
  for (int i = 0; i < 50; ++i) talk.Say(i % 2, 100).With(i % 3 == 0 ? "W1" : "P3");
  const auto result = talk.Read();
  REQUIRE(result.flags.size() == talk.chat().hits.size());
  for (std::size_t i = 0; i < result.flags.size(); ++i) {
    CHECK(result.flags[i].hit.message == talk.chat().hits[i].message);
    CHECK(result.flags[i].hit.rule == talk.chat().hits[i].rule);
  }
}

}  // namespace
}  // namespace ebb::testing
