#include "base/decode.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "base/text_util.h"
#include "base/utf16.h"

namespace ebb {
namespace {

std::unique_ptr<Source> Decoded(const std::string& bytes, Encoding encoding = Encoding::kUtf8) {
  return DecodingSource(MemorySource("m", bytes), encoding);
}

// Reads in pieces of `piece` bytes and checks that only the last is short.
std::string Drain(Source& source, std::size_t piece) {
  std::string out, buffer(piece, '\0');
  bool ended = false;
  for (;;) {
    const auto n = source.Read(buffer.data(), piece);
    REQUIRE(n);
    if (*n == 0) return out;
    CHECK_FALSE(ended);
    ended = *n < piece;
    out.append(buffer.data(), *n);
  }
}

TEST_CASE("UTF-8 passes through in pieces of any size, without its BOM") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "z\u00e9\u4f60\U0001f600";
  for (const std::size_t piece : {1, 2, 3, 5, 4095, 4096, 4097, 10000, 1000000}) {
    auto source = Decoded("\xEF\xBB\xBF" + text);
    CHECK(Drain(*source, piece) == text);
    CHECK(source->size() == text.size());
    CHECK(source->repairs().replaced == 0);
  }
}

TEST_CASE("ill-formed bytes are replaced the same way in pieces of any size") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    std::string bytes = "\u00e9";  // so that the file counts as UTF-8
    for (int i = 0; i < 9000; ++i) {
      bytes += random() % 500 == 0 ? std::string(1, static_cast<char>(random())) : "a\n\u20ac";
    }
    std::uint64_t repaired = 0;
    const std::string expected = RepairUtf8(bytes, &repaired);
    for (const std::size_t piece : {1u, 4096u, 5000u, 65536u, 1000000u}) {
      auto source = Decoded(bytes);
      CHECK(Drain(*source, piece) == expected);
      CHECK(source->repairs().replaced == repaired);
    }
  }
}

TEST_CASE("UTF-16 becomes the same text") {
  const std::u32string text = U"Zo\u00eb: \u4f60\u597d \U0001f600\nend";
  std::string expected;
  for (const char32_t c : text) AppendUtf8(c, &expected);
  for (const bool big : {false, true}) {
    for (const bool bom : {false, true}) {
      for (const std::size_t piece : {1u, 7u, 65536u}) {
        auto source = Decoded(Utf16(text, big, bom), big ? Encoding::kUtf16Be : Encoding::kUtf16Le);
        CHECK(Drain(*source, piece) == expected);
      }
    }
  }
  // A lone surrogate and half a unit at the end.
  auto broken = Decoded(Utf16(U"a\xd800"
                              U"b",
                              false, true) +
                            "x",
                        Encoding::kUtf16Le);
  CHECK(Drain(*broken, 100) == "a\uFFFDb\uFFFD");
  CHECK(broken->repairs().replaced == 2);
}

TEST_CASE("Windows-1252 is decoded and said to be a guess") {
  auto source = Decoded(
      "\x93Z\xfc"
      "ndstoff\x94 \x80 5",
      Encoding::kWindows1252);
  CHECK(Drain(*source, 100) == "\u201cZ\u00fcndstoff\u201d \u20ac 5");
  CHECK(source->repairs().assumed_windows_1252);
  auto ascii = Decoded("plain", Encoding::kWindows1252);
  CHECK(Drain(*ascii, 100) == "plain");
  CHECK_FALSE(ascii->repairs().assumed_windows_1252);
}

TEST_CASE("Windows-1252 that shows only after a long run of ASCII is found") {
  std::string bytes, expected;
  for (int i = 0; i < 20000; ++i) bytes += "plain words ";
  expected = bytes;
  for (int i = 0; i < 30; ++i) {
    bytes += "caf\xe9 ";
    expected += "caf\u00e9 ";
  }
  auto source = Decoded(bytes);
  CHECK(Drain(*source, 65536) == expected);
  CHECK(source->repairs().assumed_windows_1252);
}

TEST_CASE("seeking lands on the same text in every encoding") {
  std::u32string text;
  for (int i = 0; i < 60000; ++i) text += U"w\u00e9\U0001f600\n";
  std::string utf8;
  for (const char32_t c : text) AppendUtf8(c, &utf8);
  std::string damaged = utf8, latin;
  for (std::size_t i = 300001; i < damaged.size(); i += 7001) damaged[i] = '\xff';
  for (int i = 0; i < 100000; ++i) latin += i < 60000 ? "abc\n" : "\xe9\xe8\n";
  struct Case {
    std::string bytes;
    Encoding encoding;
  };
  const Case cases[] = {
      {utf8, Encoding::kUtf8},         {"\xEF\xBB\xBF" + utf8, Encoding::kUtf8},
      {damaged, Encoding::kUtf8},      {latin, Encoding::kUtf8},
      {latin, Encoding::kWindows1252}, {Utf16(text, true, true), Encoding::kUtf16Be}};
  std::mt19937 random(5);
  for (const Case& c : cases) {
    auto source = Decoded(c.bytes, c.encoding);
    const std::string whole = Drain(*source, 50000);
    for (int i = 0; i < 40; ++i) {
      // Records begin after line ends.
      const std::size_t at = whole.find('\n', random() % (whole.size() - 100)) + 1;
      REQUIRE(source->Seek(at));
      std::string piece(1 + random() % 9000, '\0');
      const auto n = source->Read(piece.data(), piece.size());
      REQUIRE(n);
      REQUIRE(piece.substr(0, *n) == whole.substr(at, *n));
    }
    REQUIRE(source->Seek(0));
    CHECK(Drain(*source, 1 << 16) == whole);
    // Before anything was read, too.
    auto fresh = Decoded(c.bytes, c.encoding);
    const std::size_t at = whole.find('\n', whole.size() / 2) + 1;
    REQUIRE(fresh->Seek(at));
    CHECK(Drain(*fresh, 1 << 16) == whole.substr(at));
  }
}

TEST_CASE("nothing, one byte, a BOM alone") {
  for (const Encoding encoding :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252}) {
    CHECK(Drain(*Decoded("", encoding), 10).empty());
    CHECK(Drain(*Decoded("x", encoding), 10).size() >= 1);
  }
  CHECK(Drain(*Decoded("\xEF\xBB\xBF"), 10).empty());
  CHECK(Drain(*Decoded("\xFF\xFE", Encoding::kUtf16Le), 10).empty());
}

TEST_CASE("lines that end in CR alone end in LF, and only those") {
  for (const std::size_t piece : {1, 7, 4096, 100000}) {
    CHECK(Drain(*Decoded("one\rtwo\r"), piece) == "one\ntwo\n");
    CHECK(Drain(*Decoded("one\rtwo\r\nthree\r"), piece) == "one\rtwo\r\nthree\r");
    CHECK(Drain(*Decoded("one\rtwo\n"), piece) == "one\rtwo\n");
    CHECK(Drain(*Decoded("one\r"), piece) == "one\r");  // may go on with LF
    CHECK(Drain(*Decoded("caf\xe9 a\rb\xe9\rc", Encoding::kWindows1252), piece) ==
          "caf\u00e9 a\nb\u00e9\nc");
  }
}

struct LegacyCase {
  Encoding encoding;
  std::string bytes, text;
};

const LegacyCase kLegacy[] = {
    {Encoding::kGb18030, "a\xc4\xe3\xba\xc3\x81\x30\x81\x30\n", "a\u4f60\u597d\u0080\n"},
    {Encoding::kBig5, "a\xa7\x41\xa6\x6e\n", "a\u4f60\u597d\n"},
    {Encoding::kCp949, "a\xbe\xc8\xb3\xe7\x8c\x63\n", "a\uc548\ub155\ub620\n"},
    {Encoding::kShiftJis, "a\x83\x5c\x82\xa0\xb1\\~\n", "a\u30bd\u3042\uff71\\~\n"},
    {Encoding::kEucJp, "a\xa4\xa2\n", "a\u3042\n"},
    {Encoding::kCp874, "a\xca\xc7\n", "a\u0e2a\u0e27\n"},
    {Encoding::kWindows1250, "a\x9a\n", "a\u0161\n"},
    {Encoding::kWindows1251, "a\xcf\xf0\n", "a\u041f\u0440\n"},
    {Encoding::kWindows1253, "a\xe1\n", "a\u03b1\n"},
    {Encoding::kWindows1254, "a\xfd\xf0\n", "a\u0131\u011f\n"},
    {Encoding::kWindows1255, "a\xf9\n", "a\u05e9\n"},
    {Encoding::kWindows1256, "a\xe3\x81\n", "a\u0645\u067e\n"},
    {Encoding::kWindows1257, "a\xfe\n", "a\u017e\n"},
    {Encoding::kWindows1258, "a\xfe\n", "a\u20ab\n"},
    {Encoding::kKoi8R, "a\xf0\n", "a\u041f\n"},
};

TEST_CASE("older encodings are decoded, wherever the bytes are cut") {
  for (const LegacyCase& c : kLegacy) {
    INFO(EncodingName(c.encoding));
    std::string bytes, text;
    for (int i = 0; i < 30000; ++i) {
      bytes += c.bytes;
      text += c.text;
    }
    for (const std::size_t piece : {1000, 4096, 65536, 1 << 20}) {
      auto source = Decoded(bytes, c.encoding);
      REQUIRE(Drain(*source, piece) == text);
      CHECK(source->repairs().replaced == 0);
      const std::size_t at = text.find('\n', text.size() / 2) + 1;
      REQUIRE(source->Seek(at));
      REQUIRE(Drain(*source, piece) == text.substr(at));
    }
  }
}

TEST_CASE("what is no character in an older encoding is replaced and counted") {
  auto source = Decoded("a\x82", Encoding::kShiftJis);  // the file ends inside a character
  CHECK(Drain(*source, 10) == "a\ufffd");
  CHECK(source->repairs().replaced == 1);
  source = Decoded("a\xff\xff b", Encoding::kGb18030);
  CHECK(Drain(*source, 100) == "a\ufffd\ufffd b");
  CHECK(source->repairs().replaced == 2);
  CHECK_FALSE(source->repairs().assumed_windows_1252);
}

TEST_CASE("a given encoding is no guess") {
  const std::string bytes = "caf\xe9 caf\u00e9";
  auto guessed = Decoded("caf\xe9 x", Encoding::kWindows1252);
  CHECK(Drain(*guessed, 100) == "caf\u00e9 x");
  CHECK(guessed->repairs().assumed_windows_1252);
  auto given = DecodingSource(MemorySource("m", bytes), Encoding::kWindows1252, true);
  CHECK(Drain(*given, 100) == "caf\u00e9 caf\u00c3\u00a9");
  CHECK_FALSE(given->repairs().assumed_windows_1252);
}

}  // namespace
}  // namespace ebb
