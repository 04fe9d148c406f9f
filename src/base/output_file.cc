#include "base/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace ebb {
namespace {

Error OutputError(const std::string& path, const std::string& what) {
  return {ErrorKind::kOutput, path + ": " + what};
}

std::string WriteFailure(int error) {
  switch (error) {
    case ENOENT:
      return "the folder does not exist; make it first";
    case EACCES:
    case EPERM:
      return "no permission to write there; choose another place with -o";
    case EROFS:
      return "that disk is read-only; choose another place with -o";
    case EBADF:
      return "it is closed";
    case ENOSPC:
    case EDQUOT:
      return "the disk is full; nothing was changed";
    default:
      return std::string("cannot be written: ") + std::strerror(error);
  }
}

std::string FolderOf(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

// Beside the target, so that the last step is a rename.
std::string HiddenName(const std::string& path) {
  return FolderOf(path) + "/." + std::filesystem::path(path).filename().string() + ".ebb-" +
         std::to_string(::getpid());
}

// Removes hidden files that an earlier run for the same target left when it was killed in the
// instant between naming a file and moving it to its place. Those of running programs stay.
void SweepStale(const std::string& path) {
  const std::string prefix = "." + std::filesystem::path(path).filename().string() + ".ebb-";
  std::error_code error;
  std::filesystem::directory_iterator it(FolderOf(path), error);
  for (; !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    const std::string digits = name.substr(prefix.size());
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) continue;
    const long process = std::strtol(digits.c_str(), nullptr, 10);
    if (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH) ::unlink(it->path().c_str());
  }
}

// Holds back the signals that ask the program to end, for the few calls in which a file has a
// hidden name and not yet its own.
class SignalPause {
 public:
  SignalPause() {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&set, signal);
    ::pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~SignalPause() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalPause(const SignalPause&) = delete;
  SignalPause& operator=(const SignalPause&) = delete;

 private:
  sigset_t before_{};
};

// Gives the unnamed file behind `fd` a name. Fails with EEXIST if it is taken.
bool LinkUnnamed(int fd, const std::string& name) {
  const std::string handle = "/proc/self/fd/" + std::to_string(fd);
  return ::linkat(AT_FDCWD, handle.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

struct OutputFile::State {
  std::string path;
  std::string temporary;  // empty while the file has no name
  bool unnamed = false;   // O_TMPFILE: gone by itself if the program ends, however it ends
  int fd = -1;
  bool overwrite = false;

  ~State() {
    if (fd >= 0) ::close(fd);
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }
};

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

Result<OutputFile> OutputFile::Create(const std::string& path, bool overwrite) {
  struct stat info {};
  const bool exists = ::stat(path.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) return OutputError(path, "is a folder; name a file in it");
  if (exists && S_ISREG(info.st_mode) && !overwrite) {
    return OutputError(path, "exists already; give --force to replace it, or another name");
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->overwrite = overwrite;
  if (exists && !S_ISREG(info.st_mode)) {  // a device or pipe: nothing to replace
    state->fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (state->fd < 0) return OutputError(path, WriteFailure(errno));
    return OutputFile(std::move(state));
  }
  SweepStale(path);
  state->fd = ::open(FolderOf(path).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
  if (state->fd >= 0) {
    state->unnamed = true;
    ::fchmod(state->fd, 0600);
    return OutputFile(std::move(state));
  }
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
    return OutputError(path, WriteFailure(errno));
  }
  state->temporary = HiddenName(path);
  state->fd = ::open(state->temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (state->fd < 0) {
    const int error = errno;
    state->temporary.clear();
    return OutputError(path, WriteFailure(error));
  }
  ::fchmod(state->fd, 0600);
  return OutputFile(std::move(state));
}

Status OutputFile::Write(std::string_view bytes) {
  if (!WriteAll(state_->fd, bytes)) return OutputError(state_->path, WriteFailure(errno));
  return Done{};
}

// An unnamed file takes its name while it is still open. Where a file is to be replaced it takes a
// hidden name first, and the rename below does the rest.
Status OutputFile::NameUnnamed() {
  state_->unnamed = false;
  if (!state_->overwrite) {
    if (LinkUnnamed(state_->fd, state_->path)) return Done{};
    if (errno == EEXIST)
      return OutputError(state_->path, "exists already; give --force to replace it");
    return OutputError(state_->path, WriteFailure(errno));
  }
  const std::string hidden = HiddenName(state_->path);
  if (!LinkUnnamed(state_->fd, hidden)) return OutputError(state_->path, WriteFailure(errno));
  state_->temporary = hidden;
  return Done{};
}

Status OutputFile::Commit() {
  const bool regular = state_->unnamed || !state_->temporary.empty();
  if (regular && ::fsync(state_->fd) != 0) return OutputError(state_->path, WriteFailure(errno));
  const SignalPause pause;
  if (state_->unnamed) {
    if (Status named = NameUnnamed(); !named) return named.error();
  }
  if (state_->temporary.empty()) {
    const int fd = std::exchange(state_->fd, -1);
    if (::close(fd) != 0) return OutputError(state_->path, WriteFailure(errno));
    return Done{};
  }
  const int fd = std::exchange(state_->fd, -1);
  if (::close(fd) != 0) return OutputError(state_->path, WriteFailure(errno));
  if (state_->overwrite) {
    if (::rename(state_->temporary.c_str(), state_->path.c_str()) != 0) {
      return OutputError(state_->path, WriteFailure(errno));
    }
    state_->temporary.clear();
    return Done{};
  }
  // link() refuses to replace a file that appeared meanwhile.
  if (::link(state_->temporary.c_str(), state_->path.c_str()) != 0) {
    if (errno == EEXIST)
      return OutputError(state_->path, "exists already; give --force to replace it");
    if (::rename(state_->temporary.c_str(), state_->path.c_str()) != 0) {
      return OutputError(state_->path, WriteFailure(errno));
    }
    state_->temporary.clear();
  }
  return Done{};
}

Status WriteFile(const std::string& path, std::string_view bytes, bool overwrite) {
  Result<OutputFile> file = OutputFile::Create(path, overwrite);
  if (!file) return file.error();
  if (Status written = file->Write(bytes); !written) return written.error();
  return file->Commit();
}

Status WriteStandardOutput(std::string_view bytes) {
  ::signal(SIGPIPE, SIG_IGN);
  if (WriteAll(STDOUT_FILENO, bytes)) return Done{};
  if (errno == EPIPE) return Done{};
  return OutputError("standard output", WriteFailure(errno));
}

Status MakeFolder(const std::string& path) {
  std::error_code error;
  const std::filesystem::path target(path);
  if (std::filesystem::is_directory(target, error)) return Done{};
  std::filesystem::create_directories(target, error);
  if (error) return OutputError(path, "this folder cannot be made: " + error.message());
  std::filesystem::permissions(target, std::filesystem::perms::owner_all, error);
  return Done{};
}

}  // namespace ebb
