// Writes a file so that a reader sees the old one or the whole new one, never a part.
//
// The bytes go to an unnamed file in the target's folder (a hidden one where the file system has no
// unnamed files), are synced, and take the name at Commit(). Without Commit nothing is left behind.
// Mode 0600 whatever the umask.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ebb {

class OutputFile {
 public:
  // Error (kOutput) if the folder does not exist or cannot be written, or if `path` exists and
  // `overwrite` is false.
  static Result<OutputFile> Create(const std::string& path, bool overwrite);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile();

  Status Write(std::string_view bytes);
  Status Commit();

 private:
  struct State;
  explicit OutputFile(std::unique_ptr<State> state);
  Status NameUnnamed();
  std::unique_ptr<State> state_;
};

// Create, Write and Commit in one.
Status WriteFile(const std::string& path, std::string_view bytes, bool overwrite);
// Writes to standard output. A closed pipe is not an error: returns ok and later calls do nothing.
Status WriteStandardOutput(std::string_view bytes);
// Makes a folder (mode 0700) and its parents.
Status MakeFolder(const std::string& path);

}  // namespace ebb
