#include "readers/zip_directory.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "readers/byte_order.h"

namespace ebb {
namespace {

// Layouts: APPNOTE.TXT 6.3.10, sections 4.3.12 (central header), 4.3.14 to 4.3.16 (end records).
constexpr std::string_view kEntrySignature = "PK\x01\x02";
constexpr std::string_view kEndSignature = "PK\x05\x06";
constexpr std::string_view kLocatorSignature = "PK\x06\x07";
constexpr std::string_view kEnd64Signature = "PK\x06\x06";
constexpr std::size_t kEntrySize = 46, kEndSize = 22, kLocatorSize = 20, kEnd64Size = 56;
constexpr std::size_t kLocalHeaderSize = 30;
constexpr std::size_t kMaxComment = 65535;
constexpr std::uint64_t kMaxDirectory = 64 << 20;
constexpr std::uint64_t kMaxEntries = 100000;

Error Refuse(const Source& archive, const std::string& what, ErrorKind kind = ErrorKind::kInput) {
  return {kind, archive.name() + ": " + what};
}

Error Damaged(const Source& archive) {
  return Refuse(
      archive,
      "the zip is cut or damaged (its list of files is not whole); copy or export it again");
}

Result<std::string> ReadAt(Source& archive, std::uint64_t offset, std::size_t size) {
  if (Status moved = archive.Seek(offset); !moved) return moved.error();
  std::string bytes(size, '\0');
  Result<std::size_t> n = archive.Read(bytes.data(), size);
  if (!n) return n.error();
  if (*n != size) return Damaged(archive);
  return bytes;
}

struct CentralDirectory {
  std::uint64_t entries = 0, size = 0, offset = 0;
  std::uint64_t end = 0;  // where the record that follows the list starts
  bool split = false;     // over several files
};

// The last end record whose comment fits into the file.
std::optional<std::size_t> FindEnd(std::string_view tail) {
  for (std::size_t end = tail.size(); end >= kEndSize;) {
    const std::size_t at = tail.substr(0, end).rfind(kEndSignature);
    if (at == tail.npos) break;
    if (at + kEndSize <= tail.size() &&
        at + kEndSize + LittleEndian(tail, at + 20, 2) <= tail.size()) {
      return at;
    }
    end = at + kEndSignature.size() - 1;
  }
  return std::nullopt;
}

Result<CentralDirectory> ReadEnd64(Source& archive, std::uint64_t locator_at,
                                   std::string_view locator) {
  const std::uint64_t at = LittleEndian(locator, 8, 8);
  if (at > locator_at || locator_at - at < kEnd64Size) return Damaged(archive);
  Result<std::string> record = ReadAt(archive, at, kEnd64Size);
  if (!record) return record.error();
  if (!record->starts_with(kEnd64Signature)) return Damaged(archive);
  CentralDirectory directory;
  directory.split = LittleEndian(*record, 16, 4) != 0 || LittleEndian(*record, 20, 4) != 0;
  directory.entries = LittleEndian(*record, 32, 8);
  directory.size = LittleEndian(*record, 40, 8);
  directory.offset = LittleEndian(*record, 48, 8);
  directory.end = at;
  return directory;
}

Result<CentralDirectory> FindDirectory(Source& archive) {
  const std::uint64_t size = archive.size();
  const std::size_t tail_size = static_cast<std::size_t>(
      std::min<std::uint64_t>(size, kEndSize + kMaxComment + kLocatorSize));
  Result<std::string> tail = ReadAt(archive, size - tail_size, tail_size);
  if (!tail) return tail.error();
  const std::optional<std::size_t> at = FindEnd(*tail);
  if (!at) return Damaged(archive);
  const std::uint64_t place = size - tail_size + *at;
  if (*at >= kLocatorSize &&
      std::string_view(*tail).substr(*at - kLocatorSize).starts_with(kLocatorSignature)) {
    return ReadEnd64(archive, place - kLocatorSize, tail->substr(*at - kLocatorSize, kLocatorSize));
  }
  CentralDirectory directory;
  directory.split = LittleEndian(*tail, *at + 4, 2) != 0 || LittleEndian(*tail, *at + 6, 2) != 0;
  directory.entries = LittleEndian(*tail, *at + 10, 2);
  directory.size = LittleEndian(*tail, *at + 12, 4);
  directory.offset = LittleEndian(*tail, *at + 16, 4);
  directory.end = place;
  return directory;
}

// Takes sizes and place from the zip64 extra field where the short fields hold all ones.
bool ApplyZip64(std::string_view extra, ZipEntry* entry) {
  constexpr std::uint64_t kInExtra = 0xffffffff;
  while (extra.size() >= 4) {
    const std::uint64_t id = LittleEndian(extra, 0, 2), size = LittleEndian(extra, 2, 2);
    if (4 + size > extra.size()) return true;  // padding that some tools write
    std::string_view field = extra.substr(4, size);
    extra.remove_prefix(4 + size);
    if (id != 1) continue;
    for (std::uint64_t* value : {&entry->size, &entry->compressed, &entry->offset}) {
      if (*value != kInExtra) continue;
      if (field.size() < 8) return false;
      *value = LittleEndian(field, 0, 8);
      field.remove_prefix(8);
    }
  }
  return true;
}

// Reads one entry and moves *bytes past it.
std::optional<ZipEntry> ReadEntry(std::string_view* bytes) {
  if (bytes->size() < kEntrySize || !bytes->starts_with(kEntrySignature)) return std::nullopt;
  const std::uint64_t name = LittleEndian(*bytes, 28, 2), extra = LittleEndian(*bytes, 30, 2);
  const std::uint64_t comment = LittleEndian(*bytes, 32, 2);
  if (kEntrySize + name + extra + comment > bytes->size()) return std::nullopt;
  ZipEntry entry;
  entry.encrypted = (LittleEndian(*bytes, 8, 2) & 1) != 0;
  entry.compressed = LittleEndian(*bytes, 20, 4);
  entry.size = LittleEndian(*bytes, 24, 4);
  entry.offset = LittleEndian(*bytes, 42, 4);
  entry.name = bytes->substr(kEntrySize, name);
  if (!ApplyZip64(bytes->substr(kEntrySize + name, extra), &entry)) return std::nullopt;
  bytes->remove_prefix(kEntrySize + name + extra + comment);
  return entry;
}

// True if two members claim the same bytes, or bytes at or after `limit`.
bool Overlap(const std::vector<ZipEntry>& entries, std::uint64_t limit) {
  std::vector<const ZipEntry*> order;
  order.reserve(entries.size());
  for (const ZipEntry& entry : entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(),
            [](const ZipEntry* a, const ZipEntry* b) { return a->offset < b->offset; });
  std::uint64_t free_from = 0;
  for (const ZipEntry* entry : order) {
    if (entry->offset < free_from || entry->offset > limit) return true;
    const std::uint64_t room = limit - entry->offset;
    const std::uint64_t header = kLocalHeaderSize + entry->name.size();
    if (header > room || entry->compressed > room - header) return true;
    free_from = entry->offset + header + entry->compressed;
  }
  return false;
}

bool HasDuplicates(const std::vector<ZipEntry>& entries) {
  std::unordered_set<std::string_view> names;
  for (const ZipEntry& entry : entries) {
    if (!names.insert(entry.name).second) return true;
  }
  return false;
}

}  // namespace

Result<std::vector<ZipEntry>> ReadZipDirectory(Source& archive) {
  Result<CentralDirectory> directory = FindDirectory(archive);
  if (!directory) return directory.error();
  if (directory->split) return Refuse(archive, "a part of a split zip; join the parts first");
  if (directory->size > kMaxDirectory || directory->entries > kMaxEntries) {
    return Refuse(archive, "the zip lists more than 100,000 files; name the chat file itself",
                  ErrorKind::kLimit);
  }
  // Bytes before the archive (self-extracting ones) shift every offset.
  if (directory->size > directory->end) return Damaged(archive);
  const std::uint64_t start = directory->end - directory->size;
  if (directory->offset > start) return Damaged(archive);
  Result<std::string> bytes = ReadAt(archive, start, static_cast<std::size_t>(directory->size));
  if (!bytes) return bytes.error();
  std::vector<ZipEntry> entries;
  std::string_view rest = *bytes;
  for (std::uint64_t i = 0; i < directory->entries; ++i) {
    std::optional<ZipEntry> entry = ReadEntry(&rest);
    if (!entry) return Damaged(archive);
    entries.push_back(std::move(*entry));
  }
  if (Overlap(entries, directory->offset)) {
    return Refuse(archive, "members of this zip overlap, as in archives made to do harm; refused");
  }
  if (HasDuplicates(entries)) {
    return Refuse(archive,
                  "two files in this zip have the same name; unpack it and name the right one");
  }
  return entries;
}

}  // namespace ebb
