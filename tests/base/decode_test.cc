#include "base/decode.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "base/text_util.h"

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

std::string Utf16(std::u32string_view text, bool big, bool bom) {
  std::string out;
  const auto unit = [&](char32_t u) {
    const char high = static_cast<char>(u >> 8), low = static_cast<char>(u & 0xff);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (bom) unit(0xfeff);
  for (const char32_t c : text) {
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xd800 + ((c - 0x10000) >> 10));
      unit(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

// A second, slower reading of the Unicode standard: table 3-7 row by row.
std::string SlowRepair(std::string_view text, std::uint64_t* repaired) {
  struct Row {
    int lead_low, lead_high;
    std::vector<std::pair<int, int>> rest;
  };
  static const std::vector<Row> kRows = {{0x00, 0x7f, {}},
                                         {0xc2, 0xdf, {{0x80, 0xbf}}},
                                         {0xe0, 0xe0, {{0xa0, 0xbf}, {0x80, 0xbf}}},
                                         {0xe1, 0xec, {{0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xed, 0xed, {{0x80, 0x9f}, {0x80, 0xbf}}},
                                         {0xee, 0xef, {{0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf0, 0xf0, {{0x90, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf1, 0xf3, {{0x80, 0xbf}, {0x80, 0xbf}, {0x80, 0xbf}}},
                                         {0xf4, 0xf4, {{0x80, 0x8f}, {0x80, 0xbf}, {0x80, 0xbf}}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const int lead = static_cast<unsigned char>(text[at]);
    std::size_t taken = 1;
    bool whole = false;
    for (const Row& row : kRows) {
      if (lead < row.lead_low || lead > row.lead_high) continue;
      std::size_t i = 0;
      for (; i < row.rest.size() && at + 1 + i < text.size(); ++i) {
        const int byte = static_cast<unsigned char>(text[at + 1 + i]);
        if (byte < row.rest[i].first || byte > row.rest[i].second) break;
      }
      taken = 1 + i;
      whole = i == row.rest.size();
    }
    if (whole) {
      out.append(text.substr(at, taken));
    } else {
      out.append("\uFFFD");
      ++*repaired;
    }
    at += taken;
  }
  return out;
}

TEST_CASE("repair agrees with the table of the standard on every pair and on random bytes") {
  std::mt19937 random(7);
  const auto check = [](const std::string& bytes) {
    std::uint64_t fast = 0, slow = 0;
    const std::string repaired = RepairUtf8(bytes, &fast);
    REQUIRE(repaired == SlowRepair(bytes, &slow));
    REQUIRE(fast == slow);
    REQUIRE(IsUtf8(repaired));
    REQUIRE(IsUtf8(bytes) == (fast == 0));
  };
  for (int pair = 0; pair < 65536; ++pair) {
    check({static_cast<char>(pair >> 8), static_cast<char>(pair & 0xff)});
  }
  static const std::string kLeads = "\xc3\xe0\xe2\xed\xf0\xf1\xf4\xff\x80\xbf\x9f\xa0\x8f\x90z";
  for (int i = 0; i < 50000; ++i) {
    std::string bytes(random() % 9, '\0');
    for (char& c : bytes) c = kLeads[random() % kLeads.size()];
    check(bytes);
  }
}

TEST_CASE("encodings are told apart") {
  CHECK(GuessEncoding("") == Encoding::kUtf8);
  CHECK(GuessEncoding("plain") == Encoding::kUtf8);
  CHECK(GuessEncoding("\xEF\xBB\xBFx") == Encoding::kUtf8);
  CHECK(GuessEncoding("caf\u00e9 \u4f60") == Encoding::kUtf8);
  CHECK(GuessEncoding("cut in \xe4\xbd") == Encoding::kUtf8);
  CHECK(GuessEncoding("caf\xe9 na\xefve") == Encoding::kWindows1252);
  // Damaged, but most characters are whole.
  CHECK(GuessEncoding("\u00e9\u00e8\u00ea \xff") == Encoding::kUtf8);
  for (const bool bom : {false, true}) {
    CHECK(GuessEncoding(Utf16(U"Hello there, you", false, bom)) == Encoding::kUtf16Le);
    CHECK(GuessEncoding(Utf16(U"Hello there, you", true, bom)) == Encoding::kUtf16Be);
  }
  CHECK(GuessEncoding(std::string("a few\0 NULs in a long line of text", 34)) == Encoding::kUtf8);
}

TEST_CASE("binary data are told from text") {
  std::string noise(4096, '\0');
  std::mt19937 random(3);
  for (char& c : noise) c = static_cast<char>(random());
  CHECK(LooksBinary(noise));
  CHECK(LooksBinary(std::string(100, '\0')));
  CHECK_FALSE(LooksBinary(""));
  CHECK_FALSE(LooksBinary("text\twith\r\nline ends"));
  CHECK_FALSE(LooksBinary(Utf16(U"two bytes each", false, false)));
  CHECK_FALSE(LooksBinary(std::string("one NUL \0 in a line", 19)));
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
      bytes += random() % 500 == 0 ? std::string(1, static_cast<char>(random())) : "ab\u20ac";
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

}  // namespace
}  // namespace ebb
