// Asking the readers whether they know some bytes. Parts of opening an export; see reader.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decode.h"
#include "base/result.h"
#include "base/source.h"
#include "readers/reader.h"

namespace ebb {

inline constexpr std::size_t kProbeHead = std::size_t{64} * 1024;
inline constexpr std::string_view kAdvice =
    "`ebb formats` lists what can be read and how to export it";

using Exports = std::vector<OpenedExport>;

// What the user said about the input.
struct OpenChoice {
  const Reader* reader = nullptr;    // null = recognise
  std::optional<Encoding> encoding;  // of its texts
  ColumnNames columns;               // of its tables
};

struct Probed {
  std::unique_ptr<Source> source;  // decoded (if it is text), at its beginning
  std::string head;                // decoded
  Encoding encoding = Encoding::kUtf8;
  std::string_view text_of;  // see Source
  const Reader* reader = nullptr;
  Match match = Match::kNo;
  bool by_columns = false;         // a table with the columns that the user named
  std::optional<Error> no_column;  // why it is none; only of what may be a table
  // It is in an older encoding, and nothing proves in which: it must not be read.
  bool undecided = false;
};

// Decodes `raw` and asks the readers (or the one chosen) whether they know it. An older encoding
// than UTF-8 counts as proved if the text is valid in it and a reader finds its marks there that it
// finds in no other.
Result<Probed> Probe(std::unique_ptr<Source> raw, std::string_view raw_head,
                     const OpenChoice& choice);
// What to say of an undecided one.
Error UndecidedEncoding(const std::string& name);

// Asks the readers of formats that are no text (or the one chosen). Takes *raw only if one knows
// it.
std::optional<Probed> ProbeBytes(std::unique_ptr<Source>* raw, const OpenChoice& choice);

// How the reader was found, for people.
std::string WhyRecognised(Match match, Encoding encoding, std::string_view text_of,
                          const OpenChoice& choice);

bool IsZip(std::string_view head);

}  // namespace ebb
