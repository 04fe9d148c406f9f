// Any text encoding to well-formed UTF-8 with LF or CR LF at the ends of lines.
//
// Ill-formed bytes become U+FFFD and are counted. NUL bytes are kept in UTF-8 input (readers treat
// them as any other character). A CR is an LF in files that know no other line end.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/source.h"
#include "base/utf8.h"

namespace ebb {

// Wraps a source so that it yields well-formed UTF-8 without a leading BOM. Offsets (Seek, size)
// are those of the decoded stream. For UTF-8 input decoded and raw offsets agree up to the first
// repair. `given`: somebody named the encoding, so nothing is guessed and nothing is reported as a
// guess.
std::unique_ptr<Source> DecodingSource(std::unique_ptr<Source> raw, Encoding encoding,
                                       bool given = false);

}  // namespace ebb
