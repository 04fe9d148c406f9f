// Finds out what a path holds: decodes, looks into archives and folders, picks the reader by
// content.
#include <algorithm>
#include <utility>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/document_text.h"
#include "readers/gzip.h"
#include "readers/looks_like.h"
#include "readers/open_tree.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tar_archive.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMaxStandardInput = std::uint64_t{2} << 30;

OpenedExport Finish(Probed probed, const OpenChoice& choice, std::string file_name,
                    std::uint64_t bytes) {
  OpenedExport opened;
  opened.why = WhyRecognised(probed.match, probed.encoding, probed.text_of, choice);
  opened.reader = choice.reader != nullptr ? FindReader(choice.reader->name) : probed.reader;
  opened.source = std::move(probed.source);
  opened.file_name = std::move(file_name);
  opened.bytes = bytes;
  return opened;
}

// Whether one of the tables could be made of it if its columns were known.
bool MayBeTable(std::string_view head) {
  ColumnNames nobody;
  nobody.sender = "\n";  // no column is called so
  return std::any_of(Readers().begin(), Readers().end(), [&](const Reader& reader) {
    return reader.probe_named != nullptr && !reader.probe_named(head, nobody, "");
  });
}

Error Unknown(const std::string& name, const Probed& probed) {
  const std::optional<std::string> seen = DescribeText(probed.head);
  const bool unlike_others = !seen || *seen == kOtherJson;
  if (unlike_others && probed.no_column) return *probed.no_column;
  std::string what = seen ? "this is " + *seen : "no known kind of chat export";
  if (unlike_others && MayBeTable(probed.head)) {
    what += "; if it is a table of messages, name its columns: --columns sender=NAME,text=NAME";
  }
  return InputError(name, what + "; " + std::string(kAdvice));
}

Result<Exports> OpenPlain(std::unique_ptr<Source> raw, std::string_view raw_head,
                          const OpenChoice& choice) {
  const std::string name = raw->name();
  const std::uint64_t bytes = raw->size();
  if (raw_head.empty()) return InputError(name, "is empty (0 bytes); export the chat again");
  const auto seen = DescribeBinary(raw_head);
  if (seen || LooksBinary(raw_head)) {
    std::optional<Probed> known = ProbeBytes(&raw, choice);
    // A reader chosen by name says itself what is wrong with the file.
    if (!known && choice.reader != nullptr && choice.reader->probe_bytes != nullptr) {
      known.emplace();
      known->source = std::move(raw);
    }
    if (known) {
      Exports exports;
      exports.push_back(Finish(std::move(*known), choice, std::string(BaseName(name)), bytes));
      return exports;
    }
    if (seen) return InputError(name, "this is " + *seen);
    return InputError(name,
                      "binary data, not text (an encrypted backup?); " + std::string(kAdvice));
  }
  Result<Probed> probed = Probe(std::move(raw), raw_head, choice);
  if (!probed) return probed.error();
  // A page of markup can look like a transcript by accident.
  const bool by_accident = probed->match == Match::kWeak && DescribeText(probed->head);
  if (choice.reader == nullptr && (probed->reader == nullptr || by_accident)) {
    return Unknown(name, *probed);
  }
  if (probed->undecided) return UndecidedEncoding(name);
  Exports exports;
  exports.push_back(Finish(std::move(*probed), choice, std::string(BaseName(name)), bytes));
  return exports;
}

// The text of a document, as of a text file of that name.
Result<Exports> OpenWords(Archive& archive, const DocumentPlace& place, std::uint64_t bytes,
                          const OpenChoice& choice) {
  Result<std::unique_ptr<Source>> text = OpenDocument(archive, place);
  if (!text) return text.error();
  const std::string name = (*text)->name();
  const std::string_view what = (*text)->text_of();
  const Result<std::string> head = ReadHead(**text, kProbeHead);
  if (!head) return head.error();
  if (Trim(*head).empty()) {
    return InputError(name, "this is " + std::string(what) + " without text");
  }
  Result<Exports> exports = OpenPlain(std::move(*text), *head, choice);
  if (!exports) return exports;
  exports->front().bytes = bytes;
  return exports;
}

Result<Exports> OpenPacked(std::unique_ptr<Source> raw, bool is_tar, const OpenChoice& choice) {
  const std::uint64_t bytes = raw->size();
  Result<std::shared_ptr<Archive>> archive = OpenArchive(std::move(raw), is_tar);
  if (!archive) return archive.error();
  if (!is_tar) {
    if (const auto document = FindDocument(**archive)) {
      return OpenWords(**archive, *document, bytes, choice);
    }
  }
  return OpenTree(Tree::OfArchive(*archive), choice);
}

Result<Exports> OpenFolder(const std::string& folder, const OpenChoice& choice) {
  Result<std::unique_ptr<Tree>> tree = Tree::OfFolder(folder);
  if (!tree) return tree.error();
  return OpenTree(std::move(*tree), choice);
}

Result<OpenChoice> Choose(std::string_view format, std::string_view encoding,
                          const ColumnNames& columns) {
  OpenChoice choice;
  choice.columns = columns;
  if (!encoding.empty()) {
    choice.encoding = ParseEncoding(encoding);
    if (!choice.encoding) {
      return Error{ErrorKind::kUsage,
                   "--encoding: no such encoding; choose one of " + EncodingNames()};
    }
  }
  if (format.empty()) return choice;
  choice.reader = FindReader(format);
  if (choice.reader != nullptr) return choice;
  std::string names;
  for (const Reader& reader : Readers()) names += ' ' + std::string(reader.name);
  return Error{ErrorKind::kUsage, "--input-format: no such format; choose one of" + names};
}

Result<Exports> OpenBytes(std::unique_ptr<Source> raw, const OpenChoice& choice) {
  Result<std::string> head = ReadHead(*raw, kProbeHead);
  if (head && IsGzip(*head)) {
    Result<std::unique_ptr<Source>> inside = OpenGzip(std::move(raw));
    if (!inside) return inside.error();
    raw = std::move(*inside);
    head = ReadHead(*raw, kProbeHead);
  }
  if (!head) return head.error();
  if (IsZip(*head) || IsTar(*head)) return OpenPacked(std::move(raw), IsTar(*head), choice);
  return OpenPlain(std::move(raw), *head, choice);
}

}  // namespace

Result<std::vector<OpenedExport>> OpenExport(const std::string& path, std::string_view format,
                                             std::string_view encoding,
                                             const ColumnNames& columns) {
  const Result<OpenChoice> choice = Choose(format, encoding, columns);
  if (!choice) return choice.error();
  if (path != "-" && IsFolder(path)) return OpenFolder(path, *choice);
  Result<std::unique_ptr<Source>> raw =
      path == "-" ? ReadStandardInput(kMaxStandardInput) : OpenFile(path);
  if (!raw) return raw.error();
  return OpenBytes(std::move(*raw), *choice);
}

Result<std::vector<OpenedExport>> OpenExportFiles(const std::vector<std::string>& files,
                                                  std::string_view format,
                                                  std::string_view encoding,
                                                  const ColumnNames& columns) {
  const Result<OpenChoice> choice = Choose(format, encoding, columns);
  if (!choice) return choice.error();
  return OpenTree(Tree::OfFiles(files), *choice);
}

Result<std::vector<OpenedExport>> OpenExport(std::unique_ptr<Source> raw, std::string_view format,
                                             std::string_view encoding,
                                             const ColumnNames& columns) {
  const Result<OpenChoice> choice = Choose(format, encoding, columns);
  if (!choice) return choice.error();
  return OpenBytes(std::move(raw), *choice);
}

}  // namespace ebb
