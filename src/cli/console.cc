#include "cli/console.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "base/output_file.h"
#include "base/text_util.h"
#include "cli/command_line.h"

namespace ebb {
namespace {

constexpr int kDefaultWidth = 80;

void WriteLine(std::string_view line) {
  const std::string text = EscapeTerminal(line) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool EnvironmentAllowsColor() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

Console::Console() : error_is_terminal_(::isatty(STDERR_FILENO) == 1) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
  logger_ = std::make_unique<spdlog::logger>("ebb", std::move(sink));
  logger_->set_pattern("ebb: %l: %v");
  logger_->set_level(spdlog::level::warn);
  color_ = ::isatty(STDOUT_FILENO) == 1 && EnvironmentAllowsColor();
}

Console::~Console() = default;

Status Console::Configure(const CommandLine& line) {
  quiet_ = line.Has("quiet");
  if (quiet_) logger_->set_level(spdlog::level::err);
  if (!quiet_ && line.Count("verbose") == 1) logger_->set_level(spdlog::level::info);
  if (!quiet_ && line.Count("verbose") > 1) logger_->set_level(spdlog::level::debug);
  const std::string when = line.Last("color");
  if (when.empty() || when == "auto") return Done{};
  if (when != "always" && when != "never") {
    return Error{ErrorKind::kUsage, "--color " + when + ": it is auto, always or never"};
  }
  color_ = when == "always";
  return Done{};
}

void Console::PrintError(std::string_view message) {
  bool first = true;
  for (const std::string_view line : Split(message, '\n')) {
    WriteLine((first ? "ebb: " : "") + std::string(line));
    first = false;
  }
}

void Console::Say(std::string_view message) {
  if (!quiet_) WriteLine(message);
}

void Console::Warn(std::string_view message) { logger_->warn(EscapeTerminal(message)); }
void Console::Inform(std::string_view message) { logger_->info(EscapeTerminal(message)); }
void Console::Debug(std::string_view message) { logger_->debug(EscapeTerminal(message)); }

Status Console::Print(std::string_view text) { return WriteStandardOutput(text); }

int Console::width() const {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return size.ws_col;
}

struct Progress::Ticker {
  std::mutex mutex;
  std::condition_variable stop;
  bool stopped = false;
  std::uint64_t done = 0, files = 0;
  std::thread thread;

  void Run() {
    using std::chrono::seconds;
    std::unique_lock<std::mutex> lock(mutex);
    for (int elapsed = 1; !stop.wait_for(lock, seconds(1), [this] { return stopped; }); ++elapsed) {
      const std::string files_done = files < 2 ? "" : fmt::format(", {} of {} files", done, files);
      const std::string line = fmt::format("\rreading ... {} s{} ", elapsed, files_done);
      std::fwrite(line.data(), 1, line.size(), stderr);
    }
    std::fprintf(stderr, "\r\033[K");
  }
};

Progress::Progress(const Console& console) {
  if (!console.error_is_terminal() || console.quiet()) return;
  ticker_ = std::make_unique<Ticker>();
  ticker_->thread = std::thread([ticker = ticker_.get()] { ticker->Run(); });
}

void Progress::Update(std::uint64_t done, std::uint64_t files) {
  if (ticker_ == nullptr) return;
  const std::lock_guard<std::mutex> lock(ticker_->mutex);
  ticker_->done = done;
  ticker_->files = files;
}

Progress::~Progress() {
  if (ticker_ == nullptr) return;
  {
    const std::lock_guard<std::mutex> lock(ticker_->mutex);
    ticker_->stopped = true;
  }
  ticker_->stop.notify_all();
  ticker_->thread.join();
}

}  // namespace ebb
