#include "base/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace ebb {
namespace {

std::string ReadFailure(int error) {
  switch (error) {
    case EBADF:
      return "it is closed; name a file";
    case ENOENT:
      return "no such file; check the path";
    case EACCES:
    case EPERM:
      return "no permission to read it; check who owns the file";
    case EISDIR:
      return "is a folder; name the export file in it, or use `ebb batch`";
    default:
      return std::string("cannot be read: ") + std::strerror(error);
  }
}

class FileSource final : public Source {
 public:
  FileSource(std::string name, int fd, std::uint64_t size)
      : name_(std::move(name)), fd_(fd), size_(size) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(fd_); }

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    std::size_t got = 0;
    while (got < capacity) {
      const ssize_t n = ::read(fd_, out + got, capacity - got);
      if (n == 0) break;
      if (n < 0) {
        if (errno == EINTR) continue;
        return InputError(name_, ReadFailure(errno));
      }
      got += static_cast<std::size_t>(n);
    }
    return got;
  }

  Status Seek(std::uint64_t offset) override {
    if (::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) < 0) {
      return InputError(name_, ReadFailure(errno));
    }
    return Done{};
  }

  std::uint64_t size() const override { return size_; }
  const std::string& name() const override { return name_; }

 private:
  std::string name_;
  int fd_;
  std::uint64_t size_;
};

class BytesSource final : public Source {
 public:
  BytesSource(std::string name, std::string bytes)
      : name_(std::move(name)), bytes_(std::move(bytes)) {}

  Result<std::size_t> Read(char* out, std::size_t capacity) override {
    const std::size_t n = std::min(capacity, bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, n, out);
    at_ += n;
    return n;
  }
  Status Seek(std::uint64_t offset) override {
    at_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
    return Done{};
  }
  std::uint64_t size() const override { return bytes_.size(); }
  const std::string& name() const override { return name_; }

 private:
  std::string name_;
  std::string bytes_;
  std::size_t at_ = 0;
};

// Appends what `read` gives until it ends or `limit` is passed.
template <typename ReadPiece>
Result<std::string> Collect(const std::string& name, std::uint64_t limit, ReadPiece read) {
  std::string all;
  constexpr std::size_t kPiece = 1 << 18;
  for (;;) {
    const std::size_t old = all.size();
    all.resize(old + kPiece);
    Result<std::size_t> n = read(all.data() + old, kPiece);
    if (!n) return n.error();
    all.resize(old + *n);
    if (all.size() > limit) {
      return Error{ErrorKind::kLimit, name + ": larger than the limit of " +
                                          std::to_string(limit >> 20) +
                                          " MiB for this kind of input"};
    }
    if (*n == 0) return all;
  }
}

}  // namespace

Result<std::unique_ptr<Source>> OpenFile(const std::string& path) {
  // O_NONBLOCK: opening a pipe nobody writes to must not hang.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return InputError(path, ReadFailure(errno));
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    const bool folder = S_ISDIR(info.st_mode);
    ::close(fd);
    return InputError(path, folder ? ReadFailure(EISDIR)
                                   : "is not a regular file; save the export to a file first");
  }
  return std::unique_ptr<Source>(
      std::make_unique<FileSource>(path, fd, static_cast<std::uint64_t>(info.st_size)));
}

std::unique_ptr<Source> MemorySource(std::string name, std::string bytes) {
  return std::make_unique<BytesSource>(std::move(name), std::move(bytes));
}

Result<std::unique_ptr<Source>> ReadStandardInput(std::uint64_t limit) {
  FileSource input("standard input", ::dup(STDIN_FILENO), Source::kUnknownSize);
  Result<std::string> bytes = ReadAll(input, limit);
  if (!bytes) return bytes.error();
  return MemorySource("standard input", std::move(*bytes));
}

Result<std::string> ReadHead(Source& source, std::size_t count) {
  if (Status start = source.Seek(0); !start) return start.error();
  std::string head(count, '\0');
  std::size_t got = 0;
  while (got < count) {
    Result<std::size_t> n = source.Read(head.data() + got, count - got);
    if (!n) return n.error();
    if (*n == 0) break;
    got += *n;
  }
  head.resize(got);
  if (Status back = source.Seek(0); !back) return back.error();
  return head;
}

Result<std::string> ReadAll(Source& source, std::uint64_t limit) {
  return Collect(source.name(), limit,
                 [&](char* out, std::size_t n) { return source.Read(out, n); });
}

Status PassOver(Source& source, std::uint64_t count) {
  constexpr std::uint64_t kPiece = 64 << 10;
  std::string waste(static_cast<std::size_t>(std::min(count, kPiece)), '\0');
  while (count > 0) {
    const std::uint64_t want = std::min<std::uint64_t>(count, waste.size());
    Result<std::size_t> n = source.Read(waste.data(), static_cast<std::size_t>(want));
    if (!n) return n.error();
    if (*n == 0) break;
    count -= *n;
  }
  return Done{};
}

Result<std::vector<std::string>> ListFiles(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> files;
  const fs::directory_iterator readable(folder,
                                        error);  // the folder itself must not be passed over
  if (error) return InputError(folder, "cannot list this folder: " + error.message());
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
  if (error) return InputError(folder, "cannot list this folder: " + error.message());
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with('.') || name == "__MACOSX") {
      it.disable_recursion_pending();
      continue;
    }
    if (it->symlink_status(error).type() == fs::file_type::regular) files.push_back(it->path());
  }
  // Where it could not go on it stands at the end.
  if (error) return InputError(folder, "cannot list this folder: " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

bool IsFolder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

Result<FileStamp> StampFile(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return InputError(path, ReadFailure(errno));
  FileStamp stamp;
  stamp.bytes = static_cast<std::uint64_t>(info.st_size);
  stamp.modified =
      std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + std::int64_t{info.st_mtim.tv_nsec};
  stamp.inode = info.st_ino;
  return stamp;
}

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

}  // namespace ebb
