#include "base/encoding.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "base/utf16.h"

namespace ebb {
namespace {

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

TEST_CASE("encodings are known by many names") {
  CHECK(ParseEncoding("utf8") == Encoding::kUtf8);
  CHECK(ParseEncoding("UTF-16LE") == Encoding::kUtf16Le);
  CHECK(ParseEncoding("gbk") == Encoding::kGb18030);
  CHECK(ParseEncoding("EUC-KR") == Encoding::kCp949);
  CHECK(ParseEncoding("Shift_JIS") == Encoding::kShiftJis);
  CHECK(ParseEncoding("cp1251") == Encoding::kWindows1251);
  CHECK(ParseEncoding("windows-1256") == Encoding::kWindows1256);
  CHECK(ParseEncoding("latin-1") == Encoding::kWindows1252);
  CHECK_FALSE(ParseEncoding(""));
  CHECK_FALSE(ParseEncoding("cp"));
  CHECK_FALSE(ParseEncoding("klingon"));
  const std::string names = EncodingNames();
  for (const char* name : {"UTF-8", "UTF-16LE", "GB18030", "CP949", "Windows-1256", "KOI8-R"}) {
    CHECK(names.find(name) != names.npos);
    CHECK(ParseEncoding(name));
  }
}

TEST_CASE("bytes that are no Western text are seen") {
  CHECK_FALSE(IsForeignToWindows1252("na\xefve caf\xe9 d\xe9j\xe0 vu, \x93quoted\x94"));
  CHECK(IsForeignToWindows1252("12:00 - Ann: \xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea"));
  CHECK(IsForeignToWindows1252("Ann: \xc4\xe3\xba\xc3 \xe9 x"));
  CHECK_FALSE(IsForeignToWindows1252("plain"));
  CHECK_FALSE(IsForeignToWindows1252("caf\xe9\n\x97\x97\x97\x97\x97\x97\x97\nna\xefve"));
}

}  // namespace
}  // namespace ebb
