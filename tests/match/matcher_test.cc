// The text pass as a whole: features, stems, language, ranges, overlap, stored form, threads.
#include "match/matcher.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/text_util.h"
#include "made_lexicon.h"
#include "match/program.h"

namespace ebb {
namespace {

TEST_CASE("features of a message") {
  const struct {
    const char* text;
    std::uint32_t has, lacks;
  } kCases[] = {
      {"are you home?", kQuestion, kFinalPeriod | kMilestone},
      {"ok.", kMinimal | kFinalPeriod | kAnswerWord, kQuestion | kShouting},
      {"ok...", kMinimal, kFinalPeriod},
      {"WHY NOT", kShouting, kQuestion},
      {"what?!!", kShouting | kQuestion, kFinalPeriod},
      {"I'M DONE", kShouting, 0},
      {"OK then", 0, kShouting},
      {"👍", kEmojiOnly | kMinimal, kShouting},
      {"", 0, kEmojiOnly},
      {"...", 0, kEmojiOnly},
      {"look https://example.org/x", kLink, kMinimal},
      {"thanks babe ❤️", kWarmth, kLaughter},
      {"hahahaha no", kLaughter, kWarmth},
      {"lmfao", kLaughter, 0},
      {"when do we move in together", kMilestone, 0},
      {"im driving", kPracticalReason, 0},
      {"see you tomorrow at 8", kTimeWord, 0},
      {"you never ask", kYouAlways, 0},
      {"sure 🙄", kFlatEmoji, kWarmth},
      {"i am so angry and upset", kNegativeEmotion, 0},
      {"good morning", kGreeting, 0},
      {"whats wrong?", kFeelingQuestion | kQuestion, 0},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    const std::uint32_t features = FactsOf(BuiltInMatcher(), test.text).features;
    CHECK((features & test.has) == test.has);
    CHECK((features & test.lacks) == 0);
  }
}

TEST_CASE("the language of a message is guessed from its small words") {
  const struct {
    const char* text;
    std::uint32_t language;  // 0 = no guess
  } kCases[] = {
      {"i think that we should go to the shop now", kEnglish},
      {"u r so late tho wanna just stay in", kEnglish},
      {"idk what u want me 2 do abt it", kEnglish},
      {"ich weiß nicht ob das heute noch geht", kOtherLanguage},
      {"no quiero hablar de esto otra vez", kOtherLanguage},
      {"je ne veux pas en parler ce soir", kOtherLanguage},
      {"ok das ist nicht so gut für uns", kOtherLanguage},
      {"я не хочу об этом говорить", kOtherLanguage},
      {"not now", 0},
      {"да нет", 0},
      {"zxq vrrt plomk grt wubbl", 0},
      {"", 0},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    CHECK((FactsOf(BuiltInMatcher(), test.text).features & (kEnglish | kOtherLanguage)) ==
          test.language);
  }
}

TEST_CASE("stems stand for the longest content words, plural or not") {
  const auto stems = [](const char* text) {
    const MessageFacts facts = FactsOf(BuiltInMatcher(), text);
    std::vector<std::uint16_t> list(facts.stems, facts.stems + 2);
    std::sort(list.begin(), list.end());
    return list;
  };
  CHECK(stems("the curtain") == stems("CURTAINS!"));
  CHECK(stems("curtain and lamp") == stems("a lamp, some curtains"));
  CHECK(stems("curtain") != stems("radiator"));
  CHECK(stems("") == std::vector<std::uint16_t>{0, 0});
  CHECK(stems("to be or 12345678 😀") == std::vector<std::uint16_t>{0, 0});
}

TEST_CASE("words are counted beyond the cap of the facts") {
  std::string text;
  for (int i = 0; i < 70000; ++i) text += "a ";
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  CHECK(BuiltInMatcher().Run(text, scratch, &facts, &hits) == 70000);
  CHECK(facts.words == 65535);
}

TEST_CASE("overlapping hits: one of a category stays, the longest; other categories keep theirs") {
  const Lexicon lexicon = MadeLexicon(
      "category = \"withdrawal\"\n" + MadeRule("short", "phrases = [\"red cat\"]") +
      MadeRule("long", "phrases = [\"red cat sat\"]") +
      MadeRule("late", "phrases = [\"sat down there\"]") +
      MadeRule("other", "category = \"shutdown\"\nphrases = [\"cat sat\"]") +
      MadeRule("gated", "category = \"repair\"\ngate = \"gP\"\nphrases = [\"red cat\"]") +
      MadeRule("open", "category = \"repair\"\nphrases = [\"red\"]"));
  const Matcher matcher = MadeMatcher(lexicon);
  std::vector<std::string> ids;
  std::uint32_t last = 0;
  for (const Hit& hit : HitsOf(matcher, "the red cat sat down there")) {
    ids.push_back(lexicon.rules()[hit.rule].id);
    CHECK(hit.range.begin >= last);
    last = hit.range.begin;
  }
  std::sort(ids.begin(), ids.end());
  // The tie of three words goes to the earlier rule; a gated form does not hide an open one.
  CHECK(ids == std::vector<std::string>{"gated", "long", "open", "other"});
}

TEST_CASE("too many rules on the same words are refused, not dropped") {
  std::string toml = "category = \"withdrawal\"\n";
  for (int i = 0; i < 255; ++i)
    toml += MadeRule("r" + std::to_string(i), "phrases = [\"red cat\"]");
  const Lexicon fits = MadeLexicon(toml);
  Matcher::Scratch scratch;
  CHECK(MadeMatcher(fits).AllHits("red cat", scratch).size() == 255);
  const Result<Matcher> matcher =
      Matcher::Build(MadeLexicon(toml + MadeRule("more", "phrases = [\"red cat\"]")));
  REQUIRE_FALSE(matcher);
  CHECK_THAT(matcher.error().message, Catch::Contains("more than 255 rules"));
}

// Tens of thousands of words take minutes under a sanitizer and say nothing new there.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a lexicon of too many words is refused") {
  std::string words;
  for (int w = 0; w < 66000; ++w) words += "\"w" + std::to_string(w) + "\", ";
  const Result<Matcher> matcher =
      Matcher::Build(MadeLexicon("category = \"withdrawal\"\n" + MadeClass("many", words)));
  REQUIRE_FALSE(matcher);
  CHECK_THAT(matcher.error().message, Catch::Contains("more than 65,535 different words"));
}
#endif

TEST_CASE("lexicons that do not compile") {
  std::string classes = "category = \"withdrawal\"\n" + MadeRule("r", "phrases = [\"red cat\"]");
  for (int i = 0; i < 127; ++i) classes += MadeClass("c" + std::to_string(i), "\"w\"");
  CHECK(Matcher::Build(MadeLexicon(classes)));
  CHECK_FALSE(Matcher::Build(MadeLexicon(classes + MadeClass("more", "\"w\""))));
  const Result<Matcher> unknown = Matcher::Build(
      MadeLexicon("category = \"withdrawal\"\n" + MadeRule("r", "tokens = [\"red @none\"]")));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message == "made.toml:2: rule r: no class is called @none");
}

// Texts of every shape: words of the lexicon, punctuation, scripts, emoji.
std::string RandomText(std::mt19937* random) {
  static const std::vector<std::string> kPieces = [] {
    std::vector<std::string> pieces = {
        ". ",       ", ", "! ",   "? ",      "\n> ", "\"",
        "“",        "”",  "'",    "’",       "🙃", "👩‍👩‍👧",
        "❤️",   "é",  "ü",    "привет ", "中文", "مرحبا ",
        "\xcc\x81", " ",  "... ", "lol ",    "8 "};
    for (const Rule& rule : BuiltInRules().rules()) {
      for (const Example& example : rule.yes) pieces.push_back(example.text + " ");
      for (const Example& example : rule.no)
        pieces.push_back(example.text.substr(0, example.text.find(' ')) + " ");
    }
    return pieces;
  }();
  std::string text;
  for (unsigned n = (*random)() % 6; n > 0; --n) {
    text += kPieces[(*random)() % 3 == 0 ? (*random)() % 23 : (*random)() % kPieces.size()];
  }
  return text;
}

bool OnBoundary(const std::string& text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

bool Same(const Hit& a, const Hit& b) {
  return a.range == b.range && a.rule == b.rule && a.about == b.about && a.modality == b.modality &&
         a.intensity == b.intensity && a.softened == b.softened &&
         a.whole_message == b.whole_message && a.warmth == b.warmth && a.message == b.message;
}

struct Read {
  MessageFacts facts;
  std::vector<Hit> hits;
  std::uint64_t words = 0;
};

std::vector<Read> ReadAll(const Matcher& matcher, const std::vector<std::string>& texts) {
  Matcher::Scratch scratch;
  std::vector<Read> all(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    all[i].words = matcher.Run(texts[i], scratch, &all[i].facts, &all[i].hits);
  }
  return all;
}

bool SameReads(const std::vector<Read>& a, const std::vector<Read>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Read& x, const Read& y) {
    return x.words == y.words && std::memcmp(&x.facts, &y.facts, sizeof x.facts) == 0 &&
           std::equal(x.hits.begin(), x.hits.end(), y.hits.begin(), y.hits.end(), Same);
  });
}

std::vector<std::string> ManyTexts() {
  std::mt19937 random(5);
  std::vector<std::string> texts;
  for (int i = 0; i < 20000; ++i) texts.push_back(RandomText(&random));
  return texts;
}

TEST_CASE("ranges lie inside the text, on character boundaries, in order") {
  const std::vector<std::string> texts = ManyTexts();
  const std::vector<Read> reads = ReadAll(BuiltInMatcher(), texts);
  std::size_t hits = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    std::uint32_t last = 0;
    for (const Hit& hit : reads[i].hits) {
      REQUIRE(hit.range.begin < hit.range.end);
      REQUIRE(hit.range.end <= texts[i].size());
      REQUIRE(OnBoundary(texts[i], hit.range.begin));
      REQUIRE(OnBoundary(texts[i], hit.range.end));
      REQUIRE(hit.range.begin >= last);
      REQUIRE(hit.rule < BuiltInRules().rules().size());
      REQUIRE((hit.intensity >= 1 && hit.intensity <= 3));
      last = hit.range.begin;
    }
    hits += reads[i].hits.size();
  }
  CHECK(hits > 5000);
}

const std::string& Encoded() {
  static const std::string encoded = Matcher::Encode(BuiltInRules());
  return encoded;
}

TEST_CASE("the stored form reads as the built one") {
  const std::string& encoded = Encoded();
  constexpr std::size_t kUnit = Matcher::kAlignment;
  const std::unique_ptr<void, decltype(&std::free)> bytes(
      std::aligned_alloc(kUnit, (encoded.size() + kUnit - 1) / kUnit * kUnit), &std::free);
  std::memcpy(bytes.get(), encoded.data(), encoded.size());
  const Result<Matcher> decoded =
      Matcher::Decode({static_cast<const char*>(bytes.get()), encoded.size()});
  REQUIRE(decoded);
  const std::vector<std::string> texts = ManyTexts();
  CHECK(SameReads(ReadAll(BuiltInMatcher(), texts), ReadAll(*decoded, texts)));
  CHECK(Matcher::Encode(
            MadeLexicon("category = \"withdrawal\"\n" + MadeRule("r", "tokens = [\"a @none\"]")))
            .empty());
}

TEST_CASE("the stored form is the same every time") {
  const bool same = Matcher::Encode(BuiltInRules()) == Encoded();
  CHECK(same);
}

TEST_CASE("threads share one matcher") {
  const Lexicon lexicon =
      MadeLexicon("category = \"withdrawal\"\n" +
                  MadeRule("r", "patterns = ['need(ed)? space']\nphrases = [\"red cat\"]"));
  const Matcher matcher = MadeMatcher(lexicon);
  const std::vector<std::string> texts = {"i needed space", "red cat", "ich brauche luft",
                                          "need space 🙃", ""};
  const std::vector<Read> expected = ReadAll(matcher, texts);
  const std::vector<std::string> many = ManyTexts();
  const std::vector<Read> expected_many = ReadAll(BuiltInMatcher(), many);
  std::vector<char> same(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&, t] {
      bool all = SameReads(ReadAll(BuiltInMatcher(), many), expected_many);
      for (int i = 0; i < 200; ++i) all = SameReads(ReadAll(matcher, texts), expected) && all;
      same[t] = all ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(same == std::vector<char>(4, 1));
}

std::string AnyText(std::mt19937* random) {
  static const char* const kParts[] = {
      "i",           "need",    "space",   "dont",     "don't",
      "Tommorrow",   "becuase", "idk",     "haha",     "lolol",
      "8",           "12:30",   ":)",      "a;b",      "(no",
      "fine",        "soooo",   "Kestrel", "kestrels", "whats",
      "the matter",  "WHY",     "?",       "...",      "\xf0\x9f\x99\x83",
      "caf\xc3\xa9", "talk",    "later"};
  std::string text;
  for (unsigned n = (*random)() % 24; n > 0; --n) {
    text += kParts[(*random)() % std::size(kParts)];
    text += (*random)() % 6 == 0 ? ", " : " ";
  }
  return text;
}

// In a batch, messages are read in place, side by side, and with what was remembered of odd words.
TEST_CASE("many messages at once are read as each alone") {
  std::mt19937 random(5);
  std::string all;
  std::vector<std::string> texts;
  std::vector<std::uint64_t> ends;
  for (int i = 0; i < 3000; ++i) {
    texts.push_back(AnyText(&random));
    all += texts.back();
    ends.push_back(all.size());
  }
  std::vector<MessageFacts> facts(texts.size());
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  std::vector<LongMessage> long_messages;
  Matcher::Scratch scratch;
  BuiltInMatcher().RunAll(all, ends, scratch, &facts, {&hits, &scores, &long_messages});
  std::size_t hit = 0, score = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    MessageFacts own;
    std::vector<Hit> own_hits;
    std::vector<MessageScore> own_scores;
    Matcher::Scratch fresh;
    BuiltInMatcher().Run(texts[i], fresh, &own, &own_hits, &own_scores);
    CAPTURE(texts[i]);
    REQUIRE(std::memcmp(&own, &facts[i], sizeof own) == 0);
    for (const Hit& one : own_hits) {
      REQUIRE(hit < hits.size());
      REQUIRE(hits[hit].message == i);
      REQUIRE(hits[hit].rule == one.rule);
      REQUIRE(hits[hit].range == one.range);
      REQUIRE(hits[hit++].modality == one.modality);
    }
    for (const MessageScore& one : own_scores) {
      REQUIRE(score < scores.size());
      REQUIRE(scores[score].message == i);
      REQUIRE(scores[score].text_end() == one.text_end());
      REQUIRE(scores[score++].eighths == one.eighths);
    }
  }
  REQUIRE(hit == hits.size());
  REQUIRE(score == scores.size());
  REQUIRE(hit > 100);
}

TEST_CASE("what a scratch remembers of one matcher it does not tell another") {
  const std::string head = "category = \"withdrawal\"\n";
  Matcher::Scratch scratch;
  const auto hits_of = [&scratch](const Matcher& matcher) {
    MessageFacts facts;
    std::vector<Hit> hits;
    matcher.Run("so tommorrow then", scratch, &facts, &hits);
    return hits.size();
  };
  const Matcher knows = MadeMatcher(MadeLexicon(head + MadeRule("a", "phrases = [\"tomorrow\"]")));
  const Matcher knows_not =
      MadeMatcher(MadeLexicon(head + MadeRule("a", "phrases = [\"monday\"]")));
  CHECK(hits_of(knows) == 1);
  CHECK(hits_of(knows_not) == 0);
  CHECK(hits_of(knows) == 1);
}

TEST_CASE("scores are kept in eighths, rounded towards zero and held at 127") {
  for (const std::int32_t sum : {0, 7, 8, -7, -8, -9, 1015, 1016, 1023, 1024, -1016, -1024, -1032,
                                 300000, -300000, 32767 * 8, -32768 * 8, 15, -15}) {
    MessageScore score;
    score.Set({sum, -sum, 0, sum / 2, 1, -1, sum, sum});
    const std::int32_t places[] = {sum, -sum, 0, sum / 2, 1, -1, sum, sum};
    for (std::size_t i = 0; i < std::size(places); ++i) {
      CAPTURE(sum, i);
      CHECK(static_cast<int>(score.eighths[i]) == std::clamp(places[i] / 8, -127, 127));
    }
  }
}

TEST_CASE("hostile messages end in time") {
  std::string same, quotes, emoji, expanded, lines;
  for (int i = 0; i < 20000; ++i) {
    same += "i need space ";
    quotes += "\"i 'need ";
    emoji += "🙃";
    expanded += "idk ";
    lines += "\n> ";
  }
  Matcher::Scratch scratch;
  for (const std::string& text : {same.substr(0, 13 * 100), quotes, emoji, expanded, lines}) {
    MessageFacts facts;
    std::vector<Hit> hits;
    CHECK(BuiltInMatcher().Run(text, scratch, &facts, &hits) <= text.size());
  }
}

}  // namespace
}  // namespace ebb
