// Finds out what a path holds: decodes, looks into archives and folders, picks the reader by
// content.
#include <algorithm>
#include <utility>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/archive.h"
#include "readers/looks_like.h"
#include "readers/reader.h"

namespace ebb {
namespace {

constexpr std::size_t kHead = std::size_t{64} * 1024;
constexpr std::uint64_t kMaxStandardInput = std::uint64_t{2} << 30;
constexpr std::uint64_t kMaxArchive = std::uint64_t{8} << 30;  // of all chats in it, unpacked
constexpr std::string_view kAdvice = "`ebb formats` lists what can be read and how to export it";

using Exports = std::vector<OpenedExport>;

Error InputError(const std::string& name, const std::string& what) {
  return {ErrorKind::kInput, name + ": " + what};
}

std::string_view BaseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool IsZip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

struct Probed {
  std::unique_ptr<Source> source;  // decoded
  std::string head;
  Encoding encoding = Encoding::kUtf8;
  const Reader* reader = nullptr;
  Match match = Match::kNo;
};

// Decodes `raw` and asks the readers (or the one chosen) whether they know it.
Result<Probed> Probe(std::unique_ptr<Source> raw, std::string_view raw_head, const Reader* chosen) {
  Probed probed;
  probed.encoding = GuessEncoding(raw_head);
  probed.source = DecodingSource(std::move(raw), probed.encoding);
  Result<std::string> head = ReadHead(*probed.source, kHead);
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

// Asks the readers of formats that are no text. Takes *raw only if one knows it.
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

std::string Why(const Probed& probed, bool chosen) {
  std::string why = chosen ? "chosen with --input-format" : "";
  if (!chosen) {
    why = probed.match == Match::kCertain ? "recognised by its content"
          : probed.match == Match::kLikely
              ? "its beginning looks like this format"
              : "the only format that fits, though not by a clear mark";
  }
  if (probed.encoding != Encoding::kUtf8) {
    why += ", decoded from " + std::string(EncodingName(probed.encoding));
  }
  return why;
}

OpenedExport Finish(Probed probed, const Reader* chosen, std::string file_name,
                    std::uint64_t bytes) {
  OpenedExport opened;
  opened.why = Why(probed, chosen != nullptr);
  opened.reader = chosen != nullptr ? FindReader(chosen->name) : probed.reader;
  opened.source = std::move(probed.source);
  opened.file_name = std::move(file_name);
  opened.bytes = bytes;
  return opened;
}

Error Unknown(const std::string& name, std::string_view head) {
  const std::optional<std::string> seen = DescribeText(head);
  return InputError(name, (seen ? "this is " + *seen : "no known kind of chat export") + "; " +
                              std::string(kAdvice));
}

Result<Exports> OpenPlain(std::unique_ptr<Source> raw, std::string_view raw_head,
                          const Reader* chosen) {
  const std::string name = raw->name();
  const std::uint64_t bytes = raw->size();
  if (raw_head.empty()) return InputError(name, "is empty (0 bytes); export the chat again");
  const auto seen = DescribeBinary(raw_head);
  if (seen || LooksBinary(raw_head)) {
    if (std::optional<Probed> known = ProbeBytes(&raw, chosen)) {
      Exports exports;
      exports.push_back(Finish(std::move(*known), chosen, std::string(BaseName(name)), bytes));
      return exports;
    }
  }
  if (seen) return InputError(name, "this is " + *seen);
  if (LooksBinary(raw_head)) {
    return InputError(name,
                      "binary data, not text (an encrypted backup?); " + std::string(kAdvice));
  }
  Result<Probed> probed = Probe(std::move(raw), raw_head, chosen);
  if (!probed) return probed.error();
  // A page of markup can look like a transcript by accident.
  const bool by_accident = probed->match == Match::kWeak && DescribeText(probed->head);
  if (chosen == nullptr && (probed->reader == nullptr || by_accident)) {
    return Unknown(name, probed->head);
  }
  Exports exports;
  exports.push_back(Finish(std::move(*probed), chosen, std::string(BaseName(name)), bytes));
  return exports;
}

struct Candidate {
  std::size_t member = 0;
  Probed probed;
};

// What an archive without a chat may be instead.
std::string DescribeArchive(const ZipArchive& archive) {
  bool pages = false, zips = false;
  for (const ZipMember& member : archive.members()) {
    if (member.name == "word/document.xml") return "a Word document; save it as plain text first";
    if (member.name == "xl/workbook.xml") return "a spreadsheet; save it as CSV first";
    if (member.name == "content.xml") return "an OpenDocument file; save it as text or CSV first";
    const std::string lower = LowerAscii(member.name);
    pages = pages || lower.ends_with(".html");
    zips = zips || lower.ends_with(".zip");
  }
  if (zips) return "a zip with another zip in it; unpack it once and name the inner one";
  if (pages) return "a zip of web pages; export the chat as text or JSON instead";
  return "a zip of " + std::to_string(archive.members().size()) +
         " files, none of them a known kind of chat export; " + std::string(kAdvice);
}

class ZipOpener {
 public:
  ZipOpener(std::shared_ptr<ZipArchive> archive, const Reader* chosen)
      : archive_(std::move(archive)), chosen_(chosen) {}

  Result<Exports> Open() {
    for (std::size_t i = 0; i < archive_->members().size(); ++i) {
      if (IsMediaName(archive_->members()[i].name)) continue;
      if (Status looked = LookAt(i); !looked) return looked.error();
    }
    KeepBest();
    if (candidates_.empty()) {
      if (locked_) return *locked_;
      return InputError(archive_->name(), "this is " + DescribeArchive(*archive_));
    }
    return Take();
  }

 private:
  Status LookAt(std::size_t index) {
    const ZipMember& member = archive_->members()[index];
    if (member.size == 0) return Done{};
    Result<std::unique_ptr<Source>> source = archive_->OpenMember(index);
    if (!source && member.encrypted) {
      locked_ = source.error();
      return Done{};
    }
    if (!source) return source.error();
    Result<std::string> head = ReadHead(**source, kHead);
    if (!head) return head.error();
    if (IsZip(*head)) return Done{};
    if (DescribeBinary(*head) || LooksBinary(*head)) {
      if (auto known = ProbeBytes(&*source, chosen_)) {
        candidates_.push_back({index, std::move(*known)});
      }
      return Done{};
    }
    Result<Probed> probed = Probe(std::move(*source), *head, chosen_);
    if (!probed) return probed.error();
    if (probed->match == Match::kWeak && chosen_ == nullptr && DescribeText(probed->head)) {
      return Done{};
    }
    candidates_.push_back({index, std::move(*probed)});
    return Done{};
  }

  // Chats that are recognised push out what merely might be one (a read-me, a list of files).
  void KeepBest() {
    if (chosen_ != nullptr && candidates_.size() == 1) return;
    Match best = Match::kNo;
    for (const Candidate& candidate : candidates_) best = std::max(best, candidate.probed.match);
    const Match enough = best >= Match::kLikely ? Match::kLikely : Match::kWeak;
    std::erase_if(candidates_,
                  [&](const Candidate& candidate) { return candidate.probed.match < enough; });
  }

  Result<Exports> Take() {
    Exports exports;
    std::uint64_t total = 0;
    for (Candidate& candidate : candidates_) {
      const ZipMember& member = archive_->members()[candidate.member];
      total += member.size;
      if (total > kMaxArchive) {
        return Error{
            ErrorKind::kLimit,
            archive_->name() + ": the chats in this zip are larger than 8 GiB; unpack it first"};
      }
      // iPhones name the file after the chat only outside of the zip.
      const std::string_view base = BaseName(member.name);
      const bool unnamed = base.starts_with("_chat") || base == "result.json";
      exports.push_back(Finish(std::move(candidate.probed), chosen_,
                               std::string(unnamed ? BaseName(archive_->name()) : base),
                               member.size));
    }
    return exports;
  }

  std::shared_ptr<ZipArchive> archive_;
  const Reader* chosen_;
  std::vector<Candidate> candidates_;
  std::optional<Error> locked_;
};

Result<Exports> OpenZip(std::unique_ptr<Source> raw, const Reader* chosen) {
  Result<std::shared_ptr<ZipArchive>> archive = ZipArchive::Open(std::move(raw));
  if (!archive) return archive.error();
  return ZipOpener(std::move(*archive), chosen).Open();
}

// A folder as one export leaves it: a chat file and perhaps media beside it.
Result<Exports> OpenFolder(const std::string& folder, std::string_view format) {
  Result<std::vector<std::string>> files = ListFiles(folder);
  if (!files) return files.error();
  std::vector<std::string> named;
  for (const std::string& file : *files) {
    const std::string_view base = BaseName(file);
    if (base == "result.json" || base == "_chat.txt") named.push_back(file);
  }
  if (named.size() == 1) return OpenExport(named.front(), format);
  std::vector<Exports> found;
  for (const std::string& file : *files) {
    if (IsMediaName(file)) continue;
    Result<Exports> exports = OpenExport(file, format);
    if (exports) found.push_back(std::move(*exports));
    if (found.size() > 1) break;
  }
  if (found.size() == 1) return std::move(found.front());
  if (found.empty()) {
    return InputError(folder, "no chat export in this folder; " + std::string(kAdvice));
  }
  return InputError(folder,
                    "several exports in this folder; name one of them, or use `ebb batch` for all");
}

Result<const Reader*> Choose(std::string_view format) {
  if (format.empty()) return static_cast<const Reader*>(nullptr);
  if (const Reader* reader = FindReader(format)) return reader;
  std::string names;
  for (const Reader& reader : Readers()) names += ' ' + std::string(reader.name);
  return Error{ErrorKind::kUsage, "--input-format: no such format; choose one of" + names};
}

}  // namespace

Result<std::vector<OpenedExport>> OpenExport(const std::string& path, std::string_view format) {
  if (Result<const Reader*> chosen = Choose(format); !chosen) return chosen.error();
  if (path != "-" && IsFolder(path)) return OpenFolder(path, format);
  Result<std::unique_ptr<Source>> raw =
      path == "-" ? ReadStandardInput(kMaxStandardInput) : OpenFile(path);
  if (!raw) return raw.error();
  return OpenExport(std::move(*raw), format);
}

Result<std::vector<OpenedExport>> OpenExport(std::unique_ptr<Source> raw, std::string_view format) {
  Result<const Reader*> chosen = Choose(format);
  if (!chosen) return chosen.error();
  Result<std::string> head = ReadHead(*raw, kHead);
  if (!head) return head.error();
  if (IsZip(*head)) return OpenZip(std::move(raw), *chosen);
  return OpenPlain(std::move(raw), *head, *chosen);
}

}  // namespace ebb
