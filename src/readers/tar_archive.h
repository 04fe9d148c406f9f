// A tar archive as a set of sources: members lie in it as they are and are read from there, never
// to disk; their names are labels and never paths.
//
// Regular files alone are members: links, devices, folders and sparse files are passed over. All
// members share one source: use them, together, from one thread at a time. A member keeps the
// archive alive. Refused (kInput): a cut or damaged archive, two members of one name. Refused
// (kLimit): more than 100,000 members, a member of more than 4 GiB.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "readers/archive.h"

namespace ebb {

class TarArchive final : public Archive, public std::enable_shared_from_this<TarArchive> {
 public:
  // REQUIRES: the source knows its size.
  static Result<std::shared_ptr<TarArchive>> Open(std::unique_ptr<Source> raw);

  std::string_view kind() const override { return "tar"; }
  const std::string& name() const override { return raw_->name(); }
  Result<std::unique_ptr<Source>> OpenMember(std::size_t index) override;

 private:
  class MemberSource;
  explicit TarArchive(std::unique_ptr<Source> raw) : raw_(std::move(raw)) {}

  Result<std::size_t> ReadAt(std::uint64_t offset, char* out, std::size_t capacity);

  std::unique_ptr<Source> raw_;
  std::vector<std::uint64_t> offsets_;  // of the members' bytes
  std::uint64_t position_ = 0;          // of raw_
};

// What begins as tar archives do (their header is 512 bytes long).
bool IsTar(std::string_view head);
// Opens a tar or a zip.
Result<std::shared_ptr<Archive>> OpenArchive(std::unique_ptr<Source> raw, bool is_tar);

}  // namespace ebb
