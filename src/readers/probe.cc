#include "readers/probe.h"

#include <algorithm>
#include <utility>

#include "base/legacy_decoder.h"

namespace ebb {
namespace {

struct Answer {
  const Reader* reader = nullptr;
  Match match = Match::kNo;
  bool by_columns = false;
  std::optional<Error> no_column;
};

Answer AskAll(std::string_view head, const Reader* chosen) {
  Answer best;
  for (const Reader& reader : Readers()) {
    if (chosen != nullptr && reader.name != chosen->name) continue;
    const Match match = reader.probe(head);
    if (match <= best.match) continue;
    best.reader = &reader;
    best.match = match;
  }
  return best;
}

// Tables of which only the user knows what their columns hold. An export of a program that writes
// its own columns stays what it is.
void AskForColumns(std::string_view head, const ColumnNames& named, const std::string& file,
                   Answer* answer) {
  const bool is_table = answer->reader != nullptr && answer->reader->probe_named != nullptr;
  if (!named.any() || (answer->match > Match::kWeak && !is_table)) return;
  for (const Reader& reader : Readers()) {
    if (reader.probe_named == nullptr) continue;
    const Result<Match> match = reader.probe_named(head, named, file);
    if (!match) answer->no_column = match.error();
    if (!match || *match == Match::kNo) continue;
    *answer = {&reader, std::max(*match, is_table ? answer->match : Match::kNo), true, {}};
    return;
  }
}

Answer Ask(std::string_view head, const OpenChoice& choice, const std::string& file) {
  Answer answer = AskAll(head, choice.reader);
  if (choice.reader == nullptr) AskForColumns(head, choice.columns, file, &answer);
  return answer;
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
void Decide(std::string_view raw_head, const OpenChoice& choice, Probed* probed) {
  const Match without = Ask(AsciiOf(raw_head), choice, "").match;
  Match best = without;
  std::size_t proved = 0;  // by as good a match
  for (const Encoding encoding : kOlder) {
    std::string text;
    if (!DecodesCleanly(raw_head, encoding, &text)) continue;
    const Match match = Ask(text, choice, "").match;
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
  probed.text_of = raw->text_of();
  const bool given = choice.encoding.has_value() || !probed.text_of.empty();
  if (probed.text_of.empty()) {
    probed.encoding = choice.encoding ? *choice.encoding : GuessEncoding(raw_head);
  }
  if (!given && probed.encoding == Encoding::kWindows1252) Decide(raw_head, choice, &probed);
  probed.source = DecodingSource(std::move(raw), probed.encoding, given);
  Result<std::string> head = ReadHead(*probed.source, kProbeHead);
  if (!head) return head.error();
  probed.head = std::move(*head);
  Answer answer = Ask(probed.head, choice, probed.source->name());
  probed.reader = answer.reader;
  probed.match = answer.match;
  probed.by_columns = answer.by_columns;
  probed.no_column = std::move(answer.no_column);
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

std::string WhyRecognised(Match match, Encoding encoding, std::string_view text_of,
                          const OpenChoice& choice) {
  std::string why = choice.reader != nullptr   ? "chosen with --input-format"
                    : match == Match::kCertain ? "recognised by its content"
                    : match == Match::kLikely
                        ? "its beginning looks like this format"
                        : "the only format that fits, though not by a clear mark";
  if (!text_of.empty()) return why + ", the text of " + std::string(text_of);
  if (encoding != Encoding::kUtf8) why += ", decoded from " + std::string(EncodingName(encoding));
  if (choice.encoding) why += " (--encoding)";
  return why;
}

bool IsZip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

}  // namespace ebb
