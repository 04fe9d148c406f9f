// Folding of words, written-out shorthand, laughter, word keys.
#include "text/fold.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "text/word_key.h"

namespace ebb {
namespace {

TEST_CASE("folding ignores case, apostrophes and compatibility forms") {
  const struct {
    const char* word;
    const char* folded;
  } kCases[] = {
      {"Don't", "dont"},
      {"DON’T", "dont"},
      {"donʼt", "dont"},
      {"ÄRGER", "ärger"},
      {"Straße", "strasse"},
      {"ﬁne", "fine"},
      {"ＯＫ", "ok"},
      {"e\xcc\x81", "é"},
      {"Привет", "привет"},
      {"ΣΑΣ", "σασ"},
      {"so\xc2\xad"
       "on",
       "soon"},
      {"❤\xef\xb8\x8f", "❤"},
      {"", ""},
      {"'", ""},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.word);
    CHECK(FoldWord(test.word) == test.folded);
  }
}

TEST_CASE("folding twice changes nothing") {
  for (const char* word : {"Don't", "Straße", "ﬁne", "İstanbul", "ΣΑΣ", "ŉ", "ẞ"}) {
    CAPTURE(word);
    CHECK(FoldWord(FoldWord(word)) == FoldWord(word));
  }
}

TEST_CASE("laughter in its spellings") {
  for (const char* word : {"haha", "hahahah", "ahaha", "hahha", "hehe", "heh", "jaja", "jajaja",
                           "lol", "lololol", "lmao", "lmaooo", "lmfao", "bahaha", "mwahaha"}) {
    CAPTURE(word);
    CHECK(CanonicalLaughter(word) == "haha");
  }
  for (const char* word :
       {"", "ha", "hah", "aha", "he", "her", "hello", "loll2", "ja", "lo", "loo", "lad", "mad"}) {
    CAPTURE(word);
    CHECK(CanonicalLaughter(word).empty());
  }
}

TEST_CASE("shorthand is written out once, in words that stand for themselves") {
  std::set<std::string> seen;
  for (const Ambiguous& entry : Shorthand()) {
    CAPTURE(entry.spelling, entry.reading);
    CHECK(seen.insert(entry.spelling).second);
    CHECK(FoldWord(entry.spelling) == entry.spelling);
    CHECK(AmbiguousReading(entry.spelling) == nullptr);
    std::string word;
    for (const char c : std::string(entry.reading) + " ") {
      if (c != ' ') {
        word += c;
        continue;
      }
      CAPTURE(word);
      CHECK_FALSE(word.empty());
      CHECK((WrittenOut(word) == nullptr || entry.reading == word));
      word.clear();
    }
  }
}

// Short words that people write for something else at least as often: ":D", "da" and "ya" as
// particles ("ya ok"), "nm" for "not much".
TEST_CASE("risky shorthand is left alone") {
  for (const char* word : {"d", "da", "ya", "nm"}) {
    CAPTURE(word);
    CHECK(WrittenOut(word) == nullptr);
  }
  // What it stands for must not negate what follows it.
  CHECK(std::string(WrittenOut("ngl")) == "honestly");
}

TEST_CASE("several lost apostrophes") {
  CHECK(std::string(WrittenOut(FoldWord("shouldn't've"))) == "should not have");
  CHECK(std::string(WrittenOut(FoldWord("wouldn't've"))) == "would not have");
  CHECK(std::string(WrittenOut(FoldWord("y'all'd"))) == "you all would");
  CHECK(std::string(WrittenOut(FoldWord("i'd've"))) == "i would have");
}

TEST_CASE("keys of words of up to eight bytes are exact, longer ones marked") {
  CHECK(KeyOfFolded("fine") == KeyOfFolded("FINE", true));
  CHECK(KeyOfFolded("fine") != KeyOfFolded("fines"));
  CHECK(KeyOfFolded("abcdefgh") >> 63 == 0);
  CHECK(KeyOfFolded("abcdefghi") >> 63 == 1);
  CHECK(KeyOfFolded("é") >> 63 == 1);
  CHECK(KeyOfFolded("abcdefghi") != KeyOfFolded("abcdefghj"));
  CHECK(KeyOfFolded("abcdefghijklmnop") != KeyOfFolded("abcdefghijklmnopq"));
}

}  // namespace
}  // namespace ebb
