#include "readers/probe.h"

#include <utility>

namespace ebb {

Result<Probed> Probe(std::unique_ptr<Source> raw, std::string_view raw_head, const Reader* chosen) {
  Probed probed;
  probed.encoding = GuessEncoding(raw_head);
  probed.source = DecodingSource(std::move(raw), probed.encoding);
  Result<std::string> head = ReadHead(*probed.source, kProbeHead);
  if (!head) return head.error();
  probed.head = std::move(*head);
  for (const Reader& reader : Readers()) {
    if (chosen != nullptr && reader.name != chosen->name) continue;
    const Match match = reader.probe(probed.head);
    if (match <= probed.match) continue;
    probed.match = match;
    probed.reader = &reader;
  }
  return probed;
}

std::optional<Probed> ProbeBytes(std::unique_ptr<Source>* raw, const Reader* chosen) {
  Probed probed;
  for (const Reader& reader : Readers()) {
    if (reader.probe_bytes == nullptr) continue;
    if (chosen != nullptr && reader.name != chosen->name) continue;
    const Match match = reader.probe_bytes(**raw);
    if (match <= probed.match) continue;
    probed.match = match;
    probed.reader = &reader;
  }
  if (probed.reader == nullptr || !(*raw)->Seek(0)) return std::nullopt;
  probed.source = std::move(*raw);
  return probed;
}

std::string WhyRecognised(Match match, Encoding encoding, bool chosen) {
  std::string why = chosen                     ? "chosen with --input-format"
                    : match == Match::kCertain ? "recognised by its content"
                    : match == Match::kLikely
                        ? "its beginning looks like this format"
                        : "the only format that fits, though not by a clear mark";
  if (encoding != Encoding::kUtf8) why += ", decoded from " + std::string(EncodingName(encoding));
  return why;
}

bool IsZip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

Error InputError(const std::string& name, const std::string& what) {
  return {ErrorKind::kInput, name + ": " + what};
}

}  // namespace ebb
