// The decision layer: keeps, takes back and raises by whole numbers, and leaves alone what the
// words themselves or safety have settled.
#include "sequence/decide.h"

#include <catch2/catch.hpp>
#include <set>

#include "sequence/score_features.h"
#include "sequence/second_look.h"
#include "sequence/talk.h"

namespace ebb::testing {
namespace {

std::vector<LexiconFile> Files(const std::string& weights) {
  std::string toml;
  for (const char* category :
       {"withdrawal", "shutdown", "avoidance", "neglect", "pressure", "repair"}) {
    toml += "[[rule]]\nid = \"words-" + std::string(category) + "\"\ncategory = \"" + category +
            "\"\nlearned = true\nwhy = \"a test\"\n";
  }
  toml +=
      "[[rule]]\nid = \"d1\"\ncategory = \"shutdown\"\nsubcode = \"D1\"\nphrases = [\"leave it\"]\n"
      "yes = [\"[leave it]\"]\nno = [\"keep it\"]\nwhy = \"a test\"\n"
      "[[rule]]\nid = \"d4\"\ncategory = \"shutdown\"\nsubcode = \"D4\"\nstrength = \"weak\"\n"
      "gate = \"gP\"\nphrases = [\"right then\"]\nyes = [\"[right then]\"]\nno = [\"right now\"]\n"
      "why = \"a test\"\n"
      "[[rule]]\nid = \"harm\"\ncategory = \"abuse_control\"\nphrases = [\"or else\"]\n"
      "yes = [\"[or else]\"]\nno = [\"else\"]\nwhy = \"a test\"\n";
  return {{"made.toml", toml}, {"scorer.tsv", weights}};
}

std::string Weights(int bias) {
  const std::string b = std::to_string(bias);
  return "bias\t-\t-4000\t" + b + "\t-4000\t-4000\t-4000\t-4000\t-10\t0\n" +
         "cutoff\t-\t0\t0\t0\t0\t0\t0\t0\t0\nsure\t-\t0\t0\t0\t640\t640\t640\t0\t320\n"
         "context\tmessages_since_partner:0\t0\t64\t0\t0\t0\t0\t0\t0\n";
}

// A talk of two, long enough for the layer; message `at` is by the second and scores `eighths`.
struct Made {
  Lexicon lexicon;
  Conversation conversation;
};
Made MakeTalk(int bias, MessageIndex at, int eighths, const std::string& more_weights = "") {
  Made made;
  Result<Lexicon> lexicon = ParseLexicon(Files(Weights(bias) + more_weights));
  REQUIRE(lexicon);
  made.lexicon = std::move(*lexicon);
  for (MessageIndex i = 0; i < 60; ++i) {
    MessageFacts facts;
    facts.sent = 1000000 + 120 * i;
    facts.sender = i % 2 & 0xFFF;
    facts.words = 4;
    facts.kind = static_cast<std::uint16_t>(MessageKind::kText) & 0xF;
    made.conversation.facts.push_back(facts);
  }
  made.conversation.participants.resize(2);
  made.conversation.messages = 60;
  MessageScore score;
  score.message = at;
  score.SetEnd(12, true);
  score.eighths[1] = static_cast<std::int8_t>(eighths);
  made.conversation.scores.push_back(score);
  return made;
}

void AddHit(Made* made, const char* rule, MessageIndex message) {
  Hit hit;
  hit.message = message;
  hit.range = {0, 8};
  for (std::size_t r = 0; r < made->lexicon.rules().size(); ++r) {
    if (made->lexicon.rules()[r].id == rule) hit.rule = static_cast<RuleId>(r);
  }
  made->conversation.hits.push_back(hit);
}

std::string IdOf(const Made& made, const Flag& flag) {
  return made.lexicon.rules()[flag.hit.rule].id;
}

TEST_CASE("what adds up is raised, over the whole text, and surely if it adds up to much") {
  for (const auto& [eighths, raised, sure] :
       {std::tuple{0, false, false}, {-1, false, false}, {20, true, false}, {120, true, true}}) {
    // The bias takes a logit and a half; answering at once gives one back.
    const Made made = MakeTalk(-96, 21, eighths);
    const SequenceResult result = ReadSequence(made.conversation, made.lexicon);
    INFO(eighths);
    REQUIRE(result.flags.size() == (raised ? 1u : 0u));
    if (!raised) continue;
    const Flag& flag = result.flags[0];
    CHECK(IdOf(made, flag) == "words-shutdown");
    CHECK(flag.counts);
    CHECK(flag.reason == Reason::kAddsUp);
    CHECK(flag.hit.range == TextRange{0, 12});
    CHECK(flag.hit.about == About::kSelf);
    CHECK((flag.confidence == Confidence::kHigh) == sure);
  }
}

TEST_CASE("read for good, a conversation gives the same flags and lets its hits and scores go") {
  Made made = MakeTalk(0, 21, 40);
  AddHit(&made, "d1", 5);
  AddHit(&made, "d1", 40);
  const SequenceResult kept = ReadSequence(made.conversation, made.lexicon);
  CHECK(made.conversation.hits.size() == 2);
  CHECK(made.conversation.scores.size() == 1);
  const SequenceResult result = ReadSequence(&made.conversation, made.lexicon);
  CHECK(made.conversation.hits.empty());
  CHECK(made.conversation.scores.empty());
  REQUIRE(result.flags.size() == 3);  // the raised one between the rule's
  REQUIRE(kept.flags.size() == 3);
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(result.flags[f].hit.message == kept.flags[f].hit.message);
    CHECK(result.flags[f].hit.rule == kept.flags[f].hit.rule);
    CHECK(result.flags[f].counts == kept.flags[f].counts);
    CHECK(result.flags[f].reason == kept.flags[f].reason);
  }
  CHECK(result.flags[1].hit.message == 21);
}

TEST_CASE("a rule's flag is taken back where the rest speaks against it, and stays else") {
  for (const int eighths : {-40, 40}) {
    Made made = MakeTalk(0, 21, eighths);
    AddHit(&made, "d1", 21);
    const SequenceResult result = ReadSequence(made.conversation, made.lexicon);
    REQUIRE(result.flags.size() == 1);
    CHECK(result.flags[0].counts == (eighths > 0));
    CHECK(result.flags[0].reason == (eighths > 0 ? Reason::kUngated : Reason::kOutweighed));
    // By rules alone it stands.
    CHECK(ReadSequence(made.conversation, made.lexicon.rules()).flags[0].counts);
  }
}

TEST_CASE("a gate that did not hold can be made up for; words that settled it cannot") {
  Made gated = MakeTalk(0, 21, 40);
  AddHit(&gated, "d4", 21);
  const Flag flag = ReadSequence(gated.conversation, gated.lexicon).flags.at(0);
  CHECK(IdOf(gated, flag) == "d4");
  CHECK(flag.counts);
  CHECK(flag.reason == Reason::kAddsUp);
  Made quoted = MakeTalk(0, 21, 40);
  AddHit(&quoted, "d1", 21);
  quoted.conversation.hits[0].modality = Modality::kQuoted;
  const SequenceResult result = ReadSequence(quoted.conversation, quoted.lexicon);
  REQUIRE(result.flags.size() == 1);
  CHECK_FALSE(result.flags[0].counts);
  CHECK(result.flags[0].reason == Reason::kVoidedInMessage);
}

TEST_CASE("after a threat no refusal is raised") {
  Made made = MakeTalk(0, 21, 40);
  AddHit(&made, "harm", 18);
  const SequenceResult result = ReadSequence(made.conversation, made.lexicon);
  REQUIRE(result.flags.size() == 1);
  CHECK(IdOf(made, result.flags[0]) == "harm");
}

TEST_CASE("how far the layer is trusted hangs on how much talk of two sides there is") {
  const auto trust = [](std::size_t messages, std::size_t of_other) {
    Made made = MakeTalk(0, 0, 40);
    std::vector<MessageFacts>& facts = made.conversation.facts;
    facts.resize(messages);
    for (std::size_t i = 0; i < messages; ++i) facts[i].sender = i < of_other ? 1 : 0;
    return LayerTrustIn(made.conversation, made.lexicon);
  };
  CHECK(trust(40, 8) == LayerTrust::kWhole);
  CHECK(trust(39, 8) == LayerTrust::kCautious);
  CHECK(trust(40, 7) == LayerTrust::kCautious);
  CHECK(trust(4, 1) == LayerTrust::kCautious);
  CHECK(trust(3, 1) == LayerTrust::kNone);
  Made notices = MakeTalk(0, 0, 40);
  notices.conversation.facts.resize(6);
  for (std::size_t i : {0u, 3u, 5u}) {
    notices.conversation.facts[i].kind = static_cast<std::uint16_t>(MessageKind::kNotice) & 0xF;
    notices.conversation.facts[i].sender = kNoSender;
  }
  CHECK(LayerTrustIn(notices.conversation, notices.lexicon) == LayerTrust::kNone);
  CHECK(trust(60, 0) == LayerTrust::kNone);
  Made without = MakeTalk(0, 0, 40);
  without.lexicon.LeaveScorerOut();
  CHECK(LayerTrustIn(without.conversation, without.lexicon) == LayerTrust::kNone);
}

// Answering at once gives a logit, so that the sums here are 64 and what the words say.
TEST_CASE("of a scene the layer raises only what is far above its threshold, and not surely") {
  for (const int eighths : {7, 8, 120}) {
    Made scene = MakeTalk(0, 21, eighths);
    scene.conversation.facts.resize(39);
    const SequenceResult result = ReadSequence(scene.conversation, scene.lexicon);
    INFO(eighths);
    REQUIRE(result.flags.size() == (eighths == 7 ? 0u : 1u));
    if (eighths > 7) CHECK(result.flags[0].confidence == Confidence::kLow);
  }
  Made alone = MakeTalk(0, 21, 120);
  for (MessageFacts& facts : alone.conversation.facts) facts.sender = 0;
  CHECK(ReadSequence(alone.conversation, alone.lexicon).flags.empty());
}

TEST_CASE("of a scene the layer takes back only what is far below its threshold") {
  struct Case {
    int eighths;
    bool counts, sure;
  };
  for (const Case& test : std::vector<Case>{{40, true, true},
                                            {-8, true, true},
                                            {-9, true, false},
                                            {-32, true, false},
                                            {-33, false, false}}) {
    Made scene = MakeTalk(0, 21, test.eighths);
    scene.conversation.facts.resize(39);
    AddHit(&scene, "d1", 21);
    const SequenceResult result = ReadSequence(scene.conversation, scene.lexicon);
    INFO(test.eighths);
    REQUIRE(result.flags.size() == 1);
    CHECK(result.flags[0].counts == test.counts);
    CHECK((result.flags[0].reason == Reason::kOutweighed) == !test.counts);
    if (test.counts) CHECK((result.flags[0].confidence == Confidence::kHigh) == test.sure);
  }
}

TEST_CASE("of a scene a gate that did not hold is made up for by far more than it takes else") {
  for (const int eighths : {7, 8}) {
    Made scene = MakeTalk(0, 21, eighths);
    scene.conversation.facts.resize(39);
    AddHit(&scene, "d4", 21);
    CHECK(ReadSequence(scene.conversation, scene.lexicon).flags.at(0).counts == (eighths == 8));
  }
}

TEST_CASE("of a scene neither pressure nor neglect is decided by the layer, nor how sure it is") {
  for (const char* const category : {"pressure", "neglect", "repair"}) {
    std::vector<LexiconFile> files = Files(Weights(0));
    files[0].text += "[[rule]]\nid = \"sure\"\ncategory = \"" + std::string(category) +
                     "\"\nphrases = [\"answer me\"]\nyes = [\"[answer me]\"]\nno = [\"me\"]\n"
                     "why = \"a test\"\n";
    Made scene = MakeTalk(0, 21, 0);
    Result<Lexicon> lexicon = ParseLexicon(files);
    REQUIRE(lexicon);
    scene.lexicon = std::move(*lexicon);
    scene.conversation.facts.resize(39);
    AddHit(&scene, "sure", 21);
    INFO(category);
    const Flag flag = ReadSequence(scene.conversation, scene.lexicon).flags.at(0);
    const Flag by_rules = ReadSequence(scene.conversation, scene.lexicon.rules()).flags.at(0);
    REQUIRE(by_rules.confidence == Confidence::kHigh);
    // The weights speak against all three by many logits; of repair that is heard.
    CHECK(flag.counts == (category != std::string("repair")));
    if (flag.counts) CHECK(flag.confidence == Confidence::kHigh);
  }
  const DecisionMargins& margins = MarginsFor(LayerTrust::kCautious);
  for (const Category category : {Category::kNeglect, Category::kPressure}) {
    const auto c = static_cast<std::size_t>(category);
    CHECK(margins.kept_from[c] == -DecisionMargins::kNever);
    CHECK(margins.raised_from[c] == DecisionMargins::kNever);
  }
  CHECK(MarginsFor(LayerTrust::kWhole).kept_from == DecisionMargins::ByCategory{});
  CHECK(MarginsFor(LayerTrust::kWhole).raised_from == DecisionMargins::ByCategory{});
}

TEST_CASE("a file out of order gives the same decisions at the same messages") {
  Made made = MakeTalk(-96, 21, 20);
  const SequenceResult in_order = ReadSequence(made.conversation, made.lexicon);
  // The first message stands last in the file: everything else moves up by one.
  std::vector<MessageFacts>& facts = made.conversation.facts;
  facts.push_back(facts.front());
  facts.erase(facts.begin());
  made.conversation.scores[0].message = 20;
  const SequenceResult moved = ReadSequence(made.conversation, made.lexicon);
  REQUIRE(in_order.flags.size() == 1);
  REQUIRE(moved.flags.size() == 1);
  CHECK(moved.flags[0].hit.message == 20);
}

TEST_CASE("the second look adds what the first made of the neighbours") {
  const std::string near = "context\tnear_partner_before:shutdown_3\t0\t64\t0\t0\t0\t0\t0\t0\n";
  const std::string look = "context\tsecond_look:0\t0\t-64\t0\t0\t0\t0\t0\t0\n";
  struct Case {
    std::string weights;
    int before;  // eighths of the partner's message just before, or -1: not handed on
    std::size_t raised;
  };
  for (const Case& test : std::vector<Case>{{near, 0, 1},            // 64 - 32 of message 21
                                            {near, -1, 0},           // nothing known of it
                                            {near, -14, 0},          // too far off: a level lower
                                            {near + look, 0, 0}}) {  // what every message starts at
    Made made = MakeTalk(-96, 21, 0, test.weights);
    MessageScore score;
    score.message = 20;
    score.eighths[1] = static_cast<std::int8_t>(test.before);
    std::vector<MessageScore>& scores = made.conversation.scores;
    if (test.before != -1) scores.insert(scores.begin(), score);
    INFO(test.weights << test.before);
    const SequenceResult result = ReadSequence(made.conversation, made.lexicon);
    REQUIRE(result.flags.size() == test.raised);
    if (test.raised == 1) CHECK(result.flags[0].hit.message == 21);
  }
}

TEST_CASE("the partner's last two messages lead on, quarter by quarter") {
  const std::string lead = "context\tnear_lead:0\t0\t16\t0\t0\t0\t0\t0\t0\n";
  struct Case {
    int last, one_before, own;  // leads of messages 20, 18 (the partner's) and 19
    std::size_t raised;
  };
  // Two quarters are missing.
  for (const Case& test :
       std::vector<Case>{{2, 0, 0, 1}, {1, 0, 0, 0}, {1, 1, 0, 0}, {0, 0, 7, 0}, {-8, 0, 0, 0}}) {
    Made made = MakeTalk(-96, 21, 0, lead);
    made.conversation.facts[20].lead = test.last;
    made.conversation.facts[19].lead = test.own;
    made.conversation.facts[18].lead = test.one_before;
    INFO(test.last << " " << test.one_before << " " << test.own);
    CHECK(ReadSequence(made.conversation, made.lexicon).flags.size() == test.raised);
  }
  // Of one turn both count.
  Made made = MakeTalk(-96, 21, 0, lead);
  made.conversation.facts[19].sender = made.conversation.facts[20].sender;
  made.conversation.facts[20].lead = 1;
  made.conversation.facts[19].lead = 1;
  CHECK(ReadSequence(made.conversation, made.lexicon).flags.size() == 1);
}

TEST_CASE("leads are rounded to quarters, and held to what four bits can say") {
  for (const auto& [sum, lead] : std::vector<std::pair<std::int32_t, std::int32_t>>{{0, 0},
                                                                                    {7, 0},
                                                                                    {8, 1},
                                                                                    {-8, 0},
                                                                                    {-9, -1},
                                                                                    {112, 7},
                                                                                    {4000, 7},
                                                                                    {-128, -8},
                                                                                    {-4000, -8}}) {
    CHECK(LeadOf(sum) == lead);
  }
}

// The weights above say nothing of distance, so that shutdown alone decides; here it speaks too.
TEST_CASE("what speaks for any distance lets the best of the three count, or none") {
  const auto distance = [](int eighths) {
    return "context\tsecond_look:0\t0\t0\t0\t0\t0\t0\t0\t" + std::to_string(eighths * 8) + "\n";
  };
  struct Case {
    int eighths, distance;
    std::size_t raised;
  };
  for (const Case& test : std::vector<Case>{{-2, 0, 0}, {-2, 8, 1}, {2, 0, 1}, {2, -8, 0}}) {
    Made made = MakeTalk(-64, 21, test.eighths, distance(test.distance));
    INFO(test.eighths << " " << test.distance);
    CHECK(ReadSequence(made.conversation, made.lexicon).flags.size() == test.raised);
  }
}

TEST_CASE("sums become levels, and levels say the lower ones too") {
  CHECK(LevelsOf({-193, -192, -129, -128, -64, 63, 0}) ==
        (0u | 1u << 3 | 1u << 6 | 2u << 9 | 3u << 12 | 4u << 15));
  CHECK(LevelsOf({64, -4000, -4000, -4000, -4000, 4000, 0}) == (5u | 5u << 15));
  NearMessages near;
  near.partner_before.fill(NearMessages::kNone);
  near.partner_after.fill(NearMessages::kNone);
  near.talk.fill(NearMessages::kNone);
  near.partner_before[0] = 0;
  near.partner_before[1] = 1;
  near.talk[0] = 0;
  near.talk[1] = 2;
  // By position: shutdown 2; shutdown 1 and withdrawal 1; neglect likely.
  std::vector<ScoreFeature> features;
  NearFeatures(near, {2u << 3, 1u | 1u << 3, 4u << 9}, &features);
  std::set<std::string> names;
  for (const ScoreFeature f : features) {
    CHECK(IsNearFeature(f));
    names.insert(ScoreFeatureName(f));
  }
  CHECK(names == std::set<std::string>{
                     "near_partner_before:withdrawal_1", "near_partner_before:shutdown_1",
                     "near_partner_before:shutdown_2", "near_tense_of_ten:0", "second_look:0"});
}

// Weights that tell every feature from every other.
std::vector<ScoreSum> UnlikeWeights() {
  std::vector<ScoreSum> weights(ScoreFeatureCount());
  for (std::size_t f = 0; f < weights.size(); ++f) {
    for (std::size_t i = 0; i < kScores; ++i) {
      weights[f][i] = static_cast<std::int32_t>((f * 7919 + i * 104729) % 2003) - 1001;
    }
  }
  return weights;
}

ScoreSum SumOf(const std::vector<ScoreFeature>& features, const std::vector<ScoreSum>& weights) {
  ScoreSum sum{};
  for (const ScoreFeature feature : features) AddWeights(weights[feature], &sum);
  return sum;
}

// A talk of three with runs of every length, notices between, and hits.
Made MakeUnevenTalk() {
  Made made = MakeTalk(0, 0, 0);
  std::vector<MessageFacts>& facts = made.conversation.facts;
  facts.clear();
  std::uint32_t dice = 12345;
  const auto roll = [&dice](std::uint32_t sides) {
    dice = dice * 1664525 + 1013904223;
    return (dice >> 16) % sides;
  };
  std::uint32_t sent = 1000000;
  for (int run = 0; run < 400; ++run) {
    const std::uint32_t sender = roll(8) == 0 ? 2 : roll(2);
    for (std::uint32_t left = 1 + roll(roll(3) == 0 ? 14 : 3); left > 0; --left) {
      MessageFacts message;
      message.sent = sent += 1 + roll(roll(20) == 0 ? 90000 : 400);
      message.features = 1u << roll(kFeatureBits) | 1u << roll(kFeatureBits);
      message.words = roll(30) & 0xFFFF;
      message.lead = LeadOf(static_cast<std::int32_t>(roll(256)) - 128);
      const bool notice = roll(12) == 0;
      message.sender = notice ? kNoSender : sender & 0xFFF;
      message.kind =
          static_cast<std::uint16_t>(notice ? MessageKind::kNotice : MessageKind::kText) & 0xF;
      facts.push_back(message);
      const auto place = static_cast<MessageIndex>(facts.size() - 1);
      for (const char* rule : {"d1", "d4"}) {
        if (roll(5) == 0) AddHit(&made, rule, place);
      }
    }
  }
  made.conversation.participants.resize(3);
  return made;
}

TEST_CASE("circumstances are summed as they are listed, in whatever order they are asked for") {
  const Made made = MakeUnevenTalk();
  const SequenceResult sequence = ReadSequence(made.conversation, made.lexicon.rules());
  const Timeline timeline(made.conversation, sequence.order);
  const std::vector<ScoreSum> weights = UnlikeWeights();
  const ScoreFeatures forwards(timeline, made.lexicon.rules(), sequence.flags);
  const ScoreFeatures backwards(timeline, made.lexicon.rules(), sequence.flags);
  std::vector<ScoreSum> sums(timeline.size());
  std::vector<ScoreFeature> listed;
  for (Position p = timeline.size(); p-- > 0;) {
    if (IsNotice(timeline.Facts(p))) continue;
    backwards.CollectAround(p, &listed);
    sums[p] = SumOf(listed, weights);
  }
  for (Position p = 0; p < timeline.size(); ++p) {
    if (IsNotice(timeline.Facts(p))) continue;
    INFO(p);
    REQUIRE(forwards.SumAround(p, weights) == sums[p]);
  }
}

TEST_CASE(
    "between the looks a message meets the levels that stand around it, and waits no longer") {
  const Made made = MakeUnevenTalk();
  const SequenceResult sequence = ReadSequence(made.conversation, made.lexicon.rules());
  const Timeline timeline(made.conversation, sequence.order);
  const ScoreFeatures features(timeline, made.lexicon.rules(), sequence.flags);
  const std::vector<ScoreSum> weights = UnlikeWeights();
  const NearWeights near_weights(weights);
  std::vector<Levels> levels(timeline.size());
  std::vector<RoughSums> sums(timeline.size());
  for (Position p = 0; p < timeline.size(); ++p) {
    if (IsNotice(timeline.Facts(p))) continue;
    sums[p].eighths[0] = static_cast<std::int8_t>(p % 100);
    sums[p].eighths[kLookSums - 1] = static_cast<std::int8_t>(p / 100);
    for (std::uint32_t c = 0; c < kCountedCategories; ++c) {
      levels[p] |= (p * (c + 3) / 2 % (kMostLevel + 1)) << (c * kLevelBits);
    }
  }
  MessagesBefore before;
  WaitingMessages waiting;
  std::vector<NearLevels> nears(timeline.size());
  std::size_t open = 0, most_open = 0, decided = 0;
  const auto decide = [&](const Seen& seen, Levels after) {
    NearLevels near = nears[seen.position];
    near.partner_after = after;
    near.own_after = seen.own_after;
    ScoreSum sum{};
    const NearMessages neighbours = features.NearMessagesOf(seen.position);
    NearLevels expected;
    SetBeside(neighbours, sums, &expected);
    for (std::size_t i = 0; i < kLastBeside; ++i) {
      REQUIRE(near.last[i].eighths == expected.last[i].eighths);
    }
    for (std::size_t i = 0; i < kNextBeside; ++i) {
      REQUIRE(seen.near.next[i].eighths == expected.next[i].eighths);
    }
    REQUIRE(near.lead ==
            LeadBefore(neighbours, [&](Position p) { return timeline.Facts(p).lead; }));
    near.lead = 0;  // no circumstance, but a number
    near_weights.AddBefore(near, &sum);
    near_weights.AddAfter(near, &sum);
    std::vector<ScoreFeature> listed;
    NearFeatures(neighbours, levels, &listed);
    INFO(seen.position);
    REQUIRE(sum == SumOf(listed, weights));
    --open;
    ++decided;
  };
  std::size_t waited = 0;
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (IsNotice(facts)) continue;
    nears[p] = before.Of(facts.sender);
    before.Add(facts.sender, levels[p], sums[p], facts.lead);
    Seen seen;
    seen.position = p;
    const bool waits = p % 3 != 0;
    open += waits ? 1 : 0;
    waited += waits ? 1 : 0;
    waiting.Add(facts.sender, levels[p], sums[p], waits ? &seen : nullptr, decide);
    most_open = std::max(most_open, open);
  }
  waiting.Finish(decide);
  CHECK(decided == waited);
  // Two runs of fourteen that follow each other with one sender's, and what stands between.
  CHECK(most_open < 64);
}

TEST_CASE("every circumstance has a name of its own") {
  std::set<std::string> names;
  for (std::size_t f = 0; f < ScoreFeatureCount(); ++f) {
    names.insert(ScoreFeatureName(static_cast<ScoreFeature>(f)));
  }
  CHECK(names.size() == ScoreFeatureCount());
  CHECK(names.count("partner_before:question") == 1);
  CHECK(names.count("sign:A5_sure") == 1);
}

}  // namespace
}  // namespace ebb::testing
