// Archives as sets of sources, and zip archives. Members are inflated while they are read, never to
// disk; their names are labels and never paths.
//
// All members of an archive share one source: use them, together, from one thread at a time. A
// member keeps the archive alive. Limits (kLimit): a member of more than 4 GiB, or one of more than
// 10 MiB that grows more than 100-fold. A member that inflates to more than its listed size is an
// error.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

struct ArchiveMember {
  std::string name;  // UTF-8, without control characters
  std::uint64_t size = 0;
  std::uint64_t compressed = 0;
  bool encrypted = false;
};

// `name` as stored, fit to be shown.
std::string MemberLabel(std::string_view name);

class Archive {
 public:
  virtual ~Archive() = default;
  virtual std::string_view kind() const = 0;  // "zip"
  virtual const std::string& name() const = 0;
  const std::vector<ArchiveMember>& members() const { return members_; }
  // REQUIRES: index < members().size(). Errors: encrypted, too large, unknown compression.
  virtual Result<std::unique_ptr<Source>> OpenMember(std::size_t index) = 0;

 protected:
  std::vector<ArchiveMember> members_;
};

class ZipArchive final : public Archive, public std::enable_shared_from_this<ZipArchive> {
 public:
  static constexpr std::uint64_t kMaxMember = std::uint64_t{4} << 30;
  static constexpr std::uint64_t kRatioFrom = std::uint64_t{10} << 20;
  static constexpr std::uint64_t kMaxRatio = 100;

  static Result<std::shared_ptr<ZipArchive>> Open(std::unique_ptr<Source> raw);
  ~ZipArchive() override;

  std::string_view kind() const override { return "zip"; }
  const std::string& name() const override;
  Result<std::unique_ptr<Source>> OpenMember(std::size_t index) override;

 private:
  struct Handle;
  class MemberSource;
  ZipArchive();

  std::unique_ptr<Handle> handle_;
};

}  // namespace ebb
