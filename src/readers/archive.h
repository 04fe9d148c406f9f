// A zip archive as a set of sources. Members are inflated while they are read, never to disk; their
// names are labels and never paths.
//
// All members of an archive share one source: use them, together, from one thread at a time. A
// member keeps the archive alive. Limits (kLimit): a member of more than 4 GiB, or one of more than
// 10 MiB that grows more than 100-fold. A member that inflates to more than its listed size is an
// error.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

struct ZipMember {
  std::string name;  // UTF-8, without control characters
  std::uint64_t size = 0;
  std::uint64_t compressed = 0;
  bool encrypted = false;
};

class ZipArchive : public std::enable_shared_from_this<ZipArchive> {
 public:
  static constexpr std::uint64_t kMaxMember = std::uint64_t{4} << 30;
  static constexpr std::uint64_t kRatioFrom = std::uint64_t{10} << 20;
  static constexpr std::uint64_t kMaxRatio = 100;

  static Result<std::shared_ptr<ZipArchive>> Open(std::unique_ptr<Source> raw);
  ~ZipArchive();

  const std::vector<ZipMember>& members() const { return members_; }
  const std::string& name() const;
  // REQUIRES: index < members().size(). Errors: encrypted, too large, unknown compression.
  Result<std::unique_ptr<Source>> OpenMember(std::size_t index);

 private:
  struct Handle;
  class MemberSource;
  ZipArchive();

  std::unique_ptr<Handle> handle_;
  std::vector<ZipMember> members_;
};

}  // namespace ebb
