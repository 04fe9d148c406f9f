// The quick way for plain ASCII gives the same tokens as the way that takes any text.
#include <random>
#include <string>
#include <vector>

#include "shared_data.h"
#include "text/fold.h"
#include "text/split_general.h"
#include "text/tokenizer.h"

namespace ebb {
namespace {

void RequireSame(Tokenizer& tokenizer, const std::string& text, Tokens* quick, Tokens* general) {
  tokenizer.Split(text, quick);
  SplitGeneral(tokenizer, text, general);
  CAPTURE(text);
  REQUIRE(quick->words == general->words);
  REQUIRE(quick->emoji == general->emoji);
  REQUIRE(quick->after == general->after);
  REQUIRE(quick->final_period == general->final_period);
  REQUIRE(quick->link == general->link);
  REQUIRE(quick->list.size() == general->list.size());
  for (std::size_t i = 0; i < quick->list.size(); ++i) {
    const Token& a = quick->list[i];
    const Token& b = general->list[i];
    CAPTURE(i, std::string(a.range.of(text)));
    REQUIRE(a.range == b.range);
    REQUIRE(a.key == b.key);
    REQUIRE(a.before == b.before);
    REQUIRE(a.emoji == b.emoji);
    REQUIRE(a.capitals == b.capitals);
    REQUIRE(a.ascii == b.ascii);
    REQUIRE(a.apostrophe == b.apostrophe);
    if (!a.emoji) REQUIRE(a.key == KeyOfFolded(FoldWord(a.range.of(text))));
  }
}

TEST_CASE("both ways agree on chosen texts") {
  Tokenizer tokenizer;
  Tokens quick, general;
  for (const char* text : {"",
                           " ",
                           "'",
                           "DON'T",
                           "A1",
                           "AB12",
                           "12",
                           "@@",
                           "@you",
                           "5'6",
                           "5'6'7",
                           "ABCDEFGHijk",
                           "ABCDEFGHIJK",
                           "shouldn't've gone",
                           "rock'n'roll",
                           "o'clock.",
                           "a.b.c",
                           "u.s.a.",
                           "3.5.1,000",
                           "www.x",
                           "xwww.y",
                           "1'000'000",
                           "don''t",
                           "'tis",
                           "kids' stuff",
                           "he said 'no'",
                           "what?!?!",
                           "a...b",
                           "a..",
                           "-_-",
                           "note: this",
                           "note:this",
                           "12:30",
                           "1;2",
                           "a;b",
                           "yes :)",
                           "yes:)",
                           "(: hi",
                           "(no :D",
                           ":3",
                           "at 8:3",
                           "http://x.y/z",
                           ":'( no",
                           "; and (so)",
                           "one\ttwo\r\nthree",
                           "\x01\x7f word",
                           "verylongwordindeed's",
                           "a'b'c'd'e'f'g'h'i"}) {
    RequireSame(tokenizer, text, &quick, &general);
  }
}

// Sanitizers make everything ten times slower: there a part must do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kTexts = 50000;
#else
constexpr int kTexts = 500000;
#endif

TEST_CASE("both ways agree on random plain texts", "[differential]") {
  Tokenizer tokenizer;
  Tokens quick, general;
  std::mt19937 random(11);
  const std::string kCommon = "abzAZ019'.,,. ' !?\"-\n\t/*)@:;(:D3";
  for (int i = 0; i < kTexts; ++i) {
    std::string text;
    for (unsigned n = random() % 90; n > 0; --n) {
      const char c = random() % 8 == 0 ? static_cast<char>(random() % 128)
                                       : kCommon[random() % kCommon.size()];
      text += c == '\0' ? ' ' : c;
    }
    RequireSame(tokenizer, text, &quick, &general);
  }
}

TEST_CASE("capitals are at least two letters, all of them capitals") {
  Tokenizer tokenizer;
  Tokens tokens;
  const struct {
    const char* word;
    bool capitals;
  } kCases[] = {{"OK", true},          {"A", false},  {"A1", false},  {"DON'T", true},
                {"AB12", true},        {"12", false}, {"@@", false},  {"ABCDEFGHijk", false},
                {"ABCDEFGHIJK", true}, {"Ok", false}, {"oK", false},  {"I'M", true},
                {"1ST", true},         {"ÄÖ", false}, {"ÄRGER", true}};
  for (const auto& test : kCases) {
    CAPTURE(test.word);
    tokenizer.Split(test.word, &tokens);
    REQUIRE(tokens.list.size() == 1);
    CHECK(tokens.list[0].capitals == test.capitals);
  }
}

// Cases in the manner of the Unicode word break tests: where segments end, as this program cuts
// them.
TEST_CASE("segments follow the rules of UAX 29") {
  const struct {
    const char* text;
    std::uint64_t words;
  } kCases[] = {
      {"can't", 1},
      {"can’t", 1},
      {"3.14", 1},
      {"1,234.5", 1},
      {"a,b", 2},
      {"a.b", 1},
      {"a:b", 2},
      {"1:2", 2},
      {"a_b", 1},
      {"_", 0},
      {"a1b2", 1},
      {"32.3k", 1},
      {"can''t", 2},
      {"ab\xc2\xad"
       "by",
       1},
      {"a\xcc\x88", 1},
      {"\xcc\x88", 0},
      {"אב\"גד", 1},
      {"カタカナ", 1},
      {"한국어", 1},
      {"👩‍👩‍👧", 0},
      {"🇬🇧", 0},
      {"❤️", 0},
      {"1️⃣", 1},
      {"a\xe2\x80\x8d"
       "b",
       1},
      {"e.g.", 1},
      {"U.N.O.", 1},
      {"ﬁne", 1},
      {"ǅ", 1},
  };
  Tokenizer tokenizer;
  Tokens tokens;
  for (const auto& test : kCases) {
    CAPTURE(test.text);
    tokenizer.Split(test.text, &tokens);
    CHECK(tokens.words == tokenizer.CountWordsByIcu(test.text));
    CHECK(tokens.words == test.words);
  }
}

TEST_CASE("hostile texts are split in time and in bounds") {
  std::vector<std::string> texts = {std::string(1 << 20, 'a'), std::string(1 << 20, '\''),
                                    std::string(1 << 20, '.'), std::string(1 << 20, '_'),
                                    std::string(1 << 20, '@')};
  std::string marks, joined, emoji, apostrophes, dots, flags;
  for (int i = 0; i < 200000; ++i) {
    marks += "\xcc\x81";
    joined += "\xe2\x80\x8d";
    emoji += "👍🏽";
    apostrophes += "a'";
    dots += "a.";
    flags += "🇬";
  }
  for (std::string* text : {&marks, &joined, &emoji, &apostrophes, &dots, &flags})
    texts.push_back(*text);
  texts.push_back("a" + marks);
  texts.push_back(std::string("\0\0a\0", 4));
  Tokenizer tokenizer;
  Tokens tokens;
  for (const std::string& text : texts) {
    tokenizer.Split(text, &tokens);
    CAPTURE(text.substr(0, 8));
    CHECK(tokens.words == tokenizer.CountWordsByIcu(text));
    std::uint32_t last = 0;
    for (const Token& token : tokens.list) {
      REQUIRE(token.range.begin >= last);
      REQUIRE(token.range.end <= text.size());
      last = token.range.end;
    }
  }
}

}  // namespace
}  // namespace ebb
