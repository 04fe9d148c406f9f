#include "readers/sqlite_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace ebb {
namespace {

struct OpenedFile {
  sqlite3_file base;
  SqliteVfs* vfs;
};

SqliteVfs& VfsOf(sqlite3_file* file) { return *reinterpret_cast<OpenedFile*>(file)->vfs; }

int CloseFile(sqlite3_file*) { return SQLITE_OK; }

int ReadFrom(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
  SqliteVfs& vfs = VfsOf(file);
  const bool whole = vfs.Read(static_cast<char*>(out), static_cast<std::size_t>(count),
                              static_cast<std::uint64_t>(offset));
  if (vfs.error()) return SQLITE_IOERR_READ;
  return whole ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int RefuseWrite(sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; }
int RefuseTruncate(sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; }
int DoNothing(sqlite3_file*, int) { return SQLITE_OK; }
int SizeOf(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(VfsOf(file).size());
  return SQLITE_OK;
}
int NotReserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int NoControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int SectorSize(sqlite3_file*) { return 4096; }
int Characteristics(sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; }

const sqlite3_io_methods kMethods = {
    1,           CloseFile, ReadFrom,   RefuseWrite,     RefuseTruncate,
    DoNothing,  // sync
    SizeOf,
    DoNothing,  // lock
    DoNothing,  // unlock
    NotReserved, NoControl, SectorSize, Characteristics, nullptr,
    nullptr,     nullptr,   nullptr,    nullptr,         nullptr,
};

int OpenFileOf(sqlite3_vfs* vfs, const char*, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
  auto* opened = reinterpret_cast<OpenedFile*>(file);
  opened->base.pMethods = &kMethods;
  opened->vfs = static_cast<SqliteVfs*>(vfs->pAppData);
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

int RefuseDelete(sqlite3_vfs*, const char*, int) { return SQLITE_READONLY; }
int NothingThere(sqlite3_vfs*, const char*, int, int* there) {
  *there = 0;
  return SQLITE_OK;
}
int FullName(sqlite3_vfs*, const char* name, int capacity, char* out) {
  const std::size_t length = std::strlen(name);
  if (length + 1 > static_cast<std::size_t>(capacity)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, length + 1);
  return SQLITE_OK;
}
// Nothing of what is read depends on chance or on the clock.
int NoRandomness(sqlite3_vfs*, int count, char* out) {
  std::memset(out, 0, static_cast<std::size_t>(count));
  return count;
}
int NoSleep(sqlite3_vfs*, int) { return 0; }
int NoTime(sqlite3_vfs*, double* now) {
  *now = 0;
  return SQLITE_OK;
}
int NoError(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

struct SqliteVfs::Registration {
  sqlite3_vfs vfs = {};
  bool registered = false;
  ~Registration() {
    if (registered) sqlite3_vfs_unregister(&vfs);
  }
};

SqliteVfs::SqliteVfs(Source& source)
    : source_(source),
      // One name for each, for as long as it lives.
      name_("ebb-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))),
      registration_(std::make_unique<Registration>()) {}

SqliteVfs::~SqliteVfs() = default;

bool SqliteVfs::Register() {
  sqlite3_vfs& vfs = registration_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(OpenedFile);
  vfs.mxPathname = 64;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = OpenFileOf;
  vfs.xDelete = RefuseDelete;
  vfs.xAccess = NothingThere;
  vfs.xFullPathname = FullName;
  vfs.xRandomness = NoRandomness;
  vfs.xSleep = NoSleep;
  vfs.xCurrentTime = NoTime;
  vfs.xGetLastError = NoError;
  registration_->registered = sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
  return registration_->registered;
}

std::uint64_t SqliteVfs::size() const {
  if (overlay_) return overlay_->pages() * page_size_;
  return std::max(source_.size(), listed_);
}

bool SqliteVfs::Read(char* out, std::size_t count, std::uint64_t offset) {
  if (!overlay_) return ReadFile(out, count, offset);
  bool whole = true;
  while (count > 0) {
    const std::uint64_t inside = offset % page_size_;
    const std::size_t piece = std::min<std::size_t>(count, page_size_ - inside);
    const std::optional<Result<bool>> over =
        overlay_->Read(offset / page_size_ + 1, inside, out, piece);
    if (!over) {
      whole = ReadFile(out, piece, offset) && whole;
    } else if (!*over) {
      error_ = over->error();
      return false;
    }
    out += piece;
    offset += piece;
    count -= piece;
  }
  return whole;
}

bool SqliteVfs::ReadFile(char* out, std::size_t count, std::uint64_t offset) {
  std::size_t got = 0;
  if (offset < source_.size()) {
    if (Status moved = source_.Seek(offset); !moved) {
      error_ = moved.error();
      return false;
    }
    const Result<std::size_t> n = source_.Read(out, count);
    if (!n) {
      error_ = n.error();
      return false;
    }
    got = *n;
  }
  if (got == count) return true;
  std::memset(out + got, 0, count - got);
  return false;
}

}  // namespace ebb
