// What must hold whatever a reader is given. A broken promise says which on standard error and
// aborts.
//
// The promises:
// - accounts:   every record is a message, a notice or skipped, in order, inside the input, and
//               nothing but blanks (in JSON: commas) lies between two records of one chat;
// - values:     text, names and warnings are valid UTF-8; times, kinds and senders agree;
// - again:      the same source read twice gives the same;
// - pieces:     so does a source that gives a few bytes at a time;
// - prefix:     the input cut anywhere gives every record that ends before the cut, unchanged but
//               for the last one found;
// - errors:     one line, and never the program's own fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"
#include "readers/reader.h"

namespace ebb::fuzz {

void Promise(bool kept, std::string_view what);
void CheckError(const Error& error);
// All that a source gives, `piece` bytes at most at a time.
std::string Drain(Source& source, std::size_t piece);

// One reader on any bytes, with all of the promises that its format can keep.
void CheckReader(const Reader& reader, std::string_view bytes);
// Opening whatever it is, and reading all that is found.
void CheckOpening(std::string_view bytes);

}  // namespace ebb::fuzz
