// The list of files at the end of a zip archive, read and judged before anything is unpacked.
//
// Refused (kInput): no list (a cut file), archives in several parts, members that share bytes, two
// members of one name. Refused (kLimit): more than 100,000 members, a list of more than 64 MiB.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

struct ZipEntry {
  std::string name;  // bytes as stored
  std::uint64_t compressed = 0;
  std::uint64_t size = 0;    // what the list says; never trusted beyond a limit
  std::uint64_t offset = 0;  // of its local header
  bool encrypted = false;
};

// REQUIRES: the source knows its size.
Result<std::vector<ZipEntry>> ReadZipDirectory(Source& archive);

}  // namespace ebb
