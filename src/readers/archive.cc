#include "readers/archive.h"

#include <zip.h>

#include <algorithm>
#include <utility>

#include "base/decode.h"
#include "base/text_util.h"
#include "readers/zip_directory.h"

namespace ebb {

// What libzip reads the archive through.
struct ZipBridge {
  std::unique_ptr<Source> raw;
  std::uint64_t position = 0;
  zip_error_t error{};
};

namespace {

// Members up to this size are kept in memory once somebody jumps about in them.
constexpr std::uint64_t kKeepBelow = std::uint64_t{64} << 20;

zip_int64_t Stat(const ZipBridge& bridge, void* data, zip_uint64_t size) {
  if (size < sizeof(zip_stat_t)) return -1;
  zip_stat_t* stat = static_cast<zip_stat_t*>(data);
  zip_stat_init(stat);
  stat->size = bridge.raw->size();
  stat->valid |= ZIP_STAT_SIZE;
  return sizeof(zip_stat_t);
}

zip_int64_t SeekTo(ZipBridge* bridge, std::uint64_t position) {
  bridge->position = position;
  if (bridge->raw->Seek(position)) return 0;
  zip_error_set(&bridge->error, ZIP_ER_SEEK, 0);
  return -1;
}

zip_int64_t OnCommand(void* context, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  ZipBridge* bridge = static_cast<ZipBridge*>(context);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      return SeekTo(bridge, 0);
    case ZIP_SOURCE_READ: {
      Result<std::size_t> n = bridge->raw->Read(static_cast<char*>(data), size);
      if (!n) {
        zip_error_set(&bridge->error, ZIP_ER_READ, 0);
        return -1;
      }
      bridge->position += *n;
      return static_cast<zip_int64_t>(*n);
    }
    case ZIP_SOURCE_STAT:
      return Stat(*bridge, data, size);
    case ZIP_SOURCE_SEEK: {
      const zip_int64_t target = zip_source_seek_compute_offset(
          bridge->position, bridge->raw->size(), data, size, &bridge->error);
      return target < 0 ? -1 : SeekTo(bridge, static_cast<std::uint64_t>(target));
    }
    case ZIP_SOURCE_TELL:
      return static_cast<zip_int64_t>(bridge->position);
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&bridge->error, data, size);
    case ZIP_SOURCE_SUPPORTS:
      return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:  // the archive owns the bridge
      return 0;
    default:
      zip_error_set(&bridge->error, ZIP_ER_OPNOTSUPP, 0);
      return -1;
  }
}

}  // namespace

std::string MemberLabel(std::string_view name) {
  std::uint64_t repaired = 0;
  return EscapeTerminal(RepairUtf8(name, &repaired));
}

struct ZipArchive::Handle {
  ZipBridge bridge;
  zip_t* zip = nullptr;
  ~Handle() {
    if (zip != nullptr) zip_discard(zip);
    zip_error_fini(&bridge.error);
  }
};

// Reads one member front to back; going back means inflating again, or, for a member that is not
// large, from a copy in memory.
class ZipArchive::MemberSource final : public Source {
 public:
  MemberSource(std::shared_ptr<ZipArchive> archive, std::size_t index)
      : archive_(std::move(archive)),
        index_(index),
        name_(archive_->name() + ": " + archive_->members_[index].name) {}
  MemberSource(const MemberSource&) = delete;
  MemberSource& operator=(const MemberSource&) = delete;
  ~MemberSource() override { Close(); }

  Status Reopen() {
    Close();
    position_ = 0;
    file_ = zip_fopen_index(archive_->handle_->zip, index_, 0);
    if (file_ != nullptr) return Done{};
    return InputError(name_,
                      "cannot be unpacked: " + LastError(zip_get_error(archive_->handle_->zip)));
  }

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    if (copy_) return copy_->Read(out, capacity);
    std::size_t got = 0;
    while (got < capacity && file_ != nullptr) {
      const zip_int64_t n = zip_fread(file_, out + got, capacity - got);
      if (n < 0) {
        return InputError(name_,
                          "the zip is damaged here: " + LastError(zip_file_get_error(file_)));
      }
      if (n == 0) break;
      got += static_cast<std::size_t>(n);
      if (position_ + got > size()) {
        return InputError(name_, "inflates to more than the zip says; refused");
      }
    }
    position_ += got;
    return got;
  }

  Status Seek(std::uint64_t offset) override {
    if (!copy_ && offset != 0 && offset != position_ && size() <= kKeepBelow) {
      if (Status kept = Keep(); !kept) return kept.error();
    }
    if (copy_) return copy_->Seek(offset);
    if (offset < position_) {
      if (Status again = Reopen(); !again) return again.error();
    }
    return PassOver(*this, offset - position_);
  }

  bool seeks_cheaply() const override { return size() <= kKeepBelow; }
  std::uint64_t size() const override { return archive_->members_[index_].size; }
  const std::string& name() const override { return name_; }

 private:
  void Close() {
    if (file_ != nullptr) zip_fclose(file_);
    file_ = nullptr;
  }

  static std::string LastError(zip_error_t* error) {
    const int code = zip_error_code_zip(error);
    if (code == ZIP_ER_COMPNOTSUPP) return "a kind of compression that is not supported";
    if (code == ZIP_ER_CRC) return "its checksum is wrong";
    return "its data are not whole";
  }

  Status Keep() {
    if (Status again = Reopen(); !again) return again.error();
    Result<std::string> bytes = ReadAll(*this, kKeepBelow);
    if (!bytes) return bytes.error();
    Close();
    copy_ = MemorySource(name_, std::move(*bytes));
    return Done{};
  }

  std::shared_ptr<ZipArchive> archive_;
  std::size_t index_;
  std::string name_;
  zip_file_t* file_ = nullptr;
  std::uint64_t position_ = 0;
  std::unique_ptr<Source> copy_;
};

ZipArchive::ZipArchive() : handle_(std::make_unique<Handle>()) {}
ZipArchive::~ZipArchive() = default;

const std::string& ZipArchive::name() const { return handle_->bridge.raw->name(); }

Result<std::shared_ptr<ZipArchive>> ZipArchive::Open(std::unique_ptr<Source> raw) {
  Result<std::vector<ZipEntry>> entries = ReadZipDirectory(*raw);
  if (!entries) return entries.error();
  const std::shared_ptr<ZipArchive> archive(new ZipArchive);  // NOLINT: the constructor is private
  Handle& handle = *archive->handle_;
  zip_error_init(&handle.bridge.error);
  handle.bridge.raw = std::move(raw);
  const Error damaged = InputError(archive->name(), "the zip is damaged; copy or export it again");

  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_function_create(OnCommand, &handle.bridge, &error);
  if (source != nullptr) {
    handle.zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (handle.zip == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (handle.zip == nullptr) return damaged;
  // What was checked must be what libzip will read.
  if (static_cast<std::size_t>(zip_get_num_entries(handle.zip, 0)) != entries->size())
    return damaged;
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const ZipEntry& entry = (*entries)[i];
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(handle.zip, i, 0, &stat) != 0 || stat.size != entry.size ||
        stat.comp_size != entry.compressed) {
      return damaged;
    }
    const char* name = zip_get_name(handle.zip, i, ZIP_FL_ENC_GUESS);
    archive->members_.push_back(
        {MemberLabel(name == nullptr ? "" : name), entry.size, entry.compressed, entry.encrypted});
  }
  return archive;
}

Result<std::unique_ptr<Source>> ZipArchive::OpenMember(std::size_t index) {
  const ArchiveMember& member = members_[index];
  const std::string label = name() + ": " + member.name;
  if (member.encrypted) {
    return InputError(label, "is locked with a password; unpack it and name the chat file itself");
  }
  if (member.size > kMaxMember) {
    return Error{ErrorKind::kLimit,
                 label + ": larger than 4 GiB; unpack it and name the file itself"};
  }
  if (member.size > kRatioFrom && member.size / kMaxRatio > member.compressed) {
    return Error{ErrorKind::kLimit, label +
                                        ": grows more than 100-fold when unpacked, as in archives "
                                        "made to do harm; if you trust it, unpack it first"};
  }
  auto source = std::make_unique<MemberSource>(shared_from_this(), index);
  if (Status opened = source->Reopen(); !opened) return opened.error();
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace ebb
