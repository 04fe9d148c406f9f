#include "readers/probe.h"

#include <utility>

#include "base/legacy_decoder.h"

namespace ebb {
namespace {

struct Answer {
  const Reader* reader = nullptr;
  Match match = Match::kNo;
};

Answer Ask(std::string_view head, const Reader* chosen) {
  Answer best;
  for (const Reader& reader : Readers()) {
    if (chosen != nullptr && reader.name != chosen->name) continue;
    const Match match = reader.probe(head);
    if (match <= best.match) continue;
    best = {&reader, match};
  }
  return best;
}

// Those that exports are known to come in.
constexpr Encoding kOlder[] = {Encoding::kGb18030, Encoding::kCp949, Encoding::kShiftJis,
                               Encoding::kBig5, Encoding::kCp874};

// The text with its letters from beyond ASCII taken away, so that only marks in ASCII are left.
std::string AsciiOf(std::string_view text) {
  std::string ascii(text);
  for (char& c : ascii) c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return ascii;
}

// For bytes that are not UTF-8 and may be Windows-1252.
void Decide(std::string_view raw_head, const Reader* chosen, Probed* probed) {
  const Match without = Ask(AsciiOf(raw_head), chosen).match;
  Match best = without;
  std::size_t proved = 0;  // by as good a match
  for (const Encoding encoding : kOlder) {
    std::string text;
    if (!DecodesCleanly(raw_head, encoding, &text)) continue;
    const Match match = Ask(text, chosen).match;
    if (match == without || match < best) continue;
    proved = match > best ? 1 : proved + 1;
    best = match;
    probed->encoding = encoding;
  }
  if (proved != 1) probed->encoding = Encoding::kWindows1252;
  probed->undecided = proved > 1 || (proved == 0 && IsForeignToWindows1252(raw_head));
}

}  // namespace

Result<Probed> Probe(std::unique_ptr<Source> raw, std::string_view raw_head,
                     const OpenChoice& choice) {
  Probed probed;
  probed.encoding = choice.encoding ? *choice.encoding : GuessEncoding(raw_head);
  if (!choice.encoding && probed.encoding == Encoding::kWindows1252) {
    Decide(raw_head, choice.reader, &probed);
  }
  probed.source = DecodingSource(std::move(raw), probed.encoding, choice.encoding.has_value());
  Result<std::string> head = ReadHead(*probed.source, kProbeHead);
  if (!head) return head.error();
  probed.head = std::move(*head);
  const Answer answer = Ask(probed.head, choice.reader);
  probed.reader = answer.reader;
  probed.match = answer.match;
  return probed;
}

Error UndecidedEncoding(const std::string& name) {
  return InputError(name,
                    "its text is in an older encoding, and nothing in the file proves in which; "
                    "say it with --encoding (such as Windows-1251, GB18030 or CP949), or save the "
                    "file as UTF-8");
}

std::optional<Probed> ProbeBytes(std::unique_ptr<Source>* raw, const OpenChoice& choice) {
  Probed probed;
  for (const Reader& reader : Readers()) {
    if (reader.probe_bytes == nullptr) continue;
    if (choice.reader != nullptr && reader.name != choice.reader->name) continue;
    const Match match = reader.probe_bytes(**raw);
    if (match <= probed.match) continue;
    probed.match = match;
    probed.reader = &reader;
  }
  if (probed.reader == nullptr || !(*raw)->Seek(0)) return std::nullopt;
  probed.source = std::move(*raw);
  return probed;
}

std::string WhyRecognised(Match match, Encoding encoding, const OpenChoice& choice) {
  std::string why = choice.reader != nullptr   ? "chosen with --input-format"
                    : match == Match::kCertain ? "recognised by its content"
                    : match == Match::kLikely
                        ? "its beginning looks like this format"
                        : "the only format that fits, though not by a clear mark";
  if (encoding != Encoding::kUtf8) why += ", decoded from " + std::string(EncodingName(encoding));
  if (choice.encoding) why += " (--encoding)";
  return why;
}

bool IsZip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

}  // namespace ebb
