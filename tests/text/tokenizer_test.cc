#include "text/tokenizer.h"

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "shared_data.h"
#include "text/fold.h"

namespace ebb {
namespace {

std::vector<std::string> Words(const std::string& text) {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split(text, &tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens.list) words.emplace_back(token.range.of(text));
  return words;
}

TEST_CASE("tokens are the words as written") {
  const struct {
    const char* text;
    std::vector<std::string> words;
  } kCases[] = {
      {"", {}},
      {"  ", {}},
      {"I need space", {"I", "need", "space"}},
      {"don't, can’t; won't!", {"don't", "can’t", "won't"}},
      {"ok.parked outside", {"ok", "parked", "outside"}},
      {"3.5 and 1,000 at 10:30", {"3.5", "and", "1,000", "at", "10", "30"}},
      {"café ÄÖü naïve", {"café", "ÄÖü", "naïve"}},
      {"check-in", {"check", "in"}},
      {"fine 🙃", {"fine", "🙃"}},
      {"👩‍👩‍👧 👍🏽", {"👩‍👩‍👧", "👍🏽"}},
      {"see https://example.org/a?b=c now", {"see", "now"}},
      {"see www.example.org/a now", {"see", "now"}},
      {"sure :) bye", {"sure", ":)", "bye"}},
      {"привет мир", {"привет", "мир"}},
      {"ok привет", {"ok", "привет"}},
      {"'quoted'", {"quoted"}},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    CHECK(Words(test.text) == test.words);
  }
}

TEST_CASE("breaks say what stands between tokens") {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split("no, wait... stop. why? \"him\"\n> quoted!!", &tokens);
  REQUIRE(tokens.list.size() == 6);
  CHECK(tokens.list[1].before == kBreakSoft);
  CHECK(tokens.list[2].before == kBreakSoft);
  CHECK(tokens.list[3].before == kBreakHard);
  CHECK((tokens.list[4].before & kBreakQuestion) != 0);
  CHECK((tokens.list[4].before & kBreakQuote) != 0);
  CHECK((tokens.list[5].before & kBreakLineQuote) != 0);
  CHECK((tokens.after & kBreakRun) != 0);
}

TEST_CASE("keys ignore case and apostrophes") {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split("Don't dont DON’T shouldn't’ve everything's everythings", &tokens);
  REQUIRE(tokens.list.size() == 6);
  CHECK(tokens.list[0].key == tokens.list[1].key);
  CHECK(tokens.list[0].key == tokens.list[2].key);
  CHECK(tokens.list[4].key == tokens.list[5].key);
  CHECK(tokens.list[0].key == KeyOfFolded("dont"));
  CHECK(tokens.list[4].key == KeyOfFolded("everythings"));
}

TEST_CASE("question marks alone are a token but no word") {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split(" ???", &tokens);
  REQUIRE(tokens.list.size() == 1);
  CHECK(tokens.list[0].emoji);
  CHECK(tokens.list[0].range == TextRange{1, 4});
  CHECK(tokens.list[0].key == KeyOfFolded("??", true));
  CHECK(tokens.words == 0);
  tokenizer.Split("?", &tokens);
  CHECK(tokens.list.empty());
  tokenizer.Split("what??", &tokens);
  CHECK(tokens.list.size() == 1);
}

TEST_CASE("a final full stop is not an ellipsis") {
  Tokenizer tokenizer;
  Tokens tokens;
  tokenizer.Split("fine.", &tokens);
  CHECK(tokens.final_period);
  tokenizer.Split("fine. \n", &tokens);
  CHECK(tokens.final_period);
  tokenizer.Split("fine...", &tokens);
  CHECK_FALSE(tokens.final_period);
  tokenizer.Split("fine", &tokens);
  CHECK_FALSE(tokens.final_period);
}

// The oracle: ICU alone, over texts put together from pieces that join in every way.
TEST_CASE("word counts equal ICU's on a million random texts", "[differential]") {
  // clang-format off
  const std::vector<std::string> kPieces = {
      "a", "B", "don", "t", "1", "22", "_", "__", "'", "’", "‘", ".", ",", ";", ":", "!", "?", "-",
      " ", "  ", "\n", "\t", "\"", "“", "…", "é", "ß", "Ø", "×", "ª", "µ", "·", "и", "я", "中", "文",
      "あ", "ア", "한", "ก", "م", "א", "अ", "👍", "🏽", "❤", "\xef\xb8\x8f", "\xe2\x80\x8d", "👩", "🇬", "🇧",
      "\xe2\x83\xa3", "#", "@", "/", "//", "://", "http", "www", "x", "<3", ":D", "\xcc\x81", "\xc2\xad",
      "\xc2\xa0", "\xe2\x80\x8e", "½", "²", "٣", "。", "？", "•", "–", "€", "(", ")", "&", "~", "*"};
  // clang-format on
  std::mt19937 random(7);
  Tokenizer fast, slow;
  Tokens tokens;
  for (int i = 0; i < 1000000; ++i) {
    std::string text;
    const int parts = 1 + static_cast<int>(random() % 12);
    for (int k = 0; k < parts; ++k) {
      // Mostly common pieces: that is where the hand-written splitter works.
      const std::size_t span = random() % 3 == 0 ? kPieces.size() : 24;
      text += kPieces[random() % span];
    }
    fast.Split(text, &tokens);
    const std::uint64_t expected = slow.CountWordsByIcu(text);
    if (tokens.words != expected) {
      CAPTURE(text, expected, tokens.words);
      FAIL("counts differ");
    }
    std::uint32_t last = 0;
    for (const Token& token : tokens.list) {
      REQUIRE(token.range.begin >= last);
      REQUIRE(token.range.end > token.range.begin);
      REQUIRE(token.range.end <= text.size());
      last = token.range.end;
    }
  }
}

TEST_CASE("word counts equal ICU's on real texts", "[differential]") {
  for (const char* file : {"evaluation/ordinary-sms.jsonl", "evaluation/dev-lines.jsonl"}) {
    const auto text = SharedFile(file);
    if (!text) continue;
    Tokenizer fast, slow;
    Tokens tokens;
    for (const std::string_view line : Split(*text, '\n')) {
      fast.Split(line, &tokens);
      const std::uint64_t expected = slow.CountWordsByIcu(line);
      CAPTURE(std::string(line));
      CHECK(tokens.words == expected);
    }
  }
}

// Each of these parts goes to ICU by itself: what is asked of the rest of the text must not be
// counted anew for each. The old way took more than a minute; a second is enough.
TEST_CASE("a long text of parts that only ICU knows takes time in proportion to its length") {
  for (const std::string part : {"e\xcc\x88 ", "日本 a b c d e f g h i j k "}) {
    std::string text;
    while (text.size() < 2'000'000) text += part;
    Tokenizer tokenizer;
    Tokens tokens;
    const auto before = std::chrono::steady_clock::now();
    tokenizer.Split(text, &tokens);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    CAPTURE(part);
    CHECK(took.count() < 15);
    CHECK(tokens.words == tokenizer.CountWordsByIcu(text));
  }
}

TEST_CASE("stretched words and laughter") {
  CHECK(Unstretched("fiiine") == std::vector<std::string>{"fiine", "fine"});
  CHECK(Unstretched("sooo") == std::vector<std::string>{"soo", "so"});
  CHECK(Unstretched("fine").empty());
  CHECK(CanonicalLaughter("hahahah") == "haha");
  CHECK(CanonicalLaughter("lmaooo") == "haha");
  CHECK(CanonicalLaughter("lololol") == "haha");
  CHECK(CanonicalLaughter("hah").empty());
  CHECK(CanonicalLaughter("hello").empty());
  CHECK(std::string(WrittenOut("idk")) == "i do not know");
  CHECK(WrittenOut("space") == nullptr);
}

}  // namespace
}  // namespace ebb
