#include "readers/tree.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/decode.h"
#include "base/text_util.h"
#include "readers/document_text.h"
#include "readers/gzip.h"
#include "readers/tar_archive.h"

namespace ebb {
namespace {

constexpr std::uint64_t kMostSideFile = std::uint64_t{64} << 20;

std::string_view TakeDigits(std::string_view* text) {
  std::size_t end = 0;
  while (end < text->size() && IsDigit((*text)[end])) ++end;
  std::string_view digits = text->substr(0, end);
  text->remove_prefix(end);
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

// A suffix comes before anything that goes on: "page.html", "page2.html", "page [part 2].html".
int Rank(char c) { return c == '.' ? 0 : static_cast<unsigned char>(c) + 1; }

int CompareDigits(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

bool IsArchiveName(std::string_view lower) {
  for (const std::string_view ending : {".zip", ".tar", ".tar.gz", ".tgz"}) {
    if (lower.ends_with(ending)) return true;
  }
  return false;
}

// A file that is called as archives are.
Result<std::shared_ptr<Archive>> OpenNamedArchive(std::unique_ptr<Source> raw) {
  const std::string lower = LowerAscii(raw->name());
  if (!lower.ends_with("gz")) return OpenArchive(std::move(raw), lower.ends_with(".tar"));
  Result<std::unique_ptr<Source>> inside = OpenGzip(std::move(raw));
  if (!inside) return inside.error();
  return OpenArchive(std::move(*inside), /*is_tar=*/true);
}

// The text of a file that is called as documents are; the file itself if it is none.
Result<std::unique_ptr<Source>> OpenNamedDocument(std::unique_ptr<Source> raw) {
  const Result<std::string> head = ReadHead(*raw, 4);
  if (!head) return head.error();
  if (!head->starts_with("PK\x03\x04")) return raw;
  const std::string name = raw->name();
  const Result<std::shared_ptr<Archive>> archive = OpenArchive(std::move(raw), /*is_tar=*/false);
  if (!archive) return archive.error();
  const auto document = FindDocument(**archive);
  return document ? OpenDocument(**archive, *document) : OpenFile(name);
}

}  // namespace

std::string_view BaseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view FolderName(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

bool NaturalLess(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a, whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (IsDigit(a.front()) && IsDigit(b.front())) {
      const int order = CompareDigits(TakeDigits(&a), TakeDigits(&b));
      if (order != 0) return order < 0;
      continue;
    }
    if (a.front() != b.front()) return Rank(a.front()) < Rank(b.front());
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;
}

Result<std::unique_ptr<Tree>> Tree::OfFolder(const std::string& folder) {
  Result<std::vector<std::string>> files = ListFiles(folder);
  if (!files) return files.error();
  auto tree = std::make_unique<Tree>();
  tree->name_ = folder;
  tree->is_folder_ = true;
  std::size_t prefix = folder.size();
  while (prefix > 0 && folder[prefix - 1] == '/') --prefix;
  for (const std::string& file : *files) {
    if (IsArchiveName(LowerAscii(file))) {
      Result<std::unique_ptr<Source>> raw = OpenFile(file);
      if (!raw) return raw.error();
      Result<std::shared_ptr<Archive>> archive = OpenNamedArchive(std::move(*raw));
      if (archive) {
        tree->AddArchive(*archive);
      } else if (!tree->damaged_) {
        tree->damaged_ = archive.error();
      }
      continue;
    }
    tree->AddFile(file, file.substr(std::min(file.size(), prefix + 1)));
  }
  return tree;
}

void Tree::AddFile(const std::string& file, std::string path) {
  TreeMember member;
  member.path = std::move(path);
  const Result<FileStamp> stamp = StampFile(file);
  member.size = stamp ? stamp->bytes : 0;
  members_.push_back(std::move(member));
  places_.push_back({file, nullptr, 0});
}

std::unique_ptr<Tree> Tree::OfFiles(const std::vector<std::string>& files) {
  auto tree = std::make_unique<Tree>();
  tree->is_folder_ = true;
  for (const std::string& file : files) {
    tree->name_ = FolderName(file);
    tree->AddFile(file, std::string(BaseName(file)));
  }
  return tree;
}

std::unique_ptr<Tree> Tree::OfArchive(const std::shared_ptr<Archive>& archive) {
  auto tree = std::make_unique<Tree>();
  tree->name_ = archive->name();
  tree->AddArchive(archive);
  return tree;
}

void Tree::AddArchive(const std::shared_ptr<Archive>& archive) {
  archive_kind_ = archive->kind();
  const std::string container(BaseName(archive->name()));
  for (std::size_t i = 0; i < archive->members().size(); ++i) {
    const ArchiveMember& from = archive->members()[i];
    TreeMember member{from.name, container, from.size, from.encrypted};
    std::replace(member.path.begin(), member.path.end(), '\\', '/');
    members_.push_back(std::move(member));
    places_.push_back({"", archive, i});
  }
}

Result<std::unique_ptr<Source>> Tree::Open(std::size_t index) const {
  const Place& place = places_[index];
  if (place.archive) return place.archive->OpenMember(place.index);
  Result<std::unique_ptr<Source>> file = OpenFile(place.file);
  if (file && HasDocumentName(place.file)) return OpenNamedDocument(std::move(*file));
  if (!file || !LowerAscii(place.file).ends_with(".gz")) return file;
  return OpenGzip(std::move(*file));
}

std::optional<std::size_t> Tree::Find(std::string_view path) const {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const std::string_view own = members_[i].path;
    if (!own.ends_with(path)) continue;
    if (own.size() == path.size() || own[own.size() - path.size() - 1] == '/') return i;
  }
  return std::nullopt;
}

std::string ReadSideFile(const Tree& tree, std::size_t index) {
  Result<std::unique_ptr<Source>> raw = tree.Open(index);
  if (!raw) return "";
  const Result<std::string> head = ReadHead(**raw, std::size_t{64} * 1024);
  if (!head) return "";
  const auto decoded = DecodingSource(std::move(*raw), GuessEncoding(*head));
  Result<std::string> text = ReadAll(*decoded, kMostSideFile);
  return text ? std::move(*text) : std::string();
}

std::string ReadSideFile(const Tree& tree, std::string_view path) {
  const std::optional<std::size_t> index = tree.Find(path);
  return index ? ReadSideFile(tree, *index) : std::string();
}

}  // namespace ebb
