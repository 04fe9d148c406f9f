// A folder, an archive (zip or tar), or archives in a folder, as one list of named members.
//
// Nothing is unpacked to disk. A member is opened when it is asked for; members of archives keep
// theirs alive and are used, together, from one thread at a time. Archives in archives are not
// opened.
// Errors: those of folders, files and archives, which name the member.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "readers/archive.h"

namespace ebb {

struct TreeMember {
  std::string path;       // in the folder or zip, with slashes; fit to be shown
  std::string container;  // base name of the archive it lies in; empty for a file of a folder
  std::uint64_t size = 0;
  bool encrypted = false;
};

class Tree {
 public:
  static Result<std::unique_ptr<Tree>> OfFolder(const std::string& folder);
  // Files that lie in one folder, and that folder's name. No archives.
  static std::unique_ptr<Tree> OfFiles(const std::vector<std::string>& files);
  static std::unique_ptr<Tree> OfArchive(const std::shared_ptr<Archive>& archive);

  const std::string& name() const { return name_; }
  bool is_folder() const { return is_folder_; }
  // "zip" or "tar"; of a folder, that of an archive in it.
  std::string_view archive_kind() const { return archive_kind_; }
  const std::vector<TreeMember>& members() const { return members_; }
  // Raw bytes; of a document in a folder, its text. REQUIRES: index < members().size().
  Result<std::unique_ptr<Source>> Open(std::size_t index) const;
  // The first member whose path is `path` or ends with it after a slash.
  std::optional<std::size_t> Find(std::string_view path) const;
  // Why an archive in the folder could not be looked into, if one could not.
  const std::optional<Error>& damaged() const { return damaged_; }

 private:
  struct Place {
    std::string file;  // or
    std::shared_ptr<Archive> archive;
    std::size_t index = 0;
  };
  void AddFile(const std::string& file, std::string path);
  void AddArchive(const std::shared_ptr<Archive>& archive);

  std::string name_;
  std::string_view archive_kind_ = "zip";
  bool is_folder_ = false;
  std::vector<TreeMember> members_;
  std::vector<Place> places_;
  std::optional<Error> damaged_;
};

std::string_view BaseName(std::string_view path);
std::string_view FolderName(std::string_view path);  // without the closing slash; may be empty

// Order as people count: runs of digits by their value, the rest by bytes ("page2" < "page10").
bool NaturalLess(std::string_view a, std::string_view b);

// Text of a small file beside the chats; empty if it is not there, not text or over 64 MiB.
std::string ReadSideFile(const Tree& tree, std::string_view path);
std::string ReadSideFile(const Tree& tree, std::size_t index);

}  // namespace ebb
