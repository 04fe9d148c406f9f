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

struct Probed {
  std::unique_ptr<Source> source;  // decoded (if it is text), at its beginning
  std::string head;                // decoded
  Encoding encoding = Encoding::kUtf8;
  const Reader* reader = nullptr;
  Match match = Match::kNo;
};

// Decodes `raw` and asks the readers (or the one chosen) whether they know it.
Result<Probed> Probe(std::unique_ptr<Source> raw, std::string_view raw_head, const Reader* chosen);

// Asks the readers of formats that are no text (or the one chosen). Takes *raw only if one knows
// it.
std::optional<Probed> ProbeBytes(std::unique_ptr<Source>* raw, const Reader* chosen);

// How the reader was found, for people.
std::string WhyRecognised(Match match, Encoding encoding, bool chosen);

bool IsZip(std::string_view head);
Error InputError(const std::string& name, const std::string& what);

}  // namespace ebb
