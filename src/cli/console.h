// The program's voice: standard error for people, standard output for answers.
//
// Nothing here ever receives a person's words: log lines hold counts and our own terms, errors name
// what the user typed. One Console lives in RunProgram; used from the main thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spdlog {
class logger;
}

namespace ebb {

class CommandLine;

class Console {
 public:
  Console();
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Takes up -q, -v and --color. Error (kUsage): a --color that is none of the three.
  Status Configure(const CommandLine& line);

  // `ebb: message` on stderr, one line per line of the message, control characters shown as such.
  void PrintError(std::string_view message);
  // For the person who waits, without a level; nothing with -q.
  void Say(std::string_view message);
  void Warn(std::string_view message);    // nothing with -q
  void Inform(std::string_view message);  // -v
  void Debug(std::string_view message);   // -vv
  // Answers on standard output.
  Status Print(std::string_view text);

  bool color() const { return color_; }
  bool error_is_terminal() const { return error_is_terminal_; }
  bool quiet() const { return quiet_; }
  // Columns of the terminal on standard output; 80 where there is none.
  int width() const;

 private:
  std::unique_ptr<spdlog::logger> logger_;
  bool color_ = false;
  bool quiet_ = false;
  bool error_is_terminal_ = false;
};

// While it lives, a line on stderr says after a moment that work goes on and for how long. Only
// where stderr is a terminal and -q is not given.
class Progress {
 public:
  explicit Progress(const Console& console);
  ~Progress();
  // Of how many files how many are done; from any thread.
  void Update(std::uint64_t done, std::uint64_t files);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  struct Ticker;
  std::unique_ptr<Ticker> ticker_;
};

}  // namespace ebb
