#include "readers/tar_archive.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

// Layouts: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar's manual, "Basic Tar Format".
constexpr std::size_t kBlock = 512;
constexpr std::uint64_t kMostMembers = 100000;
constexpr std::uint64_t kMostMemberSize = std::uint64_t{4} << 30;
constexpr std::uint64_t kMostNotes = std::uint64_t{1}
                                     << 20;  // bytes of a long name or a pax header
constexpr std::size_t kMagicAt = 257;

using Block = std::array<char, kBlock>;

std::string_view TarField(const Block& block, std::size_t at, std::size_t size) {
  const std::string_view field(block.data() + at, size);
  return field.substr(0, field.find('\0'));
}

// Digits to the base of eight with blanks around them, or, for what is larger, bits.
std::optional<std::uint64_t> TarNumber(const Block& block, std::size_t at, std::size_t size) {
  const auto first = static_cast<unsigned char>(block[at]);
  if ((first & 0x80) != 0) {
    std::uint64_t value = first & 0x7f;
    for (std::size_t i = 1; i < size; ++i) {
      if (value >> 55 != 0) return std::nullopt;  // or negative
      value = value << 8 | static_cast<unsigned char>(block[at + i]);
    }
    return value;
  }
  std::uint64_t value = 0;
  for (const char c : Trim(TarField(block, at, size))) {
    if (c < '0' || c > '7') return std::nullopt;
    value = value << 3 | static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

// The sum of all bytes, its own field taken as blanks. Some writers added them with their signs.
bool HasRightSum(const Block& block) {
  constexpr std::size_t kSumAt = 148, kSumSize = 8;
  const std::optional<std::uint64_t> written = TarNumber(block, kSumAt, kSumSize);
  std::int64_t plain = 0, with_signs = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const char c = i >= kSumAt && i < kSumAt + kSumSize ? ' ' : block[i];
    plain += static_cast<unsigned char>(c);
    with_signs += static_cast<signed char>(c);
  }
  if (!written) return false;
  const auto sum = static_cast<std::int64_t>(*written);
  return sum == plain || sum == with_signs;
}

bool IsZeroBlock(const Block& block) {
  return std::all_of(block.begin(), block.end(), [](char c) { return c == '\0'; });
}

std::uint64_t RoundedUp(std::uint64_t size) { return (size + kBlock - 1) / kBlock * kBlock; }

// What headers say of the member after them.
struct TarNotes {
  std::string path;
  std::optional<std::uint64_t> size;
  bool sparse = false;
};

// Records "LENGTH KEY=VALUE\n". False if one is not whole.
bool ReadPax(std::string_view text, TarNotes* notes) {
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    const auto length = ParseNumber(text.substr(0, blank));
    if (!length || *length <= blank + 1 || *length > text.size()) return false;
    std::string_view record = text.substr(blank + 1, *length - blank - 1);
    text.remove_prefix(*length);
    const std::size_t equals = record.find('=');
    if (equals == record.npos || !record.ends_with('\n')) return false;
    const std::string_view key = record.substr(0, equals);
    record.remove_suffix(1);
    const std::string_view value = record.substr(equals + 1);
    if (key == "path") notes->path.assign(value);
    if (key == "size") notes->size = ParseNumber(value);
    if (key == "size" && !notes->size) return false;
    notes->sparse = notes->sparse || key.starts_with("GNU.sparse.");
  }
  return true;
}

// The name in a header: 100 bytes, before which POSIX may put 155 more.
std::string HeaderName(const Block& block) {
  std::string name(TarField(block, 0, 100));
  const bool posix = std::string_view(block.data() + kMagicAt, 6) == std::string_view("ustar\0", 6);
  const std::string_view prefix = TarField(block, 345, 155);
  return posix && !prefix.empty() ? std::string(prefix) + "/" + name : name;
}

bool IsFileType(char type) { return type == '0' || type == '\0' || type == '7'; }
// Links, devices and folders have no bytes, whatever their size says.
bool HasNoBytes(char type) { return type >= '1' && type <= '6'; }

struct TarMember {
  std::string name;
  std::uint64_t offset = 0, size = 0;
};

// Walks from header to header.
class TarWalk {
 public:
  explicit TarWalk(Source& raw) : raw_(raw) {}

  Result<std::vector<TarMember>> Read() {
    std::vector<TarMember> members;
    Block block;
    for (;;) {
      const Result<bool> whole = ReadInto(block.data(), kBlock);
      if (!whole) return whole.error();
      if (!*whole) return Damaged();  // an archive ends with blocks of zeros
      if (IsZeroBlock(block)) return members;
      if (Status taken = Take(block, &members); !taken) return taken.error();
      if (members.size() > kMostMembers) {
        return Error{ErrorKind::kLimit, raw_.name() +
                                            ": the tar lists more than 100,000 files; "
                                            "name the chat file itself"};
      }
    }
  }

 private:
  Error Damaged() const {
    return InputError(raw_.name(), "the tar is cut or damaged; copy or export it again");
  }

  // The next bytes; false if there are fewer.
  Result<bool> ReadInto(char* out, std::size_t size) {
    if (Status moved = raw_.Seek(offset_); !moved) return moved.error();
    std::size_t got = 0;
    while (got < size) {
      const Result<std::size_t> n = raw_.Read(out + got, size - got);
      if (!n) return n.error();
      if (*n == 0) return false;
      got += *n;
    }
    offset_ += size;
    return true;
  }

  Status Take(const Block& block, std::vector<TarMember>* members) {
    const std::optional<std::uint64_t> listed = TarNumber(block, 124, 12);
    if (!listed || !HasRightSum(block)) return Damaged();
    const char type = block[156];
    if (type == 'x' || type == 'L') return TakeNotes(type, *listed);
    std::uint64_t size = notes_.size.value_or(*listed);
    if (HasNoBytes(type)) size = 0;
    if (size > raw_.size() - std::min(raw_.size(), offset_)) return Damaged();
    if (IsFileType(type) && !notes_.sparse) {
      members->push_back({notes_.path.empty() ? HeaderName(block) : notes_.path, offset_, size});
    }
    if (type != 'g' && type != 'K') notes_ = {};  // those two come before others
    offset_ += RoundedUp(size);
    return Done{};
  }

  Status TakeNotes(char type, std::uint64_t size) {
    if (size > kMostNotes) return Damaged();
    std::string text(static_cast<std::size_t>(RoundedUp(size)), '\0');
    const Result<bool> whole = ReadInto(text.data(), text.size());
    if (!whole) return whole.error();
    if (!*whole) return Damaged();
    text.resize(static_cast<std::size_t>(size));
    if (type == 'x') return ReadPax(text, &notes_) ? Status(Done{}) : Status(Damaged());
    notes_.path.assign(text, 0, text.find('\0'));
    return Done{};
  }

  Source& raw_;
  std::uint64_t offset_ = 0;
  TarNotes notes_;  // for the next member
};

}  // namespace

class TarArchive::MemberSource final : public Source {
 public:
  MemberSource(std::shared_ptr<TarArchive> archive, std::size_t index)
      : archive_(std::move(archive)),
        index_(index),
        name_(archive_->name() + ": " + archive_->members_[index].name) {}

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    const std::uint64_t left = size() - std::min(size(), position_);
    Result<std::size_t> n =
        archive_->ReadAt(archive_->offsets_[index_] + position_, out,
                         static_cast<std::size_t>(std::min<std::uint64_t>(left, capacity)));
    if (n) position_ += *n;
    return n;
  }
  Status Seek(std::uint64_t offset) override {
    position_ = offset;
    return Done{};
  }
  std::uint64_t size() const override { return archive_->members_[index_].size; }
  const std::string& name() const override { return name_; }
  bool seeks_cheaply() const override { return archive_->raw_->seeks_cheaply(); }

 private:
  std::shared_ptr<TarArchive> archive_;
  std::size_t index_;
  std::string name_;
  std::uint64_t position_ = 0;
};

Result<std::shared_ptr<TarArchive>> TarArchive::Open(std::unique_ptr<Source> raw) {
  Result<std::vector<TarMember>> found = TarWalk(*raw).Read();
  if (!found) return found.error();
  std::unordered_set<std::string_view> names;
  for (const TarMember& member : *found) {
    if (names.insert(member.name).second) continue;
    return InputError(raw->name(),
                      "two files in this tar have the same name; unpack it and name the right one");
  }
  const std::shared_ptr<TarArchive> archive(new TarArchive(std::move(raw)));  // NOLINT: private
  archive->position_ = Source::kUnknownSize;                                  // anywhere
  for (const TarMember& member : *found) {
    archive->members_.push_back({MemberLabel(member.name), member.size, member.size, false});
    archive->offsets_.push_back(member.offset);
  }
  return archive;
}

Result<std::size_t> TarArchive::ReadAt(std::uint64_t offset, char* out, std::size_t capacity) {
  if (capacity == 0) return std::size_t{0};
  if (position_ != offset) {
    if (Status moved = raw_->Seek(offset); !moved) return moved.error();
  }
  Result<std::size_t> n = raw_->Read(out, capacity);
  position_ = n ? offset + *n : Source::kUnknownSize;
  return n;
}

Result<std::unique_ptr<Source>> TarArchive::OpenMember(std::size_t index) {
  if (members_[index].size > kMostMemberSize) {
    return Error{ErrorKind::kLimit, name() + ": " + members_[index].name +
                                        ": larger than 4 GiB; unpack it and name the file itself"};
  }
  return std::unique_ptr<Source>(std::make_unique<MemberSource>(shared_from_this(), index));
}

bool IsTar(std::string_view head) {
  return head.size() >= kBlock && head.substr(kMagicAt).starts_with("ustar");
}

Result<std::shared_ptr<Archive>> OpenArchive(std::unique_ptr<Source> raw, bool is_tar) {
  const auto as_archive = [](auto opened) -> Result<std::shared_ptr<Archive>> {
    if (!opened) return opened.error();
    return std::shared_ptr<Archive>(std::move(*opened));
  };
  return is_tar ? as_archive(TarArchive::Open(std::move(raw)))
                : as_archive(ZipArchive::Open(std::move(raw)));
}

}  // namespace ebb
