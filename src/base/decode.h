// Any text encoding to well-formed UTF-8.
//
// Recognised: UTF-8 (with or without BOM), UTF-16 LE/BE (by BOM, or by many NULs in every second
// byte), else, when the bytes are not UTF-8, Windows-1252. Ill-formed bytes become U+FFFD and are
// counted. NUL bytes are kept in UTF-8 input (readers treat them as any other character).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/source.h"

namespace ebb {

enum class Encoding { kUtf8, kUtf16Le, kUtf16Be, kWindows1252 };
std::string_view EncodingName(Encoding encoding);

// Guess from the first bytes of a file. `head` may end inside a character.
Encoding GuessEncoding(std::string_view head);

// True if `bytes` look like no text at all (many control bytes or NULs that are not UTF-16).
bool LooksBinary(std::string_view head);

// Wraps a source so that it yields well-formed UTF-8 without a leading BOM. Offsets (Seek, size)
// are those of the decoded stream. For UTF-8 input decoded and raw offsets agree up to the first
// repair.
std::unique_ptr<Source> DecodingSource(std::unique_ptr<Source> raw, Encoding encoding);

// True if `text` is well-formed UTF-8.
bool IsUtf8(std::string_view text);
// `text` with each maximal ill-formed part replaced by U+FFFD; adds the number of parts to
// *repaired.
std::string RepairUtf8(std::string_view text, std::uint64_t* repaired);

}  // namespace ebb
