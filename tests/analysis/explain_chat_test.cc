#include "analysis/explain_chat.h"

#include <catch2/catch.hpp>

#include "analysis/builtin_lexicon.h"
#include "made_chat.h"
#include "temp_folder.h"

namespace ebb {
namespace {

// A chat as a file, for what begins with a path.
class ChatFile {
 public:
  explicit ChatFile(const std::string& text, const std::string& name = "chat.txt")
      : path_(folder_ / name) {
    folder_.Put(name, text);
  }
  const std::string& path() const { return path_; }

 private:
  const TempFolder folder_;
  const std::string path_;
};

const char* const kTalk =
    "[13/01/2024, 10:00:00] Ann: had a walk\n"
    "[13/01/2024, 10:01:00] Ben: nice\n"
    "[13/01/2024, 10:02:00] Ann: I feel alone here\n"
    "and the rest of it\n"
    "[13/01/2024, 10:03:00] Ben: some other day\n"
    "[14/01/2024, 10:04:00] Ann: Don't say I need more room\n";

ExplainRequest AtLine(std::uint64_t line) {
  ExplainRequest request;
  request.lines = {line};
  request.in_full = true;
  return request;
}

ChatExplanation MustExplain(const ChatFile& chat, const ExplainRequest& request,
                            const AnalyzeOptions& options = {}) {
  const testing::Tools& tools = testing::SmallTools();
  Result<ChatExplanation> made =
      ExplainChat({chat.path()}, tools.lexicon, tools.matcher, options, request);
  if (!made) FAIL(made.error().message);
  return std::move(*made);
}

std::string ErrorOf(const ChatFile& chat, const ExplainRequest& request) {
  const testing::Tools& tools = testing::SmallTools();
  const auto made = ExplainChat({chat.path()}, tools.lexicon, tools.matcher, {}, request);
  return made ? "none" : made.error().message;
}

}  // namespace

TEST_CASE("a message is found by any of its lines and by its id") {
  const ChatFile chat(kTalk);
  for (const std::uint64_t line : {3u, 4u}) {
    const ChatExplanation made = MustExplain(chat, AtLine(line));
    REQUIRE(made.shown.size() == 1);
    CHECK(made.shown[0].place.line == 3);
    CHECK(made.shown[0].place.sender == "Ann");
    CHECK(made.shown[0].place.text == "I feel alone here\nand the rest of it");
  }
  const std::string id = MustExplain(chat, AtLine(5)).shown[0].place.id;
  ExplainRequest by_id;
  by_id.ids = {id};
  CHECK(MustExplain(chat, by_id).shown[0].place.line == 5);

  CHECK_THAT(ErrorOf(chat, AtLine(7)), Catch::Equals("none"));  // of the last message on
  by_id.ids = {"0123456789abcdef"};
  CHECK_THAT(ErrorOf(chat, by_id), Catch::StartsWith("--message 0123456789abcdef: no message"));
}

TEST_CASE("words are shown as they are compared") {
  const ChatFile chat(kTalk);
  const ChatExplanation made = MustExplain(chat, AtLine(6));
  const ExplainedMessage& message = made.shown[0];
  REQUIRE(message.words.size() == 6);
  CHECK(message.words[0].folded == "dont");
  CHECK_FALSE(message.words[1].known);  // no rule of this lexicon has `say`
  CHECK(message.words[2].words == std::vector<std::string>{"i"});
  CHECK(message.words[2].classes == std::vector<std::string>{"lang_en"});
  CHECK(message.words[3].range.of(message.place.text) == "need");
  REQUIRE(message.hits.size() == 1);
  CHECK(message.hits[0].forms == std::vector<std::string>{"i need more room"});
  CHECK(message.layer == LayerState::kNone);
}

TEST_CASE("a gate is shown with the message that held it, or as missing") {
  const ChatFile chat(kTalk);
  const ChatExplanation made = MustExplain(chat, AtLine(5));
  REQUIRE(made.shown[0].hits.size() == 1);
  const ExplainedHit& hit = made.shown[0].hits[0];
  CHECK(hit.rule->id == "a1");
  CHECK(hit.flag.counts);
  REQUIRE(hit.evidence.size() == 1);
  CHECK(hit.evidence[0].line == 3);
  CHECK(hit.evidence[0].sender == "Ann");
  CHECK_THAT(hit.evidence[0].text, Catch::StartsWith("I feel alone here"));

  const ChatFile calm(
      "[13/01/2024, 10:00:00] Ann: tea?\n[13/01/2024, 10:01:00] Ben: some other day\n");
  const ChatExplanation missing = MustExplain(calm, AtLine(2));
  REQUIRE(missing.shown[0].hits.size() == 1);
  CHECK_FALSE(missing.shown[0].hits[0].flag.counts);
  CHECK(missing.shown[0].hits[0].flag.reason == Reason::kGateMissing);
  CHECK(missing.shown[0].hits[0].evidence.empty());
}

TEST_CASE("without a choice every message with a hit is shown; days choose among them") {
  const ChatFile chat(kTalk);
  const ChatExplanation all = MustExplain(chat, {});
  REQUIRE(all.shown.size() == 3);
  CHECK(all.messages == 5);
  CHECK(all.shown[0].words.empty());  // in short
  AnalyzeOptions options;
  options.since = "2024-01-14";
  CHECK(MustExplain(chat, {}, options).shown.size() == 1);
  options.since.clear();
  options.until = "2024-01-14";
  const ChatExplanation early = MustExplain(chat, {}, options);
  REQUIRE(early.shown.size() == 2);
  CHECK(early.shown[1].hits[0].flag.counts);  // the gate is that of the whole chat
}

TEST_CASE("a suppressed hit is explained with its reason") {
  const ChatFile chat(kTalk);
  AnalyzeOptions options;
  Suppression entry;
  entry.rule = "n1";
  entry.reason = "a line of a song";
  options.suppressions = {entry};
  const ExplainedHit hit = MustExplain(chat, AtLine(3), options).shown[0].hits[0];
  CHECK(hit.flag.reason == Reason::kSuppressed);
  CHECK(hit.suppressed_because == "a line of a song");
}

// Sanitizers make everything ten times slower: there a part must do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr const char* kUntil = "2023-12-15";
#else
constexpr const char* kUntil = "";
#endif

// The layer's sums, added up again by name, are what it decided by.
TEST_CASE("contributions of the decision layer add up to its decisions") {
  const Result<Lexicon> lexicon = LoadLexicon({}, false);
  REQUIRE(lexicon);
  const Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  ExplainRequest request;
  request.in_full = true;
  const std::string chat = EBB_SOURCE_DIR "/corpora/moved-in/chat.txt";
  AnalyzeOptions options;
  options.until = kUntil;
  const auto made = ExplainChat({chat}, *lexicon, *matcher, options, request);
  REQUIRE(made);
  std::size_t decided = 0, raised = 0, taken_back = 0, rounded = 0, talked = 0;
  for (const ExplainedMessage& message : made->shown) {
    REQUIRE(message.layer == LayerState::kDecided);  // a hit is always looked at
    for (const CategoryDecision& decision : message.decisions) {
      ++decided;
      int parts = 0, rounding = 0, start = 0, less = 0;
      for (const Contribution& part : decision.parts) {
        parts += part.weight;
        if (part.name == "rounding") rounding = part.weight;
        if (part.name == "talk_start") start = part.weight;
        if (part.name == "talk_less") less = part.weight;
      }
      if (decision.talk != 0) {  // the looks count three parts in ten
        ++talked;
        CHECK(start == lexicon->talk_nets().bias[static_cast<std::size_t>(decision.category)]);
        const int looks = decision.base + decision.words + decision.around;
        CHECK(std::abs(10 * less + 7 * looks) <= 20);
      }
      const int told = decision.words + decision.around + decision.talk + decision.shared;
      CHECK(decision.sum == decision.base + told);
      CHECK(parts == told);
      // Whole eighths are cut toward zero; only sums beyond 127 eighths lose more.
      rounded += std::abs(rounding) > 8 ? 1 : 0;
      for (const ExplainedHit& hit : message.hits) {
        if (hit.rule->category != decision.category) continue;
        if (hit.flag.counts) CHECK(decision.sum >= 0);
        if (hit.flag.counts) {
          CHECK((hit.flag.confidence == Confidence::kHigh) == decision.surely);
        }
        raised += hit.rule->learned ? 1 : 0;
        if (hit.flag.reason != Reason::kOutweighed) continue;
        CHECK(decision.sum < 0);
        ++taken_back;
      }
    }
  }
  CHECK(decided > (options.until.empty() ? 500 : 100));
  CHECK(talked > decided / 10);
  CHECK(raised > 0);
  CHECK(taken_back > 0);
  CHECK(rounded == 0);
}

// Of a part that is no whole chat the layer is less sure; its sums are told as well.
TEST_CASE("contributions add up in a few messages too, and margins are those it went by") {
  const Result<Lexicon> lexicon = LoadLexicon({}, false);
  REQUIRE(lexicon);
  REQUIRE(lexicon->talk_nets().nets.size() > 1);
  const Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  ExplainRequest request;
  request.in_full = true;
  std::string csv = "conversation,time,sender,text\n";
  const char* const lines[] = {"did you ring the notary",
                               "not yet",
                               "can we talk about it tonight",
                               "drop it",
                               "i only want to know",
                               "i'm done talking about this",
                               "fine",
                               "sorry. i was short with you"};
  for (int i = 0; i < 32; ++i) {
    csv += "c,2024-01-13T10:" + std::to_string(10 + i) + ":00," + (i % 2 == 0 ? "Ann" : "Ben") +
           "," + lines[i % 8] + "\n";
  }
  const ChatFile file(csv, "few.csv");
  const auto made = ExplainChat({file.path()}, *lexicon, *matcher, AnalyzeOptions(), request);
  REQUIRE(made);
  int counted = 0;
  for (const ExplainedMessage& message : made->shown) {
    REQUIRE(message.layer == LayerState::kCautious);
    for (const CategoryDecision& decision : message.decisions) {
      int parts = 0;
      for (const Contribution& part : decision.parts) parts += part.weight;
      const int told = decision.words + decision.around + decision.talk + decision.shared;
      CHECK(decision.sum == decision.base + told);
      CHECK(parts == told);
      for (const ExplainedHit& hit : message.hits) {
        if (hit.rule->category != decision.category) continue;
        counted += hit.flag.counts ? 1 : 0;
        if (hit.rule->learned) CHECK(decision.sum >= decision.counts_from);
        if (hit.flag.counts) CHECK(decision.sum >= decision.kept_from);
        if (hit.flag.reason == Reason::kOutweighed) CHECK(decision.sum < decision.kept_from);
      }
    }
  }
  CHECK(counted > 4);
}

}  // namespace ebb
