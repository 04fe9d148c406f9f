// Where the test data that is not ours lies: beside the project, and not everywhere. A test that
// needs it calls SharedFile and, where it is absent, says that it was skipped.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace ebb {

inline std::string SourcePath(const std::string& relative) { return EBB_SOURCE_DIR "/" + relative; }

inline std::optional<std::string> SlurpFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

// Contents of ../shared/<relative>; nullopt (and a warning in the test's output) if not there.
inline std::optional<std::string> SharedFile(const std::string& relative) {
  auto text = SlurpFile(SourcePath("../shared/" + relative));
  if (!text) WARN("skipped: shared data not present: " + relative);
  return text;
}

}  // namespace ebb
