// The encodings a text can have, and which of them some bytes may be in. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ebb {

enum class Encoding : std::uint8_t {
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kWindows1252,
  // From here on decoded by ICU. Nothing in the bytes says that they are in one of these.
  kGb18030,
  kBig5,
  kCp949,
  kShiftJis,
  kEucJp,
  kCp874,
  kWindows1250,
  kWindows1251,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kKoi8R,
};
std::string_view EncodingName(Encoding encoding);
// Any usual name ("gbk", "CP949", "shift-jis", "windows-1251"); case and punctuation do not matter.
std::optional<Encoding> ParseEncoding(std::string_view name);
// All names, for people.
std::string EncodingNames();
// What ICU calls it; empty for those it is not asked for.
const char* IcuName(Encoding encoding);

// Guess from the first bytes of a file: UTF-8 (with or without BOM), UTF-16 (by BOM, or by many
// NULs in every second byte), else Windows-1252. `head` may end inside a character.
Encoding GuessEncoding(std::string_view head);

// True if letters of an alphabet other than the Latin one fill the bytes, so that reading them as
// Windows-1252 would yield nonsense. REQUIRES: they are not UTF-8.
bool IsForeignToWindows1252(std::string_view head);

// A damaged UTF-8 file still has whole characters; in a Windows-1252 file hardly any are by chance.
bool IsRatherWindows1252(std::string_view text);

// True if `bytes` look like no text at all (many control bytes or NULs that are not UTF-16).
bool LooksBinary(std::string_view head);

}  // namespace ebb
